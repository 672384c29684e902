"""The hub's settings: whatever is wrong is one line that names the setting and mends it."""

from __future__ import annotations

import base64
import secrets
from pathlib import Path

import pytest
from adaptive_server.hub.secret import weakness
from adaptive_server.hub.settings import SignInKind, SpawnerKind
from adaptive_server.hub.settings_read import read, read_or_exit
from adaptive_server.settings import SettingError
from hypothesis import given
from hypothesis import strategies as st

GOOD = "8f3b1c0d9e7a65421f0e8d7c6b5a49382716f5e4d3c2b1a0998877665544332f"
LOCAL = {"MASTERY_DATA": "/srv/mastery", "MASTERY_NODE": "/usr/bin/node"}
GITHUB = {
    **LOCAL,
    "MASTERY_SIGN_IN": "github",
    "MASTERY_GITHUB_CLIENT_ID": "Iv1.0b8f",
    "MASTERY_GITHUB_CLIENT_SECRET": GOOD[:40],
    "MASTERY_GITHUB_ORGANISATIONS": "acme, umbrella",
    "MASTERY_CRYPT_KEY": GOOD,
}


def private(path: Path, text: str, mode: int = 0o600) -> Path:
    path.write_text(text)
    path.chmod(mode)
    return path


def test_one_machine_needs_a_folder_and_node_only() -> None:
    hub = read(LOCAL).hub
    assert (hub.sign_in, hub.spawner, hub.port) == (SignInKind.LOCAL, SpawnerKind.LOCAL, 8000)
    assert hub.one_piece
    assert hub.address == "http://127.0.0.1:8000"


def test_lists_are_split_at_commas_and_spaces() -> None:
    assert read(GITHUB).hub.github_organisations == ("acme", "umbrella")


def test_a_name_without_a_value_is_as_good_as_none() -> None:
    empty = dict.fromkeys(
        ("MASTERY_GITHUB_URL", "MASTERY_IDLE_MINUTES", "MASTERY_SPAWNER", "MASTERY_GITHUB_TEAMS"),
        "",
    )
    assert read({**GITHUB, **empty}) == read(GITHUB)


@pytest.mark.parametrize(
    ("environment", "line"),
    [
        ({"MASTERY_GRADER_WORKRES": "3"}, "MASTERY_GRADER_WORKRES .* MASTERY_GRADER_WORKERS"),
        ({"MASTERY_GRADER_WORKERS": "none"}, "MASTERY_GRADER_WORKERS must be a number"),
        ({"MASTERY_DATA": ""}, "MASTERY_DATA is missing"),
        ({"MASTERY_NODE": ""}, "MASTERY_NODE is missing"),
        ({"MASTERY_SPAWNER": "podman"}, "MASTERY_SPAWNER must be one of local, docker, swarm"),
        ({"MASTERY_SPAWNER": "docker"}, "MASTERY_HUB_CONNECT_HOST is missing"),
        ({"MASTERY_HOST": "0.0.0.0"}, "MASTERY_PUBLIC_URL is missing: the address people type"),
        ({"MASTERY_PORT": "0"}, "MASTERY_PORT must be at least 1"),
        ({"MASTERY_IDLE_MINUTES": "nan"}, "MASTERY_IDLE_MINUTES must be a number"),
        ({"MASTERY_IDLE_MINUTES": "inf"}, "MASTERY_IDLE_MINUTES must be a number"),
        ({"MASTERY_PUBLIC_URL": "learn.example.org"}, "MASTERY_PUBLIC_URL must begin with https"),
        ({"MASTERY_PROXY_API_URL": "http://proxy:8001"}, "MASTERY_PROXY_TOKEN is empty; make one"),
        ({"MASTERY_SERVICE_ADDRESS": "http://s:1"}, "MASTERY_SERVICE_TOKEN is empty; make one"),
        ({"MASTERY_PROXY_TOKEN": "short"}, "MASTERY_PROXY_TOKEN is shorter than 20"),
        ({"MASTERY_PROXY_TOKEN": "changeme-changeme-changeme"}, "looks like an example"),
        ({"MASTERY_PROXY_TOKEN": "a" * 64}, "repeats a few letters"),
        ({"MASTERY_GITHUB_CLIENT_ID": ""}, "MASTERY_GITHUB_CLIENT_ID is missing"),
        ({"MASTERY_GITHUB_CLIENT_SECRET": ""}, "CLIENT_SECRET is empty; copy it from GitHub"),
        ({"MASTERY_CRYPT_KEY": "beef"}, "MASTERY_CRYPT_KEY must be 64 hexadecimal digits"),
        ({"MASTERY_CRYPT_KEY": "0" * 64}, "MASTERY_CRYPT_KEY repeats a few letters"),
        ({"MASTERY_GITHUB_ORGANISATIONS": ""}, "Nobody may sign in"),
        ({"MASTERY_GITHUB_TEAMS": "teachers"}, "MASTERY_GITHUB_TEAMS: 'teachers' must read"),
        ({"MASTERY_STAFF": "acme/teachers=boss"}, "MASTERY_STAFF: 'acme/teachers=boss' must read"),
        ({"MASTERY_STAFF": "acme/t=instructor:"}, "MASTERY_STAFF"),
        ({"MASTERY_STAFF": "acme=instructor"}, "MASTERY_STAFF"),
        ({"MASTERY_SETTINGS": "/nowhere/hub.env"}, "MASTERY_SETTINGS: /nowhere/hub.env cannot"),
        ({"MASTERY_COURSE_KEY": "Python 1"}, "MASTERY_COURSE_KEY must be small letters"),
    ],
)
def test_what_is_wrong_is_named_with_its_remedy(environment: dict[str, str], line: str) -> None:
    with pytest.raises(SettingError, match=line):
        read({**GITHUB, **environment})


