"""SPF, DKIM, DMARC and ARC against a name server on loopback, with messages signed by keys made
here.
"""

import asyncio
import base64
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import dkim
import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from mailbridge.adapters.dns_resolver import DnsTrouble, NameService
from mailbridge.adapters.proof.authenticator import Authenticator
from mailbridge.domain.proof import Proof, SpfResult, TrustedResult, Verification
from mailbridge.steps.deciding.proof.judge import judge
from mailbridge.steps.reading.mime.parse import parse

CLIENT = "203.0.113.5"
OUTSIDE = (
    "203.0.113.0/24",
)  # documentation addresses are not public; here they play the outside world


@dataclass
class NameServer(asyncio.DatagramProtocol):
    """A name server with memory: `zone` maps (name, kind) to texts of records; names in `broken`
    fail, names in `silent` say nothing.
    """

    zone: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    silent: set[str] = field(default_factory=set)
    asked: list[tuple[str, str]] = field(default_factory=list)
    heard: "asyncio.Queue[str]" = field(default_factory=asyncio.Queue)  # the names asked
    ttl: int = 300  # seconds
    transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.DatagramTransport) -> None:  # type: ignore[override]
        self.transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        query = dns.message.from_wire(data)
        name, kind = (
            query.question[0].name.to_text(omit_final_dot=True).lower(),
            query.question[0].rdtype.name,
        )
        self.asked.append((name, kind))
        self.heard.put_nowait(name)
        if name in self.silent or "*" in self.silent:
            return
        assert self.transport is not None
        self.transport.sendto(self.answer(query, name, kind).to_wire(), addr)

    def answer(self, query: dns.message.Message, name: str, kind: str) -> dns.message.Message:
        response = dns.message.make_response(query)
        response.flags |= dns.flags.AA
        if name in self.broken:
            response.set_rcode(dns.rcode.SERVFAIL)
        elif (name, kind) in self.zone:
            response.answer.append(
                dns.rrset.from_text(
                    query.question[0].name, self.ttl, "IN", kind, *self.zone[name, kind]
                )
            )
        elif not any(known == name for known, _ in self.zone):
            response.set_rcode(dns.rcode.NXDOMAIN)
        return response

    def txt(self, name: str, text: str) -> None:
        pieces = " ".join(f'"{text[start : start + 200]}"' for start in range(0, len(text), 200))
        self.zone.setdefault((name, "TXT"), []).append(pieces)


@dataclass
class Key:
    """A key pair as a signer and its DNS record need it."""

    private: bytes
    record: str


@pytest.fixture(scope="module")
def key() -> Key:
    pair = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private = pair.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    public = pair.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return Key(private, "v=DKIM1; k=rsa; p=" + base64.b64encode(public).decode())


@pytest.fixture
async def server(key: Key) -> AsyncIterator[NameServer]:
    names = NameServer()
    transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(
        lambda: names, local_addr=("127.0.0.1", 0)
    )
    names.txt("s1._domainkey.bloom.test", key.record)
    names.txt("s1._domainkey.attack.test", key.record)
    names.txt("arc._domainkey.relay.test", key.record)
    names.txt("bloom.test", f"v=spf1 ip4:{CLIENT} -all")
    names.txt("attack.test", "v=spf1 ip4:0.0.0.0/0 -all")
    names.txt("_dmarc.bloom.test", "v=DMARC1; p=reject")
    yield names
    transport.close()


def authenticator(server: NameServer, **more: object) -> Authenticator:
    settings = {"timeout": 5, "outside": OUTSIDE, **more}  # seconds; the machine may be busy
    return Authenticator(nameservers=[place(server)], **settings)  # type: ignore[arg-type]


def place(server: NameServer) -> str:
    assert server.transport is not None
    host, port = server.transport.get_extra_info("sockname")[:2]
    return f"{host}:{port}"


LETTER = (
    b"From: Maria <maria@bloom.test>\r\nTo: project@in.example\r\nSubject: The layout\r\n"
    b"Date: Mon, 02 Nov 2026 10:00:00 +0000\r\nMessage-ID: <1@bloom.test>\r\n\r\nHello\r\n"
)


