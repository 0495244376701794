"""What somebody finds: all that they may read, and nothing else."""

import random
from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, update

from mailbridge.domain.project import Person
from mailbridge.services import tasks
from mailbridge.services.discussions import read, rearrange, write
from mailbridge.services.people import register
from mailbridge.services.searching.reindex import reindex
from mailbridge.services.searching.search import search
from mailbridge.services.telling import take_back
from mailbridge.store.engine.schema import audiences, posts
from mailbridge.store.engine.unit_of_work import Store
from mailbridge.store.search import backlog
from tests.container import open_container
from tests.services.post_office import PostOffice

MARIA, TOM = "Maria Lopez <maria@bloom.example>", "Tom Reed <tom@bloom.example>"
ANNA, WATCHER = "anna@agency.example", "watcher@bank.example"
WORDS = ("lantern", "gazebo", "turnip", "walrus", "compass", "violin", "saddle", "bucket")
HOSTILE = (
    '" OR * NEAR(a b) AND NOT (',
    "rowid:1 OR words:x",
    "^menu -menu +menu",
    "'; DROP TABLE posts",
    "\x00\\",
    "( ( (",
    "§p1 §k2 §a1",
    ":* & | ! <->",
    "a" * 5000,
    '"' * 300,
    "is: from: has:",
)


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    container = await open_container(store_url, tmp_path)
    yield await PostOffice(container).open()
    await container.close()


async def found(
    office: PostOffice, words: str, viewer: Person | None = None
) -> set[tuple[str, int]]:
    page = await search(office.container, words, viewer)
    return {(one.kind, one.id) for one in page.results}


async def kinds(office: PostOffice, words: str, viewer: Person | None = None) -> str:
    return " ".join(sorted(kind for kind, _ in await found(office, words, viewer)))


async def test_words_files_people_and_filters(office: PostOffice) -> None:
    """As they are filed; hostile questions find nothing and break nothing."""
    anna = await office.person(ANNA, "member", "Анна Петрова")
    text = "Пришлите, пожалуйста, договоры.\n\nThe invoices are attached. Which colour?"
    first = await office.bring(MARIA, "Новое меню", text)
    assert first.discussion_id is not None
    assert first.post_id is not None
    await tasks.make_task(office.container, anna, first.post_id, "Redraw the lanterns")
    await write.add_reply(office.container, anna, first.discussion_id, "Notes.", internal=True)
    expected = {
        "договор invoice": "post",
        '"the invoices"': "post",
        '"invoices the"': "",
        "invo*": "post",
        "меню": "discussion",
        "maria invoice": "post",
        "maria": "person post",
        "bloom.example": "person post",
        "lantern": "task",
        "from:maria": "post",
        "from:анна": "post",
        "from:nobody": "",
        "from:nobody invoice": "",
        "to:nobody has:file": "",
        "is:open": "discussion",
        "is:closed": "",
        "is:ours q:open": "discussion",
        "project:bloom invoice": "post",
        "project:rival invoice": "",
        "task:": "task",
        "task:done": "",
        "has:file": "",
        "invoice after:2026-11-30": "",
        "invoice before:2026-11-30": "post",
    }
    assert expected == {words: await kinds(office, words) for words in expected}
    assert dict.fromkeys(HOSTILE, "") == {words: await kinds(office, words) for words in HOSTILE}


async def test_other_numbers_of_a_word_are_found(office: PostOffice) -> None:
    """Alone and in a row, in each of the languages; the words that matched are marked."""
    german = "Die Fotos und die Konten sind nicht fertig, wir warten noch auf sie."
    texts = ("Pick two menus, please.", german, "Пришлите ещё пять ссылок.")
    posts = [
        (await office.bring(MARIA, f"No. {at}", text)).post_id for at, text in enumerate(texts)
    ]
    expected = {
        "menu": posts[0],
        "menus": posts[0],
        '"two menu"': posts[0],
        "Foto Konto": posts[1],
        "ссылка": posts[2],
        '"пять ссылка"': posts[2],
    }
    found_by = {words: await found(office, words) for words in expected}
    assert {words: {("post", post)} for words, post in expected.items()} == found_by
    assert set() == await found(office, '"menus two"')
    [result] = (await search(office.container, "menu")).results
    assert ("menus", True) in [(piece.text, piece.meant) for piece in result.excerpt]


