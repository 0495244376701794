"""Policy records and the tree walk (RFC 9989), tag by tag and name by name."""

import pytest

from mailbridge.domain.proof import DmarcPolicy
from mailbridge.steps.deciding.proof.dmarc import Record, applying, organizational, parse, targets

DEEP = "a.b.c.d.e.f.g.test"  # eight labels


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("v=DMARC1; p=reject", Record("reject")),
        (" V = DMARC1 ;P = Reject", Record("reject")),
        (
            "v=DMARC1; p=none; sp=quarantine; np=reject",
            Record("none", "quarantine", "reject"),
        ),
        ("v=DMARC1; p=none; adkim=s", Record("none", strict_dkim=True)),
        ("v=DMARC1; p=none; aspf=S", Record("none", strict_spf=True)),
        ("v=DMARC1; p=none; adkim=r; aspf=r", Record("none")),
        ("v=DMARC1; p=none; psd=Y", Record("none", public_suffix="y")),
        ("v=DMARC1; p=none; psd=n", Record("none", public_suffix="n")),
        ("v=DMARC1; p=none; t=Y", Record("none", testing=True)),
        ("v=DMARC1; p=none; t=n", Record("none")),
        ("v=DMARC1; sp=bad; rua=mailto:x@x.test", Record("none")),
        ("v=DMARC1; p=reject; x=a=b; y", Record("reject")),
        ("v=DMARC1; p=reject=x; rua=x", Record("none")),
        ("v=DMARC1=x; p=reject", None),
        ("v; p=reject", None),
        ("v=DMARC1", None),
        ("", None),
    ],
)
def test_a_record_is_read_tag_by_tag(text: str, expected: Record | None) -> None:
    """Names and policies in any case, the version exactly; without a policy an address for reports
    is enough.
    """
    assert expected == parse((text,))


def test_a_record_is_read_for_4000_characters() -> None:
    """What stands behind is not looked at."""
    head, tail = "v=DMARC1; p=none; x=", "; aspf=s"
    for size, expected in ((4000, True), (4001, False)):
        record = parse((head + "x" * (size - len(head) - len(tail)) + tail,))
        assert record is not None
        assert expected == record.strict_spf


@pytest.mark.parametrize(
    ("domain", "count", "last"),
    [
        (DEEP, 8, "test"),
        (f"z.{DEEP}", 8, "test"),
        (f"y.z.{DEEP}", 8, "test"),
        ("a.test", 2, "test"),
    ],
)
def test_the_walk_asks_eight_names_at_most(domain: str, count: int, last: str) -> None:
    """The domain itself first; from a longer one it goes on with seven labels."""
    walk = targets(domain)
    assert (domain, last, count) == (walk[0], walk[-1], len(walk))
    assert len(walk) == len(set(walk))
    if domain != DEEP and count == 8:
        assert "b.c.d.e.f.g.test" == walk[1]


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ({"co.test": "psd=y"}, "bloom.co.test"),
        ({"test": "psd=y"}, "co.test"),
        ({"bloom.co.test": "psd=y"}, "mail.bloom.co.test"),
        ({"mail.bloom.co.test": "psd=y"}, "mail.bloom.co.test"),
        ({"mail.bloom.co.test": "psd=n", "co.test": "psd=y"}, "mail.bloom.co.test"),
        ({"mail.bloom.co.test": "psd=u", "bloom.co.test": "psd=u"}, "bloom.co.test"),
        ({"other.test": "psd=n"}, "mail.bloom.co.test"),
    ],
)
def test_whose_domain_it_is(records: dict[str, str], expected: str) -> None:
    """One below a public suffix, or the one that says that it is none, or the shortest with a
    record.
    """
    assert expected == organizational("mail.bloom.co.test", _parsed(records))


def _parsed(records: dict[str, str]) -> dict[str, Record]:
    found = {name: parse((f"v=DMARC1; p=none; {text}",)) for name, text in records.items()}
    return {name: record for name, record in found.items() if record is not None}


STRICT = "v=DMARC1; p=reject; sp=quarantine; np=none; adkim=s; aspf=s"
TESTED = "v=DMARC1; p=none; t=y; psd=y"
SUFFIX = "v=DMARC1; p=quarantine; psd=y; aspf=s"


@pytest.mark.parametrize(
    ("domain", "records", "exists", "expected"),
    [
        ("bloom.test", {"bloom.test": STRICT}, True, ("bloom.test", "reject", True, True)),
        ("bloom.test", {"bloom.test": STRICT}, False, ("bloom.test", "reject", True, True)),
        ("a.bloom.test", {"bloom.test": STRICT}, True, ("bloom.test", "quarantine", True, True)),
        ("a.bloom.test", {"bloom.test": STRICT}, False, ("bloom.test", "none", True, True)),
        (
            "a.bloom.test",
            {"bloom.test": "v=DMARC1; p=reject; adkim=s"},
            False,
            ("bloom.test", "reject", True, False),
        ),
        ("bloom.test", {"test": SUFFIX}, True, ("test", "quarantine", False, True)),
        ("a.bloom.test", {"test": SUFFIX}, True, ("test", "quarantine", False, True)),
        (
            "a.bloom.test",
            {"bloom.test": STRICT + "; t=y", "test": SUFFIX},
            True,
            ("bloom.test", "none", True, True),
        ),
        (
            "bloom.test",
            {"test": "v=DMARC1; p=none; t=y; psd=y"},
            True,
            ("test", "none", False, False),
        ),
        ("bloom.test", {"else.test": STRICT}, True, None),
        ("bloom.test", {}, True, None),
    ],
)
def test_which_policy_applies(
    domain: str,
    records: dict[str, str],
    exists: bool,
    expected: tuple[str, str, bool, bool] | None,
) -> None:
    """A domain's own, its organization's, its public suffix's; while it is tested, one softer."""
    parsed = {name: record for name, text in records.items() if (record := parse((text,)))}
    found = applying(domain, parsed, exists=exists)
    assert (DmarcPolicy(*expected) if expected else None) == found
    if exists:
        assert found == applying(domain, parsed)
