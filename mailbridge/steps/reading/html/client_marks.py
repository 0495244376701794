"""What mail programs write into HTML to say: this is a quote, this is its attribution, this is a
signature.
"""

import re
from collections.abc import Mapping
from enum import StrEnum

from mailbridge.steps.text.word_tables import stems, word_set
from mailbridge.values import dataclass


class Role(StrEnum):
    QUOTE = "quote"
    ATTRIBUTION = "attribution"
    SIGNATURE = "signature"
    REST = "rest"  # everything from here to the end is quoted
    FRAME = "frame"  # holds attribution and quote; answers may stand between
    BORDER = "border"  # a line drawn above; Word puts one over the header fields of a quote


@dataclass(frozen=True, slots=True)
class Mark:
    role: Role
    rule: str


_NAMED, _BESIDE = "named a quote", "line beside it"
_NAMED_SIGNATURE = "named a signature"
WEAK = frozenset((_NAMED, _BESIDE))  # rules of marks that an author's editor may set, too
_BOXES = frozenset(("div", "td", "p", "section", "article", "span", "details", "table"))
_CLASSES = {
    "gmail_attr": Mark(Role.ATTRIBUTION, "gmail"),
    "gmail_quote": Mark(Role.FRAME, "gmail"),
    "gmail_quote_container": Mark(Role.FRAME, "gmail"),
    "gmail_signature": Mark(Role.SIGNATURE, "gmail"),
    "gmail_signature_prefix": Mark(Role.SIGNATURE, "gmail"),
    "moz-cite-prefix": Mark(Role.ATTRIBUTION, "thunderbird"),
    "airmail_on": Mark(Role.ATTRIBUTION, "airmail"),
    "airmail_ext_on": Mark(Role.ATTRIBUTION, "airmail"),
    "bloop_sign": Mark(Role.SIGNATURE, "airmail"),
    "cm_quote": Mark(Role.ATTRIBUTION, "newton"),
    "cm_signature": Mark(Role.SIGNATURE, "newton"),
    "pm_signature": Mark(Role.SIGNATURE, "polymail"),
    "moz-signature": Mark(Role.SIGNATURE, "thunderbird"),
    "moz-txt-sig": Mark(Role.SIGNATURE, "thunderbird"),
    "yahoo_quoted": Mark(Role.QUOTE, "yahoo"),
    "yahoo-quoted": Mark(Role.QUOTE, "yahoo"),
    "yahoo-signature": Mark(Role.SIGNATURE, "yahoo"),
    "yahoo_signature": Mark(Role.SIGNATURE, "yahoo"),
    "protonmail_quote": Mark(Role.FRAME, "proton"),
    "protonmail_signature_block": Mark(Role.SIGNATURE, "proton"),
    "tutanota_quote": Mark(Role.QUOTE, "tuta"),
    "zmail_extra": Mark(Role.FRAME, "zoho"),
    "zmail_extra_hr": Mark(Role.FRAME, "zoho"),
    "mail-quote-collapse": Mark(Role.FRAME, "mail.ru"),
    "mail-app-auto-quote": Mark(Role.QUOTE, "mail.ru"),
    "outlookmessageheader": Mark(Role.REST, "outlook"),
    "ms-outlook-mobile-signature": Mark(Role.SIGNATURE, "outlook"),
    "wisestamp_app": Mark(Role.SIGNATURE, "wisestamp"),
    "front-signature": Mark(Role.SIGNATURE, "front"),
    "front-blockquote": Mark(Role.QUOTE, "front"),
    "missive_quote": Mark(Role.QUOTE, "missive"),
    "sh-signature": Mark(Role.SIGNATURE, "superhuman"),
    "edo-signature": Mark(Role.SIGNATURE, "edison"),
    "pm_quote": Mark(Role.FRAME, "polymail"),
    "nylas-quote": Mark(Role.FRAME, "nylas"),
    "quoted_text": Mark(Role.QUOTE, "quoted_text"),
    "gwtquote": Mark(Role.QUOTE, "gwt"),
    "email_signature": Mark(Role.SIGNATURE, "signature"),
    "apple-mail-signature": Mark(Role.SIGNATURE, "apple"),
}
_IDS = {
    "divrplyfwdmsg": Mark(Role.REST, "outlook"),
    "appendonsend": Mark(Role.REST, "outlook"),
    "stopspelling": Mark(Role.REST, "hotmail"),
    "olk_src_body_section": Mark(Role.QUOTE, "outlook"),
    "mail-editor-reference-message-container": Mark(Role.QUOTE, "outlook"),
    "originalmessage": Mark(Role.QUOTE, "outlook"),
    "ms-outlook-mobile-signature": Mark(Role.SIGNATURE, "outlook"),
    "ms-outlook-mobile-body-separator-line": Mark(Role.BORDER, "outlook"),
    "signature": Mark(Role.SIGNATURE, "outlook"),
    "applemailsignature": Mark(Role.SIGNATURE, "apple"),
    "composer_signature": Mark(Role.SIGNATURE, "samsung"),
    "mail-app-auto-quote": Mark(Role.QUOTE, "mail.ru"),
    "mail-app-auto-default-signature": Mark(Role.SIGNATURE, "mail.ru"),
    "zwchr": Mark(Role.REST, "zimbra"),
    "isforwardcontent": Mark(Role.QUOTE, "netease"),
    "isreplycontent": Mark(Role.QUOTE, "netease"),
    "reply-intro": Mark(Role.ATTRIBUTION, "roundcube"),
    "yahoo_quoted": Mark(Role.QUOTE, "yahoo"),
}
_ATTRIBUTES = {
    ("data-marker", "__divider__"): Mark(Role.REST, "zimbra"),
    ("data-marker", "__headers__"): Mark(Role.REST, "zimbra"),
    ("data-marker", "__quoted_text__"): Mark(Role.QUOTE, "zimbra"),
    ("data-marker", "__sig_pre__"): Mark(Role.SIGNATURE, "zimbra"),
    ("data-marker", "__sig_post__"): Mark(Role.SIGNATURE, "zimbra"),
    ("data-signatureblock", "true"): Mark(Role.SIGNATURE, "windows mail"),
    ("data-signature-widget", "container"): Mark(Role.SIGNATURE, "mail.ru"),
    ("name", "messagesignaturesection"): Mark(Role.SIGNATURE, "spark"),
    ("name", "messagereplysection"): Mark(Role.FRAME, "spark"),
    ("name", "quote"): Mark(Role.QUOTE, "gmx"),
}
_QUOTING = word_set("quote quoted quotes quotation quotedtext quotedcontent cite citation zitat")
_EARLIER = stems(
    "previousmessage|previous-message|originalmessage|original-message|message-history"
    "|messagehistory|thread-history|conversation-history"
)
_SIGNATURE = re.compile(
    r"(?:[a-z]{0,8}?mail|user|my|msg|message|html|default)?[-_]?signatur[ea]?(?:[-_]?(?:block|container|text|html))?[-_\d]{0,8}"
)
_PIECES = re.compile(r"[a-z]+")
_TELLING = ("data-marker", "data-signatureblock", "data-signature-widget", "name")
_NAMES = frozenset({"class", "id", *_TELLING})