def test_no_line_repeats_a_secret() -> None:
    secret = "hunter2-hunter2-short"[:15]
    with pytest.raises(SettingError) as caught:
        read({**GITHUB, "MASTERY_GITHUB_CLIENT_SECRET": secret})
    assert secret not in str(caught.value)
    assert GOOD not in repr(read(GITHUB).hub)


def test_a_file_gives_settings_and_the_environment_wins(tmp_path: Path) -> None:
    text = '# the classroom\n\nMASTERY_DATA=/srv/a\nMASTERY_COURSE="Year 7"\nMASTERY_PORT=9000\n'
    file = private(tmp_path / "hub.env", text)
    given = {"MASTERY_SETTINGS": str(file), "MASTERY_NODE": "/n", "MASTERY_PORT": "9001"}
    found = read(given)
    assert (found.hub.data, found.hub.port) == ("/srv/a", 9001)
    assert found.for_service["MASTERY_COURSE"] == "Year 7"


@pytest.mark.parametrize("text", ["MASTERY_DATA", "export MASTERY_PORT=1", "A=1\nA=2"])
def test_a_line_without_meaning_is_named_by_its_number(tmp_path: Path, text: str) -> None:
    file = private(tmp_path / "hub.env", text)
    with pytest.raises(SettingError, match=r"hub\.env, line \d"):
        read({**LOCAL, "MASTERY_SETTINGS": str(file)})


def test_files_that_others_can_read_are_refused(tmp_path: Path) -> None:
    secret = private(tmp_path / "secret", GOOD, 0o644)
    with pytest.raises(SettingError, match=r"MASTERY_PROXY_TOKEN_FILE: others.*chmod o-rwx"):
        read({**LOCAL, "MASTERY_PROXY_TOKEN_FILE": str(secret)})
    settings = private(tmp_path / "hub.env", "", 0o604)
    with pytest.raises(SettingError, match="MASTERY_SETTINGS: others can read"):
        read({**LOCAL, "MASTERY_SETTINGS": str(settings)})


def test_a_secret_comes_from_a_file_or_a_value_never_both(tmp_path: Path) -> None:
    secret = private(tmp_path / "secret", f"{GOOD}\n", 0o640)
    given = {**LOCAL, "MASTERY_PROXY_TOKEN_FILE": str(secret)}
    assert read(given).hub.proxy_token == GOOD
    with pytest.raises(SettingError, match="are both set"):
        read({**given, "MASTERY_PROXY_TOKEN": GOOD})


def test_the_service_that_the_hub_starts_gets_none_of_the_hubs_secrets() -> None:
    found = read({**GITHUB, "MASTERY_DATABASE_URL": "postgresql://x", "PATH": "/bin", "KEY": "k"})
    assert found.for_service["MASTERY_DATABASE_URL"] == "postgresql://x"
    assert GOOD[:40] not in " ".join(found.for_service.values())
    assert "KEY" not in found.for_service


def test_a_wrong_setting_ends_the_process_with_status_2_and_one_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        read_or_exit({})
    assert ended.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_an_encoded_example_is_still_an_example() -> None:
    text = b"please change me, thank you"
    assert weakness(base64.b64encode(text).decode()) == "looks like an example"
    assert weakness(text.hex()) == "looks like an example"


def test_what_openssl_makes_is_taken() -> None:
    assert {weakness(secrets.token_hex(32)) for _ in range(200)} == {""}


@given(st.text(max_size=80))
def test_any_text_gets_a_judgement(text: str) -> None:
    assert isinstance(weakness(text), str)
