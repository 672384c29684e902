"""The explainer speaks to the real errors of real small programs, in plain and short words."""

import re

import pytest
from support.broken_programs import PROGRAMS, fail
from support.error_table import ERRORS
from support.telling_programs import OF_LIBRARIES, TELLING

from grader.explain import Explanation, explain, returned_none
from grader.explain.explanation import MAX_TEXT
from grader.explain.languages import SPANISH
from grader.explain.texts import HAPPENED, TEXTS


def explained(source: str) -> Explanation:
    return explain(source, *fail(source))


@pytest.mark.parametrize("title", PROGRAMS)
def test_the_rule_that_fits_speaks_first(title):
    source, rule = PROGRAMS[title]
    result = explained(source)
    assert result.suggestions[0].rule == rule
    assert len(result.suggestions) <= 2


@pytest.mark.parametrize(("rule", "source"), TELLING)
def test_what_tells_most_speaks_first_and_no_other_contradicts_it(rule, source):
    said = explained(source).suggestions
    assert said[0].rule == rule
    assert all(s.relevance >= said[0].relevance - 1 for s in said if said[0].relevance >= 9)


@pytest.mark.parametrize(("rule", "name", "message", "line"), OF_LIBRARIES)
def test_an_error_of_a_library_is_told_in_plain_words(rule, name, message, line):
    assert explain(line, name, message, 1, {}).suggestions[0].rule == rule


def test_every_sentence_is_there_in_spanish_with_the_same_fields():
    for rule, texts in TEXTS.items():
        fields = [set(re.findall(r"{(\w+)[:}]", text)) for text in texts]
        assert [set(re.findall(r"{(\w+)}", text)) for text in SPANISH.texts[rule]] == fields
    assert {text for _, _, text in HAPPENED} <= set(SPANISH.happened)


@pytest.mark.parametrize("title", PROGRAMS)
def test_no_explanation_contains_a_line_of_corrected_code_or_advises_global(title):
    result = explained(PROGRAMS[title][0])
    text = " ".join(s.because + s.try_next for s in result.suggestions)
    assert "\n" not in text
    assert not re.search(r"\bglobal\b|\bdef \w+\(", text)


def test_a_table_that_somebody_hands_in_is_no_dict():
    source = 'def sums(trips):\n    return trips.groupby("ports")["tons"].sum()\n'
    table = {"trips": "     port  tons\n0  Neiafu     5"}
    assert explain(source, "KeyError", "'ports'", 2, table).suggestions[0].rule == "key.column"
    prices = {"trips": "{'port': 1}"}
    assert explain(source, "KeyError", "'ports'", 2, prices).suggestions[0].rule != "key.column"


def test_the_line_is_that_of_the_learners_cell():
    assert explained("count = 1\nprint(cuont)\n").line == 2


@pytest.mark.parametrize(
    ("field", "name", "message"),
    [
        ("players: list = []", "ValueError", "mutable default <class 'list'> for field players is"),
        ("days: int", "TypeError", "non-default argument 'days' follows default argument"),
    ],
)
def test_of_a_data_class_the_line_is_that_of_the_field(field, name, message):
    source = f"@dataclass\nclass Team:\n    town: str = 'Riga'\n    {field}\n"
    assert explain(source, name, message, 1, {}).line == 4


def test_a_syntax_error_without_a_line_gets_the_line_where_reading_failed():
    result = explain("x = 1\nif x\n    pass\n", "SyntaxError", "", None, {})
    assert result.line == 2


def test_a_message_of_another_python_is_understood():
    message = "'str' object is not callable (answer.py, line 3)"
    result = explain("str = 'a'\nx = 3\nstr(x)\n", "TypeError", message, 3, {})
    assert result.suggestions[0].rule == "type.builtin_hidden"


def test_an_unknown_exception_is_told_in_its_own_words():
    result = explained("class Odd(Exception): pass\nraise Odd('hm')\n")
    assert result.kind == "Odd"
    assert "hm" in result.suggestions[0].because


def test_nine_of_ten_common_errors_get_an_explanation_of_their_own():
    """By the share of each among beginners' errors; a catch-all is none."""
    known = 0.0
    for _, share, programs in ERRORS:
        rules = [explained(source).suggestions[0].rule for source in programs]
        known += share * sum("other" not in r.split(".") for r in rules) / len(rules)
    assert known >= 0.9 * sum(share for _, share, _ in ERRORS)


