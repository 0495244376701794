"""The Kubernetes folder: what `kubectl apply -k` would send fits the schemas of Kubernetes, names
nothing that is not there, and gives no container more than it needs.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from mailbridge.bootstrap import load
from tests.files import ROOT, files

FOLDER = ROOT / "deploy" / "kubernetes"
SHAPES = [file.parent.name for file in files(FOLDER, "kustomization.yaml", 2)]
KEYS = {"namespace", "resources", "configMapGenerator", "apiVersion", "kind"}
SECRETS = {
    "DATABASE_URL": "postgresql+asyncpg://mailbridge:p@database/mailbridge",
    "SECRET_KEY": "k" * 32,
}
Thing = dict[str, Any]


def rendered(shape: Path) -> list[Thing]:
    """What kustomize makes of the folder, but for the digest in the name of a ConfigMap."""
    plan = yaml.safe_load((shape / "kustomization.yaml").read_text())
    assert plan.keys() <= KEYS, "this test renders no more of kustomize than these files use"
    things = [
        thing
        for name in plan["resources"]
        for thing in yaml.safe_load_all((shape / name).read_text())
    ]
    things += [
        {
            "apiVersion": "v1",
            "kind": "ConfigMap",
            "metadata": {"name": one["name"]},
            "data": dict(line.split("=", 1) for line in one["literals"]),
        }
        for one in plan["configMapGenerator"]
    ]
    for thing in things:
        thing["metadata"]["namespace"] = plan["namespace"]
    return things


def pod_of(thing: Thing) -> Thing | None:
    if thing["kind"] == "CronJob":
        return thing["spec"]["jobTemplate"]["spec"]["template"]
    return thing["spec"].get("template") if "spec" in thing else None


def pods(things: list[Thing]) -> Iterator[tuple[Thing, Thing]]:
    for thing in things:
        pod = pod_of(thing)
        if pod is not None:
            yield thing, pod


def named(things: list[Thing], kind: str) -> set[str]:
    return {one["metadata"]["name"] for one in things if one["kind"] == kind}


def test_there_are_two_shapes() -> None:
    """One pod with SQLite, and PostgreSQL with receivers, workers and web apart."""
    kinds = {shape: [one["kind"] for one in rendered(FOLDER / shape)] for shape in SHAPES}
    assert {"postgres", "sqlite"} == kinds.keys()
    assert "StatefulSet" in kinds["sqlite"]
    roles = {one["metadata"]["name"] for one, _ in pods(rendered(FOLDER / "postgres"))}
    assert {"receiver", "worker", "web", "backup"} == roles


@pytest.mark.parametrize("shape", SHAPES)
def test_they_fit_the_schemas_of_kubernetes(shape: str) -> None:
    """Strictly: a field that Kubernetes does not know is a mistake of spelling."""
    version = kubernetes_validate.latest_version()
    for thing in rendered(FOLDER / shape):
        kubernetes_validate.validate(thing, version, strict=True)


def test_a_misspelled_field_is_noticed() -> None:
    """The check above can fail."""
    thing = next(one for one, _ in pods(rendered(FOLDER / "sqlite")))
    thing["spec"]["template"]["spec"]["securityContex"] = {}
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(thing, kubernetes_validate.latest_version(), strict=True)


@pytest.mark.parametrize("shape", SHAPES)
def test_no_container_has_more_rights_than_it_needs(shape: str) -> None:
    """Not root, nothing written but volumes, no privilege, seccomp, no key to the cluster; bounded
    in memory.
    """
    for _, pod in pods(rendered(FOLDER / shape)):
        context = pod["spec"]["securityContext"]
        assert (True, 10001) == (context["runAsNonRoot"], context["runAsUser"])
        assert {"type": "RuntimeDefault"} == context["seccompProfile"]
        assert pod["spec"]["automountServiceAccountToken"] is False
        for container in pod["spec"]["containers"]:
            assert container["securityContext"] == {
                "allowPrivilegeEscalation": False,
                "readOnlyRootFilesystem": True,
                "capabilities": {"drop": ["ALL"]},
            }
            assert "memory" in container["resources"]["limits"]


@pytest.mark.parametrize("shape", SHAPES)
def test_what_serves_is_probed_by_its_own_port(shape: str) -> None:
    """And what a service leads to is a port that a container of its pods opens."""
    things = rendered(FOLDER / shape)
    ports: dict[str, set[str]] = {}
    for _, pod in pods(things):
        serving = [one for one in pod["spec"]["containers"] if "command" not in one]
        for container in serving:
            names = {port["name"] for port in container["ports"]}
            ports.setdefault(pod["metadata"]["labels"]["app"], set()).update(names)
            for probe, path in (("readinessProbe", "/readyz"), ("livenessProbe", "/healthz")):
                asked = container[probe]["httpGet"]
                assert (path, True) == (asked["path"], asked["port"] in names)
    services = [one["spec"] for one in things if one["kind"] == "Service"]
    assert services
    for service in services:
        assert {port["name"] for port in service["ports"]} <= ports[service["selector"]["app"]]


@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_named_is_there(shape: str) -> None:
    """Claims, volumes and settings; what is secret comes by reference alone."""
    things = rendered(FOLDER / shape)
    for thing, pod in pods(things):
        claims = {
            one["persistentVolumeClaim"]["claimName"]
            for one in pod["spec"]["volumes"]
            if "persistentVolumeClaim" in one
        }
        assert claims <= named(things, "PersistentVolumeClaim")
        volumes = {one["name"] for one in pod["spec"]["volumes"]}
        templates = thing["spec"].get("volumeClaimTemplates", [])
        volumes |= {one["metadata"]["name"] for one in templates}
        for container in pod["spec"]["containers"]:
            mounted = {one["name"]: one["mountPath"] for one in container["volumeMounts"]}
            assert mounted.keys() <= volumes
            assert "/var/lib/mailbridge" == mounted["data"]
            maps = {one["configMapRef"]["name"] for one in container["envFrom"]}
            assert maps <= named(things, "ConfigMap")
            for one in container["env"]:
                reference = one["valueFrom"]["secretKeyRef"]
                assert ("mailbridge", True) == (reference["name"], reference["key"] in SECRETS)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_settings_are_settings_of_ours(shape: str) -> None:
    """A service starts with them: none is misspelled, and each value makes sense."""
    things = rendered(FOLDER / shape)
    (settings,) = (one["data"] for one in things if one["kind"] == "ConfigMap")
    assert not {name for name in settings if "SECRET" in name or "DATABASE" in name}
    for _, pod in pods(things):
        for container in pod["spec"]["containers"]:
            secret = {
                one["name"]: SECRETS[one["valueFrom"]["secretKeyRef"]["key"]]
                for one in container["env"]
            }
            loaded = load(None, settings | secret, fallback=None)
            assert "mail.agency.example" == loaded.domain
            assert loaded.secret_key is not None
            assert "k" * 32 == loaded.secret_key.get_secret_value()
