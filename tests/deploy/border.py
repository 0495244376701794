"""The border of deploy/border on loopback: its own files, filled in for a folder of the test's."""

import shutil
import socket
import subprocess
from pathlib import Path

from tests.deploy.name_server import NameServer
from tests.journeys.bridge import ROOT, free_port
from tests.journeys.post_boxes import wait_for
from tests.journeys.postfix import setting

BORDER = ROOT / "deploy" / "border"
HERE = """
queue_directory = {folder}/spool
data_directory = {folder}/data
daemon_directory = {daemons}
shlib_directory = {libraries}
meta_directory = /etc/postfix
mail_owner = postfix
setgid_group = postdrop
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
smtpd_authorized_xclient_hosts = {tester}
address_verify_poll_delay = 1s
default_transport = discard:
"""


class Border:
    """Postfix, OpenDKIM and OpenDMARC as they are deployed, in front of an LMTP door. `zone` is
    what they find in DNS: TXT records by name. OpenDKIM, which has a resolver of its own, is given
    the keys among them. `tester` is an address that may say (XCLIENT) who it is.
    """

    def __init__(
        self,
        folder: Path,
        hostname: str,
        domain: str,
        lmtp: int,
        zone: dict[str, str],
        tester: str,
    ):
        self.port, self.submission = free_port(), free_port()
        self._dkim, self._dmarc = free_port(), free_port()
        self._names = NameServer(zone)
        self.folder, self._etc = folder, folder / "etc"
        for name in ("etc", "spool", "data"):
            (folder / name).mkdir(parents=True)
        self._words = {
            "HOSTNAME": hostname,
            "HOSTNAME_PATTERN": hostname.replace(".", "[.]"),
            "DOMAINS": domain,
            "MAILBRIDGE": f"127.0.0.1:{lmtp}",
            "RELAYHOST": "",
            "TLS": "",
            "CLIENTS": "127.0.0.1/32",
            "PORT": f"127.0.0.1:{self.port}",
            "SUBMISSION": f"127.0.0.1:{self.submission}",
            "MILTERS": f"inet:127.0.0.1:{self._dkim} inet:127.0.0.1:{self._dmarc}",
            "DKIM_SOCKET": f"inet:{self._dkim}@127.0.0.1",
            "DMARC_SOCKET": f"inet:{self._dmarc}@127.0.0.1",
        }
        for file in ("main.cf", "master.cf", "header_checks", "opendkim.conf", "opendmarc.conf"):
            self._fill_in(file)
        self._add(
            "main.cf",
            HERE.format(
                folder=folder,
                tester=tester,
                daemons=setting("daemon_directory"),
                libraries=setting("shlib_directory"),
            ),
        )
        keys = {name: record for name, record in zone.items() if "._domainkey." in name}
        records = "".join(f"{name} {record}\n" for name, record in keys.items())
        (self._etc / "keys").write_text(records)
        self._add("opendkim.conf", f"\nTestPublicKeys {self._etc}/keys\nBackground no\n")
        shutil.chown(folder / "data", "postfix")
        folder.chmod(0o755)  # its daemons run as another user

    def __enter__(self) -> "Border":
        self._names.__enter__()
        dmarc = ("opendmarc", "-f", "-c", str(self._etc / "opendmarc.conf"))
        self._milters = [
            subprocess.Popen(("opendkim", "-f", "-x", str(self._etc / "opendkim.conf"))),
            subprocess.Popen(self._names.seen_by(self._etc, *dmarc)),
        ]
        for port in (self._dkim, self._dmarc):
            wait_for(lambda port=port: _is_open(port), "a milter")
        self._run("start")
        return self

    def __exit__(self, *fault: object) -> None:
        self._run("stop")
        for milter in self._milters:
            milter.terminate()
            milter.wait()
        self._names.__exit__()

    def log(self) -> str:
        file = self.folder / "log"
        return file.read_text() if file.exists() else ""

    def _fill_in(self, file: str) -> None:
        text = (BORDER / file).read_text()
        for name, value in self._words.items():
            text = text.replace(f"@{name}@", value)
        (self._etc / file).write_text(text)

    def _add(self, file: str, lines: str) -> None:
        kept = (self._etc / file).read_text()
        names = {line.partition("=")[0].strip() for line in lines.splitlines() if "=" in line}
        ours = [one for one in kept.splitlines() if one.partition("=")[0].strip() not in names]
        (self._etc / file).write_text("\n".join(ours) + lines)

    def _run(self, word: str) -> None:
        ended = subprocess.run(
            ("postfix", "-c", str(self._etc), word),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert 0 == ended.returncode, ended.stderr + self.log()


def _is_open(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0
