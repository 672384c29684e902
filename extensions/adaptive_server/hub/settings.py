"""Every setting of the hub, with its environment name; `jupyterhub_config.py` reads nothing else.

Reading and checking is in `settings_read`; docs/reference/settings.md lists the names, which a
test checks. A classroom is `MASTERY_SIGN_IN=github`; the rest follows from what is set.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any


class SpawnerKind(StrEnum):
    """Where learners' servers run."""

    LOCAL = "local"
    DOCKER = "docker"
    SWARM = "swarm"
    KUBERNETES = "kubernetes"


class SignInKind(StrEnum):
    """How people sign in: passwords in a file of this machine, or GitHub."""

    LOCAL = "local"
    GITHUB = "github"


class PullPolicy(StrEnum):
    """When Docker fetches the learner image; the words are DockerSpawner's."""

    NEVER = "never"
    IF_NOT_PRESENT = "ifnotpresent"
    ALWAYS = "always"


def setting(
    name: str, default: Any, text: str, *, least: float | None = None, secret: bool = False
) -> Any:
    """Declare a setting: environment name, default and what it means (with its unit).

    Args:
        name: The environment name; a secret may also be given as a file, under `NAME_FILE`.
        default: Its type decides how the value is read; a tuple is split at spaces and commas.
        text: For the reference.
        least: The smallest value of a number.
        secret: Never shown, and checked for length and for well-known examples.
    """
    metadata = {"name": name, "help": text, "least": least, "secret": secret}
    return field(default=default, repr=not secret, metadata=metadata)


