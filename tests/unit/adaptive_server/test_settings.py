"""Settings: defaults that are safe, and one line that mends a wrong one."""

from __future__ import annotations

import pytest
from adaptive_server.core.tuning import TUNING
from adaptive_server.settings import SettingError, read


def test_grading_chooses_for_itself_unless_told() -> None:
    assert (read({}).grading, read({}).grader_image) == ("auto", "pythonmastery-grader")
    assert read({"MASTERY_GRADING": "container"}).grading == "container"


def test_local_mode_is_known_by_its_data_folder() -> None:
    assert not read({}).local_data
    assert read({"MASTERY_LOCAL_DATA": "/home/me/data"}).local_data == "/home/me/data"


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({"MASTERY_GRADING": "none"}, "MASTERY_GRADING"),
        ({"MASTERY_GRADING": "unavailable"}, "MASTERY_GRADING"),
        ({"MASTERY_GRADING": "container", "MASTERY_GRADER_IMAGE": ""}, "MASTERY_GRADER_IMAGE"),
        ({"MASTERY_GRADER_SOCKET": "run/socket"}, "MASTERY_GRADER_SOCKET"),
        ({"MASTERY_GRADER_SOCKET": "/" + 107 * "s"}, "MASTERY_GRADER_SOCKET"),
        (
            {"MASTERY_GRADER_SOCKET": "/run/grader/socket", "MASTERY_GRADING": "unprotected"},
            "MASTERY_GRADING",
        ),
        ({"MASTERY_GRADER_WORKERS": "0"}, "MASTERY_GRADER_WORKERS"),
        ({"MASTERY_GRADER_WORKERS": "two"}, "MASTERY_GRADER_WORKERS"),
        ({"MASTERY_TARGET": "0.4"}, "MASTERY_TARGET"),
        ({"MASTERY_TARGET": "0.9"}, "MASTERY_TARGET"),
        ({"MASTERY_TARGET": "nan"}, "MASTERY_TARGET"),
        ({"MASTERY_WEAKEST": "-1"}, "MASTERY_WEAKEST"),
        ({"MASTERY_WEAKEST": "5.1"}, "MASTERY_WEAKEST"),
        ({"MASTERY_WEAKEST": "nan"}, "MASTERY_WEAKEST"),
        ({"MASTERY_TUTOR_QUESTIONS": "1e9"}, "MASTERY_TUTOR_QUESTIONS"),
        ({"MASTERY_TOKEN_CACHE_S": "nan"}, "MASTERY_TOKEN_CACHE_S"),
        ({"MASTERY_TOKEN_CACHE_S": "61"}, "MASTERY_TOKEN_CACHE_S"),
    ],
)
def test_a_wrong_value_is_named(environment: dict[str, str], name: str) -> None:
    with pytest.raises(SettingError, match=name):
        read(environment)


def test_model_and_choice_get_their_constants_from_the_settings() -> None:
    found = read({"MASTERY_WEAKEST": "0", "MASTERY_TARGET": "0.7"}).tuning
    assert (found.weakest, found.target) == (0.0, 0.7)
    assert read({}).tuning == TUNING
