"""Letters and digits of a text."""

_NO_DIGITS = bytes(set(range(256)) - set(b"0123456789"))
_OTHER_SIGNS = {code: None for code in range(128) if not chr(code).isalnum()}


def digits_in(text: str) -> int:
    """How many signs of a text are digits, of any script."""
    if text.isascii():
        return len(text.encode("ascii").translate(None, _NO_DIGITS))
    return sum(map(str.isdigit, text))


def letters_of(text: str) -> str:
    """The letters and digits of a text, of any script, without what stands between them."""
    if text.isascii():
        return text.translate(_OTHER_SIGNS)
    return "".join(filter(str.isalnum, text))