def signed(
    key: Key, letter: bytes = LETTER, domain: bytes = b"bloom.test", **more: object
) -> bytes:
    return dkim.sign(letter, b"s1", domain, key.private, **more) + letter


async def proof(
    checker: Authenticator,
    raw: bytes,
    *,
    client: str | None = CLIENT,
    path: str = "x@other.test",
    helo: str = "h.other.test",
) -> Proof:
    evidence = await checker.gather(raw, client, helo, path)
    return judge(parse(raw).message, evidence, path, frozenset())


async def test_a_signature_of_the_authors_domain_is_proof(server: NameServer, key: Key) -> None:
    """DKIM pass with d= equal to From's domain; the reverse-path may be anybody's."""
    evidence = await authenticator(server).gather(signed(key), None, None, "x@other.test")
    assert [("bloom.test", "s1", "pass")] == [
        (one.domain, one.selector, one.result) for one in evidence.dkim
    ]
    assert (
        Verification.VERIFIED
        == judge(parse(LETTER).message, evidence, "x@other.test", frozenset()).verification
    )


async def test_a_changed_body_breaks_the_signature(server: NameServer, key: Key) -> None:
    """The domain asks to reject what it did not sign, so this is failed."""
    raw = signed(key).replace(b"Hello", b"Pay me")
    assert Verification.FAILED == (await proof(authenticator(server), raw)).verification


async def test_all_signatures_count(server: NameServer, key: Key) -> None:
    """A stranger's signature above the author's own changes nothing."""
    raw = signed(key, signed(key), b"attack.test")
    evidence = await authenticator(server).gather(raw, None, None, "")
    assert [("attack.test", "pass"), ("bloom.test", "pass")] == [
        (one.domain, one.result) for one in evidence.dkim
    ]


async def test_at_most_five_signatures_are_looked_at(server: NameServer, key: Key) -> None:
    """A letter of a hundred signatures costs five."""
    header = dkim.sign(LETTER, b"s1", b"attack.test", key.private)
    evidence = await authenticator(server).gather(header * 100 + LETTER, None, None, "")
    assert 5 == len(evidence.dkim)


async def test_spf_of_an_aligned_reverse_path_is_proof(server: NameServer) -> None:
    """Direct mail from a server that the author's domain names."""
    found = await proof(authenticator(server), LETTER, path="maria@bloom.test")
    assert Proof(Verification.VERIFIED, "sent by a server of bloom.test") == found


async def test_spf_follows_includes_and_mx(server: NameServer) -> None:
    """The record is evaluated through other names, each asked once."""
    server.zone["bloom.test", "TXT"] = ['"v=spf1 include:_spf.esp.test mx -all"']
    server.txt("_spf.esp.test", "v=spf1 ip4:192.0.2.1 ?all")
    server.zone["bloom.test", "MX"] = ["10 mx.bloom.test."]
    server.zone["mx.bloom.test", "A"] = [CLIENT]
    evidence = await authenticator(server).gather(LETTER, CLIENT, "h.test", "maria@bloom.test")
    assert ("bloom.test", "pass") == (evidence.spf and (evidence.spf.domain, evidence.spf.result))
    assert len(server.asked) == len(set(server.asked))


async def test_the_null_reverse_path_is_spoken_for_by_helo(server: NameServer) -> None:
    """RFC 7208 section 2.4."""
    evidence = await authenticator(server).gather(LETTER, CLIENT, "bloom.test", "")
    assert ("bloom.test", "pass") == (evidence.spf and (evidence.spf.domain, evidence.spf.result))


@pytest.mark.parametrize(
    "client", [None, "127.0.0.1", "10.0.0.7", "::1", "nonsense", "192.168.1.1"]
)
async def test_nothing_to_ask_asks_nothing(server: NameServer, client: str | None) -> None:
    """No signature and no client of the outside world: not one question goes out."""
    evidence = await authenticator(server).gather(LETTER, client, "h.test", "maria@bloom.test")
    assert (None, (), None, []) == (evidence.spf, evidence.dkim, evidence.dmarc, server.asked)


