"""Takes the pictures of the README and of docs/tour.md with chromium, from a demo of their own.

`make pictures`, where chromium is installed (or CHROMIUM names it); ARGS='inbox day' takes these
alone.
"""

import email
import email.policy
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.demo_run import ADMIN, MEMBER, PROGRAM, Demo, demo, free_port
from tests.browser.walk import sign_in

HERE = Path(__file__).parent
DESK, PHONE = (1180, 760), (390, 780)
TRIED = """From: Alice Moreau <alice@cafe-bloom.example>
To: bloom@studio-north.example
Subject: Menu for the terrace
Date: Mon, 4 May 2026 09:12:00 +0200
Message-ID: <terrace@cafe-bloom.example>

Hello Vera,

could you make a second menu for the terrace, with the drinks only?
We would need it by Friday.

Best regards,
Alice
"""


def inbox(page: Page, demo: Demo) -> None:
    """What waits, across the projects."""
    page.goto(f"{demo.address}/")


def discussion(page: Page, demo: Demo) -> None:
    """An answer is being written, with a question of its own."""
    page.goto(_newest(page, demo))
    page.fill("#words", "Uncoated it is; the new proof is attached to my next letter.")
    page.locator(".asking summary").click()
    page.fill("[name=ask-1]", "Shall we print twenty of them?")
    page.fill("[name=due-1]", (datetime.now(UTC) + timedelta(days=4)).date().isoformat())
    page.locator("#words").focus()


def preview(page: Page, demo: Demo) -> None:
    """The letter that would leave, before it leaves."""
    discussion(page, demo)
    page.click("#look")
    page.wait_for_selector("#preview iframe")
    page.wait_for_timeout(500)
    page.evaluate("document.querySelector('.side-by-side').scrollTo(0, 0)")


def letter(page: Page, demo: Demo) -> None:
    """The client's letter, as a mail program shows it."""
    page.set_content(_first_letter(demo))


def day(page: Page, demo: Demo) -> None:
    page.goto(f"{demo.address}/day")


def tasks(page: Page, demo: Demo) -> None:
    page.goto(f"{demo.address}/tasks?view=board")


def russian(page: Page, demo: Demo) -> None:
    """The inbox of somebody whose language is Russian."""
    demo.command("person", "set", MEMBER, "--language", "ru")
    page.goto(f"{demo.address}/")


def address(page: Page, demo: Demo) -> None:
    page.goto(f"{demo.address}/addresses")
    page.locator("main a.address").first.click()


def lab(page: Page, demo: Demo) -> None:
    page.goto(f"{demo.address}/lab")
    page.locator("main details summary").first.click()
    page.fill("[name=message]", TRIED)
    page.fill("[name=to]", "bloom@studio-north.example")
    page.click("main button.main")
    page.evaluate("document.querySelector('#would').scrollIntoView()")
    page.locator("details.fold summary", has_text="Why").first.click()


def trail(page: Page, demo: Demo) -> None:
    page.goto(f"{demo.address}/mail")
    page.goto(demo.address + (page.get_attribute("main a[href^='/mail/']", "href") or ""))


def first(page: Page, demo: Demo) -> None:
    """An installation that nobody has entered yet."""
    with _empty_installation() as link:
        page.goto(link)


SHOTS: dict[Callable[[Page, Demo], None], tuple[str, tuple[int, int], str]] = {
    inbox: (ADMIN, (1180, 600), "light"),
    discussion: (ADMIN, (1180, 900), "light"),
    preview: (ADMIN, (1180, 900), "light"),
    letter: ("", PHONE, "light"),
    day: (ADMIN, (1180, 700), "dark"),
    tasks: (ADMIN, (1180, 400), "light"),
    address: (ADMIN, DESK, "light"),
    lab: (ADMIN, DESK, "light"),
    trail: (ADMIN, (1180, 640), "light"),
    first: ("", (900, 680), "light"),
    russian: (MEMBER, (1180, 600), "light"),
}


def main() -> None:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium:
        sys.exit("pictures need chromium; install it, or name it in CHROMIUM")
    with demo() as running, sync_playwright() as player:
        browser = player.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        known: dict[str, BrowserContext] = {}
        for scene, (person, size, scheme) in SHOTS.items():
            if sys.argv[1:] and scene.__name__ not in sys.argv[1:]:
                continue
            page = _page(browser, running, person, known)
            page.set_viewport_size({"width": size[0], "height": size[1]})
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            scene(page, running)
            page.screenshot(path=HERE / f"{scene.__name__}.png")
            page.close()
        browser.close()


def _page(browser: Browser, running: Demo, person: str, known: dict[str, BrowserContext]) -> Page:
    """A fresh page of somebody who is signed in, or of nobody."""
    if person not in known:
        known[person] = browser.new_context()
        if person:
            page = known[person].new_page()
            sign_in(page, running, person)
            page.close()
    return known[person].new_page()


def _newest(page: Page, demo: Demo) -> str:
    page.goto(f"{demo.address}/")
    newest = page.locator("a.mail-subject", has_text="Logo").first
    return demo.address + (newest.get_attribute("href") or "")


def _first_letter(demo: Demo) -> str:
    """The HTML part of the first letter to the client, below its own header fields."""
    rows = [json.loads(line) for line in demo.command("outbox", "list", "--json").splitlines()]
    number = min(int(row["id"]) for row in rows if row["letter"] == "client")
    raw = demo.command("outbox", "show", str(number))
    mail = email.message_from_string(raw, policy=email.policy.default)
    part = mail.get_body(("html",))
    assert part is not None
    fields = "".join(
        f"<b>{name}</b> {str(mail[name]).replace('<', '&lt;')}<br>" for name in ("From", "Subject")
    )
    look = "font:14px sans-serif;color:#444;background:#f3f3f3;padding:12px 20px;line-height:1.6"
    sized = '<meta name="viewport" content="width=device-width">'
    return f'{sized}<div style="{look}">{fields}</div>{part.get_content()}'


@contextmanager
def _empty_installation() -> Iterator[str]:
    """The link that the first start of one prints."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "MAILBRIDGE_DATA_DIR": folder,
            "MAILBRIDGE_SMTP__LISTEN": f"127.0.0.1:{free_port()}",
            "MAILBRIDGE_WEB__LISTEN": (web := f"127.0.0.1:{free_port()}"),
            "MAILBRIDGE_PUBLIC_URL": f"http://{web}",
        }
        running = subprocess.Popen(
            [PROGRAM, "serve"],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            assert running.stdout is not None
            found = (re.search(r"http://\S+/first/[\w.~-]+", line) for line in running.stdout)
            yield next(one[0] for one in found if one)
        finally:
            running.send_signal(signal.SIGINT)
            running.wait(30)


if __name__ == "__main__":
    main()
