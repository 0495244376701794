"""The mail lab: the page, and the API that does the same."""

from mailbridge.adapters.rendering import Rendering
from tests.doors.web.site import ADMIN, CLIENT, Site


async def test_the_page_and_the_api_foresee_the_same(site: Site) -> None:
    """The letter stands in a frame that may do nothing; what is no message is said beside the
    field.
    """
    site.container.renderer = Rendering("test")
    message = f"From: Maria <{CLIENT}>\nTo: a@b.test\nSubject: Soup\n\nIs it <b>hot</b>?\n"
    await (await site.browser(ADMIN)).post("/addresses", address="a@b.test", project="Bloom site")
    browser = await site.browser(ADMIN)
    page = (await browser.post("/lab", message=message)).text
    assert ("a new one: Soup" in page, 'sandbox="" srcdoc="' in page, "<b>hot" in page) == (
        True,
        True,
        False,
    )
    empty = await browser.post("/lab", message="")
    assert (422, True) == (empty.status_code, 'id="lab-trouble"' in empty.text)
    async with await site.api(ADMIN) as client:
        told = (await client.post("/lab", json={"message": message})).json()
    (place,) = told["destinations"]
    assert ("accept", "Soup", "Bloom site") == (
        place["disposition"],
        place["discussion"],
        place["project"],
    )
