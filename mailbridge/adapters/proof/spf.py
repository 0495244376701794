"""SPF (RFC 7208) by pyspf, run again with each answer that it asked for, so that it never waits by
itself.
"""

import re
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import Any

import spf

from mailbridge.adapters.dns_resolver import DnsTrouble
from mailbridge.domain.proof import SpfResult
from mailbridge.steps.text.domain_names import ascii_domain

_MOST_QUESTIONS = 60  # pyspf itself stops at the limits of RFC 7208 section 4.6.4
_LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,128}$")
Ask = Callable[[str, str], Awaitable[tuple[Any, ...]]]
Question = tuple[str, str]
_known: ContextVar["dict[Question, tuple[Any, ...] | DnsTrouble]"] = ContextVar("answers for pyspf")


class _Wanted(Exception):
    """pyspf asked for what is not known yet."""

    def __init__(self, question: Question) -> None:
        super().__init__(question)
        self.question = question


def _look_up(
    name: str, kind: str, strict: bool = True, timeout: float = 0
) -> list[tuple[Question, Any]]:
    question = (str(name).rstrip(".").lower(), kind)
    known = _known.get()
    if question not in known:
        raise _Wanted(question)
    answer = known[question]
    if isinstance(answer, DnsTrouble):
        raise spf.TempError(str(answer))
    return [((question[0], kind), _value(record, kind)) for record in answer]


def _value(record: Any, kind: str) -> Any:
    if kind in {"A", "AAAA"}:
        return record.address
    if kind == "MX":
        return record.preference, record.exchange.to_text(omit_final_dot=True)
    return record.target.to_text(omit_final_dot=True) if kind == "PTR" else record.strings


spf.DNSLookup = _look_up


async def check_spf(ask: Ask, client_ip: str, helo: str, reverse_path: str) -> SpfResult:
    """Whether the reverse-path's domain, or the HELO name's when that is null, lets this client
    send (RFC 7208 section 2.4).
    """
    mailbox = _mailbox(reverse_path, helo)
    if mailbox is None:
        return SpfResult("", "permerror", "the reverse-path is no mailbox")
    domain = mailbox.rpartition("@")[2]
    answers: dict[Question, tuple[Any, ...] | DnsTrouble] = {}
    _known.set(answers)
    for _ in range(_MOST_QUESTIONS):
        try:
            result, _code, words = spf.query(i=client_ip, s=mailbox, h=helo or domain).check()
        except _Wanted as wanted:
            try:
                answers[wanted.question] = await ask(*wanted.question)
            except DnsTrouble as trouble:
                answers[wanted.question] = trouble
        except Exception as wrong:  # a hostile record must not stop the mail
            return SpfResult(domain, "permerror", " ".join(str(wrong).split())[:200])
        else:
            return SpfResult(domain, result, " ".join(str(words).split())[:200])
    return SpfResult(domain, "permerror", "it asks too many questions")


def _mailbox(reverse_path: str, helo: str) -> str | None:
    path = reverse_path.strip()
    path = path[1:-1] if path.startswith("<") and path.endswith(">") else path
    local, _, domain = path.rpartition("@") if path else ("postmaster", "", helo)
    named = ascii_domain(domain)
    return f"{local}@{named}" if named and _LOCAL_PART.match(local) else None
