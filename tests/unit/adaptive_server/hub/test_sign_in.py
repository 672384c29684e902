"""Local sign-in: made passwords fit their names, and nothing else does."""

from __future__ import annotations

from pathlib import Path

import pytest
from adaptive_server.hub import github
from adaptive_server.hub.settings import HubSettings
from adaptive_server.hub.sign_in import (
    LocalSignIn,
    SignInFileError,
    make_password,
    read_people,
    write_people,
)
from traitlets.config import Config


async def signs_in(path: Path, name: str, password: str) -> str | None:
    authenticator = LocalSignIn(people_file=str(path))
    return await authenticator.authenticate(None, {"username": name, "password": password})


async def test_each_password_fits_its_own_name_only(tmp_path: Path) -> None:
    path = tmp_path / "passwords.json"
    people = write_people(path)
    for name, person in people.items():
        assert await signs_in(path, name, person["password"]) == name
    assert await signs_in(path, "learner", people["instructor"]["password"]) is None
    assert await signs_in(path, "learner", "") is None
    assert await signs_in(path, "nobody", people["learner"]["password"]) is None
    assert await signs_in(path, "lëarner", "ünïcode") is None


def test_the_file_is_for_the_operators_eyes_only_and_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "passwords.json"
    people = write_people(path)
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        write_people(path)
    assert read_people(path) == people


def test_passwords_differ() -> None:
    assert len({make_password() for _ in range(100)}) == 100


@pytest.mark.parametrize("text", ["", "{", "[]", '{"ana": {}}', '{"ana": {"password": "x"}}'])
def test_a_damaged_file_is_named_with_the_remedy(tmp_path: Path, text: str) -> None:
    path = tmp_path / "passwords.json"
    path.write_text(text)
    path.chmod(0o600)
    with pytest.raises(SignInFileError, match=str(path)):
        read_people(path)


def test_a_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "passwords.json"
    write_people(path)
    path.chmod(0o644)
    with pytest.raises(SignInFileError, match="chmod 600"):
        read_people(path)


@pytest.mark.parametrize(
    ("address", "api"),
    [
        ("https://github.com", "https://api.github.com"),
        ("https://github.example.org/", "https://github.example.org/api/v3"),
    ],
)
def test_one_setting_is_enough_for_a_github_enterprise(address: str, api: str) -> None:
    c = Config()
    github.configure(c, HubSettings(github_url=address, crypt_key="c4" * 32))
    found = github.GitHubSignIn(config=c)
    assert found.github_api == api
    assert found.token_url == f"{address.rstrip('/')}/login/oauth/access_token"