async def test_silence_is_no_verdict(server: NameServer, key: Key) -> None:
    """A name server that does not answer makes temperror, and nothing failed."""
    server.silent = {"s1._domainkey.bloom.test", "bloom.test"}
    checker = authenticator(server, timeout=0.5)
    evidence = await checker.gather(signed(key), CLIENT, "h.test", "maria@bloom.test")
    assert (["temperror"], "temperror") == (
        [one.result for one in evidence.dkim],
        evidence.spf and evidence.spf.result,
    )
    assert (
        Verification.UNVERIFIED
        == judge(parse(LETTER).message, evidence, "maria@bloom.test", frozenset()).verification
    )


async def test_a_server_failure_is_no_verdict(server: NameServer, key: Key) -> None:
    """SERVFAIL is temperror, too."""
    server.broken = {"s1._domainkey.bloom.test"}
    assert ["temperror"] == [
        one.result for one in (await authenticator(server).gather(signed(key), None, None, "")).dkim
    ]


async def test_dead_dns_does_not_slow_every_message(server: NameServer, key: Key) -> None:
    """After silences from several domains nobody waits any more, until a question after the pause
    is answered.
    """
    server.silent = {"*"}
    now = 0.0
    names = NameService([place(server)], 0.05, lambda: now)
    for domain in ("a.test", "b.test", "c.test"):
        with pytest.raises(DnsTrouble):
            await names.ask(f"x.{domain}", "TXT")
    asked = len(server.asked)
    for number in range(50):
        with pytest.raises(DnsTrouble):
            await names.ask(f"{number}.test", "TXT")
    assert asked == len(server.asked)
    server.silent, now = set(), 60.0
    assert 1 == len(await names.ask("bloom.test", "TXT"))
    assert () == await names.ask("nobody.test", "TXT")


async def test_one_silent_domain_does_not_stop_the_others(server: NameServer) -> None:
    """A stranger whose name servers are dead cannot take DNS away from everybody."""
    server.silent = {f"{number}.dead.test" for number in range(10)}
    names = NameService([place(server)], 0.02)
    for number in range(10):
        with pytest.raises(DnsTrouble):
            await names.ask(f"{number}.dead.test", "TXT")
    assert 1 == len(await names.ask("bloom.test", "TXT"))


async def test_answers_are_remembered(server: NameServer, key: Key) -> None:
    """The second message asks nothing."""
    checker = authenticator(server)
    await checker.gather(signed(key), CLIENT, "h.test", "maria@bloom.test")
    asked = len(server.asked)
    await checker.gather(signed(key), CLIENT, "h.test", "maria@bloom.test")
    assert asked == len(server.asked)


@pytest.mark.parametrize(
    ("name", "ttl", "seconds"),
    [
        ("bloom.test", 0, 30),
        ("bloom.test", 29, 30),
        ("bloom.test", 40, 40),
        ("bloom.test", 3599, 3599),
        ("bloom.test", 1_000_000, 3600),
        ("nobody.test", 0, 30),
    ],
)
async def test_an_answer_is_remembered_as_long_as_it_says(
    server: NameServer, name: str, ttl: int, seconds: int
) -> None:
    """But no shorter than 30 seconds, whatever a hostile zone says, and no longer than an hour;
    that there is no such name, 30 seconds. An answer ages on its way: hence the 1.5 seconds.
    """
    server.ttl, clock = ttl, [0.0]
    names = NameService([place(server)], 0.5, lambda: clock[0])
    asked = []
    for clock[0] in (0.0, seconds - 1.5, seconds + 0.1):
        await names.ask(name, "TXT")
        asked.append(len(server.asked))
    assert [1, 1, 2] == asked


async def test_questions_go_out_side_by_side(server: NameServer, key: Key) -> None:
    """Three silent names cost one timeout, not three: all are asked before the first has passed."""
    server.silent = {"s1._domainkey.bloom.test", "bloom.test", "_dmarc.bloom.test"}
    patient = Authenticator(nameservers=[place(server)], timeout=600, outside=OUTSIDE)
    work = asyncio.create_task(patient.gather(signed(key), CLIENT, "h.test", "maria@bloom.test"))
    async with asyncio.timeout(60):
        while not server.silent <= {name for name, _ in server.asked}:
            await server.heard.get()
    assert not work.done()
    work.cancel()


