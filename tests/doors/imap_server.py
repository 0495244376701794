"""An IMAP server with one mailbox: as much of RFC 9051 as a reader needs."""

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

USER, PASSWORD = "hello", "a pass word"


@dataclass
class MailboxOfHello:
    """Messages by uid, and the flags each was given."""

    messages: dict[int, bytes]
    flags: dict[int, str] = field(default_factory=dict)
    port: int = 0

    def answer(self, command: str, rest: str) -> list[bytes] | None:
        """Untagged lines; None: it is refused."""
        if command == "CAPABILITY":
            return [b"CAPABILITY IMAP4rev1"]
        if command == "LOGIN":
            return [] if rest == f'{USER} "{PASSWORD}"' else None
        if command == "SELECT":
            return [f"{len(self.messages)} EXISTS".encode()] if rest == '"INBOX"' else None
        if command == "UID":
            return self._uid(rest)
        return [b"BYE"] if command == "LOGOUT" else None

    def _uid(self, rest: str) -> list[bytes] | None:
        if rest == "SEARCH UNSEEN":
            return [
                " ".join(
                    ["SEARCH", *(str(uid) for uid in self.messages if uid not in self.flags)]
                ).encode()
            ]
        if fetched := re.fullmatch(r"FETCH (\d+) \(BODY\.PEEK\[\]\)", rest):
            raw = self.messages[int(fetched[1])]
            return [f"1 FETCH (UID {fetched[1]} BODY[] {{{len(raw)}}}\r\n".encode() + raw + b")"]
        if stored := re.fullmatch(r"STORE ([\d,]+) \+FLAGS\.SILENT \((.*)\)", rest):
            self.flags |= dict.fromkeys(map(int, stored[1].split(",")), stored[2])
            return []
        return None


@contextmanager
def serving(messages: dict[int, bytes]) -> Iterator[MailboxOfHello]:
    mailbox = MailboxOfHello(messages)

    class Session(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"* OK ready\r\n")
            for line in self.rfile:
                tag, command, rest = (line.decode().strip() + " ").split(" ", 2)
                answers = mailbox.answer(command.upper(), rest.strip())
                for one in answers or []:
                    self.wfile.write(b"* " + one + b"\r\n")
                self.wfile.write(f"{tag} {'NO no' if answers is None else 'OK done'}\r\n".encode())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session) as server:
        server.daemon_threads = True
        mailbox.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield mailbox
        server.shutdown()
        thread.join()
