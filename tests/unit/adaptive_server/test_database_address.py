"""An address that is none of PostgreSQL is told in one line, without what was given."""

from __future__ import annotations

import pytest
from adaptive_server.adapters.postgres_database import Database
from adaptive_server.settings import SettingError


@pytest.mark.parametrize(
    "address",
    ["", "secret", "sqlite://secret", "postgresql+psycopg://u:secret@h:port/db", "mysql://u@h/d"],
)
def test_a_wrong_address_is_refused_and_never_repeated(address):
    with pytest.raises(SettingError) as refused:
        Database(address, 2)
    assert "postgresql+psycopg://" in str(refused.value)
    assert "secret" not in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("driver", ["postgresql", "postgresql+psycopg"])
async def test_both_names_of_the_driver_are_taken(driver):
    await Database(f"{driver}://nobody@/nothing?host=/nonexistent", 2).close()
