"""What the chart Zero to JupyterHub admits as values, for the parts that our values use.

The rules are those of `jupyterhub/values.schema.yaml` in the repository
github.com/jupyterhub/zero-to-jupyterhub-k8s (BSD-3-Clause), read in the version that knows
`dnsPortsKubeSystemNamespace` (3.0 and later), written down anew as a JSON Schema: which names
exist, which are needed, of what type they are. Helm applies the chart's own to our values laid over
its defaults; so names that only the defaults need are not asked for here.
"""

from __future__ import annotations

from typing import Any


def closed(*needed: str, **names: Any) -> dict[str, Any]:
    """Return the rule of an object with these names and no others."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(needed),
        "properties": names,
    }


def maybe(kind: str) -> dict[str, Any]:
    return {"type": [kind, "null"]}


BOOL, TEXT, LIST, OPEN = ({"type": t} for t in ("boolean", "string", "array", "object"))
ENV = {"type": ["object", "array"]}
TEXTS = {"type": "object", "additionalProperties": TEXT}
AMOUNT = {"type": ["number", "string", "null"]}
IMAGE = closed(
    "name", "tag", name=TEXT, tag=TEXT, pullSecrets=LIST,
    pullPolicy={"enum": [None, "", "IfNotPresent", "Always", "Never"]},
)  # fmt: skip
EGRESS = (
    "cloudMetadataServer", "dnsPortsCloudMetadataServer", "dnsPortsKubeSystemNamespace",
    "dnsPortsPrivateIPs", "nonPrivateIPs", "privateIPs",
)  # fmt: skip
POLICY = closed(
    enabled=BOOL, ingress=LIST, egress=LIST, allowedIngressPorts=LIST,
    egressAllowRules=closed(**dict.fromkeys(EGRESS, BOOL)),
    interNamespaceAccessLabels={"enum": ["accept", "ignore"]},
)  # fmt: skip
PDB = closed(enabled=BOOL, maxUnavailable=maybe("integer"), minAvailable=maybe("integer"))
PULLER_NAMES = (
    "containerSecurityContext", "nodeSelector", "pullOnlyOnChanges", "podSchedulingWaitDuration",
    "resources", "serviceAccount", "tolerations", "image",
)  # fmt: skip
HUB = closed(
    image=IMAGE, networkPolicy=POLICY, pdb=PDB, extraConfig=OPEN, extraEnv=ENV, extraVolumes=LIST,
    extraVolumeMounts=LIST, resources=OPEN, podSecurityContext=OPEN, containerSecurityContext=OPEN,
    config=OPEN, services=OPEN, loadRoles=OPEN, labels=TEXTS, annotations=TEXTS, command=LIST,
    args=LIST, existingSecret=maybe("string"), nodeSelector=OPEN, tolerations=LIST,
    db=closed(
        type={"enum": ["sqlite-pvc", "sqlite-memory", "mysql", "postgres", "other"]},
        pvc=OPEN, upgrade=maybe("boolean"), url=maybe("string"), password=maybe("string"),
    ),
)  # fmt: skip
CHP = closed(
    revisionHistoryLimit=maybe("integer"), networkPolicy=POLICY, extraCommandLineFlags=LIST,
    extraEnv=ENV, pdb=PDB, nodeSelector=OPEN, tolerations=LIST, containerSecurityContext=OPEN,
    image=IMAGE, livenessProbe=OPEN, readinessProbe=OPEN, resources=OPEN,
    defaultTarget=maybe("string"), errorTarget=maybe("string"), extraPodSpec=OPEN,
)  # fmt: skip
PROXY = closed(
    chp=CHP, secretToken=maybe("string"), https=OPEN, traefik=OPEN, labels=TEXTS, annotations=TEXTS,
    deploymentStrategy=OPEN, secretSync=OPEN,
    service=closed(
        type={"enum": ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"]}, labels=TEXTS,
        annotations=TEXTS, nodePorts=OPEN, disableHttpPort=BOOL, extraPorts=LIST,
        loadBalancerIP=maybe("string"), loadBalancerSourceRanges=LIST,
    ),
)  # fmt: skip
STORAGE = closed(
    "type", "homeMountPath", type={"enum": ["dynamic", "static", "none"]}, homeMountPath=TEXT,
    capacity=maybe("string"), dynamic=OPEN, static=OPEN, extraLabels=TEXTS, extraVolumes=LIST,
    extraVolumeMounts=LIST,
)  # fmt: skip
SINGLEUSER = closed(
    networkPolicy=POLICY, image=IMAGE, storage=STORAGE, extraAnnotations=TEXTS, extraLabels=TEXTS,
    cpu=closed(limit=maybe("number"), guarantee=maybe("number")),
    memory=closed(limit=AMOUNT, guarantee=AMOUNT),
    cloudMetadata=closed("blockWithIptables", "ip", blockWithIptables=BOOL, ip=TEXT),
    profileList=LIST, extraEnv=ENV, cmd={"type": ["array", "string", "null"]}, uid=maybe("integer"),
    fsGid=maybe("integer"), startTimeout=maybe("integer"), extraPodConfig=OPEN, nodeSelector=OPEN,
)  # fmt: skip
SWITCH = closed("enabled", enabled=BOOL)
VALUES = closed(
    hub=HUB, proxy=PROXY, singleuser=SINGLEUSER, rbac=closed("create", create=BOOL), debug=SWITCH,
    ingress=closed(
        "enabled", enabled=BOOL, annotations=TEXTS, ingressClassName=maybe("string"), hosts=LIST,
        pathSuffix=maybe("string"), tls=LIST,
        pathType={"enum": ["Prefix", "Exact", "ImplementationSpecific"]},
    ),
    cull=closed(
        "enabled", enabled=BOOL, users=maybe("boolean"), adminUsers=maybe("boolean"),
        removeNamedServers=maybe("boolean"), timeout=maybe("integer"), every=maybe("integer"),
        concurrency=maybe("integer"), maxAge=maybe("integer"),
    ),
    scheduling=closed(
        userScheduler={"type": "object", "properties": {"enabled": BOOL}}, podPriority=OPEN,
        userPlaceholder=OPEN, corePods=OPEN, userPods=OPEN,
    ),
    prePuller=closed(
        hook=closed("enabled", enabled=BOOL, **dict.fromkeys(PULLER_NAMES, True)),
        continuous=SWITCH, pullProfileListImages=BOOL, extraImages=OPEN, resources=OPEN,
        extraTolerations=LIST,
    ),
    custom=OPEN, imagePullSecrets=LIST,
)  # fmt: skip
