"""A name server on loopback that a program of Debian's asks: its address stands in a resolv.conf
which that program alone sees.
"""

import random
import socket
import threading
from pathlib import Path

import dns.flags
import dns.message
import dns.rcode
import dns.rrset


class NameServer:
    """Answers with the TXT records of `zone`, by name; other names do not exist."""

    def __init__(self, zone: dict[str, str]) -> None:
        self._zone = zone
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.address = f"127.{random.randint(1, 254)}.{random.randint(0, 254)}.53"

    def __enter__(self) -> "NameServer":
        self._socket.bind((self.address, 53))
        self._socket.settimeout(0.2)
        self._is_open = True
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()
        return self

    def __exit__(self, *fault: object) -> None:
        self._is_open = False
        self._thread.join()
        self._socket.close()

    def seen_by(self, folder: Path, *program: str) -> tuple[str, ...]:
        """The command that runs this program, in the foreground, where it asks this server. It asks
        patiently: libspf2 takes an answer that does not come for a failed SPF check.
        """
        file = folder / "resolv.conf"
        file.write_text(f"nameserver {self.address}\noptions attempts:4 timeout:5\n")
        script = f"mount --bind {file} /etc/resolv.conf && exec " + " ".join(program)
        return ("unshare", "--mount", "sh", "-c", script)

    def _serve(self) -> None:
        while self._is_open:
            try:
                asked, peer = self._socket.recvfrom(4096)
            except TimeoutError:
                continue
            self._socket.sendto(self._answer(dns.message.from_wire(asked)).to_wire(), peer)

    def _answer(self, query: dns.message.Message) -> dns.message.Message:
        answer, question = dns.message.make_response(query), query.question[0]
        answer.flags |= dns.flags.AA | dns.flags.RA
        record = self._zone.get(question.name.to_text(omit_final_dot=True).lower())
        if record is None:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        elif question.rdtype.name == "TXT":
            answer.answer.append(dns.rrset.from_text(question.name, 60, "IN", "TXT", f'"{record}"'))
        return answer
