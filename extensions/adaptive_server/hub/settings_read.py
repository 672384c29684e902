"""Reads and checks the hub's settings: from a file, the environment, or both.

The environment wins over the file that `MASTERY_SETTINGS` names. Whatever is unknown, missing,
out of range, weak or readable by others stops the start with one line that mends it. This module
imports nothing of JupyterHub, so that the launcher can check before it starts anything.
"""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Mapping
from dataclasses import Field, dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any, Never

from .. import settings as service_settings
from ..settings import SettingError
from .secret import is_key, weakness
from .settings import HubSettings, SignInKind, SpawnerKind
from .settings_file import read_settings_file, with_secrets
from .staff import parse_staff, split_team

MADE = "make one: openssl rand -hex 32"
# Names that the service, a learner's server or the tools read and the hub only lets pass.
ELSEWHERE = (
    "MASTERY_SETTINGS",
    "MASTERY_SERVICE_URL",
    "MASTERY_LOCAL_DATA",
    "MASTERY_SERVICE_LISTEN",
    "MASTERY_HUB_API_URL",
)
SECRETS = (
    *(f.metadata["name"] for f in fields(HubSettings) if f.metadata["secret"]),
    "MASTERY_DATABASE_URL",
)
OF_HUB = tuple(f.metadata["name"] for f in fields(HubSettings))
OF_SERVICE = tuple(f.metadata["name"] for f in fields(service_settings.Settings))
LOOPBACK = ("127.0.0.1", "localhost", "::1")
FOR_EVERY_PROCESS = ("PATH", "LANG", "LC_ALL", "HOME", "TMPDIR", "SSL_CERT_FILE")


@dataclass(frozen=True, slots=True)
class Found:
    """What was read.

    Attributes:
        hub: The hub's settings.
        for_service: Environment of a service that the hub starts: its own settings, no secret of
            the hub.
    """

    hub: HubSettings
    for_service: Mapping[str, str]


def read_or_exit(environment: Mapping[str, str] = os.environ) -> Found:
    """Read the settings, or end the process with one line and exit status 2."""
    try:
        return read(environment)
    except SettingError as error:
        _end(str(error))


def _end(line: str) -> Never:
    sys.stderr.write(f"{line}\n")
    sys.exit(2)


def read(environment: Mapping[str, str] = os.environ) -> Found:
    """Read and check the settings.

    Raises:
        SettingError: With the line that mends it.
    """
    path = environment.get("MASTERY_SETTINGS", "")
    file = read_settings_file(Path(path)) if path else {}
    ours = {name: value for name, value in environment.items() if name.startswith("MASTERY_")}
    _check_names({**file, **ours})
    values = with_secrets({**file, **ours}, SECRETS)
    hub = HubSettings(**_converted(values))
    check(hub)
    for_service = {name: values[name] for name in OF_SERVICE if name in values}
    service_settings.read(for_service)
    kept = {name: environment[name] for name in FOR_EVERY_PROCESS if name in environment}
    return Found(hub, {**kept, **for_service, "MASTERY_DATA": hub.data})


def check(found: HubSettings) -> None:
    """Check what settings mean together.

    Raises:
        SettingError: With the line that mends it.
    """
    _need(found.data, "MASTERY_DATA", "the folder in which the hub keeps its files")
    _check_address("MASTERY_PUBLIC_URL", found.public_url)
    _check_address("MASTERY_SERVICE_ADDRESS", found.service_address)
    _check_address("MASTERY_PROXY_API_URL", found.proxy_api_url)
    beside = bool(found.proxy_api_url)
    if not beside:
        _need(found.node, "MASTERY_NODE", "the path of Node, or set MASTERY_PROXY_API_URL")
    _check_secret("MASTERY_PROXY_TOKEN", found.proxy_token, needed=beside)
    _check_secret("MASTERY_SERVICE_TOKEN", found.service_token, needed=bool(found.service_address))
    if found.host not in LOOPBACK:
        _need(found.public_url, "MASTERY_PUBLIC_URL", "the address people type")
    if found.sign_in is SignInKind.GITHUB:
        _check_github(found)
    if found.spawner is not SpawnerKind.LOCAL:
        _need(found.hub_connect_host, "MASTERY_HUB_CONNECT_HOST",
              "the address by which containers reach the hub")  # fmt: skip
        if "{username}" not in found.learner_volume:
            raise SettingError("MASTERY_LEARNER_VOLUME must contain {username}: one volume each.")
    parse_staff(found.staff)


def _check_github(found: HubSettings) -> None:
    _need(found.github_client_id, "MASTERY_GITHUB_CLIENT_ID", "GitHub shows it with the OAuth app")
    _check_secret("MASTERY_GITHUB_CLIENT_SECRET", found.github_client_secret, needed=True)
    _check_address("MASTERY_GITHUB_URL", found.github_url)
    if not is_key(found.crypt_key):
        raise SettingError(f"MASTERY_CRYPT_KEY must be 64 hexadecimal digits; {MADE}")
    _check_secret("MASTERY_CRYPT_KEY", found.crypt_key, needed=True)
    for team in found.github_teams:
        split_team(team, "MASTERY_GITHUB_TEAMS")
    organised = found.github_organisations + found.github_teams + found.staff
    if not organised + found.github_users + found.admins:
        raise SettingError(
            "Nobody may sign in: set MASTERY_GITHUB_ORGANISATIONS, MASTERY_GITHUB_TEAMS or "
            "MASTERY_GITHUB_USERS."
        )


def _check_names(given: Mapping[str, str]) -> None:
    known = {*OF_HUB, *OF_SERVICE, *ELSEWHERE, *(f"{name}_FILE" for name in SECRETS)}
    for name in sorted(given):
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = f"did you mean {near[0]}?" if near else "remove it."
            raise SettingError(f"{name} is no setting; {hint}")


def _need(value: str, name: str, what: str) -> None:
    if not value:
        raise SettingError(f"{name} is missing: {what}.")


def _check_secret(name: str, value: str, *, needed: bool) -> None:
    if value or needed:
        wrong = weakness(value)
        if wrong:
            remedy = "copy it from GitHub" if "CLIENT" in name else MADE
            raise SettingError(f"{name} {wrong}; {remedy}")


def _check_address(name: str, value: str) -> None:
    if value and not value.startswith(("http://", "https://")):
        raise SettingError(f"{name} must begin with https:// or http://, not {value[:60]!r}.")


def _converted(values: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for each in fields(HubSettings):
        name = each.metadata["name"]
        if values.get(name, "").strip():  # empty, as in a form not filled in: the default
            found[each.name] = _convert(each, values[name])
    return found


def _convert(of: Field[Any], raw: str) -> Any:
    default = of.default
    if isinstance(default, tuple):
        return tuple(raw.replace(",", " ").split())
    if isinstance(default, StrEnum):
        words = [str(choice) for choice in type(default)]
        if raw not in words:
            name = of.metadata["name"]
            raise SettingError(f"{name} must be one of {', '.join(words)}, not {raw[:60]!r}.")
        return type(default)(raw)
    return raw.strip() if isinstance(default, str) else service_settings.number(of, raw)
