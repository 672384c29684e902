"""From the first recommendation to the next one, through hub, proxy and a learner's server."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from adaptive_server.problems.bank import Bank
from support.answers import hand_in, key, problem_of, right, spread, wrong
from support.product import Product, Visitor

pytestmark = pytest.mark.integration


def events(body: bytes) -> list[tuple[str, dict[str, object]]]:
    """Parse server-sent events."""
    found = []
    for block in body.decode().strip().split("\n\n"):
        name, data = block.split("\n")
        found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found


def test_health_needs_no_sign_in(product: Product) -> None:
    stranger = Visitor(product.url, "stranger")
    for name in ("live", "ready"):
        answer = stranger.request("GET", f"/services/mastery/api/v1/health/{name}")
        assert (answer.status, answer.json["status"]) == (200, "ok")


def test_placement_asks_goes_on_is_left_and_taken_up_again(instructor: Visitor, bank: Bank) -> None:
    new = instructor.api("GET", "placement").json
    assert (new["status"], new["asked"], new["offered"]) == ("new", 0, True)
    begun = instructor.api("POST", "placement", {"action": "begin"}).json
    assert (begun["status"], begun["asked"]) == ("active", 1)
    first = begun["next"]
    assert "find your level" in first["reason"]
    assert instructor.api("POST", "placement", {"action": "begin"}).json["next"] == first

    asked = problem_of(bank, first["problem"]["id"])
    missed = hand_in(instructor, asked, wrong(asked)).json
    assert missed["moves_on"]
    assert missed["next"]["problem"]["id"] != asked.card.id, "one try a question"
    assert instructor.api("GET", "next").json == missed["next"]

    left = instructor.api("POST", "placement", {"action": "skip"}).json
    assert (left["status"], left["asked"], left["offered"]) == ("skipped", 2, True)
    assert "find your level" not in left["next"]["reason"]
    again = instructor.api("POST", "placement", {"action": "begin"}).json
    assert (again["status"], again["asked"]) == ("active", 3)
    instructor.api("POST", "placement", {"action": "skip"})


def test_the_whole_loop(learner: Visitor, bank: Bank) -> None:
    me = learner.api("GET", "me").json
    assert (me["name"], me["role"], me["grading"]) == ("learner", "learner", "sandbox")

    first = learner.api("GET", "next").json
    assert first["problem"]
    assert first["reason"]
    assert learner.api("GET", "next").json == first, "asking again does not change it"
    problem = problem_of(bank, first["problem"]["id"])

    placed = learner.server("POST", "mastery/place", {"problem_id": problem.card.id}).json
    assert placed["outcome"] == "created"
    opened = learner.server("GET", f"api/contents/{placed['path']}").json
    assert opened["content"]["metadata"]["pythonmastery"]["id"] == problem.card.id

    lesson = learner.api("GET", f"problems/{problem.card.id}").json["lesson"]
    assert (lesson["id"], lesson["new"]) == (problem.card.lesson, True)
    assert lesson in learner.api("GET", "lessons").json["lessons"]
    first_sight = learner.server("POST", "mastery/place", {"lesson_id": lesson["id"]}).json
    shown = learner.server("GET", f"api/contents/{first_sight['path']}").json["content"]
    assert shown["metadata"]["pythonmastery"]["lesson"] == lesson["id"]
    kept = learner.server("POST", "mastery/place", {"lesson_id": lesson["id"]}).json
    assert (kept["outcome"], kept["path"]) == ("kept", first_sight["path"])
    assert learner.server("POST", "mastery/place", {"lesson_id": "s99.l9"}).status == 404

    item = next(p for p in bank.problems.values() if p.card.parent == problem.card.id)
    closed = [
        learner.api("GET", f"problems/{item.card.id}"),
        learner.api("GET", f"problems/{item.card.id}/notebook"),
        learner.api("GET", f"problems/{item.card.id}/turns"),
        learner.server("POST", "mastery/place", {"problem_id": item.card.id}),
        hand_in(learner, item, right(item)),
    ]
    assert {answer.status for answer in closed} == {404}, "it shows a solution of its parent"

    verdict = hand_in(learner, problem, wrong(problem), key()).json
    assert not learner.api("GET", f"problems/{problem.card.id}").json["lesson"]["new"]
    assert verdict["status"] in ("failed", "partly")
    assert any(not t["passed"] and t["message"] for t in verdict["tests"])
    assert verdict["next"]["problem"]["id"] == problem.card.id, "it stays until it is solved"

    hint = events(learner.api("POST", "hints", {"problem_id": problem.card.id}).body)
    assert hint[0][0] == "hint"
    assert hint[-1][0] == "done"
    assert "".join(str(d["text"]) for n, d in hint if n == "hint").strip()

    solved = hand_in(learner, problem, right(problem), key()).json
    assert (solved["status"], solved["solved"]) == ("passed", True)
    assert solved["mastery"], "the estimates are told"
    assert solved["next"]["problem"]["id"] != problem.card.id
    assert learner.api("GET", "next").json == solved["next"]

    assert learner.api("GET", f"problems/{item.card.id}/notebook").status == 200
    assert solved["next"]["problem"]["id"] in bank.authored, "items rest for a day"

    progress = learner.api("GET", "progress").json
    assert (progress["solved"], progress["problems"]) == (1, len(bank.authored))
    assert progress["attempts"] == 2
    assert [r["status"] for r in progress["recent"]] == ["passed", verdict["status"]]


def test_an_instructor_sees_what_is_believed_of_a_learner_and_on_what_evidence(
    learner: Visitor, instructor: Visitor, bank: Bank
) -> None:
    believed = instructor.api("GET", "class/beliefs").json
    assert believed["serves"] == "beliefs"
    told = {r["learner"]: r["skills"] for r in believed["learners"]}
    assert set(told) == {"learner"}, "who teaches is not in the class"
    assert [s["skill"] for s in told["learner"]] == list(bank.graph.order())
    shown = {s["id"]: s for s in learner.api("GET", "skills").json["skills"]}
    for belief in told["learner"]:
        own = shown[belief["skill"]]
        assert (belief["mastery"], belief["certainty"]) == (own["mastery"], own["certainty"])
        assert (belief["last_evidence"] is not None) is own["practised"]
    assert any(s["evidence"] == 1 and s["sd"] > 0 for s in told["learner"])
    assert all(s["attempts"] >= s["evidence"] >= s["wins"] for s in told["learner"])
    assert any(s["hints"] > 0 for s in told["learner"])
    (signals,) = instructor.api("GET", "class/behaviour").json["learners"]
    assert (signals["learner"], signals["attempts"]) == ("learner", 2)
    everybody = instructor.api("GET", "class").json["learners"]
    of_one = next(f"class/{one['id']}" for one in everybody if one["name"] == "learner")
    found = instructor.api("GET", f"{of_one}/submissions").json["submissions"]
    seen = instructor.api("GET", f"{of_one}/behaviour").json["answers"]
    assert {answer["id"] for answer in seen} <= {each["id"] for each in found}
    latest = instructor.api("GET", "class/behaviour").json["latest"]
    assert [(s["signals"], s["weight"]) for s in seen] == [
        (s["signals"], s["weight"]) for s in latest
    ]
    assert any("rapid_guess" in s["signals"] and s["weight"] < 1 for s in seen)
    (ahead,) = instructor.api("GET", "class/outlook").json["learners"]
    assert ahead.pop("learner") == "learner"
    assert ahead == learner.api("GET", "outlook").json, "both are told the same"
    assert 0 < ahead["probability"] < 1
    for route in ("class/beliefs", "class/behaviour", "class/outlook", f"{of_one}/behaviour"):
        assert learner.api("GET", route).status == 403


def days_told(learner: Visitor) -> dict[str, str]:
    """What a learner's overview says of lessons with a date."""
    sections = learner.api("GET", "progress").json["sections"]
    return {each["id"]: each["due"] for s in sections for each in s["lessons"] if each["due"]}


