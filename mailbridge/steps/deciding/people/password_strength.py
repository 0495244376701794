"""Whether a password is worth having."""

import re

LEAST, MOST = 12, 200  # characters
LEAST_DIFFERENT = 5
COMMON = {
    "password", "passwort", "parol", "пароль", "qwerty", "qwertz", "йцукен", "letmein", "welcome",
    "admin", "administrator", "iloveyou", "monkey", "dragon", "football", "mailbridge", "secret",
    "geheim", "hallo", "willkommen", "sommer", "winter", "abcdefgh", "changeme",
}  # fmt: skip
_NO_LETTER = re.compile(r"[\W\d_]+")


def weakness(password: str, addresses: tuple[str, ...]) -> str | None:
    """short, long, plain (few characters, one common word, numbers alone), or address: what is
    known of the person; None where it will do.
    """
    if len(password) < LEAST:
        return "short"
    if len(password) > MOST:
        return "long"
    said = password.casefold()
    letters = _NO_LETTER.sub("", said)
    if len(set(said)) < LEAST_DIFFERENT or not letters or _without_common(letters) == "":
        return "plain"
    own = {part for address in addresses for part in (address, address.partition("@")[0])}
    rest = min((said.replace(part, "") for part in own if len(part) > 2), key=len, default=said)
    return "address" if len(rest) < LEAST // 2 else None


def _without_common(letters: str) -> str:
    for word in COMMON:
        letters = letters.replace(word, "")
    return letters
