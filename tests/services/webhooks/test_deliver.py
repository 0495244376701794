"""Programs elsewhere are told what happens: once, in order, and again after a fault."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, insert, select

from mailbridge.domain.oversight.webhook import PAUSES, signature
from mailbridge.services import projects
from mailbridge.services.container import Container
from mailbridge.services.discussions import write
from mailbridge.services.webhooks import deliver, register
from mailbridge.store.engine.schema import events, webhook_deliveries
from tests.container import open_container
from tests.services.post_office import PostOffice
from tests.webhook_server import Elsewhere, elsewhere


async def _office(url: str, folder: Path) -> PostOffice:
    office = await PostOffice(await open_container(url, folder)).open()
    await office.person("anna@agency.test", "member", "Anna")
    await office.person("maria@bloom.test", name="Maria")
    return office


async def _drain(container: Container) -> None:
    while await deliver.drain(container):
        pass


def _kinds(program: Elsewhere) -> list[str]:
    return [said["type"].removeprefix("discussion.") for said in program.told]


async def test_each_event_is_told_once_in_order_and_signed(store_url: str, tmp_path: Path) -> None:
    """What happened before the webhook was there is not told."""
    office = await _office(store_url, tmp_path)
    await office.bring("maria@bloom.test", "Before", "Nobody is told.")
    async with elsewhere() as program:
        made = await register.add_webhook(office.container, program.url)
        await office.bring("maria@bloom.test", "Menu", "Can you send it?")
        await _drain(office.container)
        await _drain(office.container)
    assert ["joined", "posted", "question_asked"] == _kinds(program)
    posted = program.told[1]["data"]
    assert ("Menu", "Bloom") == (posted["subject"], posted["project"])
    assert "maria@bloom.test" == posted["actor"]
    assert "Can you send it?" == posted["text"].strip()
    assert not posted["inside"]
    fields, body = program.requests[1]
    at = datetime.fromtimestamp(int(fields["webhook-timestamp"]), UTC)
    signed = signature(made.webhook.secret, fields["webhook-id"], at, body)
    assert signed == fields["webhook-signature"]
    await office.container.close()


async def test_what_stands_inside_is_told_where_it_was_asked_for(
    sqlite_url: str, tmp_path: Path
) -> None:
    """And nowhere else, neither that it happened nor its words."""
    office = await _office(sqlite_url, tmp_path)
    place = int((await office.bring("maria@bloom.test", "Menu", "Hello.")).discussion_id or 0)
    anna = await office.person("anna@agency.test", "member", project=None)
    async with elsewhere() as open_to_all, elsewhere() as trusted:
        await register.add_webhook(office.container, open_to_all.url, kinds=["noted"])
        await register.add_webhook(office.container, trusted.url, kinds=["noted"], inside=True)
        await write.add_reply(office.container, anna, place, "Too dear.", internal=True)
        await _drain(office.container)
    assert [] == open_to_all.told
    assert ["noted"] == _kinds(trusted)
    assert trusted.told[0]["data"]["inside"]
    await office.container.close()


async def test_a_fault_is_tried_again_and_the_rest_waits_in_order(
    store_url: str, tmp_path: Path
) -> None:
    """The same id each time, so that whoever had it knows."""
    office = await _office(store_url, tmp_path)
    async with elsewhere(statuses=[200, 500, 503, 200]) as program:
        await register.add_webhook(office.container, program.url)
        await office.bring("maria@bloom.test", "Menu", "Can you send it?")
        await _drain(office.container)
        assert ["joined", "posted"] == _kinds(program)
        for pause in PAUSES[:2]:
            office.container.clock.forward(seconds=pause.total_seconds() + 1)  # type: ignore[attr-defined]
            await _drain(office.container)
    assert ["joined", "posted", "posted", "posted", "question_asked"] == _kinds(program)
    ids = [fields["webhook-id"] for fields, _ in program.requests]
    assert 3 == len(set(ids))
    await office.container.close()


async def test_what_is_gone_is_left_alone_until_it_is_resumed(
    sqlite_url: str, tmp_path: Path
) -> None:
    """Then it is told what happened meanwhile, but for what was given up."""
    office = await _office(sqlite_url, tmp_path)
    async with elsewhere(statuses=[410, 200]) as program:
        made = await register.add_webhook(office.container, program.url, kinds=["posted"])
        for subject in ("One", "Two", "Three"):
            await office.bring("maria@bloom.test", subject, "Hello.")
            await _drain(office.container)
        shown = await register.show_webhook(office.container, made.webhook.id)
        assert "The far side says it is gone: 410 thanks" == shown.webhook.stopped
        assert 1 == len(program.told)
        await register.resume_webhook(office.container, made.webhook.id)
        office.container.clock.forward(minutes=10)  # type: ignore[attr-defined]
        await _drain(office.container)
    assert ["One", "Two", "Three"] == [said["data"]["subject"] for said in program.told]
    await office.container.close()


async def test_an_event_that_becomes_visible_late_is_told(store_url: str, tmp_path: Path) -> None:
    """Its transaction ran longer than that of one with a higher number."""
    office = await _office(store_url, tmp_path)
    mail = await office.bring("maria@bloom.test", "Menu", "Hello.")
    now, place = office.container.clock(), int(mail.discussion_id or 0)

    async def happens(number: int) -> None:
        row = {"id": number, "discussion_id": place, "kind": "closed", "at": now, "details": {}}
        await office.container.store.write(lambda db: db.execute(insert(events).values(**row)))

    async with elsewhere() as program:
        await register.add_webhook(office.container, program.url)
        await happens(1002)
        await _drain(office.container)
        await happens(1001)
        await _drain(office.container)
        office.container.clock.forward(minutes=20)  # type: ignore[attr-defined]
        await _drain(office.container)
    assert ["1002", "1001"] == [said["data"]["event_id"] for said in program.told]
    left = select(func.count()).select_from(webhook_deliveries)
    assert 0 == await office.container.store.read(lambda db: db.execute(left).scalar())
    await office.container.close()


async def test_a_chat_gets_a_line_in_the_language_of_the_project(
    sqlite_url: str, tmp_path: Path
) -> None:
    """Of one project, of one kind."""
    office = await _office(sqlite_url, tmp_path)
    await projects.add_project(office.container, "Other")
    await projects.change_project(office.container, "Bloom", {"language": "ru"})
    async with elsewhere() as program:
        await register.add_webhook(office.container, program.url, "chat", "Bloom", ["posted"])
        await office.bring("maria@bloom.test", "Меню", "Пришлите, пожалуйста, меню.")
        await _drain(office.container)
    (line,) = [said["text"] for said in program.told]
    assert line.startswith("[Bloom] Меню: Пишет Maria")
    assert "Пришлите" in line
    assert "wrote" not in line
    await office.container.close()


async def test_two_workers_tell_each_event_once(postgres_url: str, tmp_path: Path) -> None:
    """Whichever takes it."""
    office = await _office(postgres_url, tmp_path)
    other = await open_container(postgres_url, tmp_path)
    async with elsewhere() as program:
        await register.add_webhook(office.container, program.url, kinds=["posted"])
        for number in range(12):
            await office.bring("maria@bloom.test", f"S{number}", "Hello.")
        while await deliver.drain(office.container) + await deliver.drain(other):
            pass
    told = [said["data"]["subject"] for said in program.told]
    assert sorted(f"S{number}" for number in range(12)) == sorted(told)
    await other.close()
    await office.container.close()


def test_a_lease_outlasts_a_batch() -> None:
    """However slow all answers are."""
    from mailbridge.adapters.webhook_line import TIMEOUT

    assert deliver.LEASE > timedelta(seconds=TIMEOUT) * deliver.BATCH
