"""The kinds of values that settings have: each validator says what is wrong and what would be
right.
"""

import ipaddress
import re
from datetime import time
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import SplitResult, urlsplit

from pydantic import AfterValidator, BeforeValidator, SecretStr

from mailbridge.domain.told import sentence_of, told

UNITS = {
    "": 1,
    "b": 1,
    "kb": 1000,
    "mb": 1000**2,
    "gb": 1000**3,
    "kib": 1024,
    "mib": 1024**2,
    "gib": 1024**3,
}
LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
KEY_LENGTH = 32


def size(value: Any) -> int:
    """Bytes, from a number or from words like "25 MiB"."""
    match = re.fullmatch(r"(\d{1,15}) ?([a-z]{0,3})", str(value).strip().lower())
    if isinstance(value, bool) or match is None or match[2] not in UNITS or int(match[1]) == 0:
        raise ValueError(
            told(
                "“{value}” is not a size; write a number of bytes, or one like “25 MiB”",
                value=value,
            )
        )
    return int(match[1]) * UNITS[match[2]]


def domain(value: Any) -> str:
    """A domain in its ASCII form, in lower case. Raises ValueError."""
    name = str(value).strip().lower().rstrip(".")
    try:
        ascii_name = name.encode("idna").decode() if not name.isascii() else name
    except UnicodeError:
        ascii_name = ""
    if (
        not ascii_name
        or len(ascii_name) > 253
        or not all(LABEL.fullmatch(label) for label in ascii_name.split("."))
    ):
        raise ValueError(
            told("“{value}” is not a domain; write one like mail.example.com", value=value)
        )
    return ascii_name


def listed(value: Any) -> Any:
    """A TOML array, or words between commas as an environment variable has them, or an array
    written into that variable.
    """
    if not isinstance(value, str):
        return value
    text = value.strip()
    inner = text[1:-1] if text.startswith(('["', "['")) and text.endswith(('"]', "']")) else text
    return [bare for word in inner.split(",") if (bare := word.strip(" \"'"))]


def domains(value: Any) -> tuple[str, ...]:
    """Several domains, each as above."""
    return tuple(domain(name) for name in names(value))


def names(value: Any) -> tuple[str, ...]:
    """Several texts. Raises ValueError."""
    several = listed(value)
    if not isinstance(several, list | tuple) or not all(isinstance(name, str) for name in several):
        raise ValueError(
            told('this is not a list of texts; write one like ["first.example", "second.example"]')
        )
    return tuple(several)


def networks(value: Any) -> tuple[str, ...]:
    """Addresses and networks of the Internet Protocol, each in its one spelling."""
    try:
        return tuple(str(ipaddress.ip_network(name.strip(), strict=False)) for name in names(value))
    except ValueError as wrong:
        raise ValueError(
            told(
                'this is not a list of addresses and networks; write one like ["198.51.100.7", '
                '"2001:db8::/32"]'
            )
        ) from wrong


def peers(value: Any) -> tuple[str, ...]:
    """Networks as above, and the word `unix` for whoever comes by a socket of this machine."""
    several = names(value)
    plain = tuple(name for name in several if name.strip().lower() != "unix")
    try:
        return (*networks(plain), *(("unix",) if len(plain) < len(several) else ()))
    except ValueError as wrong:
        raise ValueError(
            told('{wrong}; "unix" stands for a Unix socket', wrong=sentence_of(wrong))
        ) from wrong


def hosts(value: Any) -> tuple[str, ...]:
    """Domains, and networks as above, each in its one spelling."""
    return tuple(_host(name) for name in names(value))


def _host(word: str) -> str:
    try:
        return networks([word])[0]
    except ValueError:
        return domain(word)


def web_url(value: str) -> str:
    """The address of a web site, without a slash at its end. Raises ValueError."""
    parts = split_url(value)
    if (
        parts is None
        or parts.scheme not in ("http", "https")
        or not parts.hostname
        or parts.query
        or parts.fragment
    ):
        raise ValueError(
            told(
                "“{value}” is not the address of a web site; write one like "
                "https://mail.example.com",
                value=value,
            )
        )
    return value.rstrip("/")


def store_url(value: str) -> str:
    """A database that there is a driver for. Raises ValueError."""
    parts = split_url(value)
    kinds = ("sqlite", "sqlite+aiosqlite", "postgresql", "postgres", "postgresql+asyncpg")
    if (
        parts is None
        or parts.scheme not in kinds
        or (parts.scheme.startswith("postgres") and parts.path in ("", "/"))
    ):
        raise ValueError(
            told(
                "this is no database mailbridge knows; write sqlite:///FILE or "
                "postgresql+asyncpg://USER:PASSWORD@HOST/NAME"
            )
        )
    return value


