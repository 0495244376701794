"""Logos are folded away on the page, and can be shown."""

from mailbridge.doors.web.request.text import letter
from mailbridge.services.views.models import AttachmentView
from mailbridge.store.engine.schema import attachments
from tests.doors.web.site import ADMIN, Site


def test_decoration_leaves_its_place_in_the_text_empty() -> None:
    """Any other picture stands where the author put it."""
    shown = '<p><img data-cid="logo@x"><img data-cid="photo@x"></p>'
    files = [
        AttachmentView(1, "logo.png", "image/png", 900, "a", True, "logo@x", decoration=True),
        AttachmentView(2, "photo.png", "image/png", 900, "b", True, "photo@x"),
    ]
    assert '<p><img><img src="/attachments/2"></p>' == letter(shown, files, "quoted words")


async def test_decoration_is_folded_below_the_post(site: Site) -> None:
    """With a line that says how many there are."""
    browser, path = await site.browser(ADMIN), f"/discussions/{site.ids['discussion']}"
    before = (await browser.get(path)).text
    await site.container.store.write(
        lambda db: db.execute(attachments.update().values(decoration=True))
    )
    after = (await browser.get(path)).text
    assert "seen before" not in before
    assert "seen before</summary>" in after
    assert 'alt="menu.pdf"' in after
