"""Writes a translation as a translator and a reviewer read it: each text below its source."""

from __future__ import annotations

from collections.abc import Iterator

from .translatable import Place
from .translation import Entry, Translation, hash_of

HEAD = (
    "# Each text stands below its source. Where the source has changed, the text is stale and is\n"
    "# not shown: translate it anew, take its line `of:` away, and run\n"
    "# `mastery curriculum translations --write`.\n"
)


def translation_text(places: list[Place], translation: Translation) -> str:
    """Return the file's text: every text of the notebook in its order, missing ones left empty.

    A text without a hash is taken to be made from the source as it is now. Texts that the notebook
    does not have any more are kept at the end, for whoever moves them.
    """
    known = {place.key for place in places}
    lines = [HEAD]
    for place in places:
        entry = translation.entries.get(place.key, Entry("", ""))
        lines += _entry(place.key, place.source, entry.of or hash_of(place.source), entry.text)
    for key, entry in translation.entries.items():
        if key not in known:
            lines += _entry(key, "", entry.of, entry.text)
    return "\n".join(lines) + "\n"


def _entry(key: str, source: str, of: str, text: str) -> Iterator[str]:
    yield f"{key}:"
    for line in source.strip().splitlines():
        yield f"  # {line}".rstrip()
    yield f'  of: "{of}"'
    if not text:
        yield '  text: ""\n'
        return
    yield "  text: |-"
    for line in text.strip().splitlines():
        yield f"    {line}".rstrip()
    yield ""
