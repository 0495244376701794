"""What hostile mail costs to read, and how that grows: each kind at 100 kB and at 200 kB.

A kind fails that takes more than 2.6 times as long for twice the size, or more than a second of CPU
for 200 kB; then this command ends with 1. `--only WORDS` takes the kinds whose name holds them.
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent))
import _machine

from mailbridge.steps.reading.read import read

SIZE = 100_000  # octets
MOST_GROWTH, MOST_SECONDS = 2.6, 1.0
FLOOR = 0.02  # seconds; less is noise, and counts as so much
RUNS = 3
HEAD = b"From: Maria <maria@bloom.example>\r\nTo: desk@agency.example\r\nSubject: Re: Logo\r\n"
HTML = HEAD + b"Content-Type: text/html\r\n\r\n"
Made = Callable[[int], bytes]
DATE = b"On Mon, 2 Nov 2026 at 10:00, Tom <tom@x.example> wrote:\r\n"


def filled(piece: bytes, size: int) -> bytes:
    """The piece as often as it fits."""
    return piece * (size // len(piece))


def numbered(piece: bytes, size: int) -> bytes:
    """The piece as often as it fits, each time with another number for %d."""
    return b"".join(piece % number for number in range(size // (len(piece) + 3)))


def plain(piece: bytes) -> Made:
    return lambda size: HEAD + b"Content-Type: text/plain\r\n\r\n" + filled(piece, size)


def html(piece: bytes, end: bytes = b"") -> Made:
    return lambda size: HEAD + b"Content-Type: text/html\r\n\r\n" + filled(piece, size) + end


def html_numbered(before: bytes, piece: bytes, after: bytes) -> Made:
    head = HEAD + b"Content-Type: text/html\r\n\r\n"
    return lambda size: head + before + numbered(piece, size) + after


def html_between(before: bytes, piece: bytes, after: bytes) -> Made:
    return lambda size: HTML + before + filled(piece, size) + after


def body(kind: bytes, piece: bytes) -> Made:
    """A letter with other fields than the usual, and a body of one piece."""
    return lambda size: HEAD + kind + b"\r\n\r\n" + filled(piece, size)


def heading(piece: bytes) -> Made:
    """Header fields that come again and again before the usual ones."""
    return lambda size: filled(piece, size) + HEAD + b"\r\nhello\r\n"


def field(name: bytes, piece: bytes, before: bytes = b"", after: bytes = b"") -> Made:
    """A header field that goes on and on, in lines of some 900 octets."""

    def made(size: int) -> bytes:
        line = filled(piece, 900)
        body = b"\r\n ".join([line] * (size // len(line)))
        return name + b": " + before + body + after + b"\r\n" + HEAD + b"\r\nhello\r\n"

    return made


def field_numbered(name: bytes, before: bytes, piece: bytes) -> Made:
    """A header field of numbered pieces, one a line."""

    def made(size: int) -> bytes:
        pieces = b"".join(b"\r\n " + piece % n for n in range(size // (len(piece) + 6)))
        return name + b": " + before + pieces + b"\r\n" + HEAD + b"\r\nhello\r\n"

    return made


def multipart(piece: bytes, kind: bytes = b"mixed") -> Made:
    head = HEAD + b"Content-Type: multipart/" + kind + b'; boundary="b"\r\n\r\n'
    return lambda size: head + filled(piece, size) + b"--b--\r\n"


def levels(size: int) -> bytes:
    level = b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n'
    return HEAD + b"".join(level % (n, n) for n in range(size // len(level)))


def letters_within(size: int) -> bytes:
    return HEAD + filled(b"Content-Type: message/rfc822\r\n\r\n", size) + b"\r\nhello"


def deeper(size: int) -> bytes:
    """Each line quoted once more than the line before."""
    return HEAD + b"\r\n" + b"".join(b">" * n + b" a\r\n" for n in range(int((2 * size) ** 0.5)))


def attributes(size: int) -> bytes:
    return HEAD + b"Content-Type: text/html\r\n\r\n<p " + numbered(b"a%d=1 ", size) + b">hi</p>"


PARTS = {
    "part: many": multipart(b"--b\r\n\r\nx\r\n"),
    "part: alternatives": multipart(
        b"--b\r\nContent-Type: text/html\r\n\r\n<p>x\r\n", b"alternative"
    ),
    "part: without header": multipart(b"--b\r\n"),
    "part: files without name": multipart(b"--b\r\nContent-Type: application/pdf\r\n\r\nx\r\n"),
    "part: calendars": multipart(b"--b\r\nContent-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\n"),
    "part: reports": multipart(
        b"--b\r\nContent-Type: message/delivery-status\r\n\r\nStatus: 5.1.1\r\n", b"report"
    ),
    "part: levels": levels,
    "part: letters within letters": letters_within,
    "part: false delimiters": plain(b"--b"),
    "part: delivery status": body(
        b"Content-Type: message/delivery-status", b"Final-Recipient: rfc822; a@x.test\r\n"
    ),
}
FIELDS = {
    "field: recipients": field(b"Cc", b"a@x.test, "),
    "field: named recipients": field(b"Cc", b'"A, B" <a@x.test>, '),
    "field: groups": field(b"Cc", b"g: a@x.test; "),
    "field: groups in groups": field(b"Cc", b"g: "),
    "field: open comments": field(b"To", b"("),
    "field: comments": field(b"To", b"(a) "),
    "field: open quotes": field(b"To", b'"\\'),
    "field: route": field(b"To", b"@a.test,"),
    "field: colons": field(b"To", b"@:"),
    "field: references": field_numbered(b"References", b"", b"<%d@x.test>"),
    "field: references without ends": field(b"References", b"<a@b"),
    "field: in-reply-to": field_numbered(b"In-Reply-To", b"", b"<%d@x.test>"),
    "field: encoded words": field(b"Subject", b"=?utf-8?q?a?= "),
    "field: encoded words, open": field(b"Subject", b"=?utf-8?q?a"),
    "field: base64 words": field(b"Subject", b"=?utf-8?b?YQ==?= "),
    "field: re re re": field(b"Subject", b"Re: "),
    "field: tags": field(b"Subject", b"[a] "),
    "field: parameters": field_numbered(b"Content-Type", b"text/plain", b";a%d=b"),
    "field: RFC 2231 pieces": field_numbered(
        b"Content-Disposition", b"attachment", b";filename*%d=a"
    ),
    "field: RFC 2231, encoded": field_numbered(
        b"Content-Disposition", b"attachment", b";filename*%d*=%%41"
    ),
    "field: escapes": field(b"Content-Type", b'\\"', b'text/plain;a="'),
    "field: received": heading(
        b"Received: from a (a [192.0.2.1]) by b; Mon, 2 Nov 2026 10:00:00 +0000\r\n"
    ),
    "field: received, long": field(b"Received", b"from a by b "),
    "field: authentication": field(
        b"Authentication-Results", b"spf=pass smtp.mailfrom=a; ", b"mx.x; "
    ),
    "field: many": heading(b"X: y\r\n"),
    "field: many From": heading(b"From: a@x.test\r\n"),
    "field: date": field(b"Date", b"(c) Mon, "),
    "field: list-id": field(b"List-Id", b"<a "),
}
TEXTS = {
    "text: one word": plain(b"a"),
    "text: one line of words": plain(b"word "),
    "text: short lines": plain(b"a\r\n"),
    "text: empty lines": plain(b"\r\n"),
    "text: spaces": plain(b" "),
    "text: tabs and spaces": plain(b" \t"),
    "text: quoted": plain(b"> a\r\n"),
    "text: deep quotes": plain(b">"),
    "text: deeper and deeper": deeper,
    "text: quoted and not": plain(b"> a\r\nb\r\n\r\n"),
    "text: attributions": plain(DATE + b"> hi\r\n\r\n"),
    "text: attributions without quotes": plain(DATE),
    "text: half an attribution": plain(b"On Mon, 2 Nov 2026\r\n"),
    "text: heads of news readers": plain(b"Also sprach Ann Lee:\r\n> a\r\n[Ann Lee]\r\n> b\r\n"),
    "text: initials before lines": plain(b"A <a@b.c> wrote:\r\nAB> a\r\n: b\r\n"),
    "text: pleas and entries": plain(b"Checked for viruses.\r\n\r\nVAT no 1234, HRB 5\r\n\r\n"),
    "text: pictures of signatures": plain(b"[logo] <https://a.b>\r\n\r\n"),
    "text: cards": plain(b"Ann Smith\r\nDirector\r\n+44 20 7946 0000\r\n\r\n"),
    "text: details without a name": plain(b"T: 020 7946 0000\r\nwww.a.example\r\n\r\n"),
    "text: mottoes": plain(b"ann@a.example\r\nWe build your dreams\r\n"),
    "text: cases": plain(b"ticket number is "),
    "text: wishes": plain(b"Have a nice day\r\nMaria\r\n\r\n"),
    "text: header blocks": plain(b"From: a@x.test\r\nSent: Monday\r\nSubject: x\r\n\r\n"),
    "text: labels": plain(b"From: "),
    "text: rules": plain(b"-----\r\n"),
    "text: one long rule": plain(b"-"),
    "text: underscores": plain(b"_"),
    "text: dashes": plain(b"--\r\n"),
    "text: dash space": plain(b"-- \r\n"),
    "text: forwards": plain(b"---------- Forwarded message ---------\r\nFrom: a <a@x.test>\r\n"),
    "text: begin forwarded": plain(b"Begin forwarded message:\r\n\r\n"),
    "text: commands": plain(b"#task a\r\n"),
    "text: hashes": plain(b"#"),
    "text: questions": plain(b"Can you? "),
    "text: question marks": plain(b"?"),
    "text: numbered": lambda size: HEAD + b"\r\n" + numbered(b"%d. yes\r\n", size),
    "text: dates": plain(b"by Friday 27.11.2026 15:00 "),
    "text: digits": plain(b"1"),
    "text: dots": plain(b"."),
    "text: addresses": plain(b"<a@x.test> "),
    "text: links": plain(b"<https://x.test/a> "),
    "text: angle brackets": plain(b"<"),
    "text: square brackets": plain(b"["),
    "text: pipes": plain(b"| a "),
    "text: stars": plain(b"*a* "),
    "text: sent from": plain(b"Sent from my iPhone\r\n"),
    "text: greetings": plain(b"Best regards,\r\n"),
    "text: tables": plain(b"|-----|\r\n"),
    "text: uuencode": plain(b"begin 644 x\r\n"),
    "text: yenc": plain(b"=ybegin line=128 size=1 name=x\r\n"),
    "text: pgp": plain(b"-----BEGIN PGP SIGNED MESSAGE-----\r\n"),
    "text: flowed": body(b"Content-Type: text/plain; format=flowed", b"a \r\n"),
    "text: quoted-printable": body(b"Content-Transfer-Encoding: quoted-printable", b"=\r\n"),
    "text: base64": body(b"Content-Transfer-Encoding: base64", b"=A"),
    "text: bounces": plain(b"<a@x.test>: host x said: 550 5.1.1 no such user\r\n"),
    "text: away": plain(b"I am out of office until Monday. "),
    "text: combining marks": plain("a\u0301\u0302".encode()),
    "text: right to left": plain("\u202eab\u202c".encode()),
    "text: no charset": plain(b"\xff\xfe\x80"),
}
MARKUP = {
    "html: attributes": attributes,
    "html: one attribute": html_between(b"<p title='", b"x", b"'>a</p>"),
    "html: attributes everywhere": html(
        b'<p a=1 b=2 c=3 d=4 e=5 f=6 g=7 h=8 class="x" style="color:red">x'
    ),
    "html: ends": html(b"</body></html>a"),
    "html: signatures": html(b"<div class='my-email-signature-block'>a</div>"),
    "html: divs": html(b"<div>"),
    "html: closed divs": html(b"<div>a</div>"),
    "html: blockquotes": html(b"<blockquote>"),
    "html: quotes and answers": html(b"<blockquote>a</blockquote>b"),
    "html: gmail quotes": html(
        b'<div class="gmail_quote">On Mon, Tom wrote:<blockquote>a</blockquote></div>'
    ),
    "html: tables": html(b"<table><tr><td>"),
    "html: cells": html(b"<td>a</td>"),
    "html: lists": html(b"<ul><li>"),
    "html: bold": html(b"<b>"),
    "html: misnested": html(b"<b><i></b></i>"),
    "html: fonts": html(b"<font color=red>a"),
    "html: links": html(b'<a href="https://x.test/a">a</a>'),
    "html: open links": html(b"<a href=x>"),
    "html: pictures": html(b'<img src="https://x.test/a.png">'),
    "html: data pictures": html(b'<img src="data:image/png;base64,AAAA">'),
    "html: cid pictures": html(b'<img src="cid:a@b">'),
    "html: paragraphs": html(b"<p>"),
    "html: breaks": html(b"<br>"),
    "html: rules": html(b"<hr>"),
    "html: comments": html(b"<!-- a -->"),
    "html: open comments": html(b"<!--"),
    "html: conditional comments": html(b"<!--[if mso]>a<![endif]-->"),
    "html: entities": html(b"&amp;"),
    "html: broken entities": html(b"&#x110000;&#0;&a"),
    "html: namespaces": html(b'<o:p xmlns:o="urn:o">a</o:p>'),
    "html: numbered namespaces": html_numbered(b"<html ", b'xmlns:a%d="urn:a" ', b">a"),
    "html: svg": html(b"<svg><g>"),
    "html: math": html(b"<math><mi>"),
    "html: templates": html(b"<template>"),
    "html: selects": html(b"<select><option>"),
    "html: scripts": html(b"<script>a</script>"),
    "html: open script": html(b"<script>"),
    "html: styles": html(b"<style>p{color:red}</style>"),
    "html: one style": html_between(b"<style>", b"p{color:red}", b"</style>a"),
    "html: numbered rules": html_numbered(b"<style>", b".a%d{color:red}", b"</style><p class=a1>a"),
    "html: open css": html(b"<style>{", b""),
    "html: long style attribute": html_between(b'<p style="', b"color:red;", b'">a</p>'),
    "html: css escapes": html_between(b'<p style="', b"\\41 ", b'">a</p>'),
    "html: css urls": html_between(b'<p style="', b"background:url(x);", b'">a</p>'),
    "html: nul": html(b"\x00<b>"),
    "html: angle brackets": html(b"<"),
    "html: half a tag": html(b"<a "),
    "html: end tags": html(b"</p>"),
    "html: preformatted": html(b"<pre>\r\n"),
    "html: centre": html(b"<center>"),
    "html: attributions": html(b"<p>On Mon, 2 Nov 2026, Tom wrote:</p>"),
    "html: header tables": html(b"<table><tr><td>From:</td><td>a@x.test</td></tr></table>"),
}
KINDS = PARTS | FIELDS | TEXTS | MARKUP


def main() -> int:
    wishes = argparse.ArgumentParser(description=__doc__)
    wishes.add_argument("--only", default="", help="kinds whose name holds these words")
    told = wishes.parse_args()
    print(f"yardstick {_machine.yardstick():.1f} ms; {'kind':36} 100 kB  200 kB  ratio")
    failed = 0
    for kind, made in KINDS.items():
        if told.only not in kind:
            continue
        small, large = seconds(made(SIZE)), seconds(made(2 * SIZE))
        ratio = max(large, FLOOR) / max(small, FLOOR)
        is_bad = ratio > MOST_GROWTH or large > MOST_SECONDS
        failed += is_bad
        words = f"{kind:36} {small:6.3f}  {large:6.3f}  {ratio:5.2f}"
        print(f"{words}  FAILS" if is_bad else words, flush=True)
    print(f"{failed} of {len(KINDS)} kinds fail (above {MOST_GROWTH} or {MOST_SECONDS:.0f} s)")
    return 1 if failed else 0


def seconds(raw: bytes) -> float:
    """CPU seconds to read it, the best of some runs; one that is dear is run once."""
    best = float("inf")
    for _ in range(RUNS):
        began = time.process_time()
        read(raw)
        best = min(best, time.process_time() - began)
        if best > MOST_SECONDS:
            break
    return best


if __name__ == "__main__":
    sys.exit(main())
