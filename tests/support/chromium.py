"""A real browser: Chromium of the system, steered by Playwright, with axe and screenshots."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error, Locator, Page, expect, sync_playwright
from support.product import ROOT

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = ROOT / "extensions" / "tutor_labext" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ARTEFACTS = Path(os.environ.get("MASTERY_ARTEFACTS", ROOT / "artefacts"))
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}


@contextmanager
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("google-chrome")
    assert path, "no Chromium: apt-get install chromium"
    expect.set_options(timeout=30_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def picture(page: Page, name: str) -> None:
    """Keep a screenshot among the artefacts."""
    ARTEFACTS.mkdir(exist_ok=True, parents=True)
    page.screenshot(path=ARTEFACTS / f"{name}.png")


def violations(page: Page, selector: str) -> list[str]:
    """What axe finds in one of our own parts."""
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    script = """async ([selector, rules]) => {
        const found = await axe.run(selector, {runOnly: rules});
        return found.violations.map(v => `${v.id}: ${v.nodes[0].html}`);
    }"""
    found: list[str] = page.evaluate(script, [selector, RULES])
    return found


def sign_in(page: Page, url: str, name: str, password: str) -> None:
    page.goto(f"{url}/hub/login")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    ready(page)


def ready(page: Page) -> None:
    """Wait until JupyterLab and the panel are there; a slow theme asks for one reload."""
    for _ in range(2):
        page.wait_for_function(
            "document.body?.dataset.pythonmasteryReady === 'true'", timeout=240_000
        )
        if not page.locator(".jp-Dialog").count():
            return
        page.reload()


def set_up(page: Page, plugin: str, **values: str) -> None:
    """Change settings of JupyterLab as its own form does, and load the page again."""
    script = """async ([plugin, values]) => {
        const base = JSON.parse(document.getElementById('jupyter-config-data').textContent);
        const xsrf = document.cookie.match(/_xsrf=([^;]+)/);
        const url = base.baseUrl + 'lab/api/settings/@jupyterlab/' + plugin;
        const answer = await fetch(url, {
            method: 'PUT',
            headers: {'X-XSRFToken': xsrf ? xsrf[1] : '', 'Content-Type': 'application/json'},
            body: JSON.stringify({raw: JSON.stringify(values)})
        });
        return answer.status;
    }"""
    assert page.evaluate(script, [plugin, values]) in (200, 204)
    page.reload()
    ready(page)


def theme(page: Page, name: str) -> None:
    """Switch JupyterLab's theme, and wait until it is drawn."""
    set_up(page, "apputils-extension:themes", theme=THEMES[name])
    light = "true" if name == "light" else "false"
    page.wait_for_selector(f"body[data-jp-theme-light={light}]", state="attached")


def command(page: Page, label: str) -> None:
    """Run a command by the palette, as a person does without a mouse.

    What JupyterLab is still opening takes the focus away, which closes the palette; then it is
    opened again. Every key goes to the palette itself, never to what has the focus instead.
    """
    palette = page.locator("input.lm-CommandPalette-input")
    first = page.locator(".lm-CommandPalette-item.lm-mod-active")
    named = re.compile(f"^{re.escape(label)}")
    for _ in range(10):
        if not palette.is_visible():
            page.keyboard.press("Control+Shift+c")
        with suppress(AssertionError, Error):
            palette.fill(label, timeout=6_000)
            expect(first).to_have_text(named, timeout=6_000)
            palette.press("Enter", timeout=6_000)
            expect(palette).to_be_hidden(timeout=6_000)
            return
    raise AssertionError(f"the palette did not run {label!r}")


def to_the_front(button: Locator, shown: Locator) -> None:
    """Press a button until what it opens is seen, and stays.

    Some seconds after a reload JupyterLab brings the notebook of the address to the front.
    """
    for _ in range(5):
        button.click()
        with suppress(AssertionError):
            expect(shown).to_be_visible(timeout=6_000)
            shown.page.wait_for_timeout(5_000)
            expect(shown).to_be_visible(timeout=1)
            return
    raise AssertionError(f"nothing stayed in front after {button}")


def open_tab(page: Page, name: str) -> None:
    """Open one of our tabs by the menu."""
    page.get_by_role("menuitem", name="Mastery").click()
    page.get_by_role("menuitem", name=name).click()


def remembered(page: Page, notebook: str) -> None:
    """Wait until JupyterLab has written down that a notebook is open: a reload opens it again."""
    page.wait_for_function(
        """async name => {
          const config = JSON.parse(document.getElementById('jupyter-config-data').textContent);
          const token = document.cookie.match(/(?:^|; )_xsrf=([^;]*)/)?.[1] ?? '';
          const answer = await fetch(`${config.baseUrl}lab/api/workspaces/default`, {
            headers: { 'X-XSRFToken': token }
          });
          const { data } = await answer.json();
          return JSON.stringify(data?.['layout-restorer:data'] ?? '').includes(name);
        }""",
        arg=notebook,
    )


def kernel_idle(page: Page, notebook: str) -> None:
    """Wait until a notebook is in front and its own kernel is idle: a run before that is lost."""
    in_front = page.locator(".lm-DockPanel-tabBar .lm-TabBar-tab.lm-mod-current")
    in_front.filter(has_text=notebook).wait_for(timeout=60_000)
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)


def by(page: Page, name: str) -> Locator:
    """One of the panel's parts."""
    return page.get_by_test_id(name)


def write_answer(page: Page, release: Any, source: str) -> None:
    """Replace the source of the problem's answer cell, as a person does."""
    roles = [
        cell["metadata"]["pythonmastery"]["role"]
        for cell in release["cells"]
        if cell["cell_type"] == "code"
    ]
    shown = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
    cell = shown.locator(".jp-CodeCell").nth(roles.index("solution"))
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(source)
