"""Discussions leave as files, and come back as the same discussions."""

import hashlib
import shutil
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailbridge.domain.proof import Evidence, SpfResult
from mailbridge.doors import maildrop
from mailbridge.doors.cli.installation.transfer import mbox
from mailbridge.services.container import Container
from mailbridge.services.discussions import read, write
from mailbridge.services.mail_log import browse
from mailbridge.services.people import register
from mailbridge.services.projects import list_projects
from mailbridge.services.transfer.bring_in import Exported, Outcome, bring_in
from mailbridge.services.transfer.export import export_project
from mailbridge.services.transfer.export_fields import (
    NoRecordError,
    as_it_came,
    split_fields,
    with_fields,
)
from tests.container import open_container
from tests.services.post_office import PostOffice

MARIA, ANNA = "Maria Lopez <maria@bloom.example>", "Анна <anna@agency.example>"
TEXTS = (
    "Which colours do you need?\n\nFrom here on they are sad.\n>From there, too.",
    "#task Colours\n\nGreen. Do you agree?",
    "#internal Нам нужны цвета.",
    "Q1: yes\n",
    "Files follow.\r\n\r\n\r\n",
)
ACTS = st.lists(
    st.tuples(st.sampled_from(["client", "team", "web", "note"]), st.integers(0, len(TEXTS) - 1)),
    min_size=1,
    max_size=5,
)


async def lived(url: str, folder: Path, acts: Sequence[tuple[str, int]]) -> Container:
    """An installation in which this was written."""
    container = await open_container(url, folder)
    container.authenticator.evidence = Evidence(spf=SpfResult("agency.example", "pass"))  # type: ignore[attr-defined]
    office = await PostOffice(container).open()
    anna = await office.person("anna@agency.example", "member", "Анна")
    await office.person("maria@bloom.example", "client", "Maria")
    first = await office.bring(MARIA, "Menü", TEXTS[0])
    assert first.discussion_id is not None
    for who, number in acts:
        container.clock.forward(hours=1)  # type: ignore[attr-defined]
        if who in ("web", "note"):
            text = TEXTS[number].lstrip("#")
            await write.add_reply(container, anna, first.discussion_id, text, who == "note")
        else:
            author = MARIA if who == "client" else ANNA
            subject = "Re: Menü" if number % 2 else f"Topic {number}"
            await office.bring(author, subject, TEXTS[number], In_Reply_To="<1@mail.example>")
    return container


async def exported(container: Container) -> list[bytes]:
    return await export_project(container, "Bloom", lambda done, total: None)


async def brought(container: Container, messages: Sequence[bytes]) -> list[Outcome]:
    several = (Exported("x.mbox", number, octets) for number, octets in enumerate(messages))
    return [outcome async for outcome in bring_in(container, several)]


def through_an_mbox(messages: Sequence[bytes], folder: Path) -> list[bytes]:
    file = folder / f"{uuid4().hex}.mbox"
    file.write_bytes(mbox(messages, datetime(2026, 11, 28, tzinfo=UTC)))
    return [item.raw for item in maildrop.letters([str(file)]) if isinstance(item, maildrop.Letter)]


@settings(max_examples=3, suppress_health_check=list(HealthCheck))
@given(acts=ACTS)
async def test_what_was_exported_comes_back_the_same(
    tmp_path: Path, sqlite_url: str, acts: Any
) -> None:
    """Whatever was written: a second export is the first one, octet by octet, through an mbox."""
    folder = tmp_path / uuid4().hex
    folder.mkdir()
    for name in ("there", "here"):
        shutil.copyfile(sqlite_url.removeprefix("sqlite:///"), folder / f"{name}.sqlite")
    there = await lived(f"sqlite:///{folder}/there.sqlite", folder, acts)
    messages = await exported(there)
    here = await open_container(f"sqlite:///{folder}/here.sqlite", folder / "here")
    outcomes = await brought(here, through_an_mbox(messages, folder))
    assert {"brought"} == {outcome.state for outcome in outcomes}
    assert messages == await exported(here)
    await there.close()
    await here.close()


@pytest.fixture
async def story(sqlite_url: str, tmp_path: Path) -> AsyncIterator[list[bytes]]:
    """What an installation wrote into files."""
    acts = [("team", 1), ("note", 2), ("client", 3)]
    container = await lived(sqlite_url, tmp_path, acts)
    yield await exported(container)
    await container.close()


@pytest.fixture
async def here(postgres_url: str, tmp_path: Path) -> AsyncIterator[Container]:
    """An empty installation on the other engine."""
    container = await open_container(postgres_url, tmp_path / "here")
    yield container
    await container.close()


