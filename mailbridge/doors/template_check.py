"""What the doctor says of an admin's own templates."""

from mailbridge.bootstrap import Settings
from mailbridge.domain.told import told
from mailbridge.doors.finding import Finding
from mailbridge.services.container import Container


def check_templates(container: Container, settings: Settings) -> list[Finding]:
    """Each is filled with sample facts; a finding for each fault. None where there are no own
    ones.
    """
    folder = settings.letters.templates
    if folder is None:
        return []
    faults = container.renderer.faults()
    if not faults:
        words = told("those in {folder} make each letter in each language", folder=str(folder))
        return [Finding("templates", "ok", words)]
    remedy = told("mend it; until then letters are made by the template that comes with mailbridge")
    return [Finding("templates", "fault", fault, remedy) for fault in faults]
