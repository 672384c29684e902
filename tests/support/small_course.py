"""A small course for tests of the core: three sections, eight skills, problems in three bands."""

from datetime import UTC, datetime

from adaptive_server.core.problem import Kind, ProblemCard, ProblemId, SkillId
from adaptive_server.core.skills import Lesson, Section, Skill, SkillGraph

NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)

_SKILLS = {  # id: (name, band, prerequisites, section, lesson)
    "print": ("Printing text", 1, (), "s1", "l1"),
    "names": ("Names", 1, ("print",), "s1", "l1"),
    "numbers": ("Numbers", 1, ("names",), "s1", "l2"),
    "compare": ("Comparing values", 2, ("numbers",), "s2", "l3"),
    "branch": ("Decisions", 2, ("compare",), "s2", "l3"),
    "loops": ("`for` loops", 2, ("names",), "s2", "l4"),
    "functions": ("Functions", 3, ("branch", "loops"), "s3", "l5"),
    "dicts": ("Dictionaries", 3, ("loops",), "s3", "l5"),
}
_TITLES = {"s1": "First steps", "s2": "Control", "s3": "Structure"}


def small_graph() -> SkillGraph:
    skills = {
        SkillId(k): Skill(SkillId(k), name, "", band, tuple(map(SkillId, pre)), True, s, lesson)
        for k, (name, band, pre, s, lesson) in _SKILLS.items()
    }
    sections = []
    for s, title in _TITLES.items():
        lessons = sorted({k.lesson for k in skills.values() if k.section == s})
        sections.append(
            Section(
                s,
                title,
                tuple(
                    Lesson(x, x, tuple(k.id for k in skills.values() if k.lesson == x))
                    for x in lessons
                ),
            )
        )
    return SkillGraph(tuple(sections), skills)


def card(
    name: str, *skills: str, b: float = 0.0, band: int = 1, section: str = "s1"
) -> ProblemCard:
    return ProblemCard(
        id=ProblemId(name),
        version=1,
        title=name,
        kind=Kind.WRITE_FUNCTION,
        section=section,
        lesson="",
        skills=tuple(SkillId(k) for k in skills),
        band=band,
        difficulty=b,
        minutes=5,
    )


def small_cards(per_skill: int = 4) -> tuple[ProblemCard, ...]:
    """Problems of rising difficulty per skill; every second one needs a prerequisite as well."""
    graph = small_graph()
    cards = []
    for k, skill in graph.skills.items():
        for n in range(per_skill):
            also = skill.prerequisites[:1] if n % 2 else ()
            band = min(5, skill.band + n // 2)
            b = -1.6 + 0.5 * skill.band + 0.4 * n
            cards.append(card(f"{k}-{n}", k, *also, b=b, band=band, section=skill.section))
    return tuple(cards)
