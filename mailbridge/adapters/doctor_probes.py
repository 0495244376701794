"""What the world outside says of this installation, asked by `mailbridge doctor`."""

import asyncio
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from aiosmtplib import SMTP
from aiosmtplib.errors import SMTPException, SMTPHeloError
from cryptography import x509

from mailbridge.adapters.reader import ReaderUnavailableError, ReadingProcess
from mailbridge.adapters.reader_cage import Wall
from mailbridge.adapters.submission import relay_url

TIMEOUT = 10.0  # seconds


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
