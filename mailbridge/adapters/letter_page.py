"""What a letter's templates may use: the letter, the words of its posts, and sentences in the
reader's language.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any, Protocol

from markupsafe import Markup

from mailbridge.domain.letter import File, Letter, PostWords, Told
from mailbridge.steps.reading.meaning.commands import below_commands
from mailbridge.steps.telling.letter_parts import mime_message
from mailbridge.steps.telling.letter_parts.authored_html import authored_html
from mailbridge.steps.telling.letter_parts.closing import closing
from mailbridge.steps.telling.letter_parts.columns import (
    beginning,
    beside,
    clipped,
    hung,
    quoted,
    wrapped,
)
from mailbridge.steps.telling.letter_parts.paragraphs import Look, linked, paragraphs
from mailbridge.steps.telling.words.catalogue import Catalogues, in_context, sentence
from mailbridge.steps.telling.words.proof_words import PROOF
from mailbridge.steps.telling.words.task_states import TASK_STATES
from mailbridge.steps.telling.words.tongue import Tongue
from mailbridge.steps.telling.words.why_told import WHY_TOLD
from mailbridge.values import dataclass, replace

HUMAN = "words"  # the class of what the author wrote
MOST_TEXT = 40_000  # characters of a post in the letter; a longer one is attached whole
QUOTED_LINES = 12
QUOTED_CHARACTERS = 400
_ON_REQUEST = sentence("{name} ({size}, too big for a letter; we send it on request)")
_IN_BROWSER = sentence("{name} ({size}, in the browser)")
_BY_LINK = sentence("{name} ({size}, by the link below)")
_EVER = datetime(1970, 1, 1, tzinfo=UTC)
_NOTHING = PostWords("", _EVER, "")


@dataclass(frozen=True, slots=True)
class Before:
    """A post that the letter tells, too, before its newest."""

    told: Told
    text: str
    html: Markup


@dataclass(frozen=True, slots=True)
class Quoted:
    """An earlier post below the letter."""

    head: str
    text: str
    internal: bool


class Styles(Protocol):
    """What is filled into HTML gets the styles that it has in an element of the class `around`."""

    def look(self, around: str) -> Look:
        """What an element of that class looks like, for what stands in it."""

    def authored(self, html: str, around: str) -> str:
        """An author's own HTML with the styles of such an element."""


def _signed(post: PostWords) -> str:
    """What stands below a member's words: of a signature that their mail program put there, the
    closing alone; the whole of one that they set for what they write here.
    """
    if post.signature and not post.mailed:
        return post.signature
    return closing(post.text, post.signature, post.name)


def page(
    letter: Letter, words: dict[int, PostWords], catalogues: Catalogues, styles: Styles
) -> dict[str, Any]:
    """Everything a template may use."""
    now = letter.date or letter.written or _EVER
    tongue = Tongue(catalogues.of(letter.language), letter.time_zone, now)
    post = words.get(letter.post_id, _NOTHING) if letter.post_id is not None else _NOTHING
    by_member = letter.name == "client" and not letter.author_is_client
    post = _without_commands(post) if by_member else post
    post = _with_its_quote(post) if letter.name == "team" else post
    signed = _signed(post) if by_member else ""
    whole = len(post.text) <= MOST_TEXT
    human = post.text if whole else clipped(post.text, MOST_TEXT)
    cut = (
        None
        if whole
        else File(tongue.say("letter.txt"), "text/plain", len(post.text), post.text.encode())
    )
    return {
        "letter": letter,
        "_": tongue.words.say,
        "ngettext": tongue.words.say_number,
        "pgettext": lambda context, english, **values: tongue.say(
            in_context(context, english), **values
        ),
        "q": lambda number: (
            str(number) if letter.name == "team" else tongue.say("Q{number}", number=number)
        ),
        "task_state": lambda state: tongue.say(TASK_STATES[state]),
        "proof": lambda verified: tongue.say(PROOF[verified]),
        "why": lambda topic: tongue.say(
            WHY_TOLD[letter.why or "participant"], topic=topic, project=letter.project
        ),
        "day": tongue.day,
        "deadline": tongue.deadline,
        "moment": tongue.moment,
        "joined": tongue.joined,
        "human": "\n\n".join(filter(None, (human, signed)))
        or tongue.say("(no words, only what is attached)" if letter.attachments else "(no words)"),
        "human_html": _human_html(post, human, tongue, bool(letter.attachments), styles)
        + Markup(paragraphs(signed, styles.look(HUMAN))),  # noqa: S704 - escaped there
        "cut": tongue.say(
            "The letter is long; the whole text is attached as {name}.", name=cut.filename
        )
        if cut is not None
        else "",
        "together": _together(letter, words, post.files, tongue, styles),
        "earlier": _earlier(letter, words, tongue),
        "news": lambda topic: _news(letter, topic.posts, words, tongue),
        "files": _files(letter, post, tongue),
        "by_link": bool(letter.files_link) and any(file.content is None for file in post.files),
        "content_ids": content_ids(post.files),
        "enclosed": [
            *([cut] if cut is not None else []),
            *(file for file in post.files if file.content is not None),
        ],
        "open": [question for question in letter.footer.questions if not question.answered]
        if letter.footer is not None
        else [],
        "answered": [question for question in letter.footer.questions if question.answered]
        if letter.footer is not None
        else [],
        "wrapped": wrapped,
        "hanging": hung,
        "beside": lambda left, right, indent: "\n".join(beside(left, right, indent)),
        "quoted": quoted,
        "linked": lambda text, around="": Markup(  # noqa: S704 - escaped there
            linked(text, styles.look(around))
        ),
        "paragraphs": lambda text, around="": Markup(  # noqa: S704 - escaped there
            paragraphs(text, styles.look(around))
        ),
    }


