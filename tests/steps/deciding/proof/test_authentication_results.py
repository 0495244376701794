"""Authentication-Results read: who says so, what, about whom; comments and quotes are data."""

import pytest

from mailbridge.steps.deciding.proof.authentication_results import Result, Results, read


@pytest.mark.parametrize(
    ("value", "authserv_id", "instance"),
    [
        ("mx.test; none", "mx.test", 0),
        ("MX.Test 1; none", "mx.test", 0),
        ("i=2; mx.test; none", "mx.test", 2),
        ("I=12 ; mx.test", "mx.test", 12),
        ("i=x; mx.test", "mx.test", 0),
        ("i=; mx.test", "mx.test", 0),
        ("i=²; mx.test", "mx.test", 0),
        ("i=٣; mx.test", "mx.test", 0),
        ("i=2", "", 2),
        ("(comment) mx.test (1); none", "mx.test", 0),
        ("", "", 0),
        (";", "", 0),
        ("; mx.test", "", 0),
    ],
)
def test_who_says_so(value: str, authserv_id: str, instance: int) -> None:
    """In lower case; the instance of an ARC set stands before."""
    found = read(value)
    assert (authserv_id, instance) == (found.authserv_id, found.instance)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dkim=pass", [("dkim", "pass", {})]),
        ("DKIM=Pass Header.D=Bloom.test", [("dkim", "pass", {"header.d": "Bloom.test"})]),
        ("dkim/1=pass", [("dkim", "pass", {})]),
        ("dkim = pass header.d = b.test", [("dkim", "pass", {"header.d": "b.test"})]),
        ("dkim=pass\r\n\theader.d=b.test", [("dkim", "pass", {"header.d": "b.test"})]),
        ("dkim=pass\theader.d=b.test", [("dkim", "pass", {"header.d": "b.test"})]),
        ("dkim=pass word header.d=a=b", [("dkim", "pass", {"header.d": "a=b"})]),
        ("dkim=pass header.d=a header.d=b", [("dkim", "pass", {"header.d": "a"})]),
        ("dkim=a=b", [("dkim", "a=b", {})]),
        ("spf=fail; dkim=pass", [("spf", "fail", {}), ("dkim", "pass", {})]),
        ("none", []),
        ("dkim=", []),
        ("dkim", []),
        ("=pass", [("", "pass", {})]),
        (";; ;", []),
        ("dkim=pass (a; b=c) header.d=b.test", [("dkim", "pass", {"header.d": "b.test"})]),
        ("dkim=pass (a (b) c; d) x=1", [("dkim", "pass", {"x": "1"})]),
        ("dkim=pass ((a) b) x=1", [("dkim", "pass", {"x": "1"})]),
        ("dkim=pass (a \\) x=2) y=1", [("dkim", "pass", {"y": "1"})]),
        ("dkim=pass (a \\b) y=1", [("dkim", "pass", {"y": "1"})]),
        ("dkim=pass x\\y=1", [("dkim", "pass", {"x\\y": "1"})]),
        ('dkim=pass reason="a; b=c d" x=1', [("dkim", "pass", {"reason": "a__b_c_d", "x": "1"})]),
        ('dkim=pass reason="a\tb" x=1', [("dkim", "pass", {"reason": "a_b", "x": "1"})]),
        ('dkim=pass reason="(" x=1', [("dkim", "pass", {"reason": "(", "x": "1"})]),
        ('dkim=pass reason="a\\"; x=2" y=1', [("dkim", "pass", {"reason": "a__x_2", "y": "1"})]),
        (
            'spf=fail; dkim=pass reason="q"',
            [("spf", "fail", {}), ("dkim", "pass", {"reason": "q"})],
        ),
        ('"dkim=pass"', []),
    ],
)
def test_what_is_said(text: str, expected: list[tuple[str, str, dict[str, str]]]) -> None:
    """Methods and results in lower case; what is malformed is left out; the first of two counts."""
    found = read(f"mx.test; {text}")
    assert Results("mx.test", tuple(Result(*one) for one in expected)) == found


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("dkim=pass header.d=Bloom.test header.i=@x.test", "bloom.test"),
        ("dkim=pass header.i=maria@bloom.test", "bloom.test"),
        ("dkim=pass header.i=@bloom.test", "bloom.test"),
        ("dkim=pass header.from=bloom.test", ""),
        ("spf=pass smtp.mailfrom=maria@bloom.test smtp.helo=x.test", "bloom.test"),
        ("spf=pass smtp.mail=bloom.test", "bloom.test"),
        ("spf=pass smtp.helo=mx.bloom.test", "mx.bloom.test"),
        ("dmarc=pass header.from=bloom.test", "bloom.test"),
        ("dmarc=pass header.d=bloom.test", ""),
        ("iprev=pass header.d=bloom.test", ""),
        ("dkim=pass", ""),
    ],
)
def test_whom_it_is_about(text: str, domain: str) -> None:
    """Each method names its domain in its own properties."""
    assert domain == read(f"mx.test; {text}").results[0].domain


def test_a_field_is_read_for_16000_characters() -> None:
    """What stands behind is not looked at."""
    for spaces, expected in ((15_980, 1), (16_000, 0)):
        assert expected == len(read("mx.test;" + " " * spaces + "spf=pass").results)
