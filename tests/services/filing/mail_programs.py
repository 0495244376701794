"""How mail programs put a letter of ours below an answer, or around one: in text and in HTML."""

import html
from collections.abc import Callable

FORWARDED = "---------- Forwarded message ---------"
HEAD = "On Mon, 23 Nov 2026 at 10:00, Anna Petrova (mailbridge) <shop@bridge.test> wrote:"
OUTLOOK = "From: Anna Petrova\nSent: Monday, November 23, 2026 10:00\nTo: Maria\nSubject: Re: Shop"
UNKNOWN = "Frm: Anna Petrova shop@bridge.test\nSnt: 23.11.2026 10:00\nSbj: Re: Shop"
IN_TEXT: dict[str, Callable[[str, str], str]] = {
    "gmail": lambda text, said: (
        f"{said}\n\n{HEAD}\n" + "\n".join(f"> {line}" for line in lines(text))
    ),
    "outlook": lambda text, said: f"{said}\n\n{OUTLOOK}\n\n{text}",
    "unknown": lambda text, said: f"{said}\n\n{UNKNOWN}\n\n{text}",
    "pasted": lambda text, said: f"{said}\n\n{text}",
    "below": lambda text, said: "\n".join([HEAD, *(f"> {one}" for one in lines(text)), "", said]),
    "indented": lambda text, said: (
        f"{said}\n\n{HEAD}\n" + "\n".join(f"    {one}" for one in lines(text))
    ),
}
IN_HTML: dict[str, Callable[[str, str], str]] = {
    "gmail": lambda page, said: (
        f"<div>{said}</div><br><div class=gmail_quote><div class=gmail_attr>{html.escape(HEAD)}<br>"
        f"</div><blockquote class=gmail_quote>{body(page)}</blockquote></div>"
    ),
    "outlook": lambda page, said: (
        f"<p class=MsoNormal>{said}</p><div style='border-top:solid #E1E1E1 1.0pt'><p>"
        f"{OUTLOOK.replace(chr(10), '<br>')}</p></div>{body(page)}"
    ),
    "unknown": lambda page, said: (
        f"<p>{said}</p><p>{UNKNOWN.replace(chr(10), '<br>')}</p><div>{body(page)}</div>"
    ),
}


def lines(text: str) -> list[str]:
    return text.rstrip("\n").split("\n")


def body(page: str) -> str:
    """What stands between the body tags, as programs take it over."""
    return page.partition("<body")[2].partition(">")[2].partition("</body>")[0]
