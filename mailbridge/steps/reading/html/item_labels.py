"""How the items of an ordered list are counted: by numbers, letters, or in Roman."""

_LETTERS = 26
_LARGEST_ROMAN = 399
_ROMAN = (
    (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"),
    (1, "i"),
)  # fmt: skip


def item_label(number: int, sort: str) -> str:
    """The number of an item as HTML's `type` wants it: "1", "a", "A", "i", "I"."""
    label = str(number)
    if sort.lower() == "a" and 0 < number <= _LETTERS:
        label = chr(ord("a") + number - 1)
    elif sort.lower() == "i" and 0 < number <= _LARGEST_ROMAN:
        label = _roman(number)
    return label.upper() if sort.isupper() else label


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written