def test_an_assigned_lesson_comes_first_and_the_reason_says_so(
    learner: Visitor, instructor: Visitor, bank: Bank
) -> None:
    graph = bank.graph
    lesson = graph.lesson(graph.skills[graph.order()[-1]].lesson)
    ask = {"lesson": lesson.id, "due": "2035-03-12"}
    assert learner.api("POST", "class/assignments", ask).status == 403
    assert instructor.api("POST", "class/assignments", {**ask, "due": "2035-02-30"}).status == 400
    assert instructor.api("POST", "class/assignments", {**ask, "lesson": "none"}).status == 404
    made = instructor.api("POST", "class/assignments", ask).json
    assert made["assignments"] == [{**ask, "title": lesson.title}]
    first = graph.sections[0]
    assert made["lessons"][0] == {
        "lesson": first.lessons[0].id,
        "title": first.lessons[0].title,
        "section": first.title,
    }
    assert learner.api("GET", "class/assignments").json == made
    assert days_told(learner) == {lesson.id: "2035-03-12"}
    reason = learner.api("POST", "next", {"why": "not_now"}).json["reason"]
    assert f"“{lesson.title}”, which is due on 12 March" in reason
    taken_back = instructor.api("POST", "class/assignments", {**ask, "due": None}).json
    assert taken_back["assignments"] == []
    assert days_told(learner) == {}
    assert "assigned" not in learner.api("POST", "next", {"why": "not_now"}).json["reason"]


