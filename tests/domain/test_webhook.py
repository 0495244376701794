"""How words to programs elsewhere are signed, and how long one is tried."""

from datetime import UTC, datetime, timedelta

from mailbridge.domain.oversight.webhook import PAUSES, new_secret, pause_after, signature


def test_the_signature_is_that_of_standard_webhooks() -> None:
    """The example that its specification gives."""
    said = signature(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        datetime.fromtimestamp(1614265330, UTC),
        b'{"test": 2432232314}',
    )
    assert "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=" == said


def test_a_new_secret_signs() -> None:
    """As Standard Webhooks writes secrets."""
    secret = new_secret(bytes(range(32)))
    assert secret.startswith("whsec_")
    now = datetime(2026, 11, 28, tzinfo=UTC)
    assert signature(secret, "a", now, b"b") != signature(secret, "a", now, b"c")


def test_it_is_tried_for_three_days_and_then_given_up() -> None:
    """Each pause is longer than the one before."""
    assert timedelta(seconds=5) == pause_after(1)
    assert list(PAUSES) == sorted(PAUSES)
    assert sum(PAUSES, timedelta()) > timedelta(days=3)
    assert pause_after(len(PAUSES) + 1) is None
