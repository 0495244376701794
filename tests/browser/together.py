"""Two members at one discussion, each in a browser of their own."""

import re

from playwright.sync_api import BrowserContext, expect

from tests.browser.demo_run import ADMIN, MEMBER, Demo
from tests.browser.walk import sign_in


def two_at_once(context: BrowserContext, demo: Demo) -> None:
    """One hears that the other writes, reads the note without a reload, and is asked before hers
    goes past it; what she typed is there when she comes back, and as internal as it was.
    """
    browser = context.browser
    assert browser is not None
    vera = context.new_page()
    sign_in(vera, demo, ADMIN)
    vera.goto(f"{demo.address}/?tab=all")
    vera.locator("a.mail-subject").last.click()
    vera.wait_for_url("**/discussions/*")
    place = vera.url.partition("?")[0].partition("#")[0]
    with browser.new_context() as other:
        igor = other.new_page()
        sign_in(igor, demo, MEMBER)
        igor.goto(place)
        igor.locator("#words").fill("I am on it.")
        expect(vera.locator("#live")).to_contain_text("Igor Brandt is writing")
        vera.locator("#words").fill("Shall I?")
        expect(vera.locator("#keep")).to_have_attribute("title", re.compile("."))
        igor.locator("label[for=to-internal]").click()
        igor.locator("button.main", has_text=re.compile("note", re.IGNORECASE)).first.click()
        expect(igor.locator(".post", has_text="I am on it.")).to_be_visible()
    expect(vera.locator(".post", has_text="I am on it.")).to_be_visible()
    vera.locator("label[for=to-internal]").click()
    send = vera.locator("#answer button.main").locator("visible=true")
    send.click()
    expect(vera.get_by_role("alert")).to_contain_text("Igor Brandt answered")
    expect(vera.locator("#words")).to_have_value("Shall I?")
    vera.goto(f"{demo.address}/day")
    vera.goto(place)
    expect(vera.locator("#words")).to_have_value("Shall I?")
    expect(vera.locator("#to-internal")).to_be_checked()
    vera.locator("#words").focus()
    send.click()
    expect(vera.locator(".post", has_text="Shall I?")).to_be_visible()
