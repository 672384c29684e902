"""Fixtures of the browser tests: one product and one Chromium a module.

Not for the session: while Playwright runs, its event loop keeps other tests from having one.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from adaptive_server.problems.bank import Bank
from playwright.sync_api import Browser, Page
from support.author_steps import CLASSMATES
from support.chromium import WIDE, chromium
from support.course import course
from support.gemini import LoopbackGemini
from support.gemini_product import in_a_thread
from support.page_report import pages_told
from support.product import Product, RunningProduct


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with the_product(tmp_path_factory) as running:
        yield running


def the_product(folders: pytest.TempPathFactory) -> Product:
    """One of its own, or the one that `MASTERY_RUNNING=PORT:DATA-FOLDER` names."""
    port, _, data = os.environ.get("MASTERY_RUNNING", "").partition(":")
    if data:
        return RunningProduct(int(port), Path(data))
    own = Product(folders.mktemp("browser"))
    own.invite(*CLASSMATES)
    return own


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def google() -> Iterator[LoopbackGemini]:
    with in_a_thread() as server:
        yield server


@pytest.fixture(scope="session")
def bank() -> Bank:
    return course()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=WIDE)
    yield context.new_page()
    context.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Have a failure tell what every open page shows, before any fixture closes them."""
    report = yield
    browser = getattr(item, "funcargs", {}).get("browser")
    if report.failed and browser is not None:
        report.sections.append(("pages", pages_told(browser, item.name)))
    return report