def blobs_url(value: str) -> str:
    """A bucket of S3-compatible storage, and a folder in it. Raises ValueError."""
    parts = split_url(value)
    if (
        parts is None
        or parts.scheme != "s3"
        or not parts.hostname
        or parts.netloc != parts.hostname
    ):
        raise ValueError(told("this is no bucket; write s3://BUCKET or s3://BUCKET/FOLDER"))
    return value


def relay_url(value: SecretStr) -> SecretStr:
    """The value itself is not repeated: it may hold a password."""
    parts = split_url(value.get_secret_value())
    tls = dict(pair.partition("=")[::2] for pair in parts.query.split("&") if pair) if parts else {}
    fits = parts is not None and parts.scheme in ("smtp", "smtps") and parts.hostname
    if (
        not fits
        or set(tls) - {"tls"}
        or tls.get("tls", "none") not in ("starttls", "implicit", "none")
    ):
        raise ValueError(
            told(
                "this is no relay; write smtp://USER:PASSWORD@HOST:587?tls=starttls (or smtps://…, "
                "or ?tls=none)"
            )
        )
    return value


def secret_key(value: SecretStr) -> SecretStr:
    """A secret of KEY_LENGTH characters or more. Raises ValueError."""
    if len(value.get_secret_value()) < KEY_LENGTH:
        raise ValueError(
            told(
                "this is too short to be a secret; write at least {length} random characters, or "
                "leave it out",
                length=KEY_LENGTH,
            )
        )
    return value


def existing_file(value: Path) -> Path:
    """The path of a file that is there. Raises ValueError."""
    if not value.is_file():
        raise ValueError(
            told(
                "there is no file “{value}”; write the path of a PEM file that mailbridge may read",
                value=value,
            )
        )
    return value


def folder(value: Path) -> Path:
    """A path where a folder is, or may be made. Raises ValueError."""
    if value.exists() and not value.is_dir():
        raise ValueError(told("“{value}” is a file; write the path of a folder", value=value))
    return value


def existing_folder(value: Path) -> Path:
    """The path of a folder that is there. Raises ValueError."""
    if not value.is_dir():
        raise ValueError(
            told(
                "there is no folder “{value}”; write the path of a folder, or leave it out",
                value=value,
            )
        )
    return value


def quiet_hours(value: Any) -> tuple[time, time] | None:
    """From when until when, from words like "20:00-07:00"; None for off. Raises ValueError."""
    text = str(value or "off").strip().lower()
    if text in ("off", "none"):
        return None
    match = re.fullmatch(r"(\d{1,2}):(\d\d) ?[-–] ?(\d{1,2}):(\d\d)", text)
    try:
        if match is None:
            raise ValueError
        start, end = (time(int(match[at]), int(match[at + 1])) for at in (1, 3))
        if start == end:
            raise ValueError
    except ValueError:
        said = told(
            "“{value}” are no hours of a day; write them like 20:00-07:00, or off", value=value
        )
        raise ValueError(said) from None
    return start, end


def split_url(value: str) -> SplitResult | None:
    """The parts of an address; None where it is none."""
    try:
        parts = urlsplit(value)
        _ = parts.port  # raises for a bad one
    except ValueError:
        return None
    return parts


QuietHours = Annotated[tuple[time, time] | None, BeforeValidator(quiet_hours)]
Size = Annotated[int, BeforeValidator(size)]
MailDomain = Annotated[str, BeforeValidator(domain)]
MailDomains = Annotated[tuple[str, ...], BeforeValidator(domains)]
Networks = Annotated[tuple[str, ...], BeforeValidator(networks)]
Hosts = Annotated[tuple[str, ...], BeforeValidator(hosts)]
Peers = Annotated[tuple[str, ...], BeforeValidator(peers)]
Names = Annotated[tuple[str, ...], BeforeValidator(names)]
WebUrl = Annotated[str, AfterValidator(web_url)]
BlobsUrl = Annotated[str, AfterValidator(blobs_url)]
StoreUrl = Annotated[str, AfterValidator(store_url)]
RelayUrl = Annotated[SecretStr, AfterValidator(relay_url)]
SecretKey = Annotated[SecretStr, AfterValidator(secret_key)]
ExistingFile = Annotated[Path, AfterValidator(existing_file)]
Folder = Annotated[Path, AfterValidator(folder)]
ExistingFolder = Annotated[Path, AfterValidator(existing_folder)]
