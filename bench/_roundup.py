"""Roundup's in-process mail gateway on the same messages: `PYTHON_WITH_ROUNDUP bench/_roundup.py
FOLDER MAIL WARM READERS RELAY` prints JSON.

FOLDER gets a classic tracker on SQLite; MAIL is a folder of messages. READERS people besides the
author are on the nosy list of each issue, and each gets a letter of their own ("email_sending =
multiple"), handed to the relay on port RELAY.
"""

import io
import json
import pathlib
import re
import resource
import subprocess
import sys
import time

import roundup.instance
import roundup.mailgw
import roundup.password
from roundup.scripts.roundup_mailgw import parse_arguments

AUTHORS = 40


NOSY = """
def everybody(db, cl, nodeid, newvalues):
    team = [db.user.lookup("member%d" % number) for number in range({readers})]
    newvalues["nosy"] = sorted(set(newvalues.get("nosy", [])) | set(team))

def init(db):
    db.issue.audit("create", everybody, priority=200)
"""


def settle(folder, readers, relay):
    """Where letters go, who gets them, and that a subject needs no prefix."""
    (folder / "detectors" / "everybody.py").write_text(NOSY.format(readers=readers))
    wanted = {
        ("tracker", "web"): "http://127.0.0.1:8080/bench/",
        ("mail", "domain"): "bridge.test",
        ("mail", "host"): "127.0.0.1",
        ("mail", "port"): str(relay),
        ("nosy", "email_sending"): "multiple",
        ("mailgw", "subject_prefix_parsing"): "loose",
        ("mailgw", "subject_suffix_parsing"): "none",
    }
    section, lines = "", []
    for line in (folder / "config.ini").read_text().splitlines():
        named = re.match(r"\[(\w+)\]", line)
        section = named[1] if named else section
        name = line.lstrip("#").partition("=")[0].strip()
        lines.append(
            f"{name} = {wanted[section, name]}"
            if (section, name) in wanted and "=" in line
            else line
        )
    (folder / "config.ini").write_text("\n".join(lines) + "\n")


def tracker(folder, readers, relay):
    admin = [str(pathlib.Path(sys.executable).with_name("roundup-admin")), "-i", str(folder)]
    subprocess.run([*admin, "install", "classic", "sqlite"], check=True, capture_output=True)
    settle(folder, readers, relay)
    subprocess.run([*admin, "initialise", "pw"], check=True, capture_output=True)
    made = roundup.instance.open(str(folder))
    db = made.open("admin")
    for one in range(AUTHORS):
        secret = roundup.password.Password("x", config=db.config)
        db.user.create(
            username=f"user{one:02}",
            address=f"user{one:02}@example.test",
            roles="User",
            password=secret,
        )
    for one in range(readers):
        secret = roundup.password.Password("x", config=db.config)
        db.user.create(
            username=f"member{one}",
            address=f"member{one}@agency.test",
            roles="User",
            password=secret,
        )
    db.commit()
    db.close()
    return made


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main(folder, mail, warm, readers, relay):
    folder.mkdir()
    made = tracker(folder, readers, relay)
    gateway = made.MailGW(made, parse_arguments([str(folder)])[1])
    found = [
        re.sub(rb"(?m)^To: .*$", b"To: issue_tracker@bridge.test", one.read_bytes(), count=1)
        for one in sorted(mail.glob("*.eml"))
    ]
    for raw in found[:warm]:
        gateway.main(io.BytesIO(raw))
    used, began = cpu(), time.perf_counter()
    for raw in found[warm:]:
        gateway.main(io.BytesIO(raw))
    used, seconds = cpu() - used, time.perf_counter() - began
    db = made.open("admin")
    filed = len(db.msg.list())
    db.close()
    print(
        json.dumps(
            {
                "cpu": used,
                "seconds": seconds,
                "messages": len(found) - warm,
                "filed": filed,
                "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3,
            }
        )
    )


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), *map(int, sys.argv[3:6]))
