"""The grammar of our own addresses; `encode` and `decode` are inverse.

k7f3qz…             a project            (17 letters and digits, 84 bits, no look-alikes)
k7f3qz…+task        a project, with a detail (RFC 5233)
r.<token>           a reply address: this person, this discussion, the audience of this post
b.<token>           a return path (VERP): this letter
n.<token>           answers to the one question that somebody was asked
d.<token>           answers to a morning letter: what to do with its numbered lines
"""

from collections.abc import Sequence

from mailbridge.domain.token import Purpose, open_, sign
from mailbridge.values import dataclass

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_LETTERS = frozenset(ALPHABET)
KEY_LENGTH = 17
TOKENS = ("r.", "b.", "n.", "d.")  # how local-parts with a token begin


@dataclass(frozen=True, slots=True)
class ProjectAddress:
    key: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ReplyAddress:
    person_id: int
    discussion_id: int
    internal: bool = False
    post_id: int = 0  # the answer has this post's audience; 0: of no post, or made by a version
    # that had no audiences


@dataclass(frozen=True, slots=True)
class ReturnPath:
    letter_id: int


@dataclass(frozen=True, slots=True)
class SurveyAddress:
    survey_id: int


@dataclass(frozen=True, slots=True)
class MorningAddress:
    """The numbers in an answer are those of that very letter."""

    due_id: int  # the work that wrote the letter
    person_id: int


OwnAddress = ProjectAddress | ReplyAddress | ReturnPath | SurveyAddress | MorningAddress


def new_key(entropy: bytes) -> str:
    """A project key from at least 16 random bytes."""
    if len(entropy) < 16:
        raise ValueError("a project address needs 16 random bytes")
    number = int.from_bytes(entropy, "big")
    letters = []
    for _ in range(KEY_LENGTH):
        number, digit = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[digit])
    return "".join(letters)


def encode(address: OwnAddress, key: bytes) -> str:
    """The local-part of an address of ours."""
    match address:
        case ProjectAddress(project, detail):
            return f"{project}+{detail}" if detail else project
        case ReplyAddress(person, discussion, internal, post):
            numbers = (person, discussion, post) if post else (person, discussion)
            return "r." + sign(Purpose.REPLY_INTERNAL if internal else Purpose.REPLY, numbers, key)
        case ReturnPath(letter):
            return "b." + sign(Purpose.RETURN_PATH, (letter,), key)
        case SurveyAddress(survey):
            return "n." + sign(Purpose.SURVEY, (survey,), key)
        case MorningAddress(due, person):
            return "d." + sign(Purpose.MORNING, (due, person), key)


def decode(local_part: str, keys: Sequence[bytes]) -> OwnAddress | None:
    """What a local-part at one of our domains names, or None. A project key is only well-formed,
    not known to exist.
    """
    local = local_part.strip().lower()
    if local.startswith("r."):
        return _reply(local[2:], keys)
    if local.startswith("b."):
        numbers = open_(Purpose.RETURN_PATH, local[2:], keys)
        return ReturnPath(numbers[0]) if numbers and len(numbers) == 1 else None
    if local.startswith("n."):
        numbers = open_(Purpose.SURVEY, local[2:], keys)
        return SurveyAddress(numbers[0]) if numbers and len(numbers) == 1 else None
    if local.startswith("d."):
        numbers = open_(Purpose.MORNING, local[2:], keys)
        return MorningAddress(*numbers) if numbers and len(numbers) == 2 else None
    project, _, detail = local.partition("+")
    known = len(project) == KEY_LENGTH and _LETTERS.issuperset(project)
    return ProjectAddress(project, detail) if known else None


def _reply(token: str, keys: Sequence[bytes]) -> ReplyAddress | None:
    for purpose in (Purpose.REPLY, Purpose.REPLY_INTERNAL):
        numbers = open_(purpose, token, keys)
        if numbers is not None and len(numbers) in (2, 3):
            person, discussion, *post = numbers
            internal = purpose is Purpose.REPLY_INTERNAL
            return ReplyAddress(person, discussion, internal, post[0] if post else 0)
    return None


def split(mailbox: str) -> tuple[str, str]:
    """local-part and domain in lower case, of a mailbox however it is spelt (`<A@B.>`,
    `mailto:a@b`).
    """
    bare = mailbox.strip().strip("<>").strip().lower().removeprefix("mailto:").strip("\"' ")
    local, _, domain = bare.rpartition("@")
    return (local.strip('"'), domain.rstrip(".")) if local else (bare, "")


def normal(mailbox: str) -> str:
    """The one spelling an address is kept and looked up in."""
    local, domain = split(mailbox)
    return f"{local}@{domain}" if domain else local


def redacted(forward_path: str) -> str:
    """The address as logs may show it: whoever knows an address of ours may write to it, so only
    its beginning is told.
    """
    local, domain = split(forward_path)
    secret = local.startswith(TOKENS) or isinstance(decode(local, ()), ProjectAddress)
    return f"{local[:4]}…@{domain}" if secret else normal(forward_path)
