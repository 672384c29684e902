"""Translations: text by text with the hash of the source; what is stale or missing is English."""

from __future__ import annotations

import io
import json
import pathlib
import tokenize
from typing import Any

import pytest
import yaml
from adaptive_server.adapters.problem_notebooks import load_bank
from adaptive_server.cli.translations import translations_command
from adaptive_server.core.language import negotiated
from adaptive_server.core.learner import Belief
from adaptive_server.core.problem import ProblemId
from adaptive_server.gate.reading_es import perspicuity
from adaptive_server.gate.translations import check_translations
from adaptive_server.problems.curriculum_error import CurriculumError
from adaptive_server.problems.finding import Findings, Level
from adaptive_server.problems.format import parse_data
from adaptive_server.problems.languages import problem_in_languages
from adaptive_server.problems.release import release_text
from adaptive_server.problems.skill_names import named, skill_places
from adaptive_server.problems.skills_file import load_skills
from adaptive_server.problems.translatable import places
from adaptive_server.problems.translation import (
    Entry,
    Translation,
    hash_of,
    matched,
    read_translation,
    translated,
)
from adaptive_server.problems.translation_text import translation_text
from hypothesis import given, settings
from hypothesis import strategies as st
from support.sample_problem import HINTS, Notebook, dumped, parsed, sample_problem
from support.sample_skills import sample_skills, skills_file

COURSE = pathlib.Path(__file__).parents[3] / "curriculum"
TRANSLATED = sorted(COURSE.glob("0[12]_*/*/*.ipynb"))
SPANISH = {
    "title": "El autobús nocturno",
    "statement": "# El autobús nocturno\n\nEscribe `fare(age, zones)`. Devuelve el precio.",
    "example.message.2": "Un viaje de 2 zonas cuesta 4, no {got}.",
    "children.title": "El boleto de un niño",
    "hint.1": "¿Cuánto paga un adulto por una zona?",
    "probe.2": "Mira otra vez quién paga la mitad.",
}


def spanish(notebook: Notebook, texts: dict[str, str]) -> Translation:
    sources = {p.key: p.source for p in places(notebook)}
    return Translation("es", {k: Entry(hash_of(sources[k]), v) for k, v in texts.items()})


def in_spanish(texts: dict[str, str]) -> Any:
    notebook = sample_problem()
    told = translated(notebook, spanish(notebook, texts))
    assert told is not None
    problem = parse_data(told, dumped(notebook), "sample").problem
    assert problem is not None
    return problem


def test_what_is_translated_is_told_so_and_the_rest_stays_as_it_is() -> None:
    problem, source = in_spanish(SPANISH), parsed(sample_problem()).problem
    assert source is not None
    assert (problem.locale, problem.title) == ("es", SPANISH["title"])
    assert problem.hints[0].text == SPANISH["hint.1"]
    assert problem.hints[1].text == HINTS[1][1], "no translation: the source's text"
    assert problem.probes[1].feedback == SPANISH["probe.2"]
    assert problem.probes[1].source == source.probes[1].source
    example = problem.tests[0].source
    assert 'f"Un viaje de 2 zonas cuesta 4, no {got}."' in example
    assert '"Your function gives nothing back."' in example
    assert problem.content_hash == source.content_hash, "it is the same problem"
    assert [t.title for t in problem.tests][1] == SPANISH["children.title"]


def test_without_the_statement_there_is_no_notebook_in_the_language() -> None:
    notebook = sample_problem()
    assert translated(notebook, spanish(notebook, {"hint.1": "¿Y un niño?"})) is None


def test_a_text_whose_source_has_changed_is_stale_and_no_other() -> None:
    notebook = sample_problem()
    made = spanish(notebook, SPANISH)
    cell = next(c for c in notebook["cells"] if "What does a grown-up" in "".join(c["source"]))
    cell["source"] = "What does a child pay?"
    found = matched(places(notebook), made)
    assert [p.key for p in found.stale] == ["hint.1"]
    assert set(found.texts) == set(SPANISH) - {"hint.1"}
    told = translated(notebook, made)
    assert told is not None
    assert "What does a child pay?" in json.dumps(told)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("example.message.2", "Un viaje cuesta 4."),
        ("example.message.2", "Cuesta 4, no {zones}."),
        ("example.message.2", "Cuesta 4, no {got} ni {got}."),
        ("statement", "### BEGIN SOLUTION"),
        ("title", "El autobús {{many}}"),
    ],
)
def test_a_translation_that_would_change_code_or_values_is_refused(key: str, text: str) -> None:
    notebook = sample_problem()
    found = matched(places(notebook), spanish(notebook, SPANISH | {key: text}))
    assert [p.key for p, _ in found.unfit] == [key]
    assert key not in found.texts


