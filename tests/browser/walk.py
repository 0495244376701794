"""Opens every page that a person comes to by links, each kind of page once."""

import re
import sys
import time
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Browser, Page

from tests.browser.demo_run import ADMIN, CLIENT, MEMBER, OBSERVER, OTHER_CLIENT, Demo
from tests.browser.looks import Weight, faults_of

TOLD_APART = (
    "tab",
    "view",
    "edit",
    "form",
    "did",
    "state",
    "due",
    "kind",
    "part",
    "show",
)  # by their values
GONE = 410  # the page of a link that has had its time: the story's first letters are two weeks old
LANGUAGES = {"member": "de", "observer": "ru"}  # whose words are longer, and other letters wider
NO_PAGES = re.compile(r"^/(static|api|attachments|metrics)|/(raw|html)$|^/sign-out|\.\w{2,4}$")


def kind_of(path: str) -> str:
    """Two paths of one kind show the same page of different things."""
    split = urlsplit(path)
    bare = re.sub(r"/[^/]+(?:@|%40)[^/]+", "/{address}", split.path)
    bare = re.sub(r"/[\w-]{30,}(\.[\w-]+)*", "/{token}", bare)
    bare = re.sub(r"/\d+", "/{id}", bare)
    bare = re.sub(r"^/letters/\w+", "/letters/{name}", bare)
    asked = {
        f"{name}={value if name in TOLD_APART and not value.isdigit() else ''}"
        for name, value in parse_qsl(split.query)
    }
    return f"{bare}?{'&'.join(sorted(asked))}" if asked else bare


def walk(page: Page, base: str, starts: Iterable[str], known: set[str]) -> list[str]:
    """The faults of all pages of kinds that are not `known` yet, each with its path."""
    waiting, faults = list(starts), []
    while waiting:
        path = waiting.pop(0)
        kind = kind_of(path)
        if kind in known or NO_PAGES.search(urlsplit(path).path):
            continue
        known.add(kind)
        weight, began = Weight(), time.monotonic()
        page.on("response", weight.add)
        answer = page.goto(base + path, wait_until="load")
        page.remove_listener("response", weight.add)
        status = answer.status if answer is not None else 0
        refused = status >= 400 and status != GONE
        wrong = [f"answers {status}"] if refused else list(faults_of(page, weight.octets))
        faults += [f"{path}: {one}" for one in wrong]
        took = time.monotonic() - began
        print(f"  {kind}  {weight.octets / 1000:.0f} kB, {took:.1f} s", flush=True)
        for one in wrong:
            print(f"    {one}", flush=True)
        waiting += _links(page, base)
    return faults


def _links(page: Page, base: str) -> list[str]:
    hrefs: list[str] = page.eval_on_selector_all("a[href]", "all => all.map((one) => one.href)")
    inside = [one.removeprefix(base).partition("#")[0] for one in hrefs if one.startswith(base)]
    return list(dict.fromkeys(inside))


def sign_in(page: Page, demo: Demo, person: str) -> None:
    """By a link, as from a letter."""
    page.goto(demo.sign_in_link(person))
    page.click("main button")
    page.wait_for_url(lambda address: "/sign-in" not in address)


def walk_all(browser: Browser, demo: Demo, roles: Iterable[str]) -> list[str]:
    """As everybody in turn: who sees more goes first; others open what looks different to them,
    and in other languages.
    """
    faults: list[str] = []
    people = {"admin": ADMIN, "member": MEMBER, "observer": OBSERVER}
    for role in roles:
        print(role, flush=True)
        with browser.new_context() as context:
            page = context.new_page()
            if role in LANGUAGES:
                told = ("--role", role, "--language", LANGUAGES[role])
                demo.command("person", "add", people[role], *told)
            if role in people:
                sign_in(page, demo, people[role])
                starts = ["/", "/me", "/search?q=menu", "/search?q=is:open"]
            else:
                starts = [
                    "/sign-in",
                    *demo.paths_in_letters(CLIENT),
                    *demo.paths_in_letters(OTHER_CLIENT),
                ]
            faults += [f"{role} {one}" for one in walk(page, demo.address, starts, set())]
    return faults


def report(faults: list[str]) -> int:
    """Say how it went; what a process returns."""
    for one in faults:
        print(one, file=sys.stderr)
    print(f"{len(faults)} faults" if faults else "nothing to find fault with")
    return 1 if faults else 0