async def test_edits_are_followed(office: PostOffice) -> None:
    """Moved, split, merged, renamed, taken back: what is found is what there is."""
    anna = await office.person(ANNA, "member", "Anna")
    rival = await PostOffice(office.container).open("Rival")
    first = await office.bring(MARIA, "Lanterns", "The first word.")
    other = await office.bring(TOM, "Gazebos", "The second word.")
    assert first.discussion_id is not None
    assert other.discussion_id is not None
    await register.join_project(office.container, ANNA, "Rival")
    await rearrange.move_to_project(office.container, anna, first.discussion_id, "Rival")
    assert [{("post", first.post_id)}, set()] == [
        await found(office, words) for words in ("project:rival word", "project:bloom first")
    ]
    await rearrange.move_to_project(office.container, anna, other.discussion_id, "Rival")
    await rearrange.merge_discussions(
        office.container, anna, first.discussion_id, other.discussion_id
    )
    assert {("post", first.post_id)} == await found(office, "gazebo first")
    await register.add_person(office.container, "tom@bloom.example", "Thomas")
    assert [set(), "person post"] == [await found(office, "reed"), await kinds(office, "thomas")]
    to, office.container.undo = ["tom@bloom.example"], timedelta(seconds=60)
    fresh = await write.start_discussion(office.container, anna, "Bloom", "New", "Hello.", to)
    made = await write.add_reply(office.container, anna, fresh, "Regretted turnip.")
    assert {("post", made)} == await found(office, "turnip")
    await take_back.take_back_post(office.container, made, anna)
    assert set() == await found(office, "turnip")
    assert rival.address


async def test_text_files_are_read_and_everything_is_found_again_after_a_copy(
    office: PostOffice,
) -> None:
    """By their words and names, of attached letters, too; and taken in anew little by little."""
    raw = (
        b"From: Maria <maria@bloom.example>\r\nTo: "
        + office.address.encode()
        + b"\r\nSubject: Files\r\nMessage-ID: <f@x>\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSee the list.\r\n"
        b"--b\r\nContent-Type: text/csv; name=prices.csv\r\n"
        b"Content-Disposition: attachment; filename=prices.csv\r\n\r\nwalrus;12\r\n"
        b"--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: boss@far.example\r\n"
        b"Subject: Recipe\r\n\r\nKeep the pudding safe.\r\n--b--\r\n"
    )
    await office.bring("", "", "", raw=raw, reverse_path="maria@bloom.example")
    words = ("walrus", "prices", "pudding", "has:file prices", "list")
    before = {one: await kinds(office, one) for one in words}
    assert {
        "walrus": "file",
        "prices": "file",
        "pudding": "file",
        "has:file prices": "file",
        "list": "post",
    } == before
    store: Store = office.container.store
    await store.write(backlog.begin)
    assert "" == await kinds(office, "walrus")
    assert 0 < (await search(office.container, "walrus")).unread
    steps: list[int] = []
    done = await reindex(office.container, steps.append)
    assert sum(steps) == done
    assert before == {one: await kinds(office, one) for one in words}
    assert 0 == (await search(office.container, "walrus")).unread


@pytest.mark.parametrize("seed", [1, 2])
async def test_what_is_found_is_what_may_be_read(
    sqlite_url: str, tmp_path: Path, seed: int
) -> None:
    """Of posts inside, unproven, meant for others or in another project nobody finds more than
    their pages show; and each word of each post that these show is found.
    """
    office = await PostOffice(await open_container(sqlite_url, tmp_path)).open()
    viewers = await a_world(office, random.Random(seed))
    for viewer in viewers:
        shown = await pages(office, viewer)
        for word in WORDS:
            hits = {one for kind, one in await found(office, word, viewer) if kind == "post"}
            assert {post for post, text in shown.items() if word in text} == hits
    await office.container.close()


async def a_world(office: PostOffice, chance: random.Random) -> list[Person | None]:
    """Two projects with a few posts, of each sort that is kept from somebody."""
    container = office.container
    await PostOffice(container).open("Rival")
    anna = await office.person(ANNA, "member", "Anna")
    rita = await office.person("rita@agency.example", "member", "Rita", "Rival")
    olga = await office.person("olga@agency.example", "admin", "Olga")
    watcher = await office.person(WATCHER, "observer", "Watcher")
    maria = await office.person("maria@bloom.example", "client", "Maria")
    for who, project in ((anna, "Bloom"), (rita, "Rival"), (anna, "Bloom")):
        to = ["maria@bloom.example"][: chance.randint(0, 1)]
        made = await write.start_discussion(container, who, project, "Plans", "Hello.", to)
        for _ in range(4):
            text, inside = " ".join(chance.sample(WORDS, 3)), chance.random() < 0.3
            post = await write.add_reply(container, who, made, text, internal=inside)
            left_out = chance.choice([maria.id, watcher.id, None])
            await container.store.write(partial(keep_apart, post, left_out, chance.random() > 0.2))
    return [anna, rita, olga, watcher, maria, None]


def keep_apart(post: int, left_out: int | None, released: bool, db: Connection) -> None:
    """Somebody was left out of the post; or nothing proves it."""
    db.execute(update(posts).where(posts.c.id == post).values(released=released))
    if left_out is not None:
        row = {"post_id": post, "person_id": left_out, "heard": False}
        db.execute(insert(audiences).values(row))


async def pages(office: PostOffice, viewer: Person | None) -> dict[int, str]:
    """The posts that the viewer's own pages show, with their words."""
    shown: dict[int, str] = {}
    for one in await read.list_discussions(office.container, viewer):
        page = await read.show_discussion(office.container, one.id, viewer)
        shown |= {post.id: post.reply for post in page.posts}
    return shown
