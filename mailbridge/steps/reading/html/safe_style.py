"""CSS declarations that cannot leave the box of the message: an allow-list of properties, with
bounded sizes.
"""

from functools import lru_cache

from mailbridge.steps.text.word_tables import word_set

MAX_STYLE = 2000  # characters of a style attribute looked at

_COLOURS = word_set(
    "color background-color background border border-color border-top border-right border-bottom "
    "border-left"
    " border-top-color border-right-color border-bottom-color border-left-color"
)
_WORDS = word_set(
    "font-family font-weight font-style font-variant font text-align text-decoration "
    "text-transform vertical-align white-space direction"
    " list-style-type border-style border-collapse word-break overflow-wrap word-wrap "
    "border-top-style border-bottom-style"
    " border-left-style border-right-style unicode-bidi"
)
_SIZES = {  # property: the most px it may have
    "font-size": 48.0,
    "line-height": 80.0,
    "letter-spacing": 10.0,
    "text-indent": 60.0,
    "border-width": 10.0,
    "border-top-width": 10.0,
    "border-right-width": 10.0,
    "border-bottom-width": 10.0,
    "border-left-width": 10.0,
    "border-radius": 40.0,
    "border-spacing": 20.0,
    **{f"padding{side}": 60.0 for side in ("", "-top", "-right", "-bottom", "-left")},
    **{f"margin{side}": 60.0 for side in ("", "-top", "-right", "-bottom", "-left")},
    "width": 1200.0,
    "max-width": 1200.0,
    "min-width": 600.0,
    "height": 1200.0,
    "max-height": 1200.0,
}
_UNITS = {
    "px": 1.0,
    "pt": 1.34,
    "em": 16.0,
    "rem": 16.0,
    "ex": 8.0,
    "in": 96.0,
    "cm": 38.0,
    "mm": 3.8,
    "pc": 16.0,
}
_DISPLAYS = frozenset(
    [
        "block",
        "inline",
        "inline-block",
        "table",
        "table-row",
        "table-cell",
        "list-item",
        "inline-table",
        "table-row-group",
    ],
)
_FORBIDDEN = (
    "\\",
    "/*",
    "<",
    ">",
    "url",
    "expression",
    "javascript",
    "import",
    "@",
    "image",
    "var(",
    "attr(",
    "env(",
    "calc(",
    "{",
    "}",
)
_FUNCTIONS = ("rgb(", "rgba(", "hsl(", "hsla(")


@lru_cache(maxsize=512)
def safe_style(style: str) -> str | None:
    """The harmless declarations of a style attribute, or None when there are none."""
    kept = []
    for declaration in style[:MAX_STYLE].split(";"):
        name, _, value = declaration.partition(":")
        name, value = (
            name.strip().lower(),
            " ".join(value.lower().replace("!important", "").split()),
        )
        if value and _allows(name, value):
            kept.append(f"{name}:{value}")
    return ";".join(kept) or None


def _allows(name: str, value: str) -> bool:
    if len(value) > 200 or any(word in value for word in _FORBIDDEN) or _calls_others(value):
        return False
    if name in _COLOURS:
        return all(_fits(token, 10.0) for token in value.split())
    if name in _SIZES:
        return all(_fits(token, _SIZES[name]) for token in value.split())
    if name == "display":
        return value in _DISPLAYS
    return name in _WORDS and (
        name != "font" or all(_fits(token.partition("/")[0], 48.0) for token in value.split())
    )


def _calls_others(value: str) -> bool:
    """Whether functions other than those of colours are used."""
    bare = value
    for function in _FUNCTIONS:
        bare = bare.replace(function, "")
    return "(" in bare


def _fits(token: str, most: float) -> bool:
    """A word, a colour, or a size that is neither negative nor too big."""
    bare = token.strip(",()")
    if not bare or bare[0] not in "-+.0123456789":
        return True
    digits = bare.rstrip("%abcdefghijklmnopqrstuvwxyz")
    unit = bare[len(digits) :]
    try:
        number = float(digits)
    except ValueError:
        return False
    if not 0 <= number <= 10_000:
        return False
    if unit == "%":
        return number <= 300 if most < 100 else number <= 100
    if unit == "":
        return (
            number <= max(most, 255.0)
            if token.endswith((",", ")")) or number == 0
            else number <= most
        )
    return unit in _UNITS and number * _UNITS[unit] <= most
