"""What is seen of a message that was tried out."""

from mailbridge.domain.message import Reading
from mailbridge.domain.verdict import Verdict
from mailbridge.services.views.mail_models import MailView
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class ForeseenLetter:
    """A letter that would leave."""

    letter: str  # its kind
    to: str
    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Destination:
    """What would become of the message at one forward-path. `refused`: the door would not take it;
    then nothing else is known.
    """

    forward_path: str
    refused: Verdict | None = None
    mail: MailView | None = None  # as the mail log would show it
    discussion: str = ""  # the subject of the discussion that it would join, or open
    is_new: bool = False  # it would open one
    verified: str = ""  # verified, unverified, failed; "" where it becomes no post
    verified_why: str = ""
    letters: tuple[ForeseenLetter, ...] = ()


@dataclass(frozen=True, slots=True)
class Trial:
    reading: Reading
    destinations: tuple[Destination, ...]  # none: nobody it names is ours
