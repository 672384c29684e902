"""Fetch pip from the package index, for a Python that came without it.

    python fetch_pip.py VERSION FOLDER      leaves pip-VERSION-py3-none-any.whl in FOLDER

Needs the standard library alone. The index and its certificates are the ones that pip itself
would use: `PIP_INDEX_URL`, `PIP_CERT`, `HTTPS_PROXY` and pip's configuration files. Exit status 1
and one line on the standard error when it cannot be had.

Source of the page's form: the Simple repository API, PEP 503.
"""

from __future__ import annotations

import base64
import configparser
import hashlib
import html
import http.client
import os
import re
import ssl
import sys
import urllib.request
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit, urlunsplit

PIP_DEFAULT_INDEX = "https://pypi.org/simple"
TIMEOUT_S = 60.0


class NotFetched(Exception):
    """The wheel cannot be had; the text is one line."""


def config_files() -> list[Path]:
    """Return pip's configuration files, the weightiest last."""
    own = os.environ.get("PIP_CONFIG_FILE", "")
    if own == os.devnull:  # pip's way to say: none of them
        return []
    home = Path(os.path.expanduser("~"))
    shared = Path("/Library/Application Support") if sys.platform == "darwin" else Path("/etc/xdg")
    found = [shared / "pip/pip.conf", Path("/etc/pip.conf"), home / ".pip/pip.conf"]
    if sys.platform == "darwin":
        found.append(home / "Library/Application Support/pip/pip.conf")
    found.append(Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "pip/pip.conf")
    return [*found, Path(own)] if own else found


def setting(name: str) -> str | None:
    """Return one of pip's settings: the environment first, then its files."""
    given = os.environ.get("PIP_" + name.upper().replace("-", "_"))
    found = configparser.RawConfigParser()
    found.read(config_files(), encoding="utf-8")
    values = (given, *(found.get(part, name, fallback=None) for part in ("install", "global")))
    return next((value for value in values if value), None)


def download(address: str) -> bytes:
    """Fetch one address; a name and password in it are sent to its own host only."""
    parts = urlsplit(address)
    who, _, host = parts.netloc.rpartition("@")
    request = urllib.request.Request(urlunsplit(parts._replace(netloc=host)))  # noqa: S310 - the user's own index
    if who:
        coded = base64.b64encode(unquote(who).encode()).decode()
        request.add_unredirected_header("Authorization", f"Basic {coded}")
    context = ssl.create_default_context(cafile=setting("cert"))
    with urllib.request.urlopen(request, timeout=TIMEOUT_S, context=context) as answer:  # noqa: S310
        return bytes(answer.read())


def fetch(version: str) -> bytes:
    """Return the wheel, compared with the fingerprint that the index gives.

    Raises:
        NotFetched: The index cannot be reached, has no such wheel, or the wheel is damaged.
    """
    name = f"pip-{version}-py3-none-any.whl"
    index = (setting("index-url") or PIP_DEFAULT_INDEX).rstrip("/")
    page = f"{index}/pip/index.html" if index.startswith("file:") else f"{index}/pip/"
    try:
        links = re.findall(r"href=[\"']([^\"'>]+)", download(page).decode(errors="replace"))
        for link in map(html.unescape, links):
            address, fingerprint = urldefrag(urljoin(page, link))
            if urlsplit(address).path.endswith(f"/{name}"):
                # An index may sit behind the same name and password as its files.
                return checked(download(with_name(address, page)), fingerprint, name)
    except (OSError, ValueError, configparser.Error, http.client.HTTPException) as error:
        raise NotFetched(f"{hidden(page)}: {error}") from None
    raise NotFetched(f"{hidden(page)} offers no {name}")


def with_name(address: str, page: str) -> str:
    """Carry the page's name and password over to an address on the same host."""
    there, here = urlsplit(address), urlsplit(page)
    if "@" not in there.netloc and there.netloc == here.netloc.rpartition("@")[2]:
        return urlunsplit(there._replace(scheme=here.scheme, netloc=here.netloc))
    return address


def hidden(address: str) -> str:
    """Return an address without name and password, for people's eyes."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def checked(wheel: bytes, fingerprint: str, name: str) -> bytes:
    """Return the wheel if it is what the index names.

    Raises:
        NotFetched: It is not.
    """
    if fingerprint != f"sha256={hashlib.sha256(wheel).hexdigest()}":
        raise NotFetched(f"{name} does not have the sha256 that the index names")
    return wheel


def main() -> None:
    """Leave the wheel in the folder."""
    version, folder = sys.argv[1:]
    try:
        (Path(folder) / f"pip-{version}-py3-none-any.whl").write_bytes(fetch(version))
    except (NotFetched, OSError) as error:
        sys.exit(f"Error: {error}")


if __name__ == "__main__":
    main()
