"""What letters about a task told, in a letter that is written instead of them."""

from collections.abc import Sequence
from dataclasses import replace

from mailbridge.domain.letter import Letter


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
