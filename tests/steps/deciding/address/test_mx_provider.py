"""Whose mail hosts these are."""

import pytest

from mailbridge.steps.deciding.address.mx_provider import provider


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("aspmx.l.google.com", "google"),
        ("smtp.google.com", "google"),
        ("aspmx2.googlemail.com", "google"),
        ("agency-com.mail.protection.outlook.com", "microsoft"),
        ("agency-com.n-v1.mx.microsoft", "microsoft"),
        ("mx.yandex.net", "yandex"),
        ("mx.yandex.ru", "yandex"),
        ("mail.agency.test", ""),
        ("google.com.evil.test", ""),
        ("evilgoogle.com", ""),
        ("in.bridge.test", "ours"),
    ],
)
def test_the_host_tells(host: str, expected: str) -> None:
    """By how its name ends, a dot before it."""
    assert expected == provider([host, "mx.yandex.net"], {"in.bridge.test"})


def test_no_host_tells_nothing() -> None:
    """DNS was silent."""
    assert "" == provider([])
