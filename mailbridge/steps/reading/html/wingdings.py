"""Signs that Office writes as letters of the font Wingdings become the characters they show."""

import html as markup
import re

SIGNS = {
    "J": "\u263a", "K": "\U0001f610", "L": "\u2639", "C": "\U0001f44d", "D": "\U0001f44e",
    "A": "\u270c", "E": "\U0001f448", "F": "\U0001f449", "\u00e0": "\u2192", "\u00df": "\u2190",
    "\u00e1": "\u2191", "\u00e2": "\u2193", "\u00f3": "\u2194", "\u00e8": "\u2192",
    "\u00e7": "\u2190", "\u00fc": "\u2713", "\u00fb": "\u2717", "\u00fe": "\u2611",
    "\u00fd": "\u2612", "\u00a7": "\u25aa", "\u00d8": "\u27a2", "\u00d6": "\u2715", "v": "\u2756",
    "l": "\u25cf", "n": "\u25a0", "q": "\u2751", "o": "\u2610", "\u00ab": "\u2605", "(": "\u260e",
    ")": "\u2706", "*": "\U0001f582", "+": "\U0001f4e7", "\uf04a": "\u263a", "\uf04b": "\U0001f610",
    "\uf04c": "\u2639", "\uf0e0": "\u2192", "\uf0df": "\u2190", "\uf0fc": "\u2713",
    "\uf0fb": "\u2717",
}  # fmt: skip
_STYLED = re.compile(
    r"(<(?:span|font)\b[^<>]{0,500}wingdings(?!\s*[23])[^<>]{0,500}>(?:\s*<span[^<>]{0,300}>)?)"
    r"([^<>]{1,12})(?=</)",
    re.IGNORECASE,
)
_ALONE = re.compile(r"(?<![^\s])J(?![^\s.!,])")


def with_signs(html: str) -> str:
    """The HTML with the signs in place of the letters; only what stands in that font changes."""
    return _STYLED.sub(_sign, html) if "ingdings" in html else html


def with_smileys(plain: str, html: str) -> str:
    """The plain form beside such HTML, where its smileys are a J that stands alone."""
    smileys = len(re.findall(r"wingdings[^<>]{0,500}>(?:\s*<span[^<>]{0,300}>)?J</", html, re.I))
    return _ALONE.sub(SIGNS["J"], plain, count=smileys) if smileys else plain


def _sign(match: re.Match[str]) -> str:
    letters = markup.unescape(match[2]).replace("\xa0", " ")
    return match[1] + "".join(SIGNS.get(letter, letter) for letter in letters)
