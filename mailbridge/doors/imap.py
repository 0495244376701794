"""Mail fetched from an IMAP mailbox (RFC 9051): what is unseen is read without a trace, and marked
as seen once it is kept.

What is refused for good gets a flag, too: somebody should look at it there.
"""

import imaplib
import ipaddress
import os
import ssl
from collections.abc import Iterator, Sequence
from urllib.parse import SplitResult, unquote, urlsplit

from mailbridge.domain.told import told

PASSWORD = "IMAP_PASSWORD"  # noqa: S105 - the name of a variable
PATIENCE = 60.0  # seconds for one answer
FAULTS = (imaplib.IMAP4.error, OSError, ValueError)


class Inbox:
    """`imaps://user@host/Folder`; the password stands in the environment (IMAP_PASSWORD) or in the
    address. All of it raises FAULTS.
    """

    def __init__(self, address: str) -> None:
        self._place = urlsplit(address)
        if not self._place.hostname or not self._place.username:
            raise ValueError(told("write it like imaps://user@mail.example.com/INBOX"))
        self.name = f"{self._place.scheme}://{self._place.username}@{self._place.hostname}{self._place.path}"

    def unseen(self) -> Iterator[tuple[int, bytes]]:
        """(uid, message) of each, in the order of arrival."""
        with _connected(self._place) as session:
            self._enter(session)
            _, found = session.uid("SEARCH", "UNSEEN")
            for uid in (found[0] or b"").split():
                _, parts = session.uid("FETCH", uid.decode(), "(BODY.PEEK[])")
                content = next((part[1] for part in parts if isinstance(part, tuple)), None)
                if content is not None:  # somebody else may have removed it meanwhile
                    yield int(uid), content

    def settle(self, kept: Sequence[int], refused: Sequence[int]) -> None:
        """Neither is read again."""
        with _connected(self._place) as session:
            self._enter(session)
            for uids, flags in ((kept, r"(\Seen)"), (refused, r"(\Seen \Flagged)")):
                if uids:
                    session.uid("STORE", ",".join(map(str, uids)), "+FLAGS.SILENT", flags)

    def _enter(self, session: imaplib.IMAP4) -> None:
        session.login(unquote(self._place.username or ""), _password(self._place))
        folder = unquote(self._place.path.strip("/")) or "INBOX"
        answer, words = session.select('"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"')
        if answer != "OK":
            raise imaplib.IMAP4.error((words[0] or b"no such folder").decode("utf-8", "replace"))


def _connected(place: SplitResult) -> imaplib.IMAP4:
    """TLS from the start or by STARTTLS; in clear on this machine only."""
    host = place.hostname or ""
    if place.scheme == "imaps":
        return imaplib.IMAP4_SSL(
            host, place.port or 993, ssl_context=ssl.create_default_context(), timeout=PATIENCE
        )
    session = imaplib.IMAP4(host, place.port or 143, timeout=PATIENCE)
    if "STARTTLS" in session.capabilities:
        session.starttls(ssl.create_default_context())
    elif not _here(host):
        session.logout()
        raise ValueError(
            told(
                "{host} offers no encryption, and a password must not travel in clear; use "
                "imaps://",
                host=host,
            )
        )
    return session


def _here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _password(place: SplitResult) -> str:
    if place.password is not None:
        return unquote(place.password)
    if PASSWORD not in os.environ:
        raise ValueError(
            told("the password is missing; put it into the environment as {name}", name=PASSWORD)
        )
    return os.environ[PASSWORD]
