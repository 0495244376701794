"""What the first start was told is read at each later start, below file and environment."""

from pathlib import Path

from mailbridge.bootstrap.setup_file import SetupFile
from mailbridge.settings import load


def test_it_is_kept_and_read_again(tmp_path: Path) -> None:
    """For the owner's eyes alone; what the environment says comes first, and cannot be set here."""
    place = {"MAILBRIDGE_DATA_DIR": str(tmp_path), "MAILBRIDGE_AGENCY": "North"}
    kept = SetupFile(load(None, place, None))
    kept.keep("domain", "in.agency.org")
    kept.keep("relay.url", 'smtp://a:"@mail.agency.org:587')
    kept.keep("agency", "South")
    settings = load(None, place, None)
    assert settings.relay.url is not None
    assert ("in.agency.org", "North", 'smtp://a:"@mail.agency.org:587') == (
        settings.domain,
        settings.agency,
        settings.relay.url.get_secret_value(),
    )
    again = SetupFile(settings)
    assert [False, False] == [again.is_fixed(name) for name in ("domain", "relay.url")]
    assert 0o600 == (tmp_path / "setup.toml").stat().st_mode & 0o777
