"""Texts of a notebook in another language, in a file beside it, each with the hash of its source.

`problem.es.yaml` beside `problem.ipynb`: by key (see `translatable`) the hash of the text that it
was made from, and the text. A text whose source has changed since is stale: learners get the
source's text until somebody has looked at it. The notebook's version and its hash stay what they
are, so a translation changes nothing in what is known of a problem.
"""

from __future__ import annotations

import hashlib
import json
import pathlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from .finding import Findings
from .translatable import Notebook, Place, places, put
from .variants import MARKS
from .words_in_code import UnfitError
from .yaml_file import YamlFault, read_yaml

_LANGUAGE = re.compile(r"[a-z]{2}")
_FIELDS = {"of", "text"}
_REMEDY = "Compare it with the source, then run `mastery curriculum translations --write`"


@dataclass(frozen=True, slots=True)
class Entry:
    """One translated text; `of` is the hash of its source, "" where nobody has said it."""

    of: str
    text: str


@dataclass(frozen=True, slots=True)
class Translation:
    """The texts of one notebook in one language, by key."""

    language: str
    entries: Mapping[str, Entry]


@dataclass(slots=True)
class Matched:
    """How a translation fits its notebook.

    Attributes:
        texts: What can be shown, by key.
        stale: Keys whose source has changed.
        missing: Keys without a text.
        unknown: Keys that the notebook does not have.
        unfit: Keys whose text cannot stand in its place, and why.
    """

    texts: dict[str, str] = field(default_factory=dict)
    stale: list[Place] = field(default_factory=list)
    missing: list[Place] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    unfit: list[tuple[Place, str]] = field(default_factory=list)


def hash_of(text: str) -> str:
    """Return what a translation keeps of its source: 12 hex digits of SHA-256."""
    return hashlib.sha256(text.strip().encode()).hexdigest()[:12]


def translation_files(notebook: pathlib.Path) -> dict[str, pathlib.Path]:
    """Return the translations beside a notebook or skills file, by language.

    They have its name with the language before `.yaml`: `problem.es.yaml`.
    """
    found = {}
    for path in sorted(notebook.parent.glob(f"{notebook.stem}.*.yaml")):
        language = path.name[len(notebook.stem) + 1 : -len(".yaml")]
        if _LANGUAGE.fullmatch(language):
            found[language] = path
    return found


def read_translation(path: pathlib.Path, language: str, findings: Findings) -> Translation | None:
    """Read a translation; None, with a finding, where it is malformed."""
    try:
        data = read_yaml(path)
    except (OSError, YamlFault) as error:
        reason = " ".join(str(error).split())[:200]
        findings.error("translation", f"{path.name} cannot be read: {reason}", "Correct it")
        return None
    table = {} if data is None else data
    whole = isinstance(table, dict)
    wrong = next((k for k, v in table.items() if not _is_entry(k, v)), None) if whole else None
    if not whole or wrong is not None:
        findings.error(
            "translation",
            f"{path.name} holds no texts by key" if wrong is None else f"{wrong} is malformed",
            "Write `key:` and below it `of:` and `text:`",
        )
        return None
    return Translation(language, {k: _entry(v) for k, v in table.items()})


def _is_entry(key: object, value: object) -> bool:
    if isinstance(value, str):
        return isinstance(key, str)
    texts = isinstance(value, dict) and all(isinstance(v, str) for v in value.values())
    return isinstance(key, str) and texts and isinstance(value, dict) and value.keys() <= _FIELDS


def _entry(value: str | dict[str, str]) -> Entry:
    if isinstance(value, str):
        return Entry("", value.strip())
    return Entry(value.get("of", ""), value.get("text", "").strip())


def matched(found: list[Place], translation: Translation) -> Matched:
    """Set a translation beside the texts of its notebook."""
    out = Matched()
    for place in found:
        entry = translation.entries.get(place.key)
        if entry is None or not entry.text:
            out.missing.append(place)
        elif entry.of != hash_of(place.source):
            out.stale.append(place)
        elif why := _unfit(place, entry.text):
            out.unfit.append((place, why))
        else:
            out.texts[place.key] = entry.text
    known = {place.key for place in found}
    out.unknown = [key for key in translation.entries if key not in known]
    return out


def _unfit(place: Place, text: str) -> str:
    """Return why a text cannot stand in its place, or ''."""
    if set(MARKS.findall(place.source)) != set(MARKS.findall(text)):
        return "it has to hold the same {{names}} of values"
    try:
        place.fits(text)
    except UnfitError as error:
        return str(error)
    return ""


def translated(notebook: Notebook, translation: Translation) -> Notebook | None:
    """Return the notebook in another language, text by text where there is one.

    What it calls its language is that of its main text; None where that is not translated, since
    the notebook would be in two languages.
    """
    copy: Notebook = json.loads(json.dumps(notebook))
    texts = matched(places(copy), translation).texts
    if not MAIN.intersection(texts):
        return None
    put(copy, texts)
    copy["metadata"]["pythonmastery"]["locale"] = translation.language
    return copy


MAIN = frozenset({"statement", "concept.1"})
"""The text that says in which language a notebook is."""


def report(name: str, matches: Matched, findings: Findings) -> None:
    """Add what a translator has to look at; `name` is the file's."""
    for place in matches.stale:
        findings.warning(
            "translation-stale",
            f"{name}: {place.key} was made from an older text, so learners get the source's",
            _REMEDY,
            cell=place.cell,
        )
    for place in matches.missing:
        findings.warning(
            "translation-missing",
            f"{name}: {place.key} has no translation",
            "Translate it; `mastery curriculum translations --write` adds its place to the file",
            cell=place.cell,
        )
    for place, why in matches.unfit:
        findings.error(
            "translation-unfit", f"{name}: {place.key}: {why}", "Correct it", cell=place.cell
        )
    for key in matches.unknown:
        findings.warning(
            "translation-unknown",
            f"{name}: there is no text {key}",
            "Remove it, or correct its name",
        )