async def test_relaxed_alignment_by_the_tree_walk(server: NameServer, key: Key) -> None:
    """A subdomain and its organization belong together when the walk finds one record above both
    (RFC 9989 section 4.10.2).
    """
    raw = signed(key, LETTER.replace(b"maria@bloom.test", b"maria@mail.bloom.test"))
    assert Verification.VERIFIED == (await proof(authenticator(server), raw)).verification


async def test_strict_alignment(server: NameServer, key: Key) -> None:
    """adkim=s asks for the very domain."""
    server.zone["_dmarc.bloom.test", "TXT"] = ['"v=DMARC1; p=reject; adkim=s; aspf=s"']
    raw = signed(key, LETTER.replace(b"maria@bloom.test", b"maria@mail.bloom.test"))
    assert Verification.FAILED == (await proof(authenticator(server), raw)).verification


async def test_a_common_suffix_does_not_align(server: NameServer, key: Key) -> None:
    """Neighbours below a public suffix prove nothing for each other."""
    server.txt("s1._domainkey.co.test", key.record)
    raw = signed(key, LETTER.replace(b"maria@bloom.test", b"maria@victim.co.test"), b"co.test")
    assert Verification.UNVERIFIED == (await proof(authenticator(server), raw)).verification


async def test_nonexistent_subdomains_have_their_own_policy(server: NameServer) -> None:
    """np= is for names that nothing in DNS knows."""
    server.zone["_dmarc.bloom.test", "TXT"] = ['"v=DMARC1; p=none; sp=none; np=reject"']
    forged = LETTER.replace(b"maria@bloom.test", b"maria@nobody.bloom.test")
    checker = authenticator(server)
    assert Verification.FAILED == (await proof(checker, forged)).verification
    server.zone["real.bloom.test", "A"] = [CLIENT]
    assert (
        Verification.UNVERIFIED
        == (await proof(checker, forged.replace(b"nobody", b"real"))).verification
    )


def sealed(
    key: Key, results: bytes, letter: bytes = LETTER, domain: bytes = b"relay.test"
) -> bytes:
    passed = b"Authentication-Results: relay.test; " + results + b"\r\n" + letter
    return b"".join(dkim.arc_sign(passed, b"arc", domain, key.private, b"relay.test")) + letter


DMARC_PASS = b"dmarc=pass (p=REJECT) header.from=bloom.test"


@pytest.mark.parametrize(
    ("results", "trusted", "verification"),
    [
        (DMARC_PASS, ["relay.test"], Verification.VERIFIED),
        (DMARC_PASS, [], Verification.FAILED),
        (b"dmarc=fail header.from=bloom.test", ["relay.test"], Verification.FAILED),
        (b"dmarc=pass header.from=attack.test", ["relay.test"], Verification.FAILED),
        (b"spf=pass smtp.mailfrom=(dmarc=pass)attack.test", ["relay.test"], Verification.FAILED),
    ],
)
async def test_arc(
    server: NameServer, key: Key, results: bytes, trusted: list[str], verification: Verification
) -> None:
    """A chain counts when its last sealer is trusted and saw dmarc=pass for this very author."""
    found = await proof(authenticator(server, trusted_sealers=trusted), sealed(key, results))
    assert verification == found.verification


async def test_a_broken_chain_proves_nothing(server: NameServer, key: Key) -> None:
    """What was changed after the seal is nobody's word."""
    raw = sealed(key, DMARC_PASS).replace(b"Hello", b"Pay me")
    evidence = await authenticator(server, trusted_sealers=["relay.test"]).gather(
        raw, None, None, ""
    )
    assert ("fail", "") == (evidence.arc and (evidence.arc.cv, evidence.arc.dmarc))


async def test_our_own_borders_results(server: NameServer) -> None:
    """Only the topmost field with our border's name; what stands below may be forged (case 33)."""
    raw = (
        b"Received: from a by mx.in.example\r\nAuthentication-Results: mx.in.example;\r\n "
        b"dkim=pass header.d=bloom.test\r\n"
        b"Received: from b\r\nAuthentication-Results: mx.in.example; dmarc=pass "
        b"header.from=evil.test\r\n" + LETTER
    )
    evidence = await authenticator(server, authserv_id="mx.in.example").gather(
        raw, "127.0.0.1", None, ""
    )
    assert (TrustedResult("dkim", "pass", "bloom.test"),) == evidence.trusted_results
    assert (
        Verification.VERIFIED == judge(parse(raw).message, evidence, "", frozenset()).verification
    )
    assert () == (await authenticator(server).gather(raw, "127.0.0.1", None, "")).trusted_results
    assert (
        ()
        == (
            await authenticator(server, authserv_id="mx").gather(raw, "127.0.0.1", None, "")
        ).trusted_results
    )


