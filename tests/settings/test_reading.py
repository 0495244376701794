"""Settings: every mistake is one line that says where, which key, what is wrong and what would be
right.
"""

from pathlib import Path

import pytest

from mailbridge.settings import BadSettings, Settings, Tcp, load
from mailbridge.settings.example import example
from mailbridge.settings.model import every_setting
from tests.files import files

CASES = [
    path.parent for path in files(Path(__file__).parents[1] / "bad_config", "mailbridge.toml", 28)
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_mistake_gives_its_one_line(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each folder of bad_config holds a file with one mistake, and the line it gives."""
    monkeypatch.chdir(case)
    with pytest.raises(BadSettings) as fault:
        load(Path("mailbridge.toml"), {})
    assert (case / "error.txt").read_text("utf-8").splitlines() == fault.value.lines


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    """Three mistakes give three lines, not the first one only."""
    file = tmp_path / "mailbridge.toml"
    file.write_text('domian = "x"\n[smtp]\nmax_recipients = "many"\n[log]\nlevel = "loud"\n')
    with pytest.raises(BadSettings) as fault:
        load(file, {})
    assert len(fault.value.lines) == 3


def test_a_missing_file_that_was_asked_for_is_a_mistake(tmp_path: Path) -> None:
    """--config with a file that is not there does not start with the defaults."""
    with pytest.raises(BadSettings, match="no such file"):
        load(tmp_path / "nowhere.toml", {})


def test_the_environment_overrides_the_file(tmp_path: Path) -> None:
    """MAILBRIDGE_SMTP__LISTEN is [smtp] listen; what it does not name stays as the file has it."""
    file = tmp_path / "mailbridge.toml"
    file.write_text(
        'domain = "mail.example.com"\n[smtp]\nlisten = "127.0.0.1:1"\nmax_size = "1 MiB"\n'
    )
    found = load(
        file,
        {
            "MAILBRIDGE_SMTP__LISTEN": "0.0.0.0:25",
            "MAILBRIDGE_DOMAINS": "a.example, b.example",
            "HOME": "/",
        },
    )
    assert (Tcp("0.0.0.0", 25), 1024**2, ("a.example", "b.example"), "mail.example.com") == (
        found.smtp.listen,
        found.smtp.max_size,
        found.domains,
        found.domain,
    )


@pytest.mark.parametrize(
    "words", ["a.example,b.example", ' ["a.example", "b.example"] ', "['a.example','b.example']"]
)
def test_a_list_in_the_environment(words: str) -> None:
    """Between commas, or written like an array of the file."""
    assert ("a.example", "b.example") == load(
        None, {"MAILBRIDGE_DOMAINS": words}, fallback=None
    ).domains


@pytest.mark.parametrize("words", ["[::1]:5300", "[::1]:5300, 127.0.0.1"])
def test_brackets_of_an_address_are_no_array(words: str) -> None:
    """A name server with a port."""
    found = load(
        None, {"MAILBRIDGE_AUTHENTICATION__NAMESERVERS": words}, fallback=None
    ).authentication.nameservers
    assert "[::1]:5300" == found[0]


def test_a_mistake_in_the_environment_names_the_variable() -> None:
    """The line tells of the environment and the variable's own name."""
    with pytest.raises(BadSettings) as fault:
        load(None, {"MAILBRIDGE_WEB__LISTN": "x"}, fallback=None)
    assert fault.value.lines == [
        "environment: MAILBRIDGE_WEB__LISTN: there is no such setting; did you mean web.listen?"
    ]


def test_a_password_is_never_repeated(tmp_path: Path) -> None:
    """The line about a relay that is wrong does not show the relay's password."""
    file = tmp_path / "mailbridge.toml"
    file.write_text('[relay]\nurl = "imap://user:hidden-word@host"\n')
    with pytest.raises(BadSettings) as fault:
        load(file, {})
    assert "hidden-word" not in str(fault.value)


def test_the_defaults_are_those_of_the_contract() -> None:
    """Without file and environment."""
    found = Settings()
    assert (
        str(found.data_dir),
        found.domain,
        str(found.smtp.listen),
        found.lmtp.listen,
        str(found.web.listen),
        found.relay.url,
        found.smtp.max_size,
        found.base_url,
    ) == (
        "data",
        "localhost",
        "127.0.0.1:2525",
        None,
        "127.0.0.1:8025",
        None,
        25 * 1024**2,
        "http://127.0.0.1:8025",
    )
    assert found.store_url == "sqlite:///data/mailbridge.sqlite"


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("off", "None"),
        ("", "None"),
        ("/run/mailbridge/lmtp", "/run/mailbridge/lmtp"),
        ("unix:lmtp.sock", "lmtp.sock"),
        ("127.0.0.1:24", "127.0.0.1:24"),
        ("[::1]:24", "[::1]:24"),
    ],
)
def test_lmtp_listens_on_a_port_a_socket_or_nowhere(words: str, place: str) -> None:
    """All spellings of the place."""
    assert place == str(load(None, {"MAILBRIDGE_LMTP__LISTEN": words}, fallback=None).lmtp.listen)


def test_a_web_for_the_whole_world_is_linked_by_the_domain() -> None:
    """0.0.0.0 is no address to put into a letter."""
    found = load(
        None,
        {"MAILBRIDGE_WEB__LISTEN": "0.0.0.0:80", "MAILBRIDGE_DOMAIN": "mail.example.com"},
        fallback=None,
    )
    assert found.base_url == "http://mail.example.com:80"


def test_the_example_file_is_valid_when_every_line_of_it_is_used(tmp_path: Path) -> None:
    """Uncommented as a whole it is TOML, and names no setting that is not there."""
    lines = [
        line.removeprefix("#") if line.startswith("#") and not line.startswith("# ") else line
        for line in example().splitlines()
    ]
    file = tmp_path / "mailbridge.toml"
    places = {"/etc/ssl/mail.example.com.pem", "/etc/ssl/private/mail.example.com.key"}
    text = "\n".join(lines)
    for place in places:
        text = text.replace(place, str(file))
    file.write_text(text.replace("config/templates", str(tmp_path)))
    assert load(file, {}).domain == "localhost"


def test_every_setting_says_what_it_means() -> None:
    """None is without a description."""
    assert [name for name, field in every_setting() if not field.description] == []
