"""“ok” and its like, alone on the first line of an answer."""

import re

_WORDS = re.compile(r"[^\W\d_]+")
_AGREE = (
    "ok okay oke okey yes yep yeah sure send do ja jawohl gut einverstanden senden "
    "да ок окей ага хорошо отправить отправляй отправь"
)
_AROUND = "please it thanks thank you bitte danke пожалуйста спасибо"
_OK, _FITS = frozenset(_AGREE.split()), frozenset(f"{_AGREE} {_AROUND}".split())


def says_ok(reply: str) -> bool:
    """Whether the first line agrees, and says nothing else."""
    line = next((line for line in reply.splitlines() if line.strip()), "")
    words = _WORDS.findall(line.casefold())
    return bool(_OK.intersection(words)) and "?" not in line and _FITS.issuperset(words)
