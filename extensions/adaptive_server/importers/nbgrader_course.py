"""A course folder of nbgrader: each `source/ASSIGNMENT/NAME.ipynb` becomes one problem.

One problem per notebook, so that points, order and what cells share stay as they were.
"""

from __future__ import annotations

import json
import pathlib
from collections.abc import Iterator
from typing import Any

from .beside import beside, module_beside
from .draft import (
    FILES_KB,
    DraftNotebook,
    NotImportable,
    Source,
    heading_of,
    slug_of,
    title_of,
)
from .nbgrader_cells import Converter
from .nbgrader_config import CONFIG_NAME, Config, read_config

_MAX_BYTES = 20_000_000
_NOT_HANDED_OUT = ("header.ipynb", "footer.ipynb")


def sources(path: pathlib.Path) -> Iterator[Source]:
    """Yield a draft per notebook of a course folder, a `source` folder or one assignment."""
    root = path if path.is_dir() else path.parent
    config = _config_above(root)
    source = root / config.source_directory
    if path.is_file():
        files = [path]
    elif source.is_dir():
        files = _notebooks(source, "*/*.ipynb") or _notebooks(source, "*.ipynb")
    else:
        files = _notebooks(root, "*.ipynb") or _notebooks(root, "*/*.ipynb")
    for file in files:
        name = f"{file.resolve().parent.name}/{file.name}"
        try:
            yield Source(name, draft(file, config))
        except NotImportable as reason:
            yield Source(name, reason)


def _notebooks(folder: pathlib.Path, pattern: str) -> list[pathlib.Path]:
    """Return what is handed out; a header may lie beside the assignments."""
    found = sorted(folder.glob(pattern))
    return [
        file
        for file in found
        if file.name not in _NOT_HANDED_OUT and not file.parent.name.startswith(".")
    ]


def _config_above(folder: pathlib.Path) -> Config:
    for place in (folder, *folder.resolve().parents[:2]):
        if (place / CONFIG_NAME).is_file():
            return read_config(place)
    return Config()


def draft(file: pathlib.Path, config: Config) -> DraftNotebook:
    """Make a draft of one source notebook.

    Raises:
        NotImportable: It cannot be read, or nbgrader itself would refuse it.
    """
    converter = Converter(config)
    cells = converter.cells(_cells(file))
    code = [c for c in cells if c["cell_type"] == "code"]
    run = ("".join(c["source"]) for c in code if c["metadata"]["pythonmastery"]["role"] != "text")
    if module := module_beside(file, run):
        raise NotImportable(
            f"it imports {module}, which a grader does not have; put its code into a cell"
        )
    files = beside(file, ("".join(c["source"]) for c in code))
    if files.source:
        cells.insert(0, converter.given(files.source, "files"))
    texts = "\n\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown")
    title = heading_of(texts) or title_of(file.stem)
    return DraftNotebook(
        slug=slug_of(f"{file.parent.name} {file.stem}"),
        title=title,
        cells=tuple(converter.with_statement(cells, title)),
        notes=(*converter.notes, *files.notes),
        files_kb=FILES_KB if files.source else 0,
    )


def _cells(file: pathlib.Path) -> list[dict[str, Any]]:
    try:
        if file.is_symlink() or not file.is_file() or file.stat().st_size > _MAX_BYTES:
            raise NotImportable("it is no regular file, or larger than 20 MB")
        data = json.loads(file.read_bytes().decode("utf-8-sig"))
        json.dumps(data, ensure_ascii=False).encode()
    except OSError as error:
        raise NotImportable(f"it cannot be read ({error.strerror})") from None
    except (ValueError, RecursionError):
        raise NotImportable("it is no notebook in UTF-8") from None
    cells = data.get("cells") if isinstance(data, dict) else None
    if not isinstance(cells, list) or data.get("nbformat") != 4:
        raise NotImportable("it is no notebook of nbformat 4; open and save it in JupyterLab")
    if "skills" in _ours(data.get("metadata")):
        raise NotImportable("it is a problem in our format already; put it into the course")
    if not all(isinstance(cell, dict) for cell in cells):
        raise NotImportable("a cell of it is no object")
    language = _language(data.get("metadata"))
    if language not in ("", "python"):
        raise NotImportable(f"its kernel is for {language}, not for Python")
    return cells


def _ours(metadata: Any) -> dict[str, Any]:
    found = metadata.get("pythonmastery") if isinstance(metadata, dict) else None
    return found if isinstance(found, dict) else {}


def _language(metadata: Any) -> str:
    """Return what a notebook says of its language, in small letters; '' where it says nothing."""
    match metadata:
        case {"language_info": {"name": str(name)}} | {"kernelspec": {"language": str(name)}}:
            return name.lower()
    return ""