@pytest.mark.parametrize(
    "forged",
    [
        b"mx.in.example; dmarc=pass header.from=bloom.test",
        b"mx.in.example; dkim=pass header.d=bloom.test",
    ],
)
async def test_results_below_our_borders_are_forged(server: NameServer, forged: bytes) -> None:
    """Directly below, with no Received field between them (case 33)."""
    raw = (
        b"Authentication-Results: mx.in.example; dkim=fail "
        b"header.d=bloom.test\r\nAuthentication-Results: " + forged + b"\r\n" + LETTER
    )
    evidence = await authenticator(server, authserv_id="mx.in.example").gather(
        raw, "127.0.0.1", None, ""
    )
    assert (TrustedResult("dkim", "fail", "bloom.test"),) == evidence.trusted_results


@pytest.mark.parametrize(
    ("client", "believed"),
    [(CLIENT, False), ("127.0.0.1", True), ("9.9.9.9", False), ("8.8.8.8", True), (None, True)],
)
async def test_a_stranger_who_knocks_himself_has_no_border(
    server: NameServer, client: str | None, believed: bool
) -> None:
    """He came past our border, whatever he writes in its name (case 33)."""
    raw = b"Authentication-Results: mx.in.example; dmarc=pass header.from=bloom.test\r\n" + LETTER
    made = authenticator(server, authserv_id="mx.in.example", border=["8.8.8.0/24"])
    evidence = await made.gather(raw, client, "stranger.test", "eve@attack.test")
    assert believed == bool(evidence.trusted_results)


async def test_a_signature_of_the_bodys_beginning_is_no_proof(server: NameServer, key: Key) -> None:
    """l= lets anybody add to the letter (RFC 6376 section 8.2)."""
    raw = signed(key, length=True) + b"And pay to this account.\r\n"
    evidence = await authenticator(server).gather(raw, None, None, "")
    assert ["policy"] == [one.result for one in evidence.dkim]


ADDED = (
    b"Subject: Pay me", b"To: eve@attack.test", b"Cc: eve@attack.test",
    b"Reply-To: eve@attack.test", b"Message-ID: <9@attack.test>", b"In-Reply-To: <2@in.example>",
    b"Content-Type: text/html", b"X-Original-From: eve@attack.test",
)  # fmt: skip


@pytest.mark.parametrize("added", ADDED, ids=lambda field: field.partition(b":")[0].decode())
async def test_a_field_that_was_added_on_top_is_not_signed(
    server: NameServer, key: Key, added: bytes
) -> None:
    """Who passes a signed letter on, or on again to somebody else, cannot give it a second field of
    a kind that is read first (RFC 6376 section 8.15). Where both are signed, both are the author's.
    """
    name = added.partition(b":")[0]
    letter = LETTER if name in LETTER else name + b": the author's own\r\n" + LETTER
    found = await proof(authenticator(server), added + b"\r\n" + signed(key, letter))
    assert Verification.FAILED == found.verification
    twice = added + b"\r\n" + letter
    names = [name.lower(), name.lower(), b"from"]
    own = await authenticator(server).gather(
        signed(key, twice, include_headers=names), None, None, ""
    )
    assert ["pass"] == [one.result for one in own.dkim]


async def test_a_field_that_was_added_to_a_sealed_letter_is_not_sealed(
    server: NameServer, key: Key
) -> None:
    """The same for a chain: what a trusted sealer saw had one subject."""
    raw = b"Subject: Pay me\r\n" + sealed(key, DMARC_PASS)
    found = await proof(authenticator(server, trusted_sealers=["relay.test"]), raw)
    assert Verification.VERIFIED != found.verification


