"""The way a message came, as mail-parser reads it from our tree."""

import ast
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

import mailparser

import mailbridge
from mailbridge.domain.message import Hop
from mailbridge.steps.reading.mime.part_tree import grow
from mailbridge.steps.reading.mime.trace import MAX_HOPS, Trace, trace
from mailbridge.steps.reading.read import read
from tests.files import files

RECEIVED = (
    b"Received: from mx.example (mx.example [192.0.2.2]) by in.agency.example (Postfix)\r\n"
    b" with ESMTPS id 4F; Mon, 2 Nov 2026 10:05:07 +0000 (UTC)\r\n"
    b"Received: from laptop ([198.51.100.7] helo=laptop) by mx.example with esmtpsa\r\n"
    b" (TLS1.3) id abc for <a@in.agency.example>; Mon, 02 Nov 2026 13:00:02 +0300\r\n"
)


def traced(*fields: bytes) -> Trace:
    return trace(grow(b"".join(fields) + b"From: Anna <a@x.test>\r\n\r\nhi\r\n")[0])


def test_hops_are_named_oldest_first_with_their_delays() -> None:
    """Host names alone, times in UTC, the delay since the hop before."""
    oldest = Hop("laptop", "mx.example", datetime(2026, 11, 2, 10, 0, 2, tzinfo=UTC), None)
    later = datetime(2026, 11, 2, 10, 5, 7, tzinfo=UTC)
    newest = Hop("mx.example", "in.agency.example", later, 305)
    assert (oldest, newest) == traced(RECEIVED).hops


def test_a_hop_without_a_readable_time_has_no_delay() -> None:
    """Nor has the hop after it."""
    fields = (
        b"Received: by third.example; Mon, 2 Nov 2026 10:00:09 +0000\r\n"
        b"Received: from a by second.example; at tea time\r\n"
        b"Received: by first.example; Mon, 2 Nov 2026 10:00:00 +0000\r\n"
    )
    hops = traced(fields).hops
    assert [("first.example", None), ("second.example", None), ("third.example", None)] == [
        (hop.by, hop.delay_s) for hop in hops
    ]


def test_a_time_that_is_written_loosely_is_read() -> None:
    """Hours of one digit, and zones; a clock that is behind gives a delay below nothing."""
    fields = (
        b"Received: from b.example by c.example; Mon, 2 Nov 2026 8:59:00 -0100\r\n"
        b"Received: from a.example by b.example; Mon, 2 Nov 2026 10:00:00 +0000\r\n"
    )
    assert [None, -60] == [hop.delay_s for hop in traced(fields).hops]


def test_what_is_no_trace_field_is_a_hop_of_which_nothing_is_known() -> None:
    """It keeps its place in the way."""
    assert (Hop(None, None, None, None),) == traced(b"Received: (by no means\r\n").hops


def test_broken_addresses_and_parts_have_categories() -> None:
    """mail-parser names what our tree marked, and what it finds in addresses itself."""
    found = traced(
        b"To: a <b <c@x.test>>\r\nContent-Type: multipart/mixed; boundary=x\r\n",
    )
    assert (
        ("field To: nested angle,unmatched angle",),
        ("AddressHeaderDefect", "NoBoundaryInMultipartDefect"),
    ) == (found.defects, found.categories)


def test_an_ordinary_letter_has_no_defects() -> None:
    """Neither words nor categories."""
    assert ((), ()) == traced(RECEIVED)[1:]


def test_hops_are_read_only_where_they_are_asked_for() -> None:
    """Filing does without them."""
    raw = RECEIVED + b"From: a@x.test\r\n\r\nhi\r\n"
    assert (0, 2) == (
        len(read(raw).message.hops),
        len(read(raw, with_trace=True).message.hops),
    )


def _asked_of_mail_parser(*, with_trace: bool) -> set[str]:
    """The names of mail-parser's own functions that a reading calls."""
    raw = (
        RECEIVED
        + b"From: a@x.test\r\nTo: b@x.test\r\nDate: Mon, 2 Nov 2026 10:00:00 +0000\r\n\r\nhi"
    )
    home, called = str(Path(mailparser.__file__).parent), set[str]()

    def note(frame: FrameType, event: str, arg: object) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(home):
            called.add(f"{Path(frame.f_code.co_filename).stem}.{frame.f_code.co_name}")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        read(raw, with_trace=with_trace)
    finally:
        sys.setprofile(before)
    return called


def test_filing_asks_mail_parser_for_dates_at_most() -> None:
    """What takes time for each field, it does only for who asks for the trace."""
    assert {
        name for name in _asked_of_mail_parser(with_trace=False) if not name.startswith("dates.")
    } == set()
    asked = {name.partition(".")[0] for name in _asked_of_mail_parser(with_trace=True)}
    assert {"core", "received", "addresses"} <= asked


def test_only_who_shows_the_way_asks_for_it() -> None:
    """The commands and pages that print hops; nothing that files."""
    root = Path(mailbridge.__file__).parent
    asking = {
        path.relative_to(root).as_posix()
        for path in files(root, "*.py", 300)
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.keyword) and call.arg == "with_trace"
        if isinstance(call.value, ast.Constant) and call.value.value is True
    }
    assert {
        "doors/cli/explain/command.py",
        "services/lab/try_out.py",
        "services/mail_log/browse.py",
    } == asking


def test_a_way_without_end_costs_bounded_time() -> None:
    """Many fields, long fields and deep comments are cut."""
    fields = [
        b"Received: from " + sign * 60_000 + b" by b; Mon, 2 Nov 2026 10:00:00 +0000\r\n"
        for sign in (b"(", b"x ", b'"', b"<", b"\\(", b"from ", b"; ")
    ] * 200
    root = grow(b"".join(fields) + b"To: " + b"<a@b,(" * 9000 + b"\r\n\r\nhi")[0]
    began = time.process_time()
    assert MAX_HOPS == len(trace(root).hops)
    assert time.process_time() - began < 1.0
