"""What the doctor looks at on this machine: whether our ports are ours."""

import asyncio
import errno
import socket
import stat

from mailbridge.bootstrap import Settings, Tcp, UnixSocket
from mailbridge.domain.told import told
from mailbridge.doors.finding import Finding

PATIENCE = 3.0  # seconds for the greeting of what listens


async def check_ports(settings: Settings) -> list[Finding]:
    """A finding for each door that listens somewhere."""
    doors = {"smtp": settings.smtp.listen, "web": settings.web.listen}
    if isinstance(settings.lmtp.listen, Tcp):
        doors["lmtp"] = settings.lmtp.listen
    findings = [await _tcp(name, place, settings.domain) for name, place in doors.items()]
    if isinstance(settings.lmtp.listen, UnixSocket):
        findings.append(_socket_file(settings.lmtp.listen))
    return findings


async def _tcp(name: str, place: Tcp, domain: str) -> Finding:
    fault = _bound(place)
    if fault is None:
        words = told("{name}: {place} is free; serve does not run", name=name, place=str(place))
        return Finding("ports", "ok", words)
    if fault != errno.EADDRINUSE:
        words = told("{name}: {place} cannot be opened by this user", name=name, place=str(place))
        remedy = told("let the service have it (systemd: AmbientCapabilities), or choose another")
        return Finding("ports", "warning", words, remedy)
    if await _is_ours(name, place, domain):
        return Finding(
            "ports", "ok", told("{name} answers at {place}", name=name, place=str(place))
        )
    words = told("{name}: another program has {place}", name=name, place=str(place))
    remedy = told("end what listens there, or choose another place in the settings")
    return Finding("ports", "fault", words, remedy)


def _bound(place: Tcp) -> int | None:
    """What keeps us from listening there; None: nothing."""
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((place.host, place.port))
        except OSError as fault:
            return fault.errno or errno.EIO
    return None


async def _is_ours(name: str, place: Tcp, domain: str) -> bool:
    """Whether what listens there greets as we do."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(place.host, place.host)  # noqa: S104 - compared with, not bound to
    wanted = f"220 {domain} ".encode()
    try:
        async with asyncio.timeout(PATIENCE):
            reader, writer = await asyncio.open_connection(host, place.port)
            try:
                if name == "web":
                    writer.write(b"GET /healthz HTTP/1.0\r\n\r\n")
                    wanted = b"HTTP/1.1 200"
                return (await reader.readline()).startswith(wanted)
            finally:
                writer.close()
    except (OSError, TimeoutError, ValueError):
        return False


def _socket_file(place: UnixSocket) -> Finding:
    file = place.path
    if file.exists() and not stat.S_ISSOCK(file.stat().st_mode):
        words = told("lmtp: {place} is there, and no socket", place=str(place))
        return Finding("ports", "fault", words, told("move it away, or choose another place"))
    folder = file.parent
    if not folder.is_dir():
        words = told("lmtp: there is no folder {folder}", folder=str(folder))
        return Finding("ports", "fault", words, told("make it, or choose another place"))
    return Finding("ports", "ok", told("lmtp: {place}", place=str(place)))
