"""Elements of an SVG drawing, as text; whatever an author wrote is escaped."""

from __future__ import annotations

from html import escape

STYLE = """\
svg { background: #fff; color: #1b1f24; font: 12px system-ui, sans-serif }
text { fill: currentColor }
.small { font-size: 10px }
.head { font-weight: 600 }
.box { fill: #e7f0fb; stroke: #3b6ea8 }
.elective { fill: #f4f4f4; stroke: #767676; stroke-dasharray: 4 2 }
.edge { fill: none; stroke: #767676; stroke-opacity: .45 }
.line { stroke: #d0d7de }
.hole { fill: #b3261e }
.tick { font-weight: 700 }
.few { fill: #cfe3f7 } .some { fill: #8fbbe8 } .many { fill: #4d8fd1 }
@media (prefers-color-scheme: dark) {
  svg { background: #14171a; color: #e6e8ea }
  .box { fill: #1d3a5c; stroke: #7fb0e6 } .elective { fill: #26292d; stroke: #9a9fa5 }
  .edge { stroke: #9a9fa5 } .line { stroke: #3a4046 } .hole { fill: #ff8a80 }
  .few { fill: #1d3a5c } .some { fill: #2f5f96 } .many { fill: #4d8fd1 }
}"""


def drawing(width: int, height: int, title: str, about: str, parts: list[str]) -> str:
    """Return a whole SVG file.

    Args:
        width: In pixels.
        height: In pixels.
        title: Read out in its place.
        about: One sentence on what it shows.
        parts: Elements, in the order in which they are drawn.
    """
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
            f' width="{width}" height="{height}" role="img" aria-labelledby="title about">',
            f'<title id="title">{escape(title)}</title>',
            f'<desc id="about">{escape(about)}</desc>',
            f"<style>\n{STYLE}\n</style>",
            *parts,
            "</svg>\n",
        )
    )


def text(x: float, y: float, words: str, look: str = "", anchor: str = "start") -> str:
    """Return a line of text; `anchor` says which end of it stands at x."""
    more = f' class="{look}"' if look else ""
    more += f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{x:g}" y="{y:g}"{more}>{escape(words)}</text>'


def box(x: float, y: float, width: float, height: float, look: str, told: str = "") -> str:
    """Return a rectangle; `told` is shown where the pointer rests on it."""
    title = f"<title>{escape(told)}</title>" if told else ""
    size = f'width="{width:g}" height="{height:g}" rx="3"'
    return f'<rect x="{x:g}" y="{y:g}" {size} class="{look}">{title}</rect>'


def line(x: float, y: float, to_x: float, to_y: float) -> str:
    """Return a thin straight line."""
    return f'<line x1="{x:g}" y1="{y:g}" x2="{to_x:g}" y2="{to_y:g}" class="line"/>'


def arrow(x: float, y: float, to_x: float, to_y: float, *, down: float) -> str:
    """Return a curve that arrives from above; first it goes `down`, or up where negative."""
    path = f"M{x:g} {y:g}C{x:g} {y + down:g} {to_x:g} {to_y - abs(down):g} {to_x:g} {to_y:g}"
    return f'<path d="{path}" class="edge" marker-end="url(#arrow)"/>'


ARROW = (
    '<marker id="arrow" viewBox="0 0 6 6" refX="6" refY="3" markerWidth="5" markerHeight="5"'
    ' orient="auto"><path d="M0 0L6 3L0 6z" fill="#767676"/></marker>'
)
