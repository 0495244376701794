"""The words of things are kept when the things are: in the same transaction, one row each.

A row begins with marks that stand in no text: its kind, its project, its author. What a reader may
see is asked of the tables themselves when somebody searches.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, text

from mailbridge.domain.flag import Flag
from mailbridge.steps.searching.stems import kept_forms
from mailbridge.store.engine.insert_ignore import CHUNK
from mailbridge.store.engine.prepared import Prepared
from mailbridge.store.engine.schema import (
    attachments,
    discussions,
    people,
    person_addresses,
    posts,
    tasks,
)
from mailbridge.store.engine.search_table import Kind, search_words


def _put_on_postgresql() -> Any:
    from sqlalchemy.dialects import postgresql  # a tenth of a second, for those who use it

    made = postgresql.insert(search_words)
    return made.on_conflict_do_update(index_elements=["rowid"], set_={"words": made.excluded.words})


_PUT = Prepared(insert(search_words).prefix_with("OR REPLACE"), _put_on_postgresql)


def in_project(project_id: int) -> str:
    """The mark of what belongs to a project."""
    return f"§p{project_id}"


def by_author(person_id: int) -> str:
    """The mark of what a person wrote."""
    return f"§a{person_id}"


def _row(kind: Kind, object_id: int, said: str, *marks: str) -> dict[str, Any]:
    return {
        "rowid": kind.row(object_id),
        "words": f"{kind.mark} {' '.join(marks)} {kept_forms(said)} ",
    }


def put_discussion(db: Connection, discussion_id: int, project_id: int, subject: str) -> None:
    """A discussion is found by its subject."""
    _put(db, [_row(Kind.DISCUSSION, discussion_id, subject, in_project(project_id))])


def put_task(db: Connection, task_id: int, project_id: int, title: str) -> None:
    """A task is found by its title."""
    _put(db, [_row(Kind.TASK, task_id, title, in_project(project_id))])


def put_post(
    db: Connection, post_id: int, project_id: int, author_id: int, parts: Iterable[str]
) -> None:
    """A post is found by what its author wrote, and by who that is."""
    said = "\n".join(filter(None, parts))
    _put(db, [_row(Kind.POST, post_id, said, in_project(project_id), by_author(author_id))])


def put_files(db: Connection, project_id: int, said: Mapping[int, str]) -> None:
    """Files are found by their names and by the words in them. `said`: these, by the file's id."""
    of = in_project(project_id)
    _put(db, [_row(Kind.FILE, file_id, words, of) for file_id, words in said.items()])


def put_people(db: Connection, called: Mapping[int, Sequence[str]]) -> None:
    """People are found by their names and addresses. `called`: these, by id."""
    _put(db, [_row(Kind.PERSON, one, "\n".join(names)) for one, names in called.items()])


def put_mail(db: Connection, kind: Kind, said: Mapping[int, Sequence[str | None]]) -> None:
    """Mail that came, or letters, are found by what their envelope and header say. `said`: that, by
    id.
    """
    called = {number: "\n".join(filter(None, words)) for number, words in said.items()}
    _put(db, [_row(kind, number, words) for number, words in called.items()])


def _put(db: Connection, rows: Sequence[dict[str, Any]]) -> None:
    _PUT.run_each(db, rows)


def forget(db: Connection, kind: Kind, ids: Iterable[int]) -> None:
    """The words of these objects are kept no longer."""
    rows = [kind.row(number) for number in ids]
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        db.execute(delete(search_words).where(search_words.c.rowid.in_(chunk)))


def forget_posts(db: Connection, ids: Iterable[int]) -> None:
    """The words of these posts and of their files are kept no longer."""
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        files = select(attachments.c.id).where(attachments.c.post_id.in_(chunk))
        forget(db, Kind.FILE, db.execute(files).scalars().all())
    forget(db, Kind.POST, wanted)


def _parts(row: Any) -> tuple[str, ...]:
    event = row.invitation or {}
    invited = (str(event.get("summary") or ""), str(event.get("place") or ""))
    unknown = Flag.QUOTES_UNKNOWN in row.flags
    return post_parts(row.subject, row.reply, row.signature, invited, row.quoted, unknown)


def post_parts(
    subject: str,
    reply: str,
    signature: str,
    invited: tuple[str, ...],
    quoted: str,
    quotes_unknown: bool,
) -> tuple[str, ...]:
    """What a post is found by: the subject of its discussion, what its author wrote, and what they
    quote where nobody wrote that here.
    """
    return (subject, reply, signature, *invited, *((quoted,) if quotes_unknown else ()))


