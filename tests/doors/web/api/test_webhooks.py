"""Programs elsewhere, by the API, the page and the command line."""

import json

from mailbridge.doors.json_objects.webhooks import Webhook
from mailbridge.services.webhooks import deliver
from tests.doors.web.site import ADMIN, Site
from tests.webhook_server import elsewhere


async def test_a_webhook_is_made_tried_and_removed(site: Site) -> None:
    """Its secret is given once; a trial says what came back."""
    async with await site.api(ADMIN) as client, elsewhere() as program:
        made = (await client.post("/webhooks", json={"url": program.url})).json()
        assert made["secret"].startswith("whsec_")
        (shown,) = (await client.get("/webhooks")).json()
        assert set(Webhook.model_fields) == set(shown)
        tried = (await client.post(f"/webhooks/{made['id']}/test")).json()
        assert {"taken": True, "words": "200 thanks"} == tried
        assert "webhook.test" == program.told[0]["type"]
        assert 204 == (await client.delete(f"/webhooks/{made['id']}")).status_code
        assert 404 == (await client.post(f"/webhooks/{made['id']}/resume")).status_code


async def test_a_mistake_is_told_with_what_would_be_right(site: Site) -> None:
    """By the API, and beside the field of the form with what was typed."""
    async with await site.api(ADMIN) as client:
        for given, said in (
            ({"url": "ftp://example.com"}, "no web address"),
            ({"url": "http://example.com/in"}, "https://"),
            ({"url": "https://example.com", "kinds": ["post"]}, "question_asked"),
        ):
            answer = await client.post("/webhooks", json=given)
            assert 422 == answer.status_code
            assert said in answer.json()["detail"]
    browser = await site.browser(ADMIN)
    page = await browser.post("/webhooks", url="http://example.com/in", form="chat", kind="closed")
    assert 422 == page.status_code
    assert 'value="http://example.com/in"' in page.text
    assert '<option value="closed" selected>' in page.text


async def test_the_page_shows_a_webhook_from_made_to_resumed(site: Site) -> None:
    """The secret, the trial, why it was stopped, and the buttons."""
    browser = await site.browser(ADMIN)
    async with elsewhere(statuses=[200, 410]) as program:
        page = await browser.post("/webhooks", url=program.url, form="standard")
        assert "whsec_" in page.text
        assert "whsec_" not in (await browser.get("/webhooks")).text
        number = page.text.partition('id="webhook-')[2].partition('"')[0]
        assert "200 thanks" in (await browser.post(f"/webhooks/{number}", do="test")).text
        page_id = site.page.discussion.id
        await browser.post(f"/discussions/{page_id}/close")
        while await deliver.drain(site.container):
            pass
        assert "is gone" in (await browser.get("/webhooks")).text
        assert "discussion.closed" == json.loads(program.requests[-1][1])["type"]
        assert 303 == (await browser.post(f"/webhooks/{number}", do="resume")).status_code
        assert 303 == (await browser.post(f"/webhooks/{number}", do="remove")).status_code
        assert f"webhook-{number}" not in (await browser.get("/webhooks")).text
