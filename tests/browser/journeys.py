"""Journeys through the pages, as a person makes them: with a mouse, with the keyboard, without
scripts.
"""

import traceback
from collections.abc import Callable

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.demo_run import ADMIN, CLIENT, MEMBER, OTHER_CLIENT, Demo
from tests.browser.keys import keys_at_a_discussion, keys_in_lists
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


JOURNEYS: tuple[Callable[[BrowserContext, Demo], None], ...] = (
    newcomer,
    members_day,
    clients_answer,
    keys_in_lists,
    keys_at_a_discussion,
)
WAYS = {clients_answer: (False,), keys_in_lists: (True,), keys_at_a_discussion: (True,)}


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
