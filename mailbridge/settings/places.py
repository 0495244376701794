"""Places to listen: each validator says what is wrong and what would be right."""

import ipaddress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import PlainValidator

from mailbridge.domain.told import told


@dataclass(frozen=True, slots=True)
class Tcp:
    """Where a door listens; port 0 lets the system choose."""

    host: str
    port: int

    @classmethod
    def read(cls, words: str) -> "Tcp":
        """The inverse of `str`. Raises ValueError."""
        return tcp(words)

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class UnixSocket:
    path: Path

    def __str__(self) -> str:
        return str(self.path)


def tcp(value: Any) -> Tcp:
    """A place to listen. Raises ValueError."""
    if isinstance(value, Tcp):
        return value
    host, colon, port = str(value).strip().rpartition(":")
    bare = host.removeprefix("[").removesuffix("]")
    if (
        not colon
        or not bare
        or not port.isdecimal()
        or int(port) > 65535
        or (":" in bare and not _is_ip(bare))
    ):
        raise ValueError(
            told(
                "“{value}” is not a place to listen; write HOST:PORT, like 127.0.0.1:2525 or "
                "[::1]:2525",
                value=value,
            )
        )
    return Tcp(bare, int(port))


def lmtp(value: Any) -> Tcp | UnixSocket | None:
    """A place to listen, a Unix socket, or None for "off". Raises ValueError."""
    if value is None or isinstance(value, Tcp | UnixSocket):
        return value
    words = str(value).strip()
    if words.lower() in ("", "off"):
        return None
    if words.startswith(("/", "./", "unix:")):
        return UnixSocket(Path(words.removeprefix("unix:")))
    try:
        return tcp(words)
    except ValueError:
        raise ValueError(
            told(
                "“{value}” is not a place to listen; write HOST:PORT, the path of a Unix socket, "
                "or off",
                value=value,
            )
        ) from None


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


TcpDoor = Annotated[Tcp, PlainValidator(tcp)]


LmtpDoor = Annotated[Tcp | UnixSocket | None, PlainValidator(lmtp)]
