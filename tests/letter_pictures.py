"""Takes pictures of each kind of letter, by role and language, on a phone and on a desktop, light
and dark, with headless Chromium; and tells which are wider than a phone.

Run it as `python -m tests.letter_pictures [name…]`; the pictures go to letter-pictures/, which git
ignores.
"""

import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from mailbridge.adapters.catalogues import catalogues
from mailbridge.steps.telling.samples import cases
from tests.files import ROOT
from tests.letters import RENDERING
from tests.occasions import HEAD

FOLDER = ROOT / "letter-pictures"
PHONE, DESKTOP = 320, 680  # pixels
SCHEMES = {"light": 1, "dark": 0}  # as Blink counts them
STYLE = "margin: 0; display: flex; gap: 16px; background: #888; align-items: flex-start"
SCRIPT = """
const frames = [...document.querySelectorAll("iframe")];
onload = () => {
  for (const frame of frames) {
    const inside = frame.contentDocument.documentElement;
    frame.style.height = inside.scrollHeight + "px";
    if (inside.scrollWidth > frame.clientWidth) document.body.dataset.wide += " " + frame.name;
  }
};
"""


def pages(language: str) -> dict[str, str]:
    """The HTML of the first sample of each kind of letter for each role."""
    made: dict[str, str] = {}
    for letter, _, reader in cases.samples(language, HEAD):
        name = f"{letter.name}-{reader.person.role.value}"
        if name not in made:
            made[name] = RENDERING.stencil(letter, cases.WORDS).fill(letter).page
    return made


def main(wanted: Iterable[str]) -> None:
    chosen = set(wanted)
    for language in catalogues().languages:
        shown = {
            name: page for name, page in pages(language).items() if not chosen or name in chosen
        }
        (FOLDER / language).mkdir(parents=True, exist_ok=True)
        print(language, "wider than a phone:", _too_wide(shown) or "none")
        for name, page in shown.items():
            both = _frame(name, page, PHONE) + _frame(name, page, DESKTOP)
            for scheme, number in SCHEMES.items():
                picture = FOLDER / language / f"{name}-{scheme}.png"
                size = f"--window-size={PHONE + DESKTOP + 16},1600"
                scheme_ = f"--blink-settings=preferredColorScheme={number}"
                _chromium(both, size, scheme_, f"--screenshot={picture}")


def _too_wide(shown: dict[str, str]) -> str:
    frames = "".join(_frame(name, page, PHONE) for name, page in shown.items())
    dom = _chromium(frames, "--window-size=1200,1600", "--dump-dom")
    found = re.search(r'data-wide="([^"]*)"', dom)
    return found[1].strip() if found is not None else "?"


def _frame(name: str, page: str, width: int) -> str:
    content = html.escape(page, quote=True)
    style = f"width: {width}px; border: 0; flex: none"
    return f'<iframe name="{name}" style="{style}" srcdoc="{content}"></iframe>'


def _chromium(frames: str, *options: str) -> str:
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not program:
        sys.exit("pictures need chromium; install it, or name it in CHROMIUM")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "page.html"
        body = f'<body style="{STYLE}" data-wide="">{frames}<script>{SCRIPT}</script></body>'
        place.write_text(f"<!doctype html><meta charset=utf-8>{body}", "utf-8")
        common = ("--headless=new", "--no-sandbox", "--hide-scrollbars", "--disable-gpu")
        command = [program, *common, f"--user-data-dir={folder}/profile", *options, place.as_uri()]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return done.stdout


if __name__ == "__main__":
    main(sys.argv[1:])
