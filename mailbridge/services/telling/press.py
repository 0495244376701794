"""Letters become messages; what the copies of one letter have in common is rendered once."""

from mailbridge.domain.letter import Letter, PostWords
from mailbridge.services.container import Container, Stencil
from mailbridge.services.telling.post_words import load_files
from mailbridge.steps.deciding.conversation.own_lines import as_words
from mailbridge.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Printed:
    """A letter as it leaves."""

    content: bytes  # the message (RFC 5322) with its files, CRLF line ends
    said: str  # its words, to know them again in an answer


def _posts_with_files(letter: Letter) -> tuple[int, ...]:
    """The posts whose files travel with a letter, in their order."""
    before = [number for told in letter.together for number in (told.post_id, told.files_of)]
    named = (*before, letter.post_id, letter.files_of)
    return tuple(number for number in named if number is not None)


def _shows_pictures(words: PostWords | None) -> bool:
    return words is not None and "data-cid" in (words.safe_html or "")


class Press:
    """Prints letters in their order. It remembers what it made of the newest Message-ID, which all
    letters about one event have. `words` are those of all posts that the letters name.
    """

    def __init__(self, container: Container, words: dict[int, PostWords]) -> None:
        self._container = container
        self._words = words
        self._begin("")

    async def print(self, letter: Letter) -> Printed:
        """The letter as a message. Raises what keeps it from being rendered."""
        if letter.message_id != self._message_id:
            self._begin(letter.message_id)
        known = next(((one, said) for one, said in self._made if one.fits(letter)), None)
        if known is not None:
            stencil, said = known
            return Printed(stencil.fill(letter).content, said)
        stencil = self._container.renderer.stencil(letter, await self._with_files(letter))
        first = stencil.fill(letter)
        said = as_words(first.text, first.page)  # without links: the same for all that fit
        self._made.append((stencil, said))
        return Printed(first.content, said)

    def _begin(self, message_id: str) -> None:
        self._message_id = message_id
        self._made: list[tuple[Stencil, str]] = []
        self._opened: dict[tuple[int, ...], PostWords] = {}  # with their files

    async def _with_files(self, letter: Letter) -> dict[int, PostWords]:
        post_id = letter.post_id
        if post_id is None or post_id not in self._words:
            return self._words
        which = _posts_with_files(letter)
        named = letter.attachments or any(told.attachments for told in letter.together)
        if not named and not any(_shows_pictures(self._words.get(number)) for number in which):
            return self._words
        if which not in self._opened:
            files = await load_files(self._container, which)
            self._opened[which] = replace(self._words[post_id], files=files)
        return {**self._words, post_id: self._opened[which]}