def test_each_kind_in_each_section_is_passed_by_a_reference_and_failed_by_a_known_mistake(
    instructor: Visitor, bank: Bank
) -> None:
    """The gate's own test grades every shipped problem; here a spread goes through the product."""
    made = [p for p in bank.problems.values() if p.card.parent]
    kinds = {p.card.kind: p for p in made}.values()
    for problem in (*spread(bank), *kinds):
        if problem.card.parent:
            parent = problem_of(bank, problem.card.parent)
            assert hand_in(instructor, parent, right(parent)).json["status"] == "passed"
        good = hand_in(instructor, problem, right(problem)).json
        assert good["status"] == "passed", (problem.card.id, good)
        bad = hand_in(instructor, problem, wrong(problem)).json
        assert bad["status"] != "passed", problem.card.id
        assert bad["feedback"] or bad["explanation"] or any(t["message"] for t in bad["tests"])


def test_the_same_key_fifty_times_at_once_gives_one_verdict(
    instructor: Visitor, bank: Bank
) -> None:
    problem = next(iter(bank.problems.values()))
    before = instructor.api("GET", "progress").json["attempts"]
    one = key()
    with ThreadPoolExecutor(50) as pool:
        answers = list(
            pool.map(lambda _: hand_in(instructor, problem, wrong(problem), one), range(50))
        )
    assert {a.status for a in answers} == {200}
    assert len({a.body for a in answers}) == 1
    assert instructor.api("GET", "progress").json["attempts"] == before + 1


def test_without_keys_all_are_stored_and_count_once_each(instructor: Visitor, bank: Bank) -> None:
    problem = next(iter(bank.problems.values()))
    before = instructor.api("GET", "progress").json["attempts"]
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: hand_in(instructor, problem, wrong(problem)), range(20)))
    assert {a.status for a in answers} == {200}
    attempts = sorted(a.json["attempt"] for a in answers)
    assert attempts == list(range(attempts[0], attempts[0] + 20))
    assert instructor.api("GET", "progress").json["attempts"] == before + 20


def test_the_same_failure_again_and_again_brings_one_kind_sentence_and_another_problem(
    instructor: Visitor, bank: Bank
) -> None:
    problem = problem_of(bank, instructor.api("GET", "next").json["problem"]["id"])
    told = [hand_in(instructor, problem, wrong(problem)).json for _ in range(3)]
    assert "a few times" in told[-1]["notice"]
    led = [answer["next"]["problem"]["id"] != problem.card.id for answer in told]
    assert led == [answer["steps_back"] for answer in told] == [False, False, True]
    assert instructor.api("GET", "next").json == told[-1]["next"]
    assert hand_in(instructor, problem, right(problem)).json["notice"] == ""


def test_ungradable_is_not_wrong(instructor: Visitor, bank: Bank) -> None:
    problem = next(iter(bank.problems.values()))
    cell = next(iter(right(problem)))
    before = instructor.api("GET", "progress").json["attempts"]
    answer = hand_in(instructor, problem, {cell: "print('half a"}).json
    assert answer["status"] == "ungradable"
    assert answer["explanation"]["kind"] == "SyntaxError"
    assert answer["mastery"] == []
    assert instructor.api("GET", "progress").json["attempts"] == before


def test_an_error_in_a_cell_is_explained(learner: Visitor) -> None:
    ask = {"source": "total = 3\nprint(totl)", "name": "NameError", "line": 2,
           "message": "name 'totl' is not defined", "names": {"total": "3"}}  # fmt: skip
    answer = learner.api("POST", "explanation", ask).json
    assert answer["line"] == 2
    assert "total" in json.dumps(answer["suggestions"])


def test_skills_are_listed_in_teaching_order(learner: Visitor, bank: Bank) -> None:
    skills = learner.api("GET", "skills").json["skills"]
    assert [s["id"] for s in skills] == list(bank.graph.order())
