"""Journeys through the pages, as a person makes them: with a mouse, with the keyboard, without
scripts.
"""

import traceback
from collections.abc import Callable

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.demo_run import ADMIN, CLIENT, MEMBER, OTHER_CLIENT, Demo
from tests.browser.keys import keys_at_a_discussion, keys_in_lists
from tests.browser.together import two_at_once
from tests.browser.walk import sign_in


def members_day(context: BrowserContext, demo: Demo) -> None:
    """A member looks at their day, makes a task, finishes it, and takes what waits."""
    page = context.new_page()
    sign_in(page, demo, MEMBER)
    page.goto(f"{demo.address}/tasks")
    page.get_by_text("New task", exact=True).click()
    form = page.locator(".new-task form")
    form.get_by_label("Title").fill("Call Alice about the menu")
    form.get_by_label("Due").fill("2031-03-07")
    form.get_by_role("button", name="Make the task").click()
    expect(page.get_by_role("status")).to_have_text("The task was made.")
    page.get_by_role("link", name="Board").click()
    card = page.locator(".board-card", has_text="Call Alice about the menu").first
    card.locator("summary").click()
    card.get_by_role("button", name="in progress").click()
    moved = page.locator("section", has=page.get_by_role("heading", name="in progress"))
    expect(moved).to_contain_text("Call Alice about the menu")
    page.goto(f"{demo.address}/")
    page.get_by_role("link", name="Unassigned").click()
    page.locator(".mail-row input[type=checkbox]").first.check()
    page.get_by_role("button", name="Take").click()
    expect(page.locator(".flash")).to_contain_text("1 discussion is yours now.")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".flash")).to_contain_text("1 discussion was given back.")
    page.goto(f"{demo.address}/day")
    expect(page.get_by_role("heading", name="Answers owed")).to_be_visible()


def newcomer(context: BrowserContext, demo: Demo) -> None:
    """Somebody signs in for the first time and comes everywhere by the keyboard alone."""
    page = context.new_page()
    sign_in(page, demo, ADMIN)
    page.goto(f"{demo.address}/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.url.endswith("#main"), page.url
    _tab_to(page, "a.mail-subject")
    page.keyboard.press("Enter")
    page.wait_for_url("**/discussions/*")
    page.goto(f"{demo.address}/search?q=menu")
    expect(page.locator("main")).to_contain_text("menu")
    page.goto(f"{demo.address}/companies")
    page.get_by_label("Name or domain").fill("harbor")
    page.keyboard.press("Enter")
    expect(page.locator("main tbody tr")).to_have_count(1)


def _tab_to(page: Page, selector: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches({selector!r})"):
            return
    raise AssertionError(f"no way to {selector} by the keyboard")


def clients_answer(context: BrowserContext, demo: Demo) -> None:
    """A client answers by the link in a letter, without signing in, on a telephone."""
    links = [
        path
        for reader in (CLIENT, OTHER_CLIENT)
        for path in demo.paths_in_letters(reader)
        if path.startswith("/answer/")
    ]
    assert links, "no letter to the client leads to an answer page"
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    for link in links:
        page.goto(demo.address + link)
        fields = page.locator("input[name^=answer-]")
        if fields.count():
            fields.first.fill("Yes, please go on.")
            page.get_by_role("button", name="Send the answers").click()
            expect(page.get_by_role("status")).to_contain_text("Thank you")
            return
    raise AssertionError("nothing is asked of the client")


def board_by_hand(context: BrowserContext, demo: Demo) -> None:
    """A card is dragged into another column, pushed on by Shift and an arrow, and taken back."""
    page = context.new_page()
    sign_in(page, demo, ADMIN)
    page.goto(f"{demo.address}/tasks?view=board")
    card = page.locator("[data-state=open] .board-card").first
    name = card.get_attribute("id")
    card.drag_to(page.locator("[data-state=waiting]"))
    expect(page.locator(f"[data-state=waiting] #{name}")).to_be_visible()
    page.locator(f"#{name} a").first.focus()
    page.keyboard.press("Shift+ArrowLeft")
    expect(page.locator(f"[data-state=in_progress] #{name}")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(f"[data-state=waiting] #{name}")).to_be_visible()


def files_of_a_draft(context: BrowserContext, demo: Demo) -> None:
    """A file is kept with the draft; no longer ticked, it is gone."""
    page = context.new_page()
    sign_in(page, demo, ADMIN)
    page.goto(f"{demo.address}/?tab=all")
    page.locator("a.mail-subject").first.click()
    page.locator("#words").focus()
    chosen = {"name": "rye.txt", "mimeType": "text/plain", "buffer": b"loaf"}
    page.set_input_files("input[name=files]", files=[chosen])
    page.fill("#words", "Half a thought")
    page.click("#keep")
    expect(page.locator("#kept-files a")).to_have_text("rye.txt")
    page.locator("#words").focus()
    page.locator("#kept-files input").uncheck()
    page.click("#keep")
    expect(page.locator("#kept-files a")).to_have_count(0)


def second_thoughts(context: BrowserContext, demo: Demo) -> None:
    """An answer is taken back before it leaves, with its question; what was hidden is shown."""
    page = context.new_page()
    sign_in(page, demo, ADMIN)
    page.goto(f"{demo.address}/search?q=is:ours")
    page.locator("main a[href^='/discussions/']").first.click()
    page.locator("#words").fill("Too hasty.")
    page.locator(".asking summary").click()
    page.get_by_label("Question").first.fill("Which paper?")
    page.get_by_role("button", name="Send to client").click()
    page.get_by_role("button", name="Take back and edit").click()
    expect(page.locator("#words")).to_have_value("Too hasty.")
    expect(page.get_by_label("Question").first).to_have_value("Which paper?")
    page.get_by_role("button", name="Throw it away").click()
    page.get_by_role("link", name="Hide", exact=True).last.click()
    page.get_by_role("button", name="Hide it").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".flash")).to_contain_text("can read it now")


JOURNEYS: tuple[Callable[[BrowserContext, Demo], None], ...] = (
    newcomer,
    members_day,
    clients_answer,
    keys_in_lists,
    keys_at_a_discussion,
    board_by_hand,
    files_of_a_draft,
    second_thoughts,
    two_at_once,
)
WAYS = {
    clients_answer: (False,),
    keys_in_lists: (True,),
    keys_at_a_discussion: (True,),
    board_by_hand: (True,),
    two_at_once: (True,),
}


def all_of_them(browser: Browser, demo: Demo) -> list[str]:
    """Each with and without scripts, but for those that WAYS names; the faults that were met."""
    faults = []
    for journey in JOURNEYS:
        for scripts in WAYS.get(journey, (True, False)):
            name = f"{journey.__name__}{'' if scripts else ' without scripts'}"
            with browser.new_context(java_script_enabled=scripts) as context:
                context.set_default_timeout(15_000)
                try:
                    journey(context, demo)
                except Exception as fault:
                    traceback.print_exc()
                    faults.append(f"{name}: {str(fault).splitlines()[0]}")
                print(f"journey: {name}", flush=True)
    return faults