@dataclass(frozen=True, slots=True)
class HubSettings:
    """Settings of the hub, its sign-in, its spawner and what it hands to the service."""

    # --- addresses
    data: str = setting("MASTERY_DATA", "", "Folder for the hub's own files and local learners'")
    host: str = setting("MASTERY_HOST", "127.0.0.1", "Address on which the proxy listens")
    port: int = setting("MASTERY_PORT", 8000, "Port of the proxy", least=1)
    public_url: str = setting(
        "MASTERY_PUBLIC_URL", "", "Address people type, as `https://learn.example.org`"
    )
    hub_host: str = setting("MASTERY_HUB_HOST", "127.0.0.1", "Address on which the hub listens")
    hub_port: int = setting("MASTERY_HUB_PORT", 8081, "Port of the hub", least=1)
    hub_connect_host: str = setting(
        "MASTERY_HUB_CONNECT_HOST", "", "Address by which containers reach the hub"
    )
    node: str = setting("MASTERY_NODE", "", "Path of the Node that runs the proxy")
    proxy_api_port: int = setting(
        "MASTERY_PROXY_API_PORT", 8001, "Port on which the hub steers its own proxy", least=1
    )
    proxy_api_url: str = setting(
        "MASTERY_PROXY_API_URL", "", "Steering address of a proxy that runs beside the hub"
    )
    proxy_token: str = setting(
        "MASTERY_PROXY_TOKEN", "", "Shared by hub and proxy (its CONFIGPROXY_AUTH_TOKEN)",
        secret=True,
    )  # fmt: skip
    database_url: str = setting(
        "MASTERY_HUB_DATABASE_URL", "", "The hub's own database; empty: SQLite in MASTERY_DATA",
        secret=True,
    )  # fmt: skip

    # --- the adaptive service
    service_port: int = setting(
        "MASTERY_SERVICE_PORT", 8002, "Port of the service that the hub starts", least=1
    )
    service_address: str = setting(
        "MASTERY_SERVICE_ADDRESS", "", "Address of a service that runs beside the hub"
    )
    service_token: str = setting(
        "MASTERY_SERVICE_TOKEN", "", "Shared by the hub and a service beside it", secret=True
    )

    # --- sign-in
    sign_in: SignInKind = setting("MASTERY_SIGN_IN", SignInKind.LOCAL, "`local` or `github`")
    crypt_key: str = setting(
        "MASTERY_CRYPT_KEY", "", "Encrypts what GitHub says of people, 64 hex digits", secret=True
    )
    github_url: str = setting(
        "MASTERY_GITHUB_URL", "https://github.com", "GitHub, or a GitHub Enterprise server"
    )
    github_client_id: str = setting("MASTERY_GITHUB_CLIENT_ID", "", "Of the OAuth application")
    github_client_secret: str = setting(
        "MASTERY_GITHUB_CLIENT_SECRET", "", "Of the OAuth application", secret=True
    )
    github_organisations: tuple[str, ...] = setting(
        "MASTERY_GITHUB_ORGANISATIONS", (), "Whose members may sign in"
    )
    github_teams: tuple[str, ...] = setting(
        "MASTERY_GITHUB_TEAMS", (), "Teams as `organisation/team` whose members may sign in"
    )
    github_users: tuple[str, ...] = setting(
        "MASTERY_GITHUB_USERS", (), "Login names that may sign in"
    )
    admins: tuple[str, ...] = setting("MASTERY_ADMINS", (), "Login names of the hub's admins")
    staff: tuple[str, ...] = setting(
        "MASTERY_STAFF",
        (),
        "Who teaches, as `organisation/team=instructor` or `organisation/team=assistant:COURSE`",
    )
    refresh_s: int = setting(
        "MASTERY_SIGN_IN_REFRESH_S", 300, "Seconds after which GitHub is asked again", least=1
    )

    # --- learners' servers
    spawner: SpawnerKind = setting(
        "MASTERY_SPAWNER", SpawnerKind.LOCAL, "Where learners' servers run"
    )
    learner_image: str = setting(
        "MASTERY_LEARNER_IMAGE", "pythonmastery-learner", "Docker image, by digest or tag"
    )
    image_pull_policy: PullPolicy = setting(
        "MASTERY_IMAGE_PULL_POLICY", PullPolicy.IF_NOT_PRESENT, "When Docker fetches the image"
    )
    learner_network: str = setting(
        "MASTERY_LEARNER_NETWORK", "pythonmastery-learners", "Docker network of learners' servers"
    )
    learner_volume: str = setting(
        "MASTERY_LEARNER_VOLUME", "pythonmastery-{username}", "Name of a learner's volume"
    )
    learner_memory: str = setting("MASTERY_LEARNER_MEMORY", "512M", "Memory of a server, no swap")
    learner_cpus: float = setting("MASTERY_LEARNER_CPUS", 1.0, "Processors of a server", least=0.05)
    learner_pids: int = setting(
        "MASTERY_LEARNER_PIDS", 128, "Processes and threads of a server", least=32
    )
    learner_tmp_mib: int = setting(
        "MASTERY_LEARNER_TMP_MIB", 64, "MiB of a server's /tmp, in memory", least=8
    )
    learner_home_mib: int = setting(
        "MASTERY_LEARNER_HOME_MIB", 32, "MiB of each writable dot folder, in memory", least=8
    )
    learner_disk_mib: int = setting(
        "MASTERY_LEARNER_DISK_MIB", 1024, "MiB that a learner's folder may hold; 0: no limit"
    )
    learner_runtime: str = setting(
        "MASTERY_LEARNER_RUNTIME",
        "",
        "Container runtime: empty for the engine's own, or `runsc`; in Kubernetes a RuntimeClass",
    )
    idle_minutes: float = setting(
        "MASTERY_IDLE_MINUTES",
        0.0,
        "Minutes after which an idle server is stopped; 0: never",
        least=0,
    )
    spawn_timeout_s: int = setting(
        "MASTERY_SPAWN_TIMEOUT_S",
        120,
        "Seconds a server, or the service that the hub starts, may take to start",
        least=5,
    )
    starts_at_once: int = setting(
        "MASTERY_STARTS_AT_ONCE",
        0,
        "Servers that start at the same time, others wait in line; 0: by the processors",
        least=0,
    )

    @property
    def data_path(self) -> Path:
        """The data folder as a path."""
        return Path(self.data)

    @property
    def address(self) -> str:
        """What people type, without a slash at the end."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def service_url(self) -> str:
        """Where the service listens, without a slash at the end; servers reach it there too."""
        return (self.service_address or f"http://127.0.0.1:{self.service_port}").rstrip("/")

    @property
    def hub_url_of_servers(self) -> str:
        """Where learners' servers reach the hub, without a path."""
        return f"http://{self.hub_connect_host or self.hub_host}:{self.hub_port}"

    @property
    def one_piece(self) -> bool:
        """Whether hub, proxy and servers are one piece on one machine, and end together."""
        return self.spawner is SpawnerKind.LOCAL and not self.proxy_api_url
