"""A Postfix of one's own on the loopback interface, delivering to a Maildir."""

import os
import shutil
import subprocess
import time
from pathlib import Path

MAIN = """\
compatibility_level = 3.6
queue_directory = {folder}/spool
data_directory = {folder}/data
command_directory = /usr/sbin
daemon_directory = {daemons}
shlib_directory = /usr/lib/postfix
mail_owner = postfix
setgid_group = postdrop
myhostname = mx.bench.test
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtpd_recipient_restrictions = permit_mynetworks, reject
smtpd_client_connection_count_limit = 0
smtpd_client_connection_rate_limit = 0
smtpd_peername_lookup = no
default_process_limit = 100
alias_maps =
alias_database =
virtual_mailbox_domains = bridge.test
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = static:box/
virtual_uid_maps = static:65534
virtual_gid_maps = static:65534
virtual_mailbox_limit = 0
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
in_flow_delay = 0
"""
MASTER = """\
127.0.0.1:{port} inet n - n - - smtpd
pickup    unix n - n 60 1 pickup
cleanup   unix n - n - 0 cleanup
qmgr      unix n - n 300 1 qmgr
tlsmgr    unix - - n 1000? 1 tlsmgr
rewrite   unix - - n - - trivial-rewrite
bounce    unix - - n - 0 bounce
defer     unix - - n - 0 bounce
trace     unix - - n - 0 bounce
verify    unix - - n - 1 verify
flush     unix n - n 1000? 0 flush
proxymap  unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
error     unix - - n - - error
retry     unix - - n - - error
virtual   unix - n n - - virtual
anvil     unix - - n - 1 anvil
scache    unix - - n - 1 scache
postlog   unix-dgram n - n - 1 postlogd
"""


class Postfix:
    """`folder` must be new and under a folder that everybody may enter."""

    def __init__(self, folder: Path, port: int) -> None:
        self._folder = folder
        for name in ("etc", "spool", "data", "mail"):
            (folder / name).mkdir(parents=True)
        daemons = next(
            path
            for path in ("/usr/lib/postfix/sbin", "/usr/libexec/postfix")
            if os.path.isdir(path)
        )
        (folder / "etc/main.cf").write_text(MAIN.format(folder=folder, daemons=daemons))
        (folder / "etc/master.cf").write_text(MASTER.format(port=port))
        shutil.chown(folder / "data", "postfix")
        shutil.chown(folder / "mail", "nobody", "nogroup")

    def __enter__(self) -> "Postfix":
        self._say("start")
        for _ in range(100):
            if self._pid_file.exists():
                break
            time.sleep(0.1)
        self.pid = int(self._pid_file.read_text())
        return self

    def __exit__(self, *fault: object) -> None:
        self._say("stop")

    def delivered(self) -> int:
        """Messages in the Maildir."""
        box = self._folder / "mail/box/new"
        return sum(1 for _ in os.scandir(box)) if box.exists() else 0

    @property
    def _pid_file(self) -> Path:
        return self._folder / "spool/pid/master.pid"

    def _say(self, word: str) -> None:
        subprocess.run(
            ["postfix", "-c", str(self._folder / "etc"), word], check=True, capture_output=True
        )


def available() -> bool:
    return shutil.which("postfix") is not None and os.geteuid() == 0