_POST = Prepared(
    select(
        posts.c.id,
        posts.c.project_id,
        posts.c.author_id,
        discussions.c.subject,
        posts.c.reply,
        posts.c.signature,
        posts.c.quoted,
        posts.c.flags,
        posts.c.invitation,
    )
    .join(discussions, discussions.c.id == posts.c.discussion_id)
    .where(posts.c.id.in_(bindparam("ids", expanding=True)))
)


def put_posts_again(db: Connection, ids: Iterable[int]) -> None:
    """The words of these posts as they are now; of those that are gone, none."""
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        posts_ = _POST.all(db, {"ids": chunk})
        for row in posts_:
            put_post(db, row.id, row.project_id, row.author_id, _parts(row))
        forget(db, Kind.POST, set(chunk) - {row.id for row in posts_})


def put_people_again(db: Connection, ids: Iterable[int]) -> None:
    """The names and addresses of these people as they are now; of those who became others, none."""
    wanted = sorted(set(ids))
    called: dict[int, list[str]] = {}
    for start in range(0, len(wanted), CHUNK):
        here = people.c.id.in_(wanted[start : start + CHUNK]) & people.c.merged_into.is_(None)
        rows = select(people.c.id, people.c.name, person_addresses.c.address).outerjoin(
            person_addresses, person_addresses.c.person_id == people.c.id
        )
        for row in db.execute(rows.where(here).order_by(people.c.id)):
            called.setdefault(row.id, [row.name]).append(row.address or "")
    put_people(db, called)
    forget(db, Kind.PERSON, set(wanted) - set(called))


def put_discussion_again(db: Connection, discussion_id: int) -> None:
    """The subject of a discussion as it is now; its posts are found by it, too."""
    put_subjects_again(db, [discussion_id])
    under = select(posts.c.id).where(posts.c.discussion_id == discussion_id)
    put_posts_again(db, db.execute(under).scalars().all())


def put_subjects_again(db: Connection, ids: Iterable[int]) -> None:
    """The subjects of these discussions as they are now."""
    wanted = select(discussions.c.id, discussions.c.project_id, discussions.c.subject)
    for row in db.execute(wanted.where(discussions.c.id.in_(sorted(set(ids))))).all():
        put_discussion(db, row.id, row.project_id, row.subject)


def put_tasks_again(db: Connection, ids: Iterable[int]) -> None:
    """The titles of these tasks as they are now."""
    wanted = select(tasks.c.id, tasks.c.project_id, tasks.c.title)
    for row in db.execute(wanted.where(tasks.c.id.in_(sorted(set(ids))))).all():
        put_task(db, row.id, row.project_id, row.title)


def move_to_project(db: Connection, discussion_id: int, before: int, after: int) -> None:
    """All of a discussion belongs to another project from now on."""
    mine = posts.c.discussion_id == discussion_id
    files = select(attachments.c.id).join(posts, posts.c.id == attachments.c.post_id).where(mine)
    made = select(tasks.c.id).where(tasks.c.discussion_id == discussion_id)
    rows = [Kind.DISCUSSION.row(discussion_id)]
    for kind, ids in (
        (Kind.POST, select(posts.c.id).where(mine)),
        (Kind.FILE, files),
        (Kind.TASK, made),
    ):
        rows += [kind.row(one) for one in db.execute(ids).scalars()]
    old, new = in_project(before), in_project(after)
    for start in range(0, len(rows), CHUNK):
        _mark_again(db, rows[start : start + CHUNK], old, new)


_MARK_AGAIN = {  # on SQLite each mark stands between spaces
    "sqlite": "UPDATE search_words SET words = replace(words, ' ' || :old || ' ', ' ' || :new || "
    "' ') WHERE rowid IN :rows",
    "postgresql": "UPDATE search_words SET words = ts_delete(words, CAST(:old AS text)) || "
    "array_to_tsvector(ARRAY[CAST(:new AS text)]) WHERE rowid IN :rows",
}


def _mark_again(db: Connection, rows: Sequence[int], old: str, new: str) -> None:
    changed = text(_MARK_AGAIN[db.dialect.name])
    statement = changed.bindparams(bindparam("rows", expanding=True))
    db.execute(statement, {"old": old, "new": new, "rows": list(rows)})