def _bare(name: str) -> str:
    """A class or id without what Outlook on the web ("x_x_gmail_quote") and Gmail
    ("m_-12divRplyFwdMsg") put before it.
    """
    while name.startswith("x_"):
        name = name[2:]
    return name[2:].lstrip("-0123456789") if name.startswith("m_") else name


def mark_of(tag: str, attributes: Mapping[str, str], style: str) -> Mark | None:
    """What an element says of its content, by its class, id, data attributes or border; None when
    nothing.
    """
    if not _NAMES.isdisjoint(attributes) and (mark := _by_names(tag, attributes)):
        return mark
    if not style or "solid" not in style or tag not in _BOXES:
        return None
    if "border-top" in style:
        return Mark(Role.BORDER, "border")
    return Mark(Role.QUOTE, _BESIDE) if _has_line_beside(style) else None


def _by_names(tag: str, attributes: Mapping[str, str]) -> Mark | None:
    """By what it is called: a name of some mail program's, or of a box an author's own word."""
    mark = _by_name(attributes)
    if mark is not None or tag not in _BOXES:
        return mark
    if _is_called_a_signature(attributes):
        return Mark(Role.SIGNATURE, _NAMED_SIGNATURE)
    return Mark(Role.FRAME, _NAMED) if _is_called_a_quote(attributes) else None


def _by_name(attributes: Mapping[str, str]) -> Mark | None:
    for name in attributes.get("class", "").lower().split():
        if mark := _CLASSES.get(_bare(name)):
            return mark
    identity = _bare(attributes.get("id", "").lower().strip())
    if identity:
        if identity in _IDS:
            return _IDS[identity]
        if "yahoo_quoted" in identity:
            return _IDS["yahoo_quoted"]
    for key in _TELLING:
        if key in attributes and (mark := _ATTRIBUTES.get((key, attributes[key].lower()))):
            return mark
    return None


def _is_called_a_quote(attributes: Mapping[str, str]) -> bool:
    """Whether a class or id has a word for a quote in it ("reply-quote", "quotedText_1")."""
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}".lower()
    if any(name in names for name in _EARLIER):
        return True
    return ("quot" in names or "cit" in names or "zitat" in names) and not _QUOTING.isdisjoint(
        _PIECES.findall(names)
    )


def _is_called_a_signature(attributes: Mapping[str, str]) -> bool:
    """Whether a class or id is a word for a signature, alone or with one for a mail beside it
    ("signature", "email-signature", "userSignature").
    """
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    if "ignatur" not in names:
        return False
    names_apart = names.lower().split()
    return any(
        "signatur" in name and _SIGNATURE.fullmatch(_bare(name)) is not None for name in names_apart
    )


def _has_line_beside(style: str) -> bool:
    """Whether a box has a line on one side and room between it and the text, as quotes have."""
    return ("border-left:" in style) != ("border-right:" in style) and "padding" in style


_UNSHOWN = stems("display:none|visibility:hidden|mso-hide:all")
_OF_NO_SIZE = re.compile(r"(?:font-size|max-height|opacity):0(?![.\d])")


def is_hidden(style: str) -> bool:
    """Whether a style, in lower case and without spaces, keeps its element out of sight (a
    preheader, say).
    """
    return _UNSHOWN.stand_in(style) or (":0" in style and _OF_NO_SIZE.search(style) is not None)
