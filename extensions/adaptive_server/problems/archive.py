"""A course, or a part of it, in one zip file: notebooks, translations and the skill graph.

The same files give the same bytes. What comes from elsewhere is hostile until it is read: only the
names that a course has are taken, bounded in number and size, and all of it or nothing.
"""

from __future__ import annotations

import os
import pathlib
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterable, Iterator

from .curriculum_error import CurriculumError
from .files import LESSONS_NAME, SKILLS_NAME, find_skills, lesson_files, problem_files
from .source_file import MAX_BYTES, UnreadableError, read_bytes
from .translation import translation_files

MOST_FILES = 5000
MOST_BYTES = 500_000_000
LONGEST_NAME = 200
_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file knows: when it was packed is no part
_LANGUAGE = r"(?:\.[a-z]{2})"
_FOLDERS = r"(?:[A-Za-z0-9_][A-Za-z0-9_.-]*/){1,5}"
_NAME = re.compile(
    rf"skills{_LANGUAGE}?\.yaml"
    rf"|{_FOLDERS}problem(?:\.ipynb|{_LANGUAGE}\.yaml)"
    rf"|{_FOLDERS}{LESSONS_NAME}/[A-Za-z0-9_-]+(?:\.ipynb|{_LANGUAGE}\.yaml)"
)


def course_files(
    paths: Iterable[pathlib.Path], skills: pathlib.Path | None = None
) -> dict[str, pathlib.Path]:
    """Return what belongs to problems, lessons or folders of them, by its name in the course.

    Args:
        paths: Problems, lessons and folders of one course.
        skills: The skill graph of what lies in no course; None searches upwards from the first.

    Raises:
        CurriculumError: A path does not exist or holds no problem, lies in another course than the
            first one, or has a name that no course of ours has; `skills` is no skill graph.
    """
    if skills and (skills.name != SKILLS_NAME or not skills.is_file()):
        raise CurriculumError(
            f"{skills}: is no {SKILLS_NAME}. Give the path of one.", code="path-missing"
        )
    wanted = list(paths)
    course = _common(wanted) if skills else find_skills(wanted[0]).parent
    skills = skills or course / SKILLS_NAME
    lessons = lesson_files(wanted)
    rest = [p for p in wanted if p not in lessons]
    notebooks = [*(problem_files(rest) if rest else []), *lessons]
    found = {}
    for path in (skills, *translation_files(skills).values()):
        found[path.name] = path
    for source in notebooks:
        for path in (source, *translation_files(source).values()):
            found[_name_in(course, path)] = path
    return dict(sorted(found.items()))


def _common(paths: Iterable[pathlib.Path]) -> pathlib.Path:
    """Return the folder round the folders of all paths."""
    whole = (pathlib.Path(os.path.realpath(p)) for p in paths)
    folders = [p if p.is_dir() else p.parent for p in whole]
    return pathlib.Path(os.path.commonpath([f.parent for f in folders]))


def pack(files: dict[str, pathlib.Path], out: pathlib.Path) -> None:
    """Write files into a new zip file.

    Raises:
        CurriculumError: `out` exists or cannot be written, or a file cannot be read.
    """
    try:
        with out.open("xb") as raw:
            try:
                _write(files, zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED))
            except BaseException:
                out.unlink()
                raise
    except FileExistsError:
        raise CurriculumError(
            f"{out} exists already. Name a new file.", code="path-exists"
        ) from None
    except OSError as error:
        raise CurriculumError(
            f"{out}: cannot be written ({error.strerror}).", code="path-unwritable"
        ) from None


def unpack(archive: pathlib.Path, out: pathlib.Path) -> list[str]:
    """Write what a zip file holds into a new folder, all of it or nothing; return the names.

    Raises:
        CurriculumError: It is no zip file of a course, it holds too much, or `out` is not empty.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise CurriculumError(f"{out} exists already. Name a new folder.", code="path-exists")
    half = out.with_name(f".{out.name}.unpacking")
    try:
        half.mkdir(parents=True)
        try:
            names = []
            for name, content in _read(archive):
                path = half / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
                names.append(name)
            half.replace(out)
        finally:
            shutil.rmtree(half, ignore_errors=True)
    except OSError as error:
        raise CurriculumError(
            f"{out}: cannot be written ({error.strerror}).", code="path-unwritable"
        ) from None
    return names


def _name_in(course: pathlib.Path, path: pathlib.Path) -> str:
    whole = pathlib.Path(os.path.realpath(path))  # `resolve` fails at links that go in a circle
    if not whole.is_relative_to(course):
        raise CurriculumError(f"{path}: it is not in the course {course}. Pack one at a time.")
    name = whole.relative_to(course).as_posix()
    if not _is_ours(name):
        raise CurriculumError(f"{path}: a name has letters, digits, _ and - only. Rename it.")
    return name


def _is_ours(name: str) -> bool:
    return len(name) <= LONGEST_NAME and _NAME.fullmatch(name) is not None


def _write(files: dict[str, pathlib.Path], archive: zipfile.ZipFile) -> None:
    with archive:
        for name, path in files.items():
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            try:
                archive.writestr(entry, read_bytes(path))
            except UnreadableError as error:
                raise CurriculumError(f"{path}: {error.message}. {error.remedy}.") from None


def _read(path: pathlib.Path) -> Iterator[tuple[str, bytes]]:
    """Yield names and contents; sizes are counted, not believed."""
    left = MOST_BYTES
    try:
        with zipfile.ZipFile(path) as archive:
            for name in _names(path, archive):
                with archive.open(name) as file:
                    content = file.read(MAX_BYTES + 1)
                left -= len(content)
                if len(content) > MAX_BYTES or left < 0:
                    raise CurriculumError(f"{path}: {name} is too large. Pack it anew.")
                yield name, content
    except FileNotFoundError:
        raise CurriculumError(
            f"{path}: no such file. Give the path of a zip file.", code="path-missing"
        ) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise CurriculumError(f"{path}: it cannot be unpacked ({error}).") from None


def _names(path: pathlib.Path, archive: zipfile.ZipFile) -> list[str]:
    names = [entry.filename for entry in archive.infolist() if not entry.is_dir()]
    strange = next((name for name in names if not _is_ours(name)), None)
    if strange is not None:
        raise CurriculumError(f"{path}: {strange[:80]!r} is no file of a course. Pack it anew.")
    if len(names) > MOST_FILES or len({name.lower() for name in names}) < len(names):
        raise CurriculumError(f"{path}: it has too many files, or one twice. Pack it anew.")
    if SKILLS_NAME not in names:
        raise CurriculumError(f"{path}: it has no {SKILLS_NAME}. Pack it with mastery.")
    return names
