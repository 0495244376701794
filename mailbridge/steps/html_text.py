"""Plain text from HTML."""

import lxml.html


def to_text(html: str) -> str:
    """The readable text of an HTML body, LF line ends."""
    if not html.strip():
        return ""
    return str(lxml.html.document_fromstring(html).text_content())