def test_why_a_function_gave_back_none_is_told():
    printing = returned_none("def f(x):\n    print(x * 2)\n", "f")
    assert printing is not None
    assert printing.suggestions[0].rule == "none.print"
    branch = returned_none("def f(x):\n    if x:\n        return 1\n", "f")
    assert branch is not None
    assert branch.suggestions[0].rule == "none.some_path"
    stored = returned_none("def f(x):\n    x = x.sort()\n    return x\n", "f")
    assert stored is not None
    assert (stored.line, stored.suggestions[0].rule) == (2, "none.stored")
    again = "def f(x):\n    y = x.sort()\n    y = x\n    return y\n"
    assert returned_none(again, "f") is None
    in_place = returned_none("def f(x):\n    return x.sort()\n", "f")
    assert in_place is not None
    assert in_place.suggestions[0].rule == "none.in_place"


def test_a_function_that_returns_a_value_is_not_blamed_for_none():
    assert returned_none("def f(x):\n    return x\n", "f") is None
    both = "def f(x):\n    if x:\n        return 1\n    else:\n        return 2\n"
    assert returned_none(both, "f") is None


@pytest.mark.parametrize("rule", TEXTS)
def test_each_text_is_short_and_plain(rule):
    because, try_next = (re.sub(r"\{\{|\}\}|\{\w+\}", "it", t) for t in TEXTS[rule])
    for text in (because, try_next):
        assert len(text) < MAX_TEXT
        assert len(re.findall(r"[.!?](?:\s|$)", text)) == 1
    assert grade(f"{because} {try_next}") <= 8


def grade(text: str) -> float:
    """Flesch-Kincaid grade: 0.39 words per sentence + 11.8 syllables per word - 15.59."""
    words = re.findall(r"[A-Za-z']+", text)
    sentences = max(1, len(re.findall(r"[.!?](?:\s|$)", text)))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    groups = len(re.findall(r"[aeiouy]+", word.lower()))
    silent = word.lower().endswith("e") and not word.lower().endswith("le") and groups > 1
    return max(1, groups - silent)


def test_a_name_set_on_a_way_that_was_not_taken_is_not_called_unknown():
    source = "age = 9\nif age < 7:\n    fare = 0\nprint('Fare:', fare)\n"
    said = explained(source).suggestions
    assert [s.rule for s in said] == ["unbound.branch"]
    assert "line 3" in said[0].because
    assert explained("for n in []:\n    last = n\nprint(last)\n").suggestions[0].rule == (
        "unbound.loop"
    )


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("SystemExit", "exit.called"),
        ("MemoryError", "memory.grows"),
        ("PermissionError", "closed.place"),
        ("URLError", "closed.place"),
    ],
)
def test_what_ends_a_run_from_inside_is_told_in_plain_words(name, rule):
    said = explain("x = 1\n", name, "None", 1, {})
    assert [s.rule for s in said.suggestions] == [rule]
    assert "Python stopped with" not in said.happened


def test_on_the_first_line_no_line_above_is_spoken_of():
    said = explained('line_1 = ?\nline_2 = "23"\n')
    assert "above" not in " ".join(s.because + s.try_next for s in said.suggestions)


def test_a_module_that_is_spelt_right_and_not_here_gets_no_other_spelling():
    said = explain("import numpy\n", "ModuleNotFoundError", "No module named 'numpy'", 1, {})
    assert [s.rule for s in said.suggestions] == ["import.missing"]


def test_a_name_beside_a_text_in_print_is_not_taken_for_a_text():
    assert [s.rule for s in explained("print('Fare:', fare)\n").suggestions] == ["name.unset"]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (
            "x = 3\nx.append(4)\n",
            "'append' belongs to a list, and the value in front of the dot is an int.",
        ),
        ("x = [1]\n{x: 1}\n", "A list can change"),
    ],
)
def test_a_type_has_the_article_that_is_spoken_before_it(source, said):
    assert any(said in s.because for s in explained(source).suggestions)


def test_a_named_tuple_is_called_by_the_name_that_the_learner_knows():
    source = 'from collections import namedtuple\nSign = namedtuple("Sign", "text bell")\nSign(1)\n'
    assert explained(source).suggestions[0].because == "The call of Sign leaves out: bell."


def test_a_name_of_the_function_around_that_has_no_value_yet_is_named():
    source = "def f():\n    g = [x for _ in [1] if middle]\n    middle = 1\nf()\n"
    message = "cannot access free variable 'middle' where it is not associated with a value"
    told = explain(source, "NameError", message, 2, {})
    assert told.happened == "'middle' has no value yet at this line."


def test_a_loop_over_parts_can_end_calls_so_no_missing_if_is_told():
    source = "def weigh(box):\n    total = 1\n    for part in box:\n        total += weigh(box)\n"
    rules = [s.rule for s in explained(f"{source}    return total\nweigh([[]])\n").suggestions]
    assert rules[0] == "recursion.same"
    assert "recursion.no_stop" not in rules


def test_a_misspelt_method_of_a_column_is_no_missing_column():
    said = explained("import pandas as pd\npd.Series([1, 2]).dif()\n").suggestions
    assert [s.rule for s in said][:1] == ["attr.near"]
    assert "diff" in said[0].because
