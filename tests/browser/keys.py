"""The keys of the pages, and files that are dragged or pasted: what only works with scripts."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.demo_run import MEMBER, OTHER_CLIENT, Demo
from tests.browser.walk import sign_in

_GIVE = """(form, [happening, name]) => {
  const given = new DataTransfer();
  given.items.add(new File(['what is in it'], name, { type: 'text/plain' }));
  const made = happening === 'paste'
    ? new ClipboardEvent('paste', { clipboardData: given, bubbles: true, cancelable: true })
    : new DragEvent(happening, { dataTransfer: given, bubbles: true, cancelable: true });
  form.dispatchEvent(made);
}"""


def keys_in_lists(context: BrowserContext, demo: Demo) -> None:
    """In the inbox: / searches, j and k go through the rows, x ticks one, a takes it, e closes
    it, r answers it, ? tells the keys, Escape leaves.
    """
    page = context.new_page()
    sign_in(page, demo, MEMBER)
    page.goto(f"{demo.address}/")
    rows = page.locator(".mail-row")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#q")).not_to_be_focused()
    for key, row in (("j", 0), ("j", 1), ("k", 0)):
        page.keyboard.press(key)
        expect(rows.nth(row).locator("a.mail-subject")).to_be_focused()
    tick = rows.first.locator("input[type=checkbox]")
    for ticked in (True, False):
        page.keyboard.press("x")
        expect(tick).to_be_checked(checked=ticked)
    _palette(page, "?")
    _palette(page, "Control+k")
    _at_once(page, "a", "1 discussion is yours now.")
    _at_once(page, "e", "1 discussion was closed.")
    page.keyboard.press("j")
    page.keyboard.press("r")
    page.wait_for_url("**/discussions/*#answer")
    expect(page.locator("#words")).to_be_focused()


def _at_once(page: Page, key: str, told: str) -> None:
    """The key acts on the row alone at which one is, and it can be undone."""
    with page.expect_navigation():
        page.get_by_role("link", name="Unassigned").click()
    page.keyboard.press("j")
    page.keyboard.press(key)
    expect(page.locator(".flash")).to_contain_text(told)
    with page.expect_navigation():
        page.get_by_role("button", name="Undo").click()
    expect(page.locator(".flash")).not_to_contain_text(told)


def _palette(page: Page, keys: str) -> None:
    """The keys open it, it finds a page, and Escape closes it."""
    palette = page.locator("#palette")
    page.keyboard.press(keys)
    expect(palette).to_be_visible()
    page.keyboard.type("tas")
    expect(palette.get_by_role("button", name="Tasks")).to_be_visible()
    page.keyboard.press("Escape")
    expect(palette).not_to_be_visible()


def _first_alone() -> Callable[[Route], None]:
    """Lets the first request through; those after it get no answer."""
    seen: list[Route] = []

    def handle(route: Route) -> None:
        seen.append(route)
        if len(seen) == 1:
            route.continue_()

    return handle


def keys_at_a_discussion(context: BrowserContext, demo: Demo) -> None:
    """r writes, Ctrl+Enter sends; files dragged and pasted there go along. e closes it, a hands
    it over, Ctrl+K leads elsewhere.
    """
    page = context.new_page()
    sign_in(page, demo, MEMBER)
    page.goto(f"{demo.address}/search?q=from:{OTHER_CLIENT}")
    page.locator("main a[href^='/discussions/']").first.click()
    page.wait_for_url("**/discussions/*")
    page.keyboard.press("a")
    expect(page.locator("details.pop select").first).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    words = page.locator("#words")
    expect(words).to_be_focused()
    page.keyboard.type("Both files, as we said.")
    form = page.locator("#answer")
    form.evaluate(_GIVE, ["dragover", "dragged.txt"])
    expect(form).to_have_class(re.compile("drop"))
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.route(f"**{page.locator('#keep').get_attribute('formaction')}", _first_alone())
        form.evaluate(_GIVE, ["drop", "dragged.txt"])
        words.evaluate(_GIVE, ["paste", "pasted.txt"])  # while the other is being kept
    page.wait_for_timeout(300)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/discussions/*#*")
    sent = page.locator(".post", has_text="Both files, as we said.")
    for name in ("dragged.txt", "pasted.txt"):
        expect(sent.get_by_text(name)).to_be_visible()
    with page.expect_navigation():  # the news may show the button before the page comes
        page.locator("body").press("e")
    expect(page.get_by_role("button", name="Reopen discussion")).to_be_visible()
    page.keyboard.press("Control+k")
    page.keyboard.type("My day")
    page.keyboard.press("Enter")
    page.wait_for_url("**/day")
