"""The number that the other side's ticket system writes on its letters, by which its later letters
are known again.

ServiceNow (INC0012345), Jira ([JIRA] (KEY-12), JIRA.<id> in its msg-ids), Salesforce (ref:...:ref),
and what Zendesk, OTRS, RT, Freshdesk and others put in brackets ([#123], [Ticket #123]) or behind a
word (Case 00012345). A number counts for the company that wrote it and for nobody else: two
companies count from 1.
"""

import re
from collections.abc import Iterator

from mailbridge.domain.message import Message
from mailbridge.steps.deciding.people.client_domain import client_domain

SUBJECT_READ = 400  # characters
BODY_READ = 20_000
MOST = 4  # numbers of one letter
PREFIX = "case:"

_DIGIT = re.compile(r"\d")
_LONG = re.compile(r"\d{4}")  # the shortest number without brackets
_SERVICE_NOW = re.compile(r"(?<![\w-])(?:INC|REQ|RITM|SCTASK|TASK|CHG|PRB|CS|HRC)\d{7,12}(?!\w)")
_JIRA_KEY = re.compile(r"[\[(]([A-Z][A-Z0-9_]{1,19}-\d{1,9})[\])]")
_JIRA_ID = re.compile(r"JIRA\.(\d{1,12})\.\d{8,16}[.@]", re.IGNORECASE)
_BRACKETED = re.compile(r"\[([^\[\]#]{0,40})#\s?(\d{1,20})\]")
_WORDED = re.compile(
    r"(?<!\w)(?:case|ticket|request|incident|обращение|обращения|заявка|заявки|тикет)"
    r"[ \t]{0,2}(?:number|no\.?|id|№|номер|[#:])?[ \t]{0,2}[#№:]?[ \t]{0,2}(\d{4,15})(?!\w)",
    re.IGNORECASE,
)
_SALESFORCE = re.compile(r"(?<![\w:])ref:([!_A-Za-z0-9.]{10,80}):ref(?!\w)")


def case_numbers(message: Message) -> tuple[str, ...]:
    """The numbers of the author's own company, as pseudo-ids; the surest kind first."""
    company = _company(message)
    if not company:
        return ()
    found = dict.fromkeys(f"{PREFIX}{company}:{number}" for number in _numbers(message))
    return tuple(found)[:MOST]


def series(message: Message) -> str:
    """What all pseudo-ids of the author's company begin with."""
    return f"{PREFIX}{_company(message)}:"


def _company(message: Message) -> str:
    author = message.author
    return (client_domain(author.address) or author.address) if author is not None else ""


def _numbers(message: Message) -> Iterator[str]:
    subject = message.subject[:SUBJECT_READ]
    for name in (message.message_id or "", *message.in_reply_to, *message.references[-2:]):
        if name[:1] in "jJ" and (match := _JIRA_ID.match(name)):
            yield f"jira {match[1]}"
    text = message.text[:BODY_READ]
    for said in (subject, text):
        if ":ref" in said:
            yield from (f"ref {match[1]}" for match in _SALESFORCE.finditer(said))
    if not _DIGIT.search(subject):  # all others have one
        return
    long = _LONG.search(subject)
    if long and (match := _SERVICE_NOW.search(subject)):
        yield match[0]
    if "[jira]" in subject.lower() and (match := _JIRA_KEY.search(subject)):
        yield f"jira {match[1]}"
    if "[" in subject and (match := _BRACKETED.search(subject)):
        yield f"{' '.join(match[1].casefold().split()).rstrip(' :')}#{match[2]}"
    elif long and (match := _WORDED.search(subject)):
        yield f"#{match[1]}"
