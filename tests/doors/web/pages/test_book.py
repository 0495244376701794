"""Mail in and out in one list, searched."""

from mailbridge.services.mail_log import book
from mailbridge.services.mail_log.book import Asked, BookLine
from tests.doors.web.site import ADMIN, CLIENT, Site


async def test_mail_in_and_out_is_found_by_what_is_known_of_it(site: Site) -> None:
    """By a part of an address, subject, Message-ID or the number, by way, verdict and day."""

    async def ways(**asked: str) -> list[bool]:
        page = await book.list_book(site.container, Asked(**asked))
        return [line.is_letter for line in page.lines]

    both = await ways()
    assert (1, True) == (both.count(False), both.count(True) > 2)
    assert [False] == await ways(words="1@bloom.test")
    assert [False] == await ways(words="new MENU", way="in")
    assert [False] == await ways(verdict="accept")
    assert {True} == set(await ways(words=CLIENT, way="out"))
    assert [] == await ways(way="trouble")
    assert [] == await ways(until="2026-11-22")
    assert both == await ways(since="2026-11-23", until="2026-11-23")


async def test_pages_go_on_where_the_one_before_ended(site: Site) -> None:
    """Each message and letter once, whatever kind a page ends with."""
    whole = (await book.list_book(site.container, Asked())).lines
    asked, at_once = Asked(), book.AT_ONCE
    seen: list[BookLine] = []
    book.AT_ONCE = 2
    try:
        while True:
            page = await book.list_book(site.container, asked)
            seen += page.lines
            if not page.older:
                break
            asked = Asked(after=page.older)
    finally:
        book.AT_ONCE = at_once
    assert sorted(map(repr, whole)) == sorted(map(repr, seen))


async def test_the_page_keeps_what_was_asked(site: Site) -> None:
    """A mistake is told above the list, and the API finds the same."""
    browser = await site.browser(ADMIN)
    shown = (await browser.get("/mail?q=maria&way=in&since=2026-11-23")).text
    assert ('value="maria"' in shown, "New menu page" in shown, "q=maria" in shown) == (
        True,
        True,
        True,
    )
    wrong = await browser.get("/mail?since=soon")
    assert (422, True) == (wrong.status_code, "is not a date" in wrong.text)
    async with await site.api(ADMIN) as client:
        told = (await client.get("/book", params={"q": "maria", "way": "in"})).json()
    assert ["New menu page"] == [line["subject"] for line in told["lines"]]
