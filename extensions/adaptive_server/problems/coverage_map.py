"""Coverage as a drawing: a row for each skill, for each band a column of every kind."""

from __future__ import annotations

from collections.abc import Sequence

from ..core.problem import Kind
from .coverage import SkillCoverage
from .drawing import box, drawing, line, text

CELL, ROW, LEFT, TOP, HOLES = 15, 16, 150, 118, 330
BANDS = range(1, 6)
_MANY, _SOME = 5, 2


def coverage_map(rows: Sequence[SkillCoverage]) -> str:
    """Return the matrix as SVG: the deeper the colour, the more problems; holes stand behind."""
    kinds = sorted({kind for row in rows for _, kind in row.cells}, key=list(Kind).index)
    across = CELL * len(kinds) + 8
    holes = sum(bool(row.holes) for row in rows)
    width = LEFT + across * len(BANDS) + (HOLES if holes else 0)
    height = TOP + ROW * len(rows) + 10
    parts: list[str] = []
    for band in BANDS:
        x = LEFT + across * (band - 1)
        parts.append(text(x, 16, f"Band {band}", "head"))
        parts += (_upright(x + CELL * n + 11, TOP - 6, kind) for n, kind in enumerate(kinds))
    for number, row in enumerate(rows):
        parts += _row(row, kinds, TOP + ROW * number, across, width)
    about = f"{len(rows)} skills by band and kind of their problems; {holes} have a hole."
    return drawing(width, height, "What the problems of the course practise", about, parts)


def _row(row: SkillCoverage, kinds: Sequence[Kind], y: float, across: int, width: int) -> list[str]:
    parts = [line(0, y - 2, width, y - 2), text(LEFT - 8, y + 10, row.skill.id, "small", "end")]
    for (band, kind), count in sorted(row.cells.items()):
        x = LEFT + across * (band - 1) + CELL * kinds.index(kind)
        look = "many" if count >= _MANY else "some" if count >= _SOME else "few"
        told = f"{row.skill.name}, band {band}, {kind.replace('_', ' ')}: {count}"
        parts.append(box(x, y, CELL - 2, ROW - 4, look, told))
        parts.append(text(x + (CELL - 2) / 2, y + 10, str(count), "small", "middle"))
    if row.holes:
        x = LEFT + across * len(BANDS)
        parts.append(text(x, y + 10, "; ".join(row.holes), "small hole"))
    return parts


def _upright(x: float, y: float, kind: Kind) -> str:
    words = text(0, 0, kind.replace("_", " "), "small")
    return f'<g transform="translate({x:g} {y:g}) rotate(-90)">{words}</g>'
