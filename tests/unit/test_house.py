"""The house rules that a machine can check."""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from adaptive_server import errors
from adaptive_server.hub.settings import HubSettings
from adaptive_server.settings import Settings
from adaptive_server.web.endpoints import ROUTES
from adaptive_server.web.openapi import document
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference"
LONGEST = 300


def tracked(*patterns: str) -> list[Path]:
    """Files of the project: what git knows, and what is new and not ignored."""
    said = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [ROOT / line for line in said.splitlines() if (ROOT / line).is_file()]


def test_imports_point_one_way() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def test_the_layers_of_the_architecture_are_those_that_are_checked() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    (layers,) = (c["layers"] for c in contracts["contracts"] if c["type"] == "layers")
    imports = (ROOT / "ARCHITECTURE.md").read_text().partition("## Imports")[2]
    told = imports.split("```")[1].strip().splitlines()
    assert [re.split(r"\s{2,}", line)[0] for line in told] == layers


def test_no_file_grows_past_its_limit() -> None:
    sources = tracked("*.py", "*.ts", "*.tsx")
    long = {str(p): n for p in sources if (n := len(p.read_text().splitlines())) > LONGEST}
    assert long == {}


def test_every_setting_is_documented() -> None:
    text = (REFERENCE / "settings.md").read_text()
    every = (*fields(Settings), *fields(HubSettings))
    assert [f.name for f in every if f"`{f.metadata['name']}`" not in text] == []


def test_every_environment_name_that_is_read_is_documented() -> None:
    text = (REFERENCE / "settings.md").read_text()
    code = "".join(p.read_text() for p in tracked("extensions/*.py", "jupyterhub_config.py"))
    names = set(re.findall(r"\bMASTERY_[A-Z_]+[A-Z]\b", code))
    assert sorted(n for n in names if f"`{n}`" not in text) == []


def test_every_route_is_documented_and_in_the_openapi_document() -> None:
    text = (REFERENCE / "api.md").read_text()
    paths = document("0")["paths"]
    for route in ROUTES:
        assert f"`{route.method} /api/v1/{route.path}`" in text
        assert route.method.lower() in paths[f"/api/v1/{route.path}"]


def every_error(
    base: type[errors.MasteryError] = errors.MasteryError,
) -> Iterator[type[errors.MasteryError]]:
    for error in base.__subclasses__():
        yield error
        yield from every_error(error)


def test_every_error_code_is_documented_and_in_the_tree() -> None:
    text = (REFERENCE / "errors.md").read_text()
    for error in every_error():
        assert f"| `{error.code}` | {error.status} |" in text
        assert re.search(rf"{error.__name__} +{error.code} +{error.status}\n", errors.__doc__ or "")


def test_error_codes_are_unique() -> None:
    codes = [error.code for error in every_error()]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    "word",
    ["learner", "skill", "problem", "release", "bundle", "submission", "verdict", "attempt",
     "evidence", "mastery", "recommendation", "hint", "turn", "ungradable"],
)  # fmt: skip
def test_every_word_has_its_meaning_in_the_architecture(word: str) -> None:
    assert f"**{word}**" in (ROOT / "ARCHITECTURE.md").read_text()


def test_lock_files_name_no_host() -> None:
    for lock in tracked("*package-lock.json", "constraints.txt"):
        assert not re.search(r'"resolved": *"http|https?://[^ "]*/simple', lock.read_text()), lock


def test_every_file_that_a_program_tells_people_of_is_there() -> None:
    pages = "how-to|reference|explanation|tutorial"
    named = rf"\b(?:deploy|images|benchmarks|docs/(?:{pages}))/[\w./-]+\.(?:sh|md|py|yaml|json)\b"
    code = "".join(p.read_text() for p in tracked("extensions/*.py", "grader/*.py", "*.html"))
    found = set(re.findall(named, code))
    assert found
    assert sorted(path for path in found if not (ROOT / path).exists()) == []


def anchors(page: Path) -> set[str]:
    """Return what links may name below a page, as GitHub makes it of the headings."""
    found = re.findall(r"^#+ (.*)$", page.read_text(), re.MULTILINE)
    words = (re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading).lower() for heading in found)
    return {re.sub(r"[^\w -]", "", heading).replace(" ", "-") for heading in words}


def test_every_relative_link_leads_somewhere() -> None:
    broken = []
    for page in tracked("*.md"):
        links = r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)"
        for target, anchor in re.findall(links, page.read_text()):
            there = page.parent / target if target else page
            if not there.exists() or (anchor and anchor not in anchors(there)):
                broken.append(f"{page.relative_to(ROOT)} -> {target}#{anchor}")
    assert broken == []