@settings(max_examples=20)
@given(st.dictionaries(st.sampled_from(sorted(SPANISH)), st.text(max_size=60)))
def test_a_file_reads_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, texts: dict[str, str]
) -> None:
    clean = {k: " ".join("".join(filter(str.isprintable, v)).split()) for k, v in texts.items()}
    notebook = sample_problem()
    made = spanish(notebook, {k: v for k, v in clean.items() if v})
    path = tmp_path_factory.mktemp("file") / "problem.es.yaml"
    path.write_text(translation_text(places(notebook), made), encoding="utf-8")
    read = read_translation(path, "es", Findings("sample", []))
    assert read is not None
    assert {k: e for k, e in read.entries.items() if e.text} == made.entries


def course(folder: pathlib.Path, notebook: Notebook, made: Translation) -> pathlib.Path:
    path = folder / "s03" / "problem.ipynb"
    path.parent.mkdir()
    path.write_bytes(dumped(notebook))
    text = translation_text(places(notebook), made)
    path.with_name("problem.es.yaml").write_text(text, encoding="utf-8")
    return path


def test_the_gate_names_the_cell_of_a_stale_text_and_what_to_do(tmp_path: pathlib.Path) -> None:
    notebook = sample_problem()
    entries = dict(spanish(notebook, SPANISH).entries)
    entries["children.title"] = Entry("0" * 12, "Vieja")
    path = course(tmp_path, notebook, Translation("es", entries))
    found = check_translations([path], skills_file())
    (stale,) = [f for f in found if f.check == "translation-stale"]
    assert (stale.cell, stale.level) == ("children", Level.WARNING)
    assert "children.title" in stale.message
    assert "mastery curriculum translations --write" in stale.remedy
    assert not [f for f in found if f.level is Level.ERROR]


@pytest.mark.parametrize(
    "text", ["- a list", "just words", "title: [1]", "title: {of: 1}", "{", "a: b: c", "\x00"]
)
def test_a_malformed_file_is_told_in_one_line(tmp_path: pathlib.Path, text: str) -> None:
    path = course(tmp_path, sample_problem(), Translation("es", {}))
    path.with_name("problem.es.yaml").write_text(text, encoding="utf-8")
    (found,) = check_translations([path], skills_file())
    assert (found.check, found.level) == ("translation", Level.ERROR)
    assert "\n" not in str(found)
    with pytest.raises(CurriculumError):
        problem_in_languages(path)


@pytest.mark.parametrize(
    ("more", "check"),
    [
        ("\n\nprice = price / 2", "leak"),
        ("\n\n¿Cuánto paga un adulto por una zona? Piensa en ello.", "leak"),
    ],
)
def test_the_gate_finds_what_only_the_translation_gives_away(
    tmp_path: pathlib.Path, more: str, check: str
) -> None:
    notebook = sample_problem()
    texts = SPANISH | {"statement": SPANISH["statement"] + more}
    path = course(tmp_path, notebook, spanish(notebook, texts))
    found = check_translations([path], skills_file())
    errors = [f for f in found if f.level is Level.ERROR]
    assert {f.check for f in errors} == {check}
    assert all(f.message.startswith("in es: ") for f in errors)


def test_the_command_adds_what_is_missing_and_stamps_what_is_new(
    tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notebook = sample_problem()
    path = course(tmp_path, notebook, Translation("es", {}))
    file = path.with_name("problem.es.yaml")
    file.write_text("title: El autobús\ngone.title: Viejo\n", encoding="utf-8")
    translations_command([path], write=True)
    capsys.readouterr()
    translations_command([path], as_json=True)
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["translated"], row["stale"], row["unknown"]) == (1, [], ["gone.title"])
    assert "statement" in row["missing"]


