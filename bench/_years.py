"""What years leave in a store besides mail that was answered: discussions in every state, open
questions, tasks, work that falls due, mail that is held, entries of the audit log, one discussion
of a thousand posts, and the words that are searched. Statements that both engines take, but those
that count up.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

import _bulk

LONG = 1_000  # posts of the long discussion
STAFF = 200  # members; who else belongs to a project is a client
HELD = 200  # messages in quarantine
AUDITED = 200_000  # entries of the audit log
FILED = "WHERE discussion_id IS NOT NULL"
HOUR = timedelta(hours=1) // timedelta(microseconds=1)


def long_discussion(size: _bulk.Size) -> int:
    """Its number; it is of the first project."""
    return size.projects


def lead(size: _bulk.Size) -> int:
    """The number of the member of the first hundred projects who hears the most."""
    return size.clients + size.projects * _bulk.TEAM


def observer(size: _bulk.Size) -> int:
    """The number of the observer of the first three projects."""
    return lead(size) - 1


def statements(size: _bulk.Size, now: datetime, is_sqlite: bool) -> list[str]:
    """In the order in which they are to be run."""
    last = _bulk.micros(now)
    return [
        *_states(size, last),
        *_people(size),
        *_long(size, last),
        *_filled_up(size, last, is_sqlite),
        *_words(size, is_sqlite),
    ]


def _states(size: _bulk.Size, last: int) -> list[str]:
    """A tenth is closed, the rest is open and of everybody's move; a third is looked after."""
    member = f"{size.clients} + 1 + (id % {size.projects}) * {_bulk.TEAM} + id % {_bulk.TEAM}"
    many = size.discussions
    return [
        f"""UPDATE discussions SET
            state = CASE WHEN id % 10 = 9 THEN 'closed' ELSE 'open' END,
            whose_move = CASE WHEN id % 7 < 3 THEN 'team' WHEN id % 7 < 6 THEN 'client'
                ELSE 'nobody' END,
            internal = (id % 50 = 7),
            assignee_id = CASE WHEN id % 3 = 0 THEN {member} END""",
        (
            "UPDATE questions SET state = 'open', side = CASE WHEN id % 20 = 0 THEN 'team' ELSE "
            "'client' END WHERE id % 10 = 0"
        ),
        f"""UPDATE tasks SET due = CASE WHEN id % 4 > 0 THEN {last} + (id % 60 - 30) * 24 * {HOUR}
            END, assignee_id = {size.clients} + 1 + (discussion_id % {size.projects}) *
            {_bulk.TEAM} + id % {_bulk.TEAM}, created_by = {size.clients} + 1""",
        (
            f"UPDATE inbounds SET disposition = 'hold', reason = 'unknown-author', post_id = NULL, "
            f"discussion_id = NULL WHERE id > {many * _bulk.POSTS - HELD * 50} AND id % 50 = 0"
        ),
    ]


def _people(size: _bulk.Size) -> list[str]:
    """A member of a hundred projects who hears a tenth of everything, and an observer."""
    busy, looks_on = lead(size), observer(size)
    return [
        f"""UPDATE people SET role = 'client' WHERE id > {size.clients + STAFF} AND id < {busy}""",
        f"""INSERT INTO memberships (project_id, person_id) SELECT id, {busy} FROM projects
            WHERE id <= 100 AND id NOT IN
            (SELECT project_id FROM memberships WHERE person_id = {busy})""",
        f"UPDATE outbox SET person_id = {busy} WHERE id % 10 = 0",
        f"UPDATE people SET role = 'observer' WHERE id = {looks_on}",
        f"DELETE FROM memberships WHERE person_id = {looks_on}",
        f"""INSERT INTO memberships (project_id, person_id)
            SELECT id, {looks_on} FROM projects WHERE id <= 3""",
    ]


def _long(size: _bulk.Size, last: int) -> list[str]:
    """A thousand posts more in one discussion, each with its mail, its event and its letter."""
    here, first = long_discussion(size), size.discussions * _bulk.POSTS
    client, member = size.client_of(here), size.clients + 1
    source = f"FROM posts WHERE id <= {LONG}"
    at, number = f"{last} - ({LONG} - id) * {HOUR}", "CAST(id AS TEXT)"
    words = "text || ' and more of it, as was said before. ' || text"
    author = f"CASE WHEN id % 2 = 0 THEN {client} ELSE {member} END"
    reader = f"CASE WHEN id % 2 = 0 THEN {member} ELSE {client} END"
    return [
        f"""INSERT INTO inbounds (id, discussion_id, project_id, received, state, post_id,
            disposition, reason, subject, author)
            SELECT id + {first}, {here}, 1, {at}, 'done', id + {first}, 'accept', 'member',
            'Re: the long one', 'client{client}@house.test' {source}""",
        f"""INSERT INTO posts (id, discussion_id, project_id, author_id, inbound_id, message_id,
            digest, text, reply, created)
            SELECT id + {first}, {here}, 1, {author}, id + {first},
            'long' || {number} || '@bulk.test', {number}, {words}, {words}, {at} {source}""",
        f"""INSERT INTO events (discussion_id, kind, at, post_id, actor_id)
            SELECT {here}, 'posted', {at}, id + {first}, {author} {source}""",
        f"""INSERT INTO outbox (letter, "to", subject, content, once, state, message_id, created,
            discussion_id, post_id, person_id)
            SELECT CASE WHEN id % 2 = 0 THEN 'team' ELSE 'client' END, 'x@agency.test',
            'the long one', '{{"why": "follows"}}', 'long:' || {number}, 'sent',
            'long-out' || {number} || '@bridge.test', {at}, {here}, id + {first}, {reader}
            {source}""",
        f"UPDATE discussions SET updated = {last} WHERE id = {here}",
    ]