async def test_the_other_engine_goes_on_with_it(story: list[bytes], here: Container) -> None:
    """People, tasks and notes are there, the old project address takes mail, and the client's
    answer is filed where it belongs.
    """
    await brought(here, story)
    page = await read.show_discussion(here, 1)
    assert ["Colours"] == [task.title for task in page.tasks]
    assert 1 == len([post for post in page.posts if post.internal and post.channel == "web"])
    assert ["Анна", "Maria"] == [person.name for person in await register.list_people(here)]
    [project] = await list_projects(here)
    office = PostOffice(here, project.address, brought=50)
    answer = await office.bring(MARIA, "Re: Menü", "More.", In_Reply_To="<1@mail.example>")
    assert ("accept", 1) == (answer.disposition, answer.discussion_id)


async def test_a_second_import_changes_nothing(story: list[bytes], here: Container) -> None:
    """It can be repeated after an interruption."""
    first = await brought(here, story)
    again = await brought(here, story)
    assert [("brought", "known")] * len(first) == [
        (one.state, other.state) for one, other in zip(first, again, strict=True)
    ]
    assert story == await exported(here)


async def test_numbers_that_are_taken_are_given_anew(story: list[bytes], here: Container) -> None:
    """An installation with discussions of its own takes the others in beside them."""
    office = await PostOffice(here).open("Other")
    await office.bring("tom@other.example", "Mine", "Is it?")
    [outcome, *_] = await brought(here, story)
    assert outcome.discussion_id is not None
    page = await read.show_discussion(here, outcome.discussion_id)
    assert 1 != outcome.discussion_id
    assert "maria@bloom.example" == page.posts[0].author
    assert ["Bloom", "Other"] == [project.name for project in await list_projects(here)]
    assert "Mine" == (await read.show_discussion(here, 1)).discussion.subject


async def test_a_bad_message_is_named_and_the_others_go_on(
    story: list[bytes], here: Container
) -> None:
    """One that is no export, one whose record is cut off."""
    bad = [b"Subject: x\r\n\r\nhello\r\n", story[0][:300]]
    states = [(one.index, one.state) for one in await brought(here, [*bad, *story])]
    assert [(0, "no-record"), (1, "no-record"), (2, "brought")] == states[:3]


async def test_fields_of_mail_from_outside_are_not_believed(
    story: list[bytes], sqlite_url: str, tmp_path: Path
) -> None:
    """A letter that bears the fields of an export is a letter of its author, unproven and open; in
    the next export they stand below our own, and are not believed in an import either.
    """
    container = await open_container(f"sqlite:///{tmp_path}/other.sqlite", tmp_path / "other")
    office = await PostOffice(container).open()
    forged = next(one for one in story if b"X-Mailbridge-Inside: yes" in one)
    mail = await office.bring("Mallory <m@far.example>", "", "", raw=forged)
    page = await office.page(mail)
    [post] = page.posts
    assert ("mail", False, "unverified") == (post.channel, post.internal, post.verified)
    assert () == page.tasks
    [again] = await exported(container)
    record, raw = split_fields(again)
    assert (forged, "unverified") == (raw, record["post"]["post"]["verified"])
    assert "accept" == (await browse.list_mail(container))[0].disposition
    await container.close()


@pytest.mark.parametrize("raw", [b"A: b\r\n\r\nx\r\n", b"A: b\r\n\r\nx", b"\r\n\r\n\r\n", b""])
def test_octets_come_back_from_a_file_with_other_line_ends(raw: bytes) -> None:
    """As an mbox has them: line feeds, and one at the end."""
    changed = raw.replace(b"\r\n", b"\n").rstrip(b"\n") + b"\n"
    assert raw == as_it_came(changed, hashlib.sha256(raw).hexdigest(), len(raw))
    assert as_it_came(b"other", hashlib.sha256(raw).hexdigest(), len(raw)) is None


@settings(max_examples=20)
@given(st.binary(max_size=200), st.text(max_size=80))
def test_the_record_and_the_message_are_told_apart(raw: bytes, value: str) -> None:
    """Whatever the message begins with."""
    record = {"value": value}
    assert (record, raw) == split_fields(with_fields(raw, [("X-Mailbridge-Task", value)], record))


@pytest.mark.parametrize(
    "octets", [b"", b"X-Mailbridge-Export: 1; lines=2\r\nX-Mailbridge-Record: ???\r\n\r\n"]
)
def test_what_is_no_record_is_said(octets: bytes) -> None:
    """Nothing, and damage."""
    with pytest.raises(NoRecordError):
        split_fields(octets)
