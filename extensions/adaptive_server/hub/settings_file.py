"""A settings file, and secrets in files of their own.

A settings file is what `systemd` calls an environment file and Docker Compose an env file: lines of
NAME=value, empty lines, and lines that begin with `#`. Quotes round a value are taken off; nothing
is expanded. A secret NAME may be given as NAME_FILE, a path whose file holds only the secret.
"""

from __future__ import annotations

import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..settings import SettingError

MOST_BYTES = 100_000


def read_settings_file(path: Path) -> dict[str, str]:
    """Read the lines of a settings file.

    Raises:
        SettingError: It cannot be read, others can read it too, or a line has no meaning.
    """
    found: dict[str, str] = {}
    for number, line in enumerate(_read_private(path, "MASTERY_SETTINGS").splitlines(), 1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        name, equals, value = text.partition("=")
        if not equals or not name.strip().isidentifier():
            raise SettingError(f"{path}, line {number}: write NAME=value, or begin it with #.")
        if name.strip() in found:
            raise SettingError(f"{path}, line {number}: {name.strip()} is there twice; keep one.")
        found[name.strip()] = _unquoted(value.strip())
    return found


def with_secrets(values: Mapping[str, str], secrets: Iterable[str]) -> dict[str, str]:
    """Replace every NAME_FILE of a secret by NAME with what the file holds.

    Raises:
        SettingError: Both are given, or the file cannot be used.
    """
    found = dict(values)
    for name in secrets:
        path = found.pop(f"{name}_FILE", "")
        if not path:
            continue
        if found.get(name):
            raise SettingError(f"{name} and {name}_FILE are both set; keep one of them.")
        found[name] = _read_private(Path(path), f"{name}_FILE").strip()
    return found


def _read_private(path: Path, name: str) -> str:
    """Read a small file that not everybody on the machine may read."""
    try:
        about = path.stat()
        if about.st_mode & stat.S_IRWXO:
            raise SettingError(f"{name}: others can read {path}; run: chmod o-rwx {path}")
        if about.st_size > MOST_BYTES:
            raise SettingError(f"{name}: {path} is too large to be meant; name another file.")
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is no text"
        raise SettingError(f"{name}: {path} cannot be read ({why}).") from None


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
