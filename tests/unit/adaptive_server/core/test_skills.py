"""The graph refuses what a course cannot be taught by, and orders the rest."""

from dataclasses import replace

import pytest
from adaptive_server.core.problem import SkillId
from adaptive_server.core.skills import Lesson, Section, Skill, SkillGraph
from hypothesis import given
from hypothesis import strategies as st
from support.small_course import small_graph


def graph(needs: dict[str, tuple[str, ...]], lessons: tuple[tuple[str, ...], ...]) -> SkillGraph:
    where = {k: f"l{n}" for n, names in enumerate(lessons) for k in names}
    skills = {
        SkillId(k): Skill(
            SkillId(k), k, "", 1, tuple(map(SkillId, pre)), True, "s", where.get(k, "l0")
        )
        for k, pre in needs.items()
    }
    made = tuple(Lesson(f"l{n}", "", tuple(map(SkillId, names))) for n, names in enumerate(lessons))
    return SkillGraph((Section("s", "", made),), skills)


@pytest.mark.parametrize(
    ("needs", "lessons", "says"),
    [
        ({"a": ("b",), "b": ("a",)}, (("a", "b"),), "cycle"),
        ({"a": ("a",)}, (("a",),), "cycle"),
        ({"a": ("z",)}, (("a",),), "unknown prerequisite 'z'"),
        ({"a": (), "b": ()}, (("a",),), "'b' is in no lesson"),
        ({"a": ()}, (("a",), ("a",)), "'a' is taught twice"),
        ({"a": ()}, (("a", "z"),), "unknown skill 'z'"),
    ],
)
def test_a_broken_graph_is_refused_in_one_line_that_names_the_culprit(needs, lessons, says):
    with pytest.raises(ValueError, match=says) as caught:
        graph(needs, lessons)
    assert "\n" not in str(caught.value)


def test_a_skill_that_claims_another_lesson_is_refused():
    good = small_graph()
    moved = replace(good.skills[SkillId("dicts")], lesson="l1")
    with pytest.raises(ValueError, match="'dicts' says it is taught in s3/l1"):
        SkillGraph(good.sections, {**good.skills, moved.id: moved})


def test_an_id_used_twice_is_refused():
    lesson = Lesson("l", "", ())
    with pytest.raises(ValueError, match="lesson 'l' is there twice"):
        SkillGraph((Section("s", "", (lesson, lesson)),), {})


def test_teaching_order_is_as_written_but_prerequisites_come_first():
    assert graph({"a": ("c",), "b": (), "c": ()}, (("a", "b"), ("c",))).order() == ("b", "c", "a")
    assert small_graph().order()[:4] == ("print", "names", "numbers", "compare")


def test_closures_hold_everything_above_and_below():
    g = small_graph()
    assert g.prerequisites(SkillId("branch")) == {"compare", "numbers", "names", "print"}
    assert g.dependants(SkillId("loops")) == {"functions", "dicts"}
    assert g.section("s2").title == "Control"
    assert g.lesson("l3").skills == ("compare", "branch")
    for missing in (g.section, g.lesson, g.prerequisites, g.dependants):
        with pytest.raises(KeyError):
            missing(SkillId("nothing"))


@given(st.data())
def test_any_acyclic_graph_is_ordered_and_its_closures_mirror_each_other(data):
    n = data.draw(st.integers(1, 8))
    names = [f"k{i}" for i in range(n)]
    needs = {
        k: tuple(data.draw(st.sets(st.sampled_from(names[:i])) if i else st.just(set())))
        for i, k in enumerate(names)
    }
    g = graph(needs, (tuple(data.draw(st.permutations(names))),))
    order = g.order()
    assert sorted(order) == sorted(names)
    for k in order:
        assert all(order.index(j) < order.index(k) for j in g.prerequisites(k))
        assert all(k in g.prerequisites(j) for j in g.dependants(k))
