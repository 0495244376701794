"""A program that writes for somebody else: a web site's form, whose visitor stands in Reply-To."""

import re

from mailbridge.domain.inbound import FormSigns
from mailbridge.domain.message import Kind, Mailbox, Reading
from mailbridge.steps.reading.kinds.machine_fields import LIST_FIELDS
from mailbridge.steps.reading.kinds.robot import is_read_by_nobody

MANY = 2  # others for whom the address has written before
NAMES = frozenset({
    "wordpress", "woocommerce", "form", "forms", "formular", "formulaire", "formulario", "forma",
    "webform", "webforms", "contactform", "contactforms", "kontaktformular", "formmail",
    "formsubmit", "website", "web", "www", "wwwdata", "apache", "nginx", "httpd", "joomla",
    "drupal", "typo3", "tilda", "wix", "squarespace", "robot",
})  # fmt: skip
_PARTS = re.compile(r"[a-zа-я]+3?")
_LABEL = re.compile(r"^[^\W\d_][^:\n]{0,40}:[ \t]*(?P<value>\S.*)?$")
_LOOKED_AT = 12  # lines at the beginning of a form's letter
_FEWEST_LABELS = 2


def visitor(reading: Reading, own_domains: frozenset[str]) -> Mailbox | None:
    """Whom Reply-To names besides the author, if it names one; an address of ours is no visitor."""
    message = reading.message
    author = message.author
    if author is None or len(message.from_) != 1 or reading.kind not in _MAY_BE:
        return None
    named = [mailbox for mailbox in message.reply_to if "@" in mailbox.address]
    others = [mailbox for mailbox in named if mailbox.address != author.address]
    if len(named) != 1 or not others or others[0].domain in own_domains:
        return None
    return None if is_read_by_nobody(others[0].address) else others[0]


_MAY_BE = (Kind.HUMAN, Kind.AUTO_REPLY, Kind.LIST)


def is_form(reading: Reading, named: Mailbox, signs: FormSigns) -> bool:
    """Whether From is a program that writes for the one in Reply-To."""
    author = reading.message.author
    if author is None or signs.visitor_is_team or reading.away is not None:
        return False
    if signs.declared:
        return True
    if any(reading.message.header(name) is not None for name in LIST_FIELDS):
        return False
    if is_form_address(author.address):
        return True
    if author.domain == named.domain:  # a colleague, or the author's other address
        return False
    return signs.writes_for >= MANY or _filled_in(reading.message.text, named.address)


def is_form_address(address: str) -> bool:
    """Whether an address is noreply@, wordpress@, forms@ or one like them."""
    local = address.rpartition("@")[0]
    whole = local.replace("-", "").replace("_", "").replace(".", "")
    return is_read_by_nobody(address) or whole in NAMES or bool(NAMES & set(_PARTS.findall(local)))


def _filled_in(text: str, address: str) -> bool:
    """It begins with labelled values, one of which is the visitor's address ("E-mail: jo@…")."""
    lines = [line.strip() for line in text.splitlines() if line.strip()][:_LOOKED_AT]
    matches = [_LABEL.match(line) for line in lines]
    labelled = [match for match in matches if match is not None]
    begins = bool(matches) and matches[0] is not None
    named = any(address in (match["value"] or "").lower() for match in labelled)
    return begins and named and len(labelled) >= _FEWEST_LABELS
