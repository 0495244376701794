"""The same picture on several letters of one domain is folded away: it can be shown, and no letter
lists it.
"""

from collections.abc import Iterable

from sqlalchemy import Connection

from mailbridge.domain.message import Attachment
from mailbridge.steps.reading.mime.decoration import EARLIER
from mailbridge.steps.reading.mime.decoration import pictures as candidates
from mailbridge.store.discussions import decorative_pictures


def fold(
    db: Connection, post_id: int, author: str, files: Iterable[Attachment], quotes: bool
) -> None:
    """Look at the pictures of a post that was just filed; asks nothing of the store when there are
    none.
    """
    wanted, domain = candidates(files, quotes), author.rpartition("@")[2]
    if not wanted or not domain:
        return
    counted = decorative_pictures.count(db, domain, wanted)
    known = [sha256 for sha256, letters in counted.items() if letters > EARLIER]
    if known:
        decorative_pictures.fold(db, post_id, known)
    fresh = [sha256 for sha256 in known if counted[sha256] == EARLIER + 1]
    if fresh:
        decorative_pictures.fold_earlier(db, domain, fresh)