async def test_old_algorithms_are_no_proof(server: NameServer) -> None:
    """RFC 8301 section 3.1: SHA-1 is no signature any more."""
    old = b"DKIM-Signature: v=1; a=rsa-sha1; d=bloom.test; s=s1; h=from; bh=; b=\r\n" + LETTER
    evidence = await authenticator(server).gather(old, None, None, "")
    assert [("permerror", "rsa-sha1 is no longer a signature")] == [
        (one.result, one.reason) for one in evidence.dkim
    ]


@pytest.mark.parametrize(
    "fields",
    [
        b"DKIM-Signature: \r\n",
        b"DKIM-Signature: v=1; a=rsa-sha256; d=; s=; h=from; bh=; b=\r\n",
        b"DKIM-Signature: v=1; v=1\r\n",
        b"DKIM-Signature: \xff\xfe; d=\xff; s=s1\r\n",
        b"ARC-Seal: i=99999999999; a=rsa-sha256; cv=pass; d=relay.test; s=arc; b=AAAA\r\n",
        b"ARC-Seal: i=1\r\nARC-Message-Signature: i=1\r\nARC-Authentication-Results: i=1\r\n",
        b" \r\n",
        b"DKIM-Signature:" + b" " * 50_000 + b"\r\n",
    ],
)
async def test_hostile_fields_raise_nothing(server: NameServer, fields: bytes) -> None:
    """Whatever the fields say, there is evidence, and it proves nothing."""
    found = await proof(
        authenticator(server, trusted_sealers=["relay.test"]), fields + LETTER, client=None
    )
    assert Verification.VERIFIED != found.verification


