"""What the watcher of the service is told."""

import asyncio
from dataclasses import replace
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import delete

from mailbridge.domain.inbound import Envelope
from mailbridge.domain.verdict import Disposition, Reason, Verdict
from mailbridge.services.receiving import accept, refuse
from mailbridge.services.running import health
from mailbridge.services.runtime import inbound_state
from mailbridge.services.telling import drain_outbox
from mailbridge.store.engine.schema import inbounds, outbox
from tests.container import open_container
from tests.doors.web.site import ADMIN, Site
from tests.services.post_office import PostOffice


async def test_a_living_process_says_so(site: Site) -> None:
    """Without asking anybody."""
    browser = await site.browser(ADMIN)
    await site.container.store.close()
    assert (await browser.get("/healthz")).status_code == 200


async def test_it_is_ready_while_mail_can_be_kept(site: Site) -> None:
    """Database and disk."""
    assert ((answer := await site.stranger().get("/readyz")).status_code, answer.text) == (
        200,
        "ready\n",
    )


async def test_a_nearly_full_disk_is_not_ready(site: Site) -> None:
    """And says by how much."""
    site.container.limits = replace(site.container.limits, free_disk=1 << 60)
    answer = await site.stranger().get("/readyz")
    assert answer.status_code == 503
    assert "the disk is nearly full" in answer.text


async def test_a_database_that_takes_nothing_is_not_ready(site: Site) -> None:
    """Nothing of the inside is told."""
    await site.container.store.close()
    answer = await site.stranger().get("/readyz")
    assert (answer.status_code, answer.text) == (503, "the database takes nothing: RuntimeError\n")


async def test_the_figures_are_those_of_the_store(store_url: str, tmp_path: Path) -> None:
    """Filed, queued, refused and owed, on either engine."""
    container = await open_container(store_url, tmp_path)
    office = await PostOffice(container).open()
    await office.person("anna@agency.test", "member")
    await office.bring("maria@bloom.test", "One", "Hello?")
    await accept.accept(
        container, [Envelope("maria@bloom.test", office.address)], b"Subject: two\r\n\r\nHello\r\n"
    )
    container.clock.forward(minutes=2)  # type: ignore[attr-defined]
    found = await health.load_figures(container)
    assert found.mail == (("accept", "filed", 1),)
    assert found.queued == 1
    assert found.oldest_queued is not None
    assert (container.clock() - found.oldest_queued).total_seconds() == 120
    assert sum(count for _, count in found.letters) >= 1
    assert await health.find_trouble(container) is None
    assert await health.find_trouble(container) is None
    await container.close()


async def test_a_look_never_reads_the_log(store_url: str, tmp_path: Path) -> None:
    """What is done was counted when it was done: with the log gone, the figures are the same."""
    container = await open_container(store_url, tmp_path)
    office = await PostOffice(container).open()
    await office.person("anna@agency.test", "member")
    await office.bring("maria@bloom.test", "One", "Hello?")
    await drain_outbox.drain(container)
    before = await health.load_figures(container)
    await container.store.write(
        lambda db: (db.execute(delete(inbounds)), db.execute(delete(outbox)))
    )
    after = await health.load_figures(container)
    assert before == after
    assert (("accept", "filed", 1),) == after.mail
    assert (("sent", 1),) == after.letters
    await container.close()


async def test_figures_wait_for_counts_just_being_written(store_url: str, tmp_path: Path) -> None:
    """Whoever looks while another task tells the store sees what that task tells."""
    container = await open_container(store_url, tmp_path)
    verdicts = container.runtime.verdicts
    for number in range(1, 11):
        verdicts.count(Disposition.ACCEPT, Reason.FILED)
        telling = asyncio.create_task(verdicts.tell())
        await asyncio.sleep(0)
        found = await health.load_figures(container)
        assert (("accept", "filed", number),) == found.mail
        await telling
    await container.close()


async def test_what_one_process_counts_another_tells(store_url: str, tmp_path: Path) -> None:
    """Refusals at the door too, whether the mail log lists them or not; a process that ends tells
    the rest.
    """
    container, other = (
        await open_container(store_url, tmp_path),
        await open_container(store_url, tmp_path),
    )
    verdict = Verdict(Disposition.REJECT, Reason.UNKNOWN_RECIPIENT)
    for _ in range(inbound_state.REFUSALS + 5):
        await refuse.refuse(other, Envelope("spam@far.test", "nobody@bridge.test"), verdict)
    await other.close()
    assert (("reject", "unknown-recipient", inbound_state.REFUSALS + 5),) == (
        await health.load_figures(container)
    ).mail
    await container.close()


async def test_the_metrics_are_read_by_prometheus(site: Site) -> None:
    """Each figure under its name and labels, and none twice."""
    text = (await site.stranger().get("/metrics")).text
    families = {family.name: family for family in text_string_to_metric_families(text)}
    (filed,) = families["mailbridge_messages"].samples
    assert (filed.labels, filed.value) == ({"disposition": "accept", "reason": "filed"}, 1.0)
    names = {
        "mailbridge_queue_depth",
        "mailbridge_queue_oldest_seconds",
        "mailbridge_outbox_letters",
        "mailbridge_outbox_oldest_seconds",
    }
    assert names | {"mailbridge_ingest_seconds"} <= families.keys()
    assert len(text.splitlines()) == len(set(text.splitlines()))
