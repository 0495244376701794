"""`python -m tests.browser`: every page of a demo for each role, and the journeys, in Chromium.

`--roles admin,member,observer,client` walks as some of them; `--only walk` or `--only journeys`.
CHROMIUM names the program where it is not called chromium.
"""

import argparse
import os
import shutil
import sys

from playwright.sync_api import sync_playwright

from tests.browser import journeys
from tests.browser.demo_run import demo
from tests.browser.walk import report, walk_all

ROLES = "admin,member,observer,client"


def main() -> int:
    wishes = argparse.ArgumentParser(description=__doc__)
    wishes.add_argument("--roles", default=ROLES)
    wishes.add_argument("--only", choices=("walk", "journeys"))
    told = wishes.parse_args()
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if program is None:
        sys.exit("this needs chromium; install it, or name it in CHROMIUM")
    faults: list[str] = []
    with demo() as running, sync_playwright() as player:
        browser = player.chromium.launch(executable_path=program, args=["--no-sandbox"])
        if told.only != "walk":
            faults += journeys.all_of_them(browser, running)
        if told.only != "journeys":
            faults += walk_all(browser, running, told.roles.split(","))
        browser.close()
    return report(faults)


if __name__ == "__main__":
    sys.exit(main())
