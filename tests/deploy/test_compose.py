"""The compose file: docker-compose accepts it, what it names is there, and nobody reaches more
than mail and the web.
"""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from mailbridge.bootstrap import load
from tests.journeys.bridge import ROOT

FILE = ROOT / "deploy" / "compose.yaml"
VALUES = {
    "MAIL_DOMAIN": "mail.agency.example",
    "BORDER_HOSTNAME": "mx.agency.example",
    "WEB_HOSTNAME": "bridge.agency.example",
    "DATABASE_PASSWORD": "password",
    "SECRET_KEY": "k" * 32,
}
IMAGE = (ROOT / "deploy" / "Containerfile").read_text()
BORDER = ROOT / "deploy" / "border"


def read(values: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """What docker-compose makes of the file, by the schema that it brings along."""
    return subprocess.run(
        ("docker-compose", "--file", str(FILE), "config"),
        capture_output=True,
        text=True,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", **values},
        timeout=60,
        check=False,
    )


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    done = read(VALUES)
    assert 0 == done.returncode, done.stderr
    found: dict[str, Any] = yaml.safe_load(done.stdout)["services"]
    return found


@pytest.fixture(autouse=True)
def _docker_compose(program: Callable[[str], str]) -> None:
    program("docker-compose")


def ours(services: dict[str, Any]) -> dict[str, Any]:
    return {name: one for name, one in services.items() if one.get("image") == "mailbridge"}


@pytest.mark.parametrize("missing", VALUES)
def test_nothing_starts_without_what_is_asked_for(missing: str) -> None:
    """No password and no name has a value that somebody else knows."""
    done = read({name: value for name, value in VALUES.items() if name != missing})
    assert (True, True) == (done.returncode != 0, missing in done.stderr)


def test_what_is_built_can_be_built(services: dict[str, Any]) -> None:
    """Each service has an image or a build file, and whatever that copies exists."""
    for service in services.values():
        if "build" not in service:
            assert ":" in service["image"]
            continue
        context = Path(service["build"]["context"])
        recipe = (context / service["build"].get("dockerfile", "Containerfile")).read_text()
        for copied in re.findall(r"^COPY (?!--from)(.+) \S+$", recipe, re.MULTILINE):
            assert [] == [one for one in copied.split() if not (context / one).exists()]


def test_a_build_file_with_another_name_is_named(services: dict[str, Any]) -> None:
    """Docker looks for a Dockerfile, and ours are called Containerfile."""
    builds = [one["build"] for one in services.values() if "build" in one]
    assert builds
    for build in builds:
        assert "Containerfile" == Path(build["dockerfile"]).name


def test_only_mail_and_the_web_are_open_to_the_world(services: dict[str, Any]) -> None:
    """Neither the database nor a door of ours is, nor the port that letters leave by."""
    published = {
        name: sorted(int(port["published"]) for port in one["ports"])
        for name, one in services.items()
        if "ports" in one
    }
    assert {"border": [25], "web": [80, 443]} == published


def test_ours_run_without_rights(services: dict[str, Any]) -> None:
    """On a root that is read only, as the image's user, without any capability."""
    assert {"mailbridge", "backup"} == ours(services).keys()
    assert re.search(r"^USER 10001$", IMAGE, re.MULTILINE)
    for one in ours(services).values():
        assert (True, ["ALL"]) == (one["read_only"], one["cap_drop"])
        assert ["no-new-privileges:true"] == one["security_opt"]


def test_each_service_tells_whether_it_is_well(services: dict[str, Any]) -> None:
    """By a check of its own or of its image; the one that only makes copies says that it has none,
    and comes back after a fault like all.
    """
    images = {"mailbridge": IMAGE, "border": (BORDER / "Containerfile").read_text()}
    for name, one in services.items():
        has_one = "test" in one.get("healthcheck", {}) or "HEALTHCHECK" in images[name]
        assert (True, "unless-stopped") == (has_one, one["restart"])
    assert ["NONE"] == services["backup"]["healthcheck"]["test"]


def test_volumes_of_ours_are_folders_of_the_images_user(services: dict[str, Any]) -> None:
    """A volume is made with the owner of the folder in the image; without one root would own it."""
    owned = ["/var/lib/mailbridge", "/backups"]
    assert "--create-home --home-dir /var/lib/mailbridge mailbridge" in IMAGE
    assert "install --directory --owner=10001 --mode=700 /backups" in IMAGE
    for one in ours(services).values():
        places = [volume.split(":")[1] for volume in one["volumes"]]
        assert [] == [place for place in places if place not in owned]


def test_settings_are_settings_of_ours(services: dict[str, Any]) -> None:
    """None is misspelled, each value makes sense, and each names a service that is there."""
    for one in ours(services).values():
        settings = load(None, one["environment"], fallback=None)
        assert VALUES["MAIL_DOMAIN"] == settings.domain
        urls = (one["environment"][f"MAILBRIDGE_{name}"] for name in ("RELAY__URL", "DATABASE_URL"))
        hosts = {urlsplit(url).hostname for url in urls}
        assert {"border", "database"} == hosts & services.keys()


def test_they_call_each_other_by_ports_that_are_open(services: dict[str, Any]) -> None:
    """The border hands over to our LMTP door, Caddy to the web, and letters leave by the border."""
    doors = dict(re.findall(r"MAILBRIDGE_(\w+)__LISTEN=0\.0\.0\.0:(\d+)", IMAGE))
    assert f"mailbridge:{doors['LMTP']}" == services["border"]["environment"]["MAILBRIDGE"]
    assert f"mailbridge:{doors['WEB']}" == services["web"]["command"][-1]
    start = (BORDER / "start.sh").read_text()
    (submission,) = re.findall(r"@SUBMISSION@\|(\d+)\|", start)
    relay = services["mailbridge"]["environment"]["MAILBRIDGE_RELAY__URL"]
    assert f"smtp://border:{submission}?tls=none" == relay
    given = services["border"]["environment"].keys()
    required = set(re.findall(r"\$\{([A-Z_]+):\?\}", start))
    assert required <= given
