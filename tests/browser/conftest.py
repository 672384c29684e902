"""Fixtures of the browser tests: one product and one Chromium a module.

Not for the session: while Playwright runs, its event loop keeps other tests from having one.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from adaptive_server.adapters.problem_notebooks import load_bank
from adaptive_server.problems.bank import Bank
from playwright.sync_api import Browser, Page
from support.chromium import WIDE, chromium, picture
from support.product import ROOT, Product


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with Product(tmp_path_factory.mktemp("browser")) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def bank() -> Bank:
    return load_bank(ROOT / "curriculum")


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport=WIDE)
    opened = context.new_page()
    failed = request.session.testsfailed
    yield opened
    if request.session.testsfailed > failed:
        picture(opened, f"failed-{request.node.name}")
    context.close()
