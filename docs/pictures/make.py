"""Takes the README's pictures with chromium: the client's letter and the team's page, from a demo
run of their own.

`make pictures`, where chromium is installed (or CHROMIUM names it).
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
import urllib.request
from pathlib import Path

HERE = Path(__file__).parent
PROGRAM = Path(sys.executable).with_name("mailbridge")
WIDTH = 900


def main() -> None:
    chromium = (
        os.environ.get("CHROMIUM")
        or shutil.which("chromium")
        or shutil.which("chromium-browser")
        or ""
    )
    if not chromium:
        sys.exit("pictures need chromium; install it, or name it in CHROMIUM")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        environment = {**os.environ, "MAILBRIDGE_DATA_DIR": str(place / "data")}
        demo = subprocess.Popen(
            [PROGRAM, "demo"], cwd=folder, env=environment, stdout=subprocess.PIPE, text=True
        )
        try:
            link = _link(demo)
            (place / "letter.html").write_text(_letter(environment), "utf-8")
            _shot(chromium, (place / "letter.html").as_uri(), HERE / "letter.png", 1000)
            (place / "page.html").write_text(_page(link), "utf-8")
            _shot(chromium, (place / "page.html").as_uri(), HERE / "page.png", 1250)
        finally:
            demo.send_signal(signal.SIGINT)
            demo.wait(30)


def _link(demo: "subprocess.Popen[str]") -> str:
    """The sign-in link that the demo prints once all is ready."""
    assert demo.stdout is not None
    for line in demo.stdout:
        found = re.search(r"http://\S+/sign-in/\S+", line)
        if found:
            return found[0]
    sys.exit("the demo ended without a sign-in link")


def _letter(environment: dict[str, str]) -> str:
    """The HTML part of the first letter to the client, below its own header fields."""
    listed = subprocess.run(
        [PROGRAM, "outbox", "list", "--json"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    rows = [json.loads(line) for line in listed.splitlines()]
    number = min(int(row["id"]) for row in rows if row["letter"] == "client")
    raw = subprocess.run(
        [PROGRAM, "outbox", "show", str(number)], env=environment, capture_output=True, check=True
    ).stdout
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    part = mail.get_body(("html",))
    assert part is not None
    fields = "".join(
        f"<b>{name}</b> {str(mail[name]).replace('<', '&lt;')}<br>"
        for name in ("From", "To", "Subject")
    )
    look = "font:14px sans-serif;color:#444;background:#f3f3f3;padding:12px 20px;line-height:1.6"
    return f'<meta charset="utf-8"><div style="{look}">{fields}</div>{part.get_content()}'


def _page(link: str) -> str:
    """The discussion as a signed-in member sees it, its styles inside."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    base = link.partition("/sign-in/")[0]
    form = opener.open(link).read().decode()
    fields = dict(
        re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', form)
    )
    request = urllib.request.Request(
        link,
        data="&".join(f"{k}={v}" for k, v in fields.items()).encode(),
        headers={"Origin": base},
    )
    opener.open(request)
    page = opener.open(f"{base}/discussions/1").read().decode()
    for tag, place in re.findall(r'(<link rel="stylesheet" href="([^"]+)">)', page):
        page = page.replace(tag, f"<style>{opener.open(base + place).read().decode()}</style>")
    return page


def _shot(chromium: str, address: str, file: Path, height: int) -> None:
    with tempfile.TemporaryDirectory() as profile:
        options = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--force-device-scale-factor=1.5",
        ]
        command = [
            chromium,
            *options,
            f"--user-data-dir={profile}",
            f"--window-size={WIDTH},{height}",
            f"--screenshot={file}",
            address,
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)


if __name__ == "__main__":
    main()