async def test_blanks_cost_linear_time(server: NameServer, key: Key) -> None:
    """Four times the blanks, in the body or around a signature, cost less than ten times the
    time.
    """
    checker = authenticator(server)
    letter = signed(key, canonicalize=(b"relaxed", b"relaxed"))

    async def seconds(raw: bytes) -> float:
        await checker.gather(raw, None, None, "")
        started = time.process_time()
        await checker.gather(raw, None, None, "")
        return time.process_time() - started

    for hostile in (
        lambda size: letter + b" \t" * size,
        lambda size: letter.replace(b"; b=", b"; b=" + b"\r\n " * (size // 8)),
    ):
        assert await seconds(hostile(80_000)) <= 10 * max(await seconds(hostile(20_000)), 0.01)


async def test_canonicalization_stays_the_standards(server: NameServer, key: Key) -> None:
    """Blanks at the ends of lines and between words do not matter in relaxed form (RFC 6376 section
    3.4.4).
    """
    raw = signed(key, LETTER + b"two  words \t\r\n\r\n", canonicalize=(b"relaxed", b"relaxed"))
    blanks = raw.replace(b"two  words \t", b"two \t words")
    assert Verification.VERIFIED == (await proof(authenticator(server), blanks)).verification


def spoof(origin: str, fields: bytes = b"") -> bytes:
    return (
        origin.encode()
        + b"\r\n"
        + fields
        + b"To: v@in.example\r\nSubject: x\r\nDate: Mon, 02 Nov 2026 10:00:00 +0000\r\n\r\nHi\r\n"
    )


ADMIN = "From: <maria@bloom.test>"
# the cases of Chen, Paxson and Jiang (USENIX Security 2020): header section, reverse-path, HELO
# name
ATTACKS = {
    "A1 subdomain that does not exist": (ADMIN, "any@notexist.bloom.test", "helo.attack.test"),
    "A2 empty reverse-path in a comment": (ADMIN, "(any@bloom.test", "attack.test"),
    "A5 parenthesis in the reverse-path": (ADMIN, "any@bloom.test(a.attack.test", "attack.test"),
    "A6 quote in the reverse-path": (ADMIN, "any@bloom.test'@any.attack.test", "attack.test"),
    "A7 route in the reverse-path": (
        ADMIN,
        "@bloom.test,@any.test:'any@attack.test",
        "attack.test",
    ),
    "A8 two From fields": (
        "From: <first@attack.test>\r\nFrom: <maria@bloom.test>",
        "any@attack.test",
        "attack.test",
    ),
    "A9 a From field after a space": (
        " From: <first@attack.test>\r\nFrom: <maria@bloom.test>",
        "any@attack.test",
        "attack.test",
    ),
    "A10 a From field before a space": (
        "From: <first@attack.test>\r\nFrom : <maria@bloom.test>",
        "any@attack.test",
        "attack.test",
    ),
    "A11 a folded From field": (
        "From\r\n : <first@attack.test>\r\nFrom: <maria@bloom.test>",
        "any@attack.test",
        "attack.test",
    ),
    "A14 two addresses in From": (
        "From: <first@attack.test>, <maria@bloom.test>",
        "any@attack.test",
        "attack.test",
    ),
    "A15 an encoded address": (
        (
            "From: "
            f"=?utf-8?b?{base64.b64encode(b'<maria@bloom.test>').decode()}?=,<second@attack.test>"
        ),
        "any@attack.test",
        "attack.test",
    ),
    "A16 a route in From": (
        "From: <@attack.test,@any.test:maria@bloom.test>",
        "any@attack.test",
        "attack.test",
    ),
    "A17 a quoted comma": (
        "From: <maria@bloom.test>\\,<second@attack.test>",
        "any@attack.test",
        "attack.test",
    ),
    "A18 which sign goes first": (
        "From: maria@bloom.test,<second@attack.test>",
        "any@attack.test",
        "attack.test",
    ),
    "A19 an address as the name": (
        "From: <any@attack.test>maria@bloom.test",
        "any@attack.test",
        "attack.test",
    ),
}


@pytest.mark.parametrize("attack", ATTACKS)
async def test_attacks_on_the_header_section_and_the_envelope(
    server: NameServer, attack: str
) -> None:
    """The attacker's own domain passes SPF, and Maria is never verified."""
    origin, path, helo = ATTACKS[attack]
    assert (
        Verification.VERIFIED
        != (await proof(authenticator(server), spoof(origin), path=path, helo=helo)).verification
    )


@pytest.mark.parametrize(
    "attack",
    [
        name
        for name in ATTACKS
        if name.split()[0] in {"A8", "A10", "A11", "A14", "A15", "A17", "A18", "A19"}
    ],
)
async def test_a_signature_does_not_help_an_ambiguous_letter(
    server: NameServer, key: Key, attack: str
) -> None:
    """Flagged, even when the attacker signs it for his own domain."""
    raw = spoof(ATTACKS[attack][0])
    named = dkim.sign(LETTER, b"s1", b"attack.test", key.private) + raw
    found = await proof(authenticator(server), named, path="any@attack.test")
    assert (Verification.UNVERIFIED, True) == (found.verification, bool(found.flags))


@pytest.mark.parametrize(
    ("domain", "selector"),
    [
        ("bloom.test", "s1._domainkey.attack.test.\0.any"),
        ("bloom.test'a.attack.test", "s1"),
        ("bloom.test(.attack.test", "s1"),
    ],
    ids=["A3 NUL in the selector", "A4 quote in the domain", "A4 parenthesis in the domain"],
)
async def test_attacks_on_the_signature(
    server: NameServer, key: Key, domain: str, selector: str
) -> None:
    """Names that DNS cannot hold are not asked for; they are no domain of anybody."""
    header = dkim.sign(spoof(ADMIN), b"s1", b"attack.test", key.private)
    header = header.replace(b"d=attack.test", b"d=" + domain.encode()).replace(
        b"s=s1", b"s=" + selector.encode()
    )
    raw = header + spoof(ADMIN)
    found = await authenticator(server).gather(raw, None, None, "")
    assert ["permerror"] == [one.result for one in found.dkim]
    assert Verification.VERIFIED != judge(parse(raw).message, found, "", frozenset()).verification


@pytest.mark.parametrize("other", ["Sender", "Resent-From"])
async def test_other_originator_fields_are_not_the_author(server: NameServer, other: str) -> None:
    """A12 and A13: a From of the attacker's and Maria elsewhere is the attacker's letter."""
    raw = spoof("From: <first@attack.test>", f"{other}: <maria@bloom.test>\r\n".encode())
    message = parse(raw).message
    assert ["first@attack.test"] == [mailbox.address for mailbox in message.from_]
    evidence = await authenticator(server).gather(raw, CLIENT, "attack.test", "any@attack.test")
    assert SpfResult("attack.test", "pass", "sender SPF authorized") == evidence.spf