def _filled_up(size: _bulk.Size, last: int, is_sqlite: bool) -> list[str]:
    """Audiences of each post, due work of each fifth discussion, and the audit log."""
    series = _series(is_sqlite, AUDITED)
    return [
        f"""INSERT INTO audiences (post_id, person_id, heard) SELECT posts.id,
            1 + posts.discussion_id % {size.clients}, posts.id % 50 <> 3 FROM posts""",
        f"""INSERT INTO due_work (what, discussion_id, project_id, person_id, at, run_at, why, once)
            SELECT 'nudge', id, project_id, 1 + id % {size.clients}, updated + 72 * {HOUR},
            updated + 72 * {HOUR}, '"words"', 'nudge:' || CAST(id AS TEXT) FROM discussions
            WHERE id % 5 = 1""",
        f"""INSERT INTO audit_log (at, actor_id, act, matter, matter_id, name, detail) {series}
            SELECT {last} - ({AUDITED} - n) * {HOUR // 10}, {size.clients} + 1 + n % 100,
            CASE WHEN n % 10 = 0 THEN 'sent' ELSE 'let-in' END,
            CASE WHEN n % 10 = 0 THEN 'post' ELSE 'message' END, n, '', '"of it"' FROM g""",
    ]


def _series(is_sqlite: bool, rows: int) -> str:
    if is_sqlite:
        return f"WITH RECURSIVE g(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM g WHERE n < {rows})"
    return f"WITH g(n) AS (SELECT generate_series(1, CAST({rows} AS BIGINT)))"


def _words(size: _bulk.Size, is_sqlite: bool) -> list[str]:
    """As store.search.index keeps them."""
    said = "we look at it today and the second draft is readi number"
    topic = ["§k2", ("§p", "project_id"), ("§a", "author_id"), "topic", "number"]
    post = [*topic, ("", "discussion_id"), *said.split(), ("", "id")]
    return [
        _kept("posts", 2, post, is_sqlite),
        _kept(
            "discussions",
            1,
            ["§k1", ("§p", "project_id"), "topic", "number", ("", "id")],
            is_sqlite,
        ),
        _kept("tasks", 4, ["§k4", ("§p", "project_id"), "task", ("", "id")], is_sqlite),
        _kept("people", 5, ["§k5", "person", ("", "id")], is_sqlite),
        *_of_mail(size, is_sqlite),
    ]


def _of_mail(size: _bulk.Size, is_sqlite: bool) -> list[str]:
    """As store.search.mail_words takes in mail and letters."""
    re = ["re", "topic", "number", ("", "discussion_id")]
    client = f"1 + discussion_id % {size.clients}"
    came = [("client", client), ("house", f"({client}) % 997"), "test", ("project", "project_id")]
    left = [("member", "person_id"), "agenc", "test", *re, ("l", "id"), "bridg", "test"]
    return [
        _kept("inbounds", 6, ["§k6", *came, *re, ("p", "id"), "bulk", "test"], is_sqlite, FILED),
        _kept("outbox", 7, ["§k7", *left], is_sqlite, FILED),
        """INSERT INTO meta (name, value) SELECT 'mail words', '{"6": ' || CAST((SELECT max(id) FROM
            inbounds) AS TEXT) || ', "7": ' || CAST((SELECT max(id) FROM outbox) AS TEXT) || '}'""",
    ]


def _kept(
    table: str, kind: int, words: Sequence[str | tuple[str, str]], is_sqlite: bool, which: str = ""
) -> str:
    made = [
        f"'{word}'" if isinstance(word, str) else f"'{word[0]}' || CAST({word[1]} AS TEXT)"
        for word in words
    ]
    if is_sqlite:
        text = " || ' ' || ".join(made) + " || ' '"
    else:
        placed = [f"'''' || {one} || ''':{at}'" for at, one in enumerate(made, 1)]
        text = f"CAST({' || chr(32) || '.join(placed)} AS tsvector)"
    return (
        f"INSERT INTO search_words (rowid, words) SELECT {kind} * {1 << 40} + id, {text} "
        f"FROM {table} {which}"
    )
