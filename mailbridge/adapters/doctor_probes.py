"""What the world outside says of this installation, asked by `mailbridge doctor`."""

import asyncio
import socket
import struct
import time
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from aiosmtplib import SMTP
from aiosmtplib.errors import SMTPException, SMTPHeloError
from cryptography import x509

from mailbridge.adapters.reader import ReaderUnavailableError, ReadingProcess
from mailbridge.adapters.reader_cage import Wall
from mailbridge.adapters.submission import relay_url

TIMEOUT = 10.0  # seconds
TIME_ANSWER = 3.0  # seconds a time server may take
SINCE_1900 = 2_208_988_800  # seconds from the era of NTP to that of Unix (RFC 5905 section 6)
ASKED = struct.pack("!B47x", 0o43)  # version 4, mode 3: a client
SERVER_MODES = (0o44, 0o34)  # version 4 or 3, mode 4, without the bits that announce a leap


async def relay_greets(url: str, helo: str) -> str:
    """Connect, log in and say goodbye; returns what the relay offers. Raises OSError with its
    words.
    """
    relay = relay_url(url)
    client = SMTP(
        hostname=relay.host,
        port=relay.port,
        local_hostname=helo,
        timeout=TIMEOUT,
        use_tls=relay.tls == "implicit",
        start_tls={"starttls": True, None: None}.get(relay.tls, False),
        validate_certs=relay.tls is not None,
    )
    try:
        await client.connect()
        if client.is_ehlo_or_helo_needed:
            with suppress(SMTPHeloError):  # RFC 5321 section 3.2: a server may know HELO only
                await client.ehlo()
        if relay.user is not None:
            await client.login(relay.user, relay.password or "")
        offers = ", ".join(sorted(client.esmtp_extensions))
        await client.quit()
    except (SMTPException, OSError, ValueError) as fault:
        words = " ".join(str(fault).split()).replace(relay.password or "\n", "…")
        raise OSError(words or type(fault).__name__) from None
    finally:
        client.close()
    return offers


def certificate_ends(file: Path) -> datetime:
    """When a PEM certificate stops being valid. Raises ValueError or OSError."""
    return x509.load_pem_x509_certificate(file.read_bytes()).not_valid_after_utc


async def reading_walls() -> Wall | None:
    """What a process that reads mail stands behind; None when it does not start."""
    process = ReadingProcess()
    try:
        await asyncio.to_thread(process.read, b"Subject: a look\r\n\r\n", None)
    except ReaderUnavailableError:
        return None
    finally:
        process.close()
    return process.walls


async def clock_lead(host: str, port: int) -> timedelta:
    """How far the clock of this machine is ahead of a time server's (SNTP, RFC 5905 section 14).
    Raises OSError where none answers.
    """
    try:
        return await asyncio.wait_for(asyncio.to_thread(_ask_time, host, port), 2 * TIME_ANSWER)
    except TimeoutError as fault:
        raise OSError("no answer") from fault


def _ask_time(host: str, port: int) -> timedelta:
    kind, _, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)[0]
    with socket.socket(kind, socket.SOCK_DGRAM) as line:
        line.settimeout(TIME_ANSWER)
        line.connect(place)
        sent = time.time()
        line.send(ASKED)
        answer = line.recv(512)
        came = time.time()
    if len(answer) < 48 or answer[0] & 0o77 not in SERVER_MODES or not answer[1]:
        raise OSError("no time server")
    heard, replied = (
        seconds - SINCE_1900 + fraction / 2**32
        for seconds, fraction in struct.iter_unpack("!II", answer[32:48])
    )
    return timedelta(seconds=((sent - heard) + (came - replied)) / 2)