def code_of(source: str) -> list[str]:
    """The tokens of a source that are no text."""
    left_out = (tokenize.COMMENT, tokenize.STRING, tokenize.NL, tokenize.NEWLINE)
    found: list[str] = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type not in left_out:
                found.append(token.string)
    except tokenize.TokenError:  # a starter whose bracket is to be closed
        found.append("open")
    return found


def test_the_shipped_translations_are_whole_and_change_no_code() -> None:
    assert len(TRANSLATED) == 33
    for path in TRANSLATED:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        findings = Findings(str(path), [])
        made = read_translation(path.with_name(f"{path.stem}.es.yaml"), "es", findings)
        assert made is not None, findings.found
        found = matched(places(notebook), made)
        faults = (found.stale, found.missing, found.unfit, found.unknown)
        assert not any(faults), (path, faults)
        told = translated(notebook, made)
        assert told is not None
        for before, after in zip(notebook["cells"], told["cells"], strict=True):
            if before["cell_type"] == "code":
                here, there = "".join(before["source"]), "".join(after["source"])
                assert code_of(here) == code_of(there), path


def test_no_release_of_the_course_tells_in_spanish_what_it_keeps_in_english() -> None:
    # Hidden tests, hints and feedback are others in each language, so each is scanned for.
    found = check_translations(TRANSLATED, load_skills(COURSE / "skills.yaml"))
    assert [str(f) for f in found if f.check != "translation-reading"] == []


def test_a_course_speaks_spanish_where_it_can(tmp_path: pathlib.Path) -> None:
    (tmp_path / "skills.yaml").write_text(yaml.safe_dump(sample_skills()), encoding="utf-8")
    notebook = sample_problem()
    course(tmp_path, notebook, spanish(notebook, SPANISH))
    bank = load_bank(tmp_path)
    told = bank.speaking("es")
    (name, *_) = bank.problems
    problem = told.problems[ProblemId(name)]
    assert (problem.card.title, problem.bundle.locale) == (SPANISH["title"], "es")
    assert problem.release["metadata"]["pythonmastery"]["locale"] == "es"
    assert bank.problems[ProblemId(name)].bundle.locale == "en"
    assert told.graph.locale == "es"
    assert bank.speaking("xx").problems[ProblemId(name)].bundle.locale == "en"
    assert told is bank.speaking("es"), "made once"
    known = {(i, p.card.version): Belief(1.5, 0.1) for i, p in bank.problems.items()}
    harder = bank.calibrated(known).speaking("es").problems[ProblemId(name)].card
    assert (harder.title, harder.difficulty) == (SPANISH["title"], 1.5)
    items = [p for p in told.problems.values() if p.card.parent == name]
    assert items
    assert all(p.card.title.startswith(SPANISH["title"]) for p in items)


def test_names_of_skills_fall_back_one_by_one() -> None:
    graph = skills_file().graph
    key = next(p.key for p in skill_places(graph) if p.key.endswith(".name"))
    told = named(graph, "es", {key: "Contar"})
    skill = key.removeprefix("skill.").removesuffix(".name")
    changed = {k: s.name for k, s in told.skills.items() if s.name != graph.skills[k].name}
    assert changed == {skill: "Contar"}
    assert told.order() == graph.order()


def test_every_skill_of_the_course_has_its_name_and_objective_in_spanish() -> None:
    graph = load_skills(COURSE / "skills.yaml").graph
    translation = read_translation(COURSE / "skills.es.yaml", "es", Findings("", []))
    assert translation is not None
    wanted = {place.key for place in skill_places(graph)}
    assert matched(skill_places(graph), translation).texts.keys() == wanted


@given(st.text(max_size=200))
def test_no_header_is_too_odd(header: str) -> None:
    assert negotiated(header) in ("en", "es")


def test_easy_spanish_is_told_from_hard() -> None:
    easy = "El pan está en la mesa. Ana lo corta. Luan come."
    hard = "La interpretabilidad epistemológica condiciona sustancialmente las representaciones."
    assert perspicuity(easy) > 80
    assert perspicuity(hard) < 40


def test_the_release_of_a_translation_is_the_same_each_time() -> None:
    assert release_text(in_spanish(SPANISH)) == release_text(in_spanish(SPANISH))
