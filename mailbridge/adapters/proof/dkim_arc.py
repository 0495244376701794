"""DKIM (RFC 6376) and ARC (RFC 8617) by dkimpy, run with keys that were fetched before, so that it
never waits.
"""

import logging
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

import dkim

from mailbridge.adapters.dns_resolver import DnsTrouble
from mailbridge.adapters.signing.ed25519 import NACL
from mailbridge.domain.proof import ArcResult, DkimResult
from mailbridge.steps.deciding.proof.ambiguous_header import header_section
from mailbridge.steps.deciding.proof.authentication_results import Results, read
from mailbridge.steps.text.domain_names import ascii_domain

MOST_SIGNATURES = 5
MOST_SEALS = 10  # of the 50 that RFC 8617 section 4.2.1 allows
_SHORTEST_KEY = 1024  # bits, RFC 8301 section 3.2

_FIELD = re.compile(
    rb"^(dkim-signature|arc-seal|arc-message-signature|"
    rb"arc-authentication-results)[ \t]*:(.*(?:\r?\n[ \t].*)*)",
    re.I | re.M,
)
_NAME = re.compile(rb"^([\x21-\x39\x3b-\x7e]{1,80})[ \t]*:", re.M)
_SINGLE = frozenset(  # which a message has once (RFC 5322 section 3.6), and a letter of a group
    {
        "date", "sender", "reply-to", "to", "cc", "message-id", "in-reply-to", "references",
        "subject", "content-type", "content-transfer-encoding", "list-id", "x-original-from",
        "x-original-authentication-results",
    }
)  # fmt: skip
_SILENT = logging.getLogger("mailbridge.dkim")
_SILENT.addHandler(logging.NullHandler())
_SILENT.propagate = False

_LONGEST_FIELD = 8 * 1024
_MOST_FIELDS = 1000


def _strip_trailing_whitespace(body: bytes) -> bytes:
    """dkimpy's own, in linear time. It is followed by the compression of blanks, so it may begin
    with it.
    """
    return re.sub(rb"[\t ]+", b" ", body).replace(b" \r\n", b"\r\n")


dkim.canonicalization.strip_trailing_whitespace = _strip_trailing_whitespace
dkim.nacl = NACL

Keys = Mapping[
    str, "bytes | DnsTrouble | None"
]  # key name without the last dot -> record, trouble, or None


