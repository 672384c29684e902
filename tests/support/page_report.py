"""What the pages of a browser showed when a test failed: for whoever reads only what CI prints."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Error, Page
from support.chromium import ARTEFACTS, picture

MOST_WORDS, MOST_ERRORS = 2_000, 10
SHOWN = """() => {
    const named = element => element.textContent.trim() || element.title;
    const front = tab => tab.getAttribute('aria-selected') === 'true' ? ' (in front)' : '';
    const all = selector => [...document.querySelectorAll(selector)].filter(
        element => element.checkVisibility({visibilityProperty: true})
    );
    const focused = document.activeElement;
    return {
        tabs: all('[role=tab]').map(tab => named(tab) + front(tab)),
        dialogs: all('[role=dialog], dialog').map(dialog => dialog.innerText),
        focus: focused ? focused.cloneNode(false).outerHTML : '',
        words: document.body ? document.body.innerText : '',
    };
}"""


def pages_told(browser: Browser, name: str) -> str:
    """Keep pictures and words of all open pages among the artefacts; return what matters most."""
    pages = [page for context in browser.contexts for page in context.pages]
    plain = re.sub(r"[^\w.-]+", "-", name)
    return "\n\n".join(told(page, f"failed-{plain}-{n}") for n, page in enumerate(pages, 1))


def told(page: Page, name: str) -> str:
    """Say where one page is, its tabs, its focus, its last errors, and its first words."""
    try:
        errors = [m.text for m in page.console_messages() if m.type in ("error", "warning")]
        errors += [f"uncaught: {error}" for error in page.page_errors()]
        shown = page.evaluate(SHOWN)
        picture(page, name)
        (ARTEFACTS / f"{name}.txt").write_text(shown["words"], encoding="utf-8")
    except Error as error:
        return f"A page at {page.url} tells nothing: {error}"
    lines = [
        f"Page:    {page.url} at {page.viewport_size}",
        f"Kept:    {ARTEFACTS / name}.png and .txt",
        f"Tabs:    {' | '.join(shown['tabs'])}",
        f"Focus:   {shown['focus']}",
        *(f"Dialog:  {dialog!r}" for dialog in shown["dialogs"]),
        *(f"Console: {error[:500]}" for error in errors[-MOST_ERRORS:]),
        "Words:",
        re.sub(r"\s*\n\s*", "\n", shown["words"])[:MOST_WORDS],
    ]
    return "\n".join(lines)
