"""The hub's word on a token is asked once, kept briefly, and never taken from anywhere else."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest
from adaptive_server.core.rights import ASSIST, INSTRUCT
from adaptive_server.errors import NotSignedIn, ServiceAway, TooManySignIns
from adaptive_server.web.identity import MOST_REFUSED, HubIdentity

ACCESS = "access:services!service=mastery"
ANA = {"kind": "user", "name": "ana", "scopes": [ACCESS]}


class Hub:
    """Knows some tokens; counts the questions."""

    def __init__(self, **known: Mapping[str, Any]) -> None:
        self.known = dict(known)
        self.asked = 0
        self.away = False

    async def __call__(self, token: str) -> Mapping[str, Any] | None:
        self.asked += 1
        await asyncio.sleep(0)
        if self.away:
            raise ConnectionError
        return self.known.get(token)


def identity(hub: Hub, keep_s: float = 30.0) -> HubIdentity:
    return HubIdentity(hub, frozenset({ACCESS}), keep_s)


async def test_a_token_of_the_hub_names_its_owner() -> None:
    person = await identity(Hub(token_ana=ANA)).person("token token_ana")
    assert (person.name, person.instructor) == ("ana", False)


async def test_the_instructors_scope_makes_an_instructor() -> None:
    hub = Hub(token_eve={**ANA, "name": "eve", "scopes": [ACCESS, INSTRUCT]})
    assert (await identity(hub).person("Bearer token_eve")).instructor


@pytest.mark.parametrize(
    ("scope", "instructor", "assistant"),
    [
        (f"{INSTRUCT}!group=python", True, True),
        (f"{ASSIST}!group=python", False, True),
        (f"{INSTRUCT}!group=statistics", False, False),
        (f"{ASSIST}!group=statistics", False, False),
        (f"{INSTRUCT}!group=python2", False, False),
        (ASSIST, False, True),
    ],
)
async def test_rights_hold_in_their_own_course_only(
    scope: str, instructor: bool, assistant: bool
) -> None:
    hub = Hub(token_eve={**ANA, "name": "eve", "scopes": [ACCESS, scope]})
    eve = await identity(hub).person("token token_eve")
    assert (eve.instructor, eve.assistant) == (instructor, assistant)


async def test_trying_tokens_one_after_another_is_stopped_and_disturbs_nobody_who_is_known() -> (
    None
):
    hub = Hub(token_ana=ANA, token_ben={**ANA, "name": "ben"})
    who = identity(hub)
    await who.person("token token_ana", "10.0.0.7")
    for number in range(MOST_REFUSED):
        with pytest.raises(NotSignedIn):
            await who.person(f"token guessed-{number}", "10.0.0.7")
    asked = hub.asked
    with pytest.raises(TooManySignIns):
        await who.person("token guessed-again", "10.0.0.7")
    assert hub.asked == asked
    assert (await who.person("token token_ana", "10.0.0.7")).name == "ana"
    assert (await who.person("token token_ben", "10.0.0.8")).name == "ben"


async def test_who_was_let_in_before_is_asked_about_while_their_address_has_to_pause() -> None:
    """Behind a proxy a class shares one address with whoever tries tokens."""
    hub = Hub(token_ana=ANA)
    who = identity(hub, keep_s=0.01)
    await who.person("token token_ana", "10.0.0.7")
    for number in range(MOST_REFUSED):
        with pytest.raises(NotSignedIn):
            await who.person(f"token guessed-{number}", "10.0.0.7")
    await asyncio.sleep(0.02)
    assert (await who.person("token token_ana", "10.0.0.7")).name == "ana"
    hub.known.clear()
    await asyncio.sleep(0.02)
    with pytest.raises(NotSignedIn):
        await who.person("token token_ana", "10.0.0.7")


@pytest.mark.parametrize(
    "header",
    [None, "", "token", "token ", "Basic token_ana", "token short", "token " + "x" * 5000],
)
async def test_without_a_well_formed_token_the_hub_is_not_even_asked(header: str | None) -> None:
    hub = Hub(token_ana=ANA)
    with pytest.raises(NotSignedIn):
        await identity(hub).person(header)
    assert hub.asked == 0


@pytest.mark.parametrize(
    "model",
    [
        {**ANA, "scopes": []},
        {**ANA, "kind": "service"},
        {**ANA, "name": None},
        {},
    ],
)
async def test_a_token_without_the_right_is_refused(model: Mapping[str, Any]) -> None:
    with pytest.raises(NotSignedIn):
        await identity(Hub(token_ana=model)).person("token token_ana")


async def test_the_hub_is_asked_once_for_many_requests_at_once() -> None:
    hub = Hub(token_ana=ANA)
    who = identity(hub)
    people = await asyncio.gather(*(who.person("token token_ana") for _ in range(50)))
    assert {p.name for p in people} == {"ana"}
    assert hub.asked == 1


async def test_a_revoked_token_stops_working_once_the_cache_forgets() -> None:
    hub = Hub(token_ana=ANA)
    who = identity(hub, keep_s=0.05)
    await who.person("token token_ana")
    hub.known.clear()
    await asyncio.sleep(0.1)
    with pytest.raises(NotSignedIn):
        await who.person("token token_ana")


async def test_while_the_hub_is_started_anew_its_last_word_counts() -> None:
    hub = Hub(token_ana=ANA)
    who = identity(hub, keep_s=0.01)
    await who.person("token token_ana")
    hub.away = True
    await asyncio.sleep(0.02)
    assert (await who.person("token token_ana")).name == "ana"
    hub.away = False
    hub.known.clear()
    with pytest.raises(NotSignedIn):
        await who.person("token token_ana")
    hub.away = True
    with pytest.raises(NotSignedIn):
        await who.person("token token_ana")


async def test_an_unknown_token_is_not_asked_about_again_at_once() -> None:
    hub = Hub()
    who = identity(hub)
    for _ in range(3):
        with pytest.raises(NotSignedIn):
            await who.person("token guessed-token")
    assert hub.asked == 1


async def test_a_hub_that_is_away_is_no_refusal_and_known_tokens_keep_working() -> None:
    hub = Hub(token_ana=ANA)
    who = identity(hub)
    await who.person("token token_ana")
    hub.away = True
    assert (await who.person("token token_ana")).name == "ana"
    with pytest.raises(ServiceAway):
        await who.person("token token_ben")
    hub.away, hub.known["token_ben"] = False, {**ANA, "name": "ben"}
    assert (await who.person("token token_ben")).name == "ben"