def _without_commands(post: PostWords) -> PostWords:
    """As a client reads a member's words: what looks like a command is for us, even where we do not
    know it.
    """
    text = below_commands(post.text) if post.mailed else post.text
    return replace(post, text=text)


def _with_its_quote(post: PostWords) -> PostWords:
    """With what it quotes, which the team has nowhere else."""
    if not post.quoted.strip():
        return post
    return replace(post, text=f"{post.text}\n\n{post.quoted.strip()}", safe_html=None)


def short(page: dict[str, Any]) -> dict[str, Any]:
    """The page of a letter that became too large: its words cut to a quarter of MOST_TEXT, one
    earlier post. The text part of the letter keeps them whole.
    """
    human = clipped(page["human"], MOST_TEXT // 4)
    return {
        **page,
        "human_html": page["paragraphs"](human, HUMAN),
        "together": [
            replace(
                told,
                html=page["paragraphs"](clipped(told.text, MOST_TEXT // 8 // at), HUMAN),
            )
            for at, told in enumerate(page["together"], start=1)
        ],
        "earlier": page["earlier"][:1],
    }


def _human_html(post: PostWords, human: str, tongue: Tongue, files: bool, styles: Styles) -> Markup:
    """The author's own HTML where it fits into a letter, else the text in paragraphs."""
    html = _authored(post.safe_html or "", post.text, tuple(content_ids(post.files).items()))
    if html is not None:
        return Markup(styles.authored(html, HUMAN))  # noqa: S704 - sanitised when it was filed
    shown = human or tongue.say("(no words, only what is attached)" if files else "(no words)")
    return Markup(paragraphs(shown, styles.look(HUMAN)))  # noqa: S704 - escaped there


@lru_cache(maxsize=8)  # letters to both sides show the same
def _authored(html: str, text: str, pictures: tuple[tuple[str, str], ...]) -> str | None:
    return authored_html(html, text, dict(pictures))


def content_ids(files: Sequence[File]) -> dict[str, str]:
    """What the pictures of a letter are called in it, by their own Content-ID."""
    return {
        file.content_id: f"picture{number}.{sha256(file.content).hexdigest()[:16]}@mailbridge"
        for number, file in enumerate(files, start=1)
        if file.content_id is not None and file.content is not None
    }


def _together(
    letter: Letter,
    words: dict[int, PostWords],
    files: tuple[File, ...],
    tongue: Tongue,
    styles: Styles,
) -> list[Before]:
    """The posts told before the newest one; not what has become internal since, or is gone."""
    shown = []
    for told in letter.together:
        known = words.get(told.post_id)
        if known is None or (known.internal and not letter.internal):
            continue
        post = replace(_with_its_quote(known), files=files)
        human, attached = clipped(post.text, MOST_TEXT), bool(told.attachments)
        nothing = tongue.say("(no words, only what is attached)" if attached else "(no words)")
        html = _human_html(post, human, tongue, attached, styles)
        shown.append(Before(told, human or nothing, html))
    return shown


def _news(
    letter: Letter, posts: Sequence[int], words: dict[int, PostWords], tongue: Tongue
) -> list[Quoted]:
    """What others wrote, in a morning letter; not what has become internal since, or is gone. Who
    has had a letter about each sees how they begin.
    """
    most = MOST_TEXT // 10 if letter.details.get("whole") else QUOTED_CHARACTERS
    known = [_without_commands(words[number]) for number in posts if number in words]
    return [
        Quoted(
            f"{told.author}, {tongue.moment(told.written)}",
            clipped(told.text, most) or tongue.say("(no words, only what is attached)"),
            told.internal,
        )
        for told in known
        if not told.internal
    ]


def _earlier(letter: Letter, words: dict[int, PostWords], tongue: Tongue) -> list[Quoted]:
    known = [words[one] for one in letter.earlier if one in words]
    if letter.name == "client":
        return [
            Quoted(
                _head(letter, post_words, tongue),
                beginning(post_words.text, QUOTED_LINES),
                post_words.internal,
            )
            for post_words in known
            if not post_words.internal and post_words.text.strip()
        ]
    return [
        Quoted(
            f"{post_words.author}, {tongue.moment(post_words.written)}",
            clipped(post_words.text, QUOTED_CHARACTERS),
            post_words.internal,
        )
        for post_words in known
    ]


def _head(letter: Letter, post_words: PostWords, tongue: Tongue) -> str:
    return tongue.say(
        "You wrote on {when}:" if letter.own_words else "{name} wrote on {when}:",
        name=post_words.author,
        when=tongue.day(post_words.written),
    )


def _files(letter: Letter, post: PostWords, tongue: Tongue) -> list[str]:
    away = {file.filename for file in post.files if file.content is None and not file.only_in_place}
    too_big = _ON_REQUEST if letter.name == "client" else _IN_BROWSER
    too_big = _BY_LINK if letter.files_link else too_big
    return [
        tongue.say(
            too_big if name in away else "{name} ({size})",
            name=mime_message.one_line(name),
            size=tongue.size(octets),
        )
        for name, octets in _attached(letter)
    ]


def _attached(letter: Letter) -> list[tuple[str, int]]:
    before = [file for told in letter.together for file in told.attachments]
    return [*before, *letter.attachments]
