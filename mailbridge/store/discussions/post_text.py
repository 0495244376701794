"""The text of a post, which is kept once: in its reply, its quotes and its signature, with marks
where each piece of it stands. What versions before kept as a whole is read as it is.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select, update

from mailbridge.domain.flag import Flag
from mailbridge.steps.text.pieces import Piece, put_together, take_apart
from mailbridge.store.engine.schema import posts

PARTS = ("reply", "quoted", "signature")  # columns of posts, in the order that pieces count them


def columns(text: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns `text` and `text_pieces` of a post with these values in the columns of PARTS."""
    pieces = take_apart(text, [values[name] for name in PARTS])
    return {"text": text if pieces is None else "", "text_pieces": pieces}


def text_of(row: Any) -> str:
    """The whole text of a post from a row with `text`, `text_pieces` and the columns of PARTS."""
    if row.text_pieces is None:
        return str(row.text)
    pieces = [piece if isinstance(piece, str) else Piece(*piece) for piece in row.text_pieces]
    return put_together(pieces, [getattr(row, name) for name in PARTS])


def show_whole(db: Connection, post_id: int) -> None:
    """What was cut away is part of the reply, and folds of its HTML stand open."""
    row = db.execute(select(posts).where(posts.c.id == post_id)).first()
    if row is None:
        return
    whole = text_of(row).strip("\n")
    flags = list(dict.fromkeys([*row.flags, Flag.QUOTES_UNKNOWN.value]))
    changed = update(posts).where(posts.c.id == post_id)
    values = {"text": whole, "text_pieces": None, "reply": whole, "quoted": "", "signature": ""}
    db.execute(changed.values(flags=flags, **values))
