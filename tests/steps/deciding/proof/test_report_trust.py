"""Which reports about a letter are believed without its signed return path."""

import pytest

from mailbridge.domain.message import Kind, Mailbox, Message
from mailbridge.domain.proof import DkimResult, Evidence, SpfResult
from mailbridge.steps.deciding.proof.report_trust import vouched
from tests.steps.deciding.situations import inbound, letter

READER = "maria@bloom.test"


def signed(domain: str, *together: str) -> Evidence:
    organizations = tuple((one, domain) for one in (*together, domain))
    return Evidence(dkim=(DkimResult(domain, "s", "pass"),), organizations=organizations)


def believed(
    reporter: str,
    evidence: Evidence | None = None,
    kind: Kind = Kind.BOUNCE,
    reader: str = READER,
    reverse_path: str = "",
) -> str | None:
    message = letter(Mailbox("", reporter)) if reporter else Message()
    domain = reporter.partition("@")[2]
    found = evidence if evidence is not None else signed(domain)
    return vouched(inbound(message, reverse_path, kind), found, reader)


@pytest.mark.parametrize(
    "reporter",
    ["mailer-daemon@bloom.test", "postmaster@bloom.test", "mail-delivery-system@bloom.test"],
)
def test_the_readers_own_mail_system_is_believed(reporter: str) -> None:
    """With proof, which is the reason; without it nobody is."""
    assert "signed by bloom.test" == believed(reporter)
    assert believed(reporter, Evidence()) is None
    served = Evidence(spf=SpfResult("bloom.test", "pass"))
    assert "sent by a server of bloom.test" == believed(reporter, served)
    assert believed(reporter, served, reverse_path="x@other.test") is None


def test_a_mail_system_speaks_for_mailboxes_below_it() -> None:
    """Its own domain and those below; one below the reader's only where they belong together."""
    assert believed("postmaster@bloom.test", reader="maria@mail.bloom.test")
    assert not believed("postmaster@bloom.test", reader="maria@notbloom.test")
    assert not believed("postmaster@mx.bloom.test")
    below = Evidence(
        dkim=(DkimResult("mx.bloom.test", "s", "pass"),),
        organizations=(("mx.bloom.test", "bloom.test"), ("bloom.test", "bloom.test")),
    )
    assert believed("postmaster@mx.bloom.test", below)
    assert believed("abuse-reports@mx.bloom.test", below, Kind.COMPLAINT)
    assert not believed("abuse-reports@mx.bloom.test", below)


@pytest.mark.parametrize("reporter", ["maria@bloom.test", "anybody@bloom.test"])
@pytest.mark.parametrize("kind", [Kind.BOUNCE, Kind.COMPLAINT])
def test_who_has_a_mailbox_there_is_not_believed(reporter: str, kind: Kind) -> None:
    """Though they can prove that they have it."""
    assert believed(reporter, kind=kind) is None


@pytest.mark.parametrize("local", ["abuse", "staff", "postmaster"])
def test_complaints_come_from_offices_too(local: str) -> None:
    """Of the reader's domain; what is no complaint does not come from abuse@."""
    assert believed(f"{local}@bloom.test", kind=Kind.COMPLAINT)
    assert (local == "postmaster") == bool(believed(f"{local}@bloom.test"))
    assert not believed(f"{local}@other.test", kind=Kind.COMPLAINT)


@pytest.mark.parametrize(("reporter", "reader"), [("", READER), ("postmaster@", READER)])
def test_nobody_and_no_domain_are_not_believed(reporter: str, reader: str) -> None:
    """Whatever the evidence."""
    assert believed(reporter, signed("bloom.test"), reader=reader) is None


@pytest.mark.parametrize("reader", ["maria", "maria@" + "x" * 70 + ".test"])
def test_a_reader_without_a_domain_has_no_mail_system(reader: str) -> None:
    """Nor one whose domain cannot be."""
    assert believed("postmaster@bloom.test", reader=reader) is None
