"""A test that fails in the browser tells what its pages showed."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from support import chromium, page_report
from support.page_report import pages_told

pytestmark = pytest.mark.browser
CONTENT = """
<div role="tablist">
  <button role="tab" aria-selected="false">Launcher</button>
  <button role="tab" aria-selected="true">swap.ipynb</button>
  <button role="tab" hidden>Not to be seen</button>
</div>
<dialog open>Server Connection Error</dialog>
<input aria-label="Question" autofocus>
<script>
  document.querySelector('input').focus();
  console.error('no kernel');
  console.log('all is well');
  setTimeout(() => { throw new Error('boom'); });
</script>
"""


def test_tabs_focus_dialog_and_errors_are_told_and_a_picture_is_kept(
    browser: Browser, page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (chromium, page_report):
        monkeypatch.setattr(module, "ARTEFACTS", tmp_path)
    with page.expect_event("pageerror"):
        page.set_content(CONTENT)
    said = pages_told(browser, "test_it[one/two]")
    assert "Tabs:    Launcher | swap.ipynb (in front)\n" in said
    assert 'Focus:   <input aria-label="Question"' in said
    assert "Dialog:  'Server Connection Error'" in said
    assert "Console: no kernel\nConsole: uncaught: boom" in said
    assert "all is well" not in said
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "failed-test_it-one-two--1.png",
        "failed-test_it-one-two--1.txt",
    ]


def test_a_page_that_is_gone_is_no_second_failure(browser: Browser, page: Page) -> None:
    page.close()
    assert pages_told(browser, "gone") == ""
