"""Enriched text (RFC 1896, and RFC 1341 before it) to plain lines."""

import re

ENRICHED = ("text/enriched", "text/richtext")
_PARAM = re.compile(r"<param>[^<]{0,1000}</param>", re.IGNORECASE)
_NEW_LINE = re.compile(r"<nl>|</?paragraph>", re.IGNORECASE)
_COMMAND = re.compile(r"<<|</?[A-Za-z][A-Za-z0-9-]{0,59}>")
_SIGNS = ("<<", "<lt>")  # of a bracket that is none: RFC 1896, RFC 1341
_BREAKS = re.compile(r"\n+")


def enriched_text(text: str) -> str:
    """Without its commands; n line ends in a row stand for n - 1, and one alone is a space."""
    joined = _BREAKS.sub(lambda run: "\n" * (len(run[0]) - 1) or " ", _PARAM.sub("", text))
    lines = _NEW_LINE.sub("\n", joined)
    return _COMMAND.sub(lambda found: "<" if found[0].lower() in _SIGNS else "", lines)
