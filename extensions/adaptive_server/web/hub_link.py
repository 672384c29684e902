"""How this service stands with its hub: where it listens, where the hub is, their shared secret.

A service that the hub starts is told in `JUPYTERHUB_*`. One that runs beside the hub, so that
neither minds the other's end, is told in `MASTERY_*`; replicas of it share all of that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from jupyterhub.services.auth import HubOAuth

from ..settings import SettingError

NAME = "mastery"
PREFIX = f"/services/{NAME}/"


@dataclass(frozen=True, slots=True)
class HubLink:
    """The service's place at the hub.

    Attributes:
        listen: Address on which the service listens, as `http://127.0.0.1:8002`.
        prefix: Path below which all of it is, as `/services/mastery/`.
        api_url: Where the hub's API is, as `http://127.0.0.1:8081/hub/api`.
        token: The secret that hub and service share.
        secure: Whether people come by https; then cookies are `Secure`.
        shared: Whether several processes may listen on the address.
    """

    listen: str
    prefix: str
    api_url: str
    token: str = field(repr=False)
    secure: bool = False
    shared: bool = False

    @property
    def host(self) -> str:
        """The address without the port."""
        return urlsplit(self.listen).hostname or "127.0.0.1"

    @property
    def port(self) -> int:
        """The port."""
        return urlsplit(self.listen).port or 8002

    @property
    def base(self) -> str:
        """The path of the whole site, as `/`."""
        return self.prefix.removesuffix(f"services/{NAME}/")

    def auth(self) -> HubOAuth:
        """Make what asks the hub; it keeps nothing, see `identity`."""
        return HubOAuth(
            api_url=self.api_url,
            api_token=self.token,
            hub_prefix=f"{self.base}hub/",
            base_url=self.prefix,
            oauth_client_id=f"service-{NAME}",
            oauth_redirect_uri=f"{self.prefix}oauth_callback",
            access_scopes={f"access:services!service={NAME}"},
            cache_max_age=0,
        )


def read_link(environment: Mapping[str, str]) -> HubLink:
    """Read the place from the environment; secrets in files have been read into it already.

    Raises:
        SettingError: Neither the hub nor the settings say all of it.
    """
    public = environment.get("MASTERY_PUBLIC_URL") or environment.get("JUPYTERHUB_PUBLIC_URL", "")
    secure = public.startswith("https://")
    if "JUPYTERHUB_SERVICE_URL" in environment:
        return HubLink(
            environment["JUPYTERHUB_SERVICE_URL"],
            environment.get("JUPYTERHUB_SERVICE_PREFIX", PREFIX),
            environment["JUPYTERHUB_API_URL"],
            environment["JUPYTERHUB_API_TOKEN"],
            secure,
        )
    return HubLink(
        _needed(environment, "MASTERY_SERVICE_LISTEN", "as http://127.0.0.1:8002"),
        PREFIX,
        _needed(environment, "MASTERY_HUB_API_URL", "as http://127.0.0.1:8081/hub/api"),
        _needed(environment, "MASTERY_SERVICE_TOKEN", "the same as the hub's"),
        secure,
        shared=True,
    )


def _needed(environment: Mapping[str, str], name: str, what: str) -> str:
    value = environment.get(name, "").strip()
    if not value:
        raise SettingError(
            f"{name} is missing ({what}); a service that no hub starts needs to be told."
        )
    return value