class Signatures:
    """The signature fields of a message, and the names of the keys that they need."""

    def __init__(self, raw: bytes) -> None:
        section = header_section(raw)
        fields = [(field[1].lower(), field[2]) for field in _FIELD.finditer(section)]
        self._raw = raw
        names = Counter(name.decode().lower() for name in _NAME.findall(section))
        self._repeated = {name: names[name] for name in _SINGLE if names[name] > 1}
        self._bounded = section.count(b"\n") <= _MOST_FIELDS and all(
            _is_bounded(value) for _, value in fields
        )
        self._dkim = [_tags(value) for name, value in fields if name == b"dkim-signature"][
            :MOST_SIGNATURES
        ]
        self._arc = [
            _tags(value)
            for name, value in fields
            if name in (b"arc-seal", b"arc-message-signature")
        ]
        self.recorded = [
            read(value.decode("latin-1"))
            for name, value in fields
            if name == b"arc-authentication-results"
        ]

    @property
    def size(self) -> int:
        """Octets of the message."""
        return len(self._raw)

    @property
    def any(self) -> bool:
        """Whether there are DKIM signatures or ARC fields at all."""
        return bool(self._dkim or self._arc)

    @property
    def domains(self) -> frozenset[str]:
        """The signing domains, as far as they are domains."""
        return frozenset(
            domain for tags in self._dkim if (domain := ascii_domain(tags.get("d", "")))
        )

    def key_names(self) -> frozenset[str]:
        """The DNS names of the keys that it takes to verify them."""
        chain = self._arc if self._chain_is_bounded() else []
        return frozenset(name for tags in (*self._dkim, *chain) if (name := _key_name(tags)))

    def verify_dkim(self, keys: Keys) -> tuple[DkimResult, ...]:
        """Each signature's result, the topmost first. Costs about a millisecond each; pure
        computation.
        """
        if not self._dkim:
            return ()
        return tuple(self._signature(number, tags, keys) for number, tags in enumerate(self._dkim))

    def _signature(self, number: int, tags: dict[str, str], keys: Keys) -> DkimResult:
        domain, selector = ascii_domain(tags.get("d", "")) or "", tags.get("s", "")[:100]
        if not self._bounded:
            return DkimResult(
                domain,
                selector,
                "permerror",
                "its header section is too large, or folded without end",
            )
        if not _key_name(tags):
            return DkimResult(domain, selector, "permerror", "its domain or selector is no name")
        if tags.get("a", "").lower() == "rsa-sha1":  # RFC 8301 section 3.1
            return DkimResult(domain, selector, "permerror", "rsa-sha1 is no longer a signature")
        try:
            passed = dkim.DKIM(self._raw, logger=_SILENT, minkey=_SHORTEST_KEY).verify(
                number, dnsfunc=_answers(keys)
            )
        except DnsTrouble as trouble:
            return DkimResult(domain, selector, "temperror", str(trouble))
        except dkim.ValidationError as wrong:
            return DkimResult(domain, selector, "fail", _words(wrong))
        except (
            Exception
        ) as wrong:  # whatever dkimpy raises on hostile fields, the signature proves nothing
            return DkimResult(domain, selector, "permerror", _words(wrong))
        signed = frozenset(_signed(tags))
        added = self._added_after(tags)
        if passed and added:
            words = f"somebody may have added a second {added} to what it signs"
            return DkimResult(domain, selector, "policy", words, signed)
        if passed and "l" in tags:  # RFC 6376 section 8.2: anybody may have added to the body
            return DkimResult(
                domain, selector, "policy", "it signs only the beginning of the body", signed
            )
        return DkimResult(
            domain,
            selector,
            "pass" if passed else "fail",
            "" if passed else _why(tags, keys),
            signed,
        )

    def _added_after(self, tags: dict[str, str]) -> str:
        """The name of a field that stands more often than a signature covers: a signature counts
        from below, so whoever passed the message on can have put another on top, which is read
        first (RFC 6376 section 8.15); "" for none.
        """
        signed = Counter(_signed(tags))
        added = (name for name, times in self._repeated.items() if signed[name] < times)
        return min(added, default="")

    def verify_arc(self, keys: Keys, trusted: frozenset[str]) -> ArcResult | None:
        """The chain's state, and what the newest seals of trusted domains recorded."""
        if not self._arc:
            return None
        if not self._chain_is_bounded():
            return ArcResult(
                "fail", reason="the chain is too long, or its header section too large"
            )
        try:
            cv, sets, reason = dkim.ARC(self._raw, logger=_SILENT, minkey=_SHORTEST_KEY).verify(
                dnsfunc=_answers(keys)
            )
        except DnsTrouble as trouble:
            return ArcResult("temperror", reason=str(trouble))
        except Exception as wrong:
            return ArcResult("fail", reason=_words(wrong))
        sealers = [ascii_domain(one.get("as-domain", b"").decode("latin-1")) or "" for one in sets]
        if cv == dkim.CV_Pass and self._added_after(self._newest_of_chain()):
            return ArcResult("fail", sealers[0], reason="somebody may have added a field")
        return self._chain(cv == dkim.CV_Pass, sealers, trusted, str(reason)[:200])

    def _chain(
        self, passed: bool, sealers: list[str], trusted: frozenset[str], reason: str
    ) -> ArcResult:
        """Newest first: go down as long as the sealer is trusted, to the first who saw
        dmarc=pass.
        """
        newest = sealers[0] if sealers else ""
        recorded, author = "", ""
        for distance, sealer in enumerate(sealers):
            if not passed or sealer not in trusted:
                break
            said, about = _dmarc(self.recorded, len(sealers) - distance)
            recorded, author = (said, about) if said and recorded != "pass" else (recorded, author)
        return ArcResult(
            "pass" if passed else "fail",
            newest,
            newest in trusted,
            recorded,
            author,
            "" if passed else reason,
        )

    def _newest_of_chain(self) -> dict[str, str]:
        """The tags of the message signature that the last sealer made."""
        made = (tags for tags in self._arc if "h" in tags)
        return max(made, key=lambda tags: int(tags["i"]), default={})

    def _chain_is_bounded(self) -> bool:
        return self._bounded and len(self._arc) <= 2 * MOST_SEALS


def _dmarc(recorded: list[Results], instance: int) -> tuple[str, str]:
    for results in recorded:
        result = next((result for result in results.results if result.method == "dmarc"), None)
        if results.instance == instance and result:
            return result.result, ascii_domain(result.domain) or ""
    return "", ""


def _is_bounded(value: bytes) -> bool:
    """Whether dkimpy reads a field's value in bounded time: its patterns take cubic time on runs of
    blank folded lines.
    """
    return len(value) <= _LONGEST_FIELD and all(line.strip() for line in value.split(b"\n")[1:])


def _signed(tags: dict[str, str]) -> list[str]:
    """The names of the fields that a signature covers, one as often as it covers it."""
    return [name.strip().lower() for name in tags.get("h", "").split(":")]


def _tags(value: bytes) -> dict[str, str]:
    pairs = (part.partition("=") for part in value[:16_000].decode("latin-1").split(";"))
    return {name.strip(): "".join(said.split()) for name, equals, said in pairs if equals}


def _key_name(tags: dict[str, str]) -> str | None:
    """selector._domainkey.domain (RFC 6376 section 3.6.2.1), only when DNS can hold it as it
    stands.
    """
    domain, selector = ascii_domain(tags.get("d", "")), ascii_domain(tags.get("s", ""))
    return f"{selector}._domainkey.{domain}" if domain and selector else None


def _answers(keys: Keys) -> Any:
    def answer(name: bytes | str, timeout: float = 0) -> bytes | None:
        text = name.decode("latin-1") if isinstance(name, bytes) else name
        record = keys.get(text.rstrip(".").lower())
        if isinstance(record, DnsTrouble):
            raise record
        return record

    return answer


def _why(tags: dict[str, str], keys: Keys) -> str:
    return (
        "the signature does not match"
        if keys.get(_key_name(tags) or "")
        else "there is no such key"
    )


def _words(wrong: Exception) -> str:
    return " ".join(str(wrong).split())[:200] or type(wrong).__name__
