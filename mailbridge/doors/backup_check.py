"""What the doctor says of safety copies."""

from datetime import timedelta

from mailbridge.domain.told import told
from mailbridge.doors.finding import Finding
from mailbridge.services.container import Container
from mailbridge.services.running.health import last_backup

OLD = timedelta(days=2)


async def check_backup(container: Container) -> Finding:
    """How old the newest one is."""
    made = await last_backup(container)
    remedy = told("run `mailbridge db backup FILE` each night; deploy/ has a timer for it")
    if made is None:
        return Finding("backup", "warning", told("no safety copy was ever made"), remedy)
    words = told("the newest safety copy is of {made} UTC", made=f"{made:%Y-%m-%d %H:%M}")
    is_old = container.clock() - made > OLD
    return Finding("backup", "warning" if is_old else "ok", words, remedy if is_old else "")
