"""Whose key signs a letter, and how its record looks."""

from datetime import UTC, datetime

from mailbridge.steps.telling.signature.dkim_key import (
    Algorithm,
    DkimKey,
    new_selector,
    signing_domains,
)

NOW = datetime(2026, 11, 28, tzinfo=UTC)


def test_the_domain_of_the_author_signs_or_one_near_it() -> None:
    """Then its signature is aligned (RFC 9989): the same organisation."""
    assert ("in.agency.test", "agency.test") == signing_domains("in.Agency.test", "in.agency.test")
    assert ("agency.test", "in.agency.test") == signing_domains("agency.test", "in.agency.test")
    assert ("localhost",) == signing_domains("localhost", "localhost")


def test_selectors_of_one_day_differ() -> None:
    """The date tells people how old a key is."""
    taken: list[str] = []
    for kind in (Algorithm.RSA, Algorithm.ED25519, Algorithm.RSA, Algorithm.RSA):
        taken.append(new_selector(kind, NOW, taken))
    assert ["mb20261128", "mb20261128e", "mb20261128-2", "mb20261128-3"] == taken


def test_a_long_record_is_cut_into_strings_for_a_zone_file() -> None:
    """Of at most 255 octets each, which DNS joins."""
    key = DkimKey(1, "a.test", "s", Algorithm.RSA, "A" * 392, b"", NOW)
    strings = key.zone_line.split('"')[1::2]
    assert (key.record, True) == ("".join(strings), all(len(one) <= 255 for one in strings))
    assert key.zone_line.startswith('s._domainkey.a.test. 3600 IN TXT ( "v=DKIM1; k=rsa; p=A')
    assert key.is_published(["v=spf1 -all", "v=DKIM1; p=" + "A" * 200 + " " + "A" * 192])
    assert not key.is_published(["v=DKIM1; p="])
