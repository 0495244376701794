"""Attached letters, pictures from elsewhere, and marks on the page and in the API."""

import re
from email.message import EmailMessage

from mailbridge.services import projects
from mailbridge.services.views.mail_models import MailView
from tests.doors.web.site import ADMIN, CLIENT, STRANGER, Site
from tests.services.post_office import PostOffice

INNER = EmailMessage()
INNER["From"], INNER["Subject"] = "Boss <boss@bloom.test>", "The contract"
INNER["Date"] = "Mon, 2 Nov 2026 10:00:00 +0000"
INNER.set_content("Signed at last.\n")
INNER.add_attachment(b"%PDF-1.4 it", "application", "pdf", filename="contract")
VISIT = "\r\n".join((
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "METHOD:REQUEST", "BEGIN:VEVENT", "UID:1",
    "SUMMARY:Site visit", "LOCATION:Harbour 5", "DTSTART:20261130T100000Z", "END:VEVENT",
    "END:VCALENDAR", "",
))  # fmt: skip


async def bring(site: Site) -> MailView:
    """A letter of the client's with a letter, an invitation, and a picture from elsewhere."""
    to = (await projects.show_project(site.container, site.page.discussion.project)).address
    message = EmailMessage()
    message["From"], message["Subject"], message["To"] = f"Maria <{CLIENT}>", "See", "us@x.test"
    message["Message-ID"], message["Date"] = "<see@bloom.test>", "Mon, 23 Nov 2026 10:00:00 +0100"
    message.set_content("Look.\n")
    remote = '<p>Look. <img src="https://far.test/big.png" width="300" height="200"></p>'
    message.add_alternative(remote, subtype="html")
    message.add_alternative(VISIT, subtype="calendar", params={"method": "REQUEST"})
    message.add_attachment(INNER)
    raw = message.as_bytes().replace(b"\n", b"\r\n")
    office = PostOffice(site.container, to)
    return await office.bring("", "", "", raw=raw, reverse_path=CLIENT)


async def test_an_attached_letter_is_shown_with_its_files(site: Site) -> None:
    """Who wrote it, when, what, and the files in it; served with an ending of their type."""
    mail = await bring(site)
    browser = await site.browser(ADMIN)
    page = (await browser.get(f"/discussions/{mail.discussion_id}")).text
    assert "Boss &lt;boss@bloom.test&gt;, Mon 2 Nov 2026, 10:00: The contract" in page
    assert "Signed at last." in page
    link = re.search(r'href="(/attachments/\d+/parts/[^"]+)">contract</a>', page)
    assert link is not None
    file = await browser.get(link[1])
    assert b"%PDF-1.4 it" == file.content
    assert 'filename="contract.pdf"' in file.headers["content-disposition"]


async def test_the_api_tells_of_it_and_gives_its_files(site: Site) -> None:
    """To whoever may read the discussion, and only what is in the letter."""
    mail = await bring(site)
    api = await site.api(ADMIN)
    post = (await api.get(f"/discussions/{mail.discussion_id}")).json()["posts"][-1]
    attached = next(file for file in post["attachments"] if file["letter"])
    letter = attached["letter"]
    assert ("The contract", "Boss <boss@bloom.test>", "contract") == (
        letter["subject"],
        letter["author"],
        letter["files"][0]["filename"],
    )
    place = f"/attachments/{attached['id']}/parts/"
    assert b"%PDF-1.4 it" == (await api.get(place + letter["files"][0]["part"])).content
    assert 404 == (await api.get(place + "1")).status_code
    other = await site.api(STRANGER)
    assert 404 == (await other.get(place + letter["files"][0]["part"])).status_code


async def test_pictures_from_elsewhere_are_shown_when_asked_for(site: Site) -> None:
    """This once; the page may load them then, and only then."""
    mail = await bring(site)
    browser = await site.browser(ADMIN)
    path = f"/discussions/{mail.discussion_id}"
    plain, shown = await browser.get(path), await browser.get(f"{path}?pictures=all")
    assert ' src="https://far.test/big.png"' not in plain.text
    assert "https:" not in plain.headers["content-security-policy"]
    assert f'href="{path}?pictures=all&amp;from=' in plain.text
    assert ' src="https://far.test/big.png"' in shown.text
    assert "img-src 'self' data: https:" in shown.headers["content-security-policy"]


async def test_an_invitation_shows_place_and_date(site: Site) -> None:
    """On the page and in the API."""
    mail = await bring(site)
    page = (await (await site.browser(ADMIN)).get(f"/discussions/{mail.discussion_id}")).text
    assert "Site visit" in page
    assert "Harbour 5" in page
    api = await site.api(ADMIN)
    post = (await api.get(f"/discussions/{mail.discussion_id}")).json()["posts"][-1]
    assert ("Site visit", "2026-11-30T10:00:00Z", "Harbour 5") == (
        post["invitation"]["summary"],
        post["invitation"]["start"],
        post["invitation"]["place"],
    )


async def test_the_page_says_what_no_words_of_the_letter_say(site: Site) -> None:
    """That it is encrypted, or only asks to have a letter back."""
    to = (await projects.show_project(site.container, site.page.discussion.project)).address
    office, said = PostOffice(site.container, to), 'Maria would like to recall the message, "See".'
    recall = await office.bring(f"Maria <{CLIENT}>", "Recall: See", said)
    hidden = await office.bring(f"Maria <{CLIENT}>", "Secret", "-----BEGIN PGP MESSAGE-----\n\nab")
    browser = await site.browser(ADMIN)
    pages = [
        (await browser.get(f"/discussions/{mail.discussion_id}")).text for mail in (recall, hidden)
    ]
    assert "This only asks to have an earlier letter back." in pages[0]
    assert "This letter is encrypted: only who has its key can read it." in pages[1]
