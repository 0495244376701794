"""What the doctor says of the keys that sign letters."""

from mailbridge.bootstrap import Settings
from mailbridge.domain.told import told
from mailbridge.doors.finding import LOCAL, Finding
from mailbridge.services.container import Container
from mailbridge.services.signing import dkim_keys
from mailbridge.services.signing.dkim_keys import DkimKeyView


async def check_signing(container: Container, settings: Settings) -> list[Finding]:
    """A finding for each key that signs or will, or one that there is none."""
    keys = await dkim_keys.list_in_use(container)
    closed = await dkim_keys.unopened(container)
    if keys:
        return [_of_key(key, key.name in closed) for key in keys]
    if settings.relay.url is None or settings.domain.rpartition(".")[2] in LOCAL:
        return []
    words = told("letters leave without a signature of ours; your relay may sign them")
    remedy = told("else make a key: `mailbridge dkim new {domain}`", domain=settings.domain)
    return [Finding("signing", "warning", words, remedy)]


def _of_key(key: DkimKeyView, closed: bool) -> Finding:
    show = told("add its record: `mailbridge dkim show {domain}` prints it", domain=key.domain)
    if closed:
        words = told("the key {name} was sealed by another secret and signs nothing", name=key.name)
        remedy = told("set secret_key as on the machine that made it, or make another key")
        return Finding("signing", "fault", words, remedy)
    if key.state == "waiting":
        words = told("the key {name} waits until DNS has its record", name=key.name)
        return Finding("signing", "warning", words, show)
    if key.seen is None:
        words = told("DNS does not answer about {name}, whose key signs", name=key.name)
        return Finding("signing", "warning", words, told("look again when DNS answers"))
    if not key.seen:
        words = told("letters are signed by the key {name}, which DNS does not know", name=key.name)
        return Finding("signing", "fault", words, show)
    return Finding("signing", "ok", told("{name} signs, and DNS knows it", name=key.name))
