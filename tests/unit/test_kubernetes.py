"""deploy/kubernetes without a cluster: what the chart and the API admit, and what the walls are."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from adaptive_server.hub.settings_read import ELSEWHERE, OF_HUB, OF_SERVICE, SECRETS
from adaptive_server.web.hub_link import PREFIX
from support import kube_shapes
from support.z2jh_rules import VALUES as RULES

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "deploy" / "kubernetes"
KNOWN = {*OF_HUB, *OF_SERVICE, *ELSEWHERE, *(f"{name}_FILE" for name in SECRETS)}
METADATA = "169.254.169.254"


def documents(name: str) -> list[dict[str, Any]]:
    return list(yaml.safe_load_all((FOLDER / name).read_text()))


VALUES = documents("values.yaml")[0]
MANIFESTS = {d["kind"]: d for d in documents("service.yaml")}
POD = MANIFESTS["Deployment"]["spec"]["template"]
CONTAINERS = {each["name"]: each for each in POD["spec"]["containers"]}


def test_the_chart_admits_the_values() -> None:
    jsonschema.validate(VALUES, RULES)


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("singleuser.networkPolcy", {}),
        ("singleuser.networkPolicy.egressAllowRules.dns", True),
        ("singleuser.networkPolicy.enabled", "yes"),
        ("singleuser.image.tag", 1),
        ("hub.db.type", "postgresql"),
        ("hub.extraConfig", "c.JupyterHub.port = 1"),
        ("cull", {}),
    ],
)
def test_the_rules_find_what_the_chart_would_refuse(path: str, wrong: Any) -> None:
    values = copy.deepcopy(VALUES)
    *way, last = path.split(".")
    place = values
    for name in way:
        place = place[name]
    place[last] = wrong
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(values, RULES)


@pytest.mark.parametrize("name", ["service.yaml", "calibration.yaml", "gemini.yaml"])
def test_the_manifests_have_the_shape_of_their_kinds(name: str) -> None:
    for document in documents(name):
        assert kube_shapes.read(document).metadata.name


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (("template", "spec", "securityContext", "runAsNonRot"), "runAsNonRot is unknown"),
        (("replicas",), "is no int"),
        (("template", "spec", "volumes", 0, "secret", "items"), "no list"),
    ],
)
def test_a_manifest_of_another_shape_is_found(place: tuple[Any, ...], said: str) -> None:
    wrong = copy.deepcopy(MANIFESTS["Deployment"])
    inside = wrong["spec"]
    for step in place[:-1]:
        inside = inside[step]
    inside[place[-1]] = "2"
    with pytest.raises(kube_shapes.Misshapen, match=re.escape(said)):
        kube_shapes.read(wrong)


def test_a_manifest_that_lacks_something_is_found() -> None:
    wrong = copy.deepcopy(MANIFESTS["Deployment"])
    del wrong["spec"]["selector"]
    with pytest.raises(kube_shapes.Misshapen, match="selector"):
        kube_shapes.read(wrong)


def test_a_learner_s_pod_reaches_hub_proxy_service_and_names_only() -> None:
    policy = VALUES["singleuser"]["networkPolicy"]
    assert policy["enabled"] is True
    assert "ingress" not in policy  # the chart's own: hub and proxy, so no other learner
    assert policy["interNamespaceAccessLabels"] == "ignore"
    allowed = policy["egressAllowRules"]
    assert len(allowed) == 6  # none is left to the chart's default
    assert {name for name, is_open in allowed.items() if is_open} == {"dnsPortsKubeSystemNamespace"}
    (rule,) = policy["egress"]
    labels = rule["to"][0]["podSelector"]["matchLabels"]
    assert labels.items() <= POD["metadata"]["labels"].items()
    assert rule["ports"] == [{"port": 8002, "protocol": "TCP"}]


def test_no_learner_s_pod_needs_a_privileged_container() -> None:
    assert VALUES["singleuser"]["cloudMetadata"] == {"blockWithIptables": False, "ip": METADATA}
    for part in (VALUES["hub"], VALUES["proxy"]["chp"]):
        assert part["networkPolicy"]["egressAllowRules"]["cloudMetadataServer"] is False


def test_the_service_talks_to_hub_database_and_names_and_is_asked_by_the_chart_s_parts() -> None:
    spec = MANIFESTS["NetworkPolicy"]["spec"]
    (incoming,) = spec["ingress"]
    parts = [each["podSelector"]["matchLabels"]["component"] for each in incoming["from"]]
    assert sorted(parts) == ["hub", "proxy", "singleuser-server"]
    assert sorted(port["port"] for rule in spec["egress"] for port in rule["ports"]) == [
        53, 53, 5432, 8081,
    ]  # fmt: skip
    (open_to,) = documents("gemini.yaml")[0]["spec"]["egress"][0]["to"]
    assert "169.254.0.0/16" in open_to["ipBlock"]["except"]


@pytest.mark.parametrize("name", ["service", "grader"])
def test_service_and_grader_have_walls(name: str) -> None:
    walls = CONTAINERS[name]["securityContext"]
    assert walls["capabilities"] == {"drop": ["ALL"]}
    assert (walls["readOnlyRootFilesystem"], walls["allowPrivilegeEscalation"]) == (True, False)
    assert walls["runAsUser"] != 0
    assert CONTAINERS[name]["resources"]["limits"]["memory"]
    spec = POD["spec"]
    assert (spec["automountServiceAccountToken"], spec["enableServiceLinks"]) == (False, False)
    assert spec["securityContext"]["runAsNonRoot"] is True
    assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}


def test_the_grader_holds_nothing_but_the_socket() -> None:
    grader, service = CONTAINERS["grader"], CONTAINERS["service"]
    mounts = {m["name"]: m["mountPath"] for m in grader["volumeMounts"]}
    assert mounts == {"grader": "/run/grader", "grader-tmp": "/tmp"}
    assert "env" not in grader
    assert grader["securityContext"]["runAsUser"] != service["securityContext"]["runAsUser"]
    group = POD["spec"]["securityContext"]["fsGroup"]
    assert {each["securityContext"]["runAsGroup"] for each in (grader, service)} == {group}
    given = {each["name"]: each.get("value") for each in service["env"]}
    assert given["MASTERY_GRADER_SOCKET"] == grader["command"][-1]
    assert grader["command"][-4:-1] == ["-m", "grader.server", "--socket"]


def test_parts_find_each_other_by_the_names_that_are_there() -> None:
    name, (port,) = (
        MANIFESTS["Service"]["metadata"]["name"],
        MANIFESTS["Service"]["spec"]["ports"],
    )
    given = VALUES["hub"]["extraEnv"]
    assert given["MASTERY_SERVICE_ADDRESS"] == f"http://{name}:{port['port']}"
    for kind in ("Service", "PodDisruptionBudget", "NetworkPolicy"):
        spec = MANIFESTS[kind]["spec"]
        selector = spec.get("selector") or spec["podSelector"]
        labels = selector.get("matchLabels", selector)
        assert labels.items() <= POD["metadata"]["labels"].items()
    for probe in ("readinessProbe", "livenessProbe", "startupProbe"):
        assert CONTAINERS["service"][probe]["httpGet"]["path"].startswith(f"{PREFIX}api/v1/health/")
    assert documents("kustomization.yaml")[0]["resources"] == ["service.yaml", "calibration.yaml"]


def test_calibration_runs_every_night_with_the_service_s_walls_and_the_database_alone() -> None:
    job, policy = documents("calibration.yaml")
    spec = job["spec"]["jobTemplate"]["spec"]
    pod = spec["template"]["spec"]
    (container,) = pod["containers"]
    assert (job["spec"]["schedule"], job["spec"]["timeZone"]) == ("0 3 * * *", "Etc/UTC")
    assert (spec["backoffLimit"], pod["restartPolicy"]) == (0, "Never")  # an alarm stays one
    assert container["command"] == ["mastery", "model", "calibrate"]
    service = CONTAINERS["service"]
    assert container["securityContext"] == service["securityContext"]
    assert pod["securityContext"] == POD["spec"]["securityContext"]
    (given,) = container["env"]
    assert given in service["env"]
    secret = next(v["secret"] for v in pod["volumes"] if "secret" in v)
    assert [each["path"] for each in secret["items"]] == [given["value"].rsplit("/", 1)[1]]
    labels = spec["template"]["metadata"]["labels"]
    assert policy["spec"]["podSelector"]["matchLabels"] == labels
    assert "ingress" not in policy["spec"]
    opened = {port["port"] for rule in policy["spec"]["egress"] for port in rule["ports"]}
    assert opened == {53, 5432}


def test_no_service_s_address_takes_the_place_of_a_setting() -> None:
    """Kubernetes puts NAME_SERVICE_HOST, NAME_PORT and others into every container."""
    for part in ("hub", "proxy-api", "proxy-public", MANIFESTS["Service"]["metadata"]["name"]):
        assert not part.upper().replace("-", "_").startswith("MASTERY")


def test_every_setting_is_one() -> None:
    given = {*VALUES["hub"]["extraEnv"], *(each["name"] for each in CONTAINERS["service"]["env"])}
    assert given <= KNOWN


def test_what_is_disrupted_on_purpose_leaves_a_service() -> None:
    budget = MANIFESTS["PodDisruptionBudget"]["spec"]["minAvailable"]
    assert 1 <= budget < MANIFESTS["Deployment"]["spec"]["replicas"]
    assert VALUES["hub"]["pdb"]["enabled"] is False
    kept = VALUES["singleuser"]["extraAnnotations"]
    assert kept["cluster-autoscaler.kubernetes.io/safe-to-evict"] == "false"
