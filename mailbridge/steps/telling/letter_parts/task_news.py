"""What letters about a task told, in a letter that is written instead of them."""

from collections.abc import Sequence

from mailbridge.domain.letter import Letter
from mailbridge.values import replace


def told_to_client(letter: Letter, news: Sequence[Letter]) -> Letter:
    """A client's letter about a post with what letters of their own tell of tasks: what is asked of
    them stands below the words that ask for it, and comes in one letter.
    """
    if not news:
        return letter
    below = letter.footer
    asked = below is not None and not all(question.answered for question in below.questions)
    return replace(
        letter,
        given=(*letter.given, *(told.details for told in news)),
        preheader=letter.preheader if asked else news[-1].preheader,
    )


def added(letter: Letter, news: Sequence[Letter], first: bool = False) -> Letter:
    """The letter with the sentences of the others, above or below its own; and with the files of
    the request, where one of them had those.
    """
    said = tuple(notice for one in news for notice in one.notices)
    made = replace(letter, notices=(*said, *letter.notices) if first else (*letter.notices, *said))
    request = next((notice for notice in reversed(news) if notice.attachments), None)
    if request is None:
        return made
    if request.post_id == letter.post_id:
        same = letter.attachments or request.attachments
        return replace(made, attachments=same, earlier=letter.earlier or request.earlier)
    files = (*letter.attachments, *request.attachments)
    return replace(made, attachments=files, files_of=request.post_id)
