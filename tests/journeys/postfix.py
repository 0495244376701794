"""A Postfix of one's own, on loopback, with everything it writes in a folder of the test's."""

import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.journeys.post_boxes import wait_for

MASTER = """\
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
lmtp unix - - n - - lmtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""

MAIN = """\
compatibility_level = 3.6
queue_directory = {folder}/spool
data_directory = {folder}/data
command_directory = /usr/sbin
daemon_directory = {daemons}
shlib_directory = {libraries}
meta_directory = /etc/postfix
mail_owner = postfix
setgid_group = postdrop
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
myhostname = mx.{domain}
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtpd_recipient_restrictions = reject_unauth_destination
alias_maps =
alias_database =
virtual_alias_domains = {domain}
virtual_alias_maps = texthash:{folder}/virtual
default_transport = error:nowhere else
transport_maps = inline:{{ {{ {target} = {way} }} }}
smtp_tls_security_level = may
smtp_send_xforward_command = yes
lmtp_send_xforward_command = yes
biff = no
"""


class Postfix:
    """Forwards each address of `aliases` (all of one domain) to its target by `way`, a transport
    like `smtp:[127.0.0.1]:2525`.

    It names its own client by XFORWARD.
    """

    def __init__(self, folder: Path, port: int, aliases: Mapping[str, str], way: str) -> None:
        self.port = port
        self._folder = folder
        domain, target = (address.rpartition("@")[2] for address in next(iter(aliases.items())))
        for name in ("etc", "spool", "data"):
            (folder / name).mkdir(parents=True)
        places = {
            "daemons": setting("daemon_directory"),
            "libraries": setting("shlib_directory"),
            "folder": folder,
        }
        main = MAIN.format(**places, domain=domain, target=target, way=way)
        (folder / "etc" / "main.cf").write_text(main)
        (folder / "etc" / "master.cf").write_text(MASTER.format(port=port))
        (folder / "virtual").write_text(
            "".join((f"{alias} {target}\n") for alias, target in aliases.items())
        )
        shutil.chown(folder / "data", "postfix")
        folder.chmod(0o755)  # its daemons run as another user

    def __enter__(self) -> "Postfix":
        self._run("start")
        return self

    def __exit__(self, *fault: object) -> None:
        self._run("stop")

    def log(self) -> str:
        file = self._folder / "log"
        return file.read_text() if file.exists() else ""

    def delivered(self, recipient: str) -> str:
        """Wait for the line of the log that says what became of a mail to somebody."""
        told = re.compile(rf"to=<{re.escape(recipient)}>.* status=(\w+)")
        wait_for(lambda: told.search(self.log()), f"a mail through Postfix to {recipient}")
        found = told.search(self.log())
        assert found is not None
        return found[1]

    def _run(self, word: str) -> None:
        ended = subprocess.run(
            ("postfix", "-c", str(self._folder / "etc"), word),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert 0 == ended.returncode, ended.stderr + self.log()


def setting(name: str) -> str:
    return subprocess.run(
        ("postconf", "-dh", name), capture_output=True, text=True, timeout=30, check=True
    ).stdout.strip()
