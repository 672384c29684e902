"""Each label of the panel has its Spanish, and JupyterLab finds it at the package."""

from __future__ import annotations

import json
import pathlib
import re
from importlib import metadata

from jupyterlab_server.translation_utils import (
    get_installed_packages_locale,
    get_language_pack,
    get_language_packs,
)

PACKAGE = pathlib.Path(__file__).parents[3] / "extensions" / "tutor_labext"
CATALOGUE = PACKAGE / "locale" / "es_ES" / "LC_MESSAGES" / "pythonmastery.json"
TEXT = r"""(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")"""
CALL = re.compile(rf"trans\.(?:__\(\s*({TEXT})|_n\(\s*({TEXT})\s*,\s*({TEXT}))\s*[,)]", re.DOTALL)


def labels() -> dict[str, str]:
    """Return each text of the panel, with its plural or ''."""
    found = {}
    for path in sorted(PACKAGE.glob("src/*.ts*")):
        source = path.read_text(encoding="utf-8")
        calls = list(CALL.finditer(source))
        assert len(calls) == len(re.findall(r"trans\.\w+\(", source)), f"{path.name}: a label"
        for one, several, plural in (c.groups() for c in calls):
            found[(one or several)[1:-1]] = (plural or "''")[1:-1]
    return found


def catalogue() -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads(CATALOGUE.read_text(encoding="utf-8"))
    return found


def places(text: str) -> set[str]:
    return set(re.findall(r"%\d", text))


def test_each_label_has_its_spanish_and_there_is_none_for_nothing() -> None:
    assert set(catalogue()) - {""} == set(labels())


def test_a_translation_has_the_same_places_and_as_many_numbers() -> None:
    known = catalogue()
    for text, plural in labels().items():
        spanish = known[text]
        assert len(spanish) == (2 if plural else 1), text
        assert places(spanish[-1]) == places(plural or text), text
        for told in spanish:
            assert told, text
            assert [told.count(c) for c in "¿¡"] == [told.count(c) for c in "?!"], text
            assert not re.search(r"\busted(es)?\b", told), "everybody is addressed as tú"


def test_jupyterlab_offers_spanish_and_gives_these_labels_for_it() -> None:
    points = metadata.entry_points(group="jupyterlab.languagepack")
    assert "tutor_labext.locale.es_ES" in {p.value for p in points if p.name == "es"}
    assert get_language_packs()[0]["es"]["nativeName"] == "Español"
    pack, message = get_language_pack("es")
    assert (message, pack["pythonmastery"]) == ("", catalogue())
    # Beside the whole pack for Spanish, whose name is es_ES, they are a part of it.
    assert get_installed_packages_locale("es_ES")[0]["pythonmastery"] == catalogue()
