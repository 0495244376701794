"""Health, sending identity, working time and the filters of the audit log."""

from collections.abc import Mapping
from dataclasses import dataclass

from mailbridge.services import projects
from tests.doors.web.site import ADMIN, MEMBER, Site


@dataclass
class Dns:
    """Knows what it was told, of text and of mail exchangers."""

    known: Mapping[str, tuple[str, ...]]

    async def of(self, name: str) -> tuple[str, ...]:
        return self.known.get(name, ())


async def test_what_dns_lacks_is_given_to_paste(site: Site) -> None:
    """Each record with its state; a key is made by a button, and its line stands there."""
    spf = {"bridge.org": ("v=spf1 +all",), "_dmarc.bridge.org": ("v=DMARC1; p=none",)}
    site.container.domain, site.container.domains = "bridge.org", frozenset({"bridge.org"})
    site.container.text_records, site.container.exchangers = Dns(spf), Dns({})
    browser = await site.browser(ADMIN)
    page = (await browser.get("/sending")).text
    assert ("lets everybody write" in page, "bridge.org. IN MX 10 " in page) == (True, True)
    made = await browser.post("/sending", domain="bridge.org")
    assert "._domainkey.bridge.org" in (await browser.get(made.headers["location"])).text
    assert 422 == (await browser.post("/sending", domain="evil.test")).status_code
    async with await site.api(ADMIN) as client:
        (told,) = (await client.get("/sending")).json()
    assert ["missing", "open", "right"] == [record["state"] for record in told["records"]]


async def test_what_is_wrong_is_counted(site: Site) -> None:
    """The page says it in words, the API in numbers."""
    browser = await site.browser(ADMIN)
    assert "Give the relay" not in (await browser.get("/health")).text
    site.container.relay = None
    assert "Give the relay" in (await browser.get("/health")).text
    async with await site.api(ADMIN) as client:
        told = (await client.get("/health")).json()
    assert (False, 0, None) == (told["has_relay"], told["queued"], told["trouble"])


async def test_working_time_is_set_beside_its_field(site: Site) -> None:
    """A mistake stands at its field with what was typed; what is right is said to count."""
    browser, project = await site.browser(ADMIN), str(site.ids["project"])
    wrong = await browser.post("/working-time", project=project, working_hours="late")
    assert (422, True, True) == (
        wrong.status_code,
        'value="late"' in wrong.text,
        f'id="working_hours-{project}"' in wrong.text,
    )
    saved = await browser.post("/working-time", project=project, working_hours="8-16")
    assert "it counts from now on" in (await browser.get(saved.headers["location"])).text
    view = await projects.show_project(site.container, project)
    assert "08:00-16:00" == view.working_hours


async def test_the_audit_log_is_narrowed(site: Site) -> None:
    """By who, what and day; who is nobody here is said so."""
    browser, project = await site.browser(ADMIN), str(site.ids["project"])
    await browser.post("/working-time", project=project, nudge_days="5")
    mine = (await browser.get(f"/audit?who={ADMIN}&did=changed&matter=project")).text
    assert "nudge_days: 3 -&gt; 5" in mine
    assert "Nothing fits." in (await browser.get(f"/audit?who={MEMBER}&did=changed")).text
    assert "Nothing fits." in (await browser.get("/audit?until=2020-01-01")).text
    nobody = await browser.get("/audit?who=who@else.test")
    assert (404, True) == (nobody.status_code, 'id="audit-trouble"' in nobody.text)
    async with await site.api(ADMIN) as client:
        told = (await client.get("/audit", params={"who": ADMIN, "did": "changed"})).json()
    assert [ADMIN] == [entry["who"] for entry in told]
