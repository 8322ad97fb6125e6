"""Plots as inline SVG that takes its colours and fonts from the page: matplotlib draws, classes replace its styles.

The page lets in no style from an attribute (its content security policy), so every style becomes an attribute of SVG.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from markupsafe import Markup

from hudna.findings import visible

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from hudna.site.scores import Result

_SVG = "http://www.w3.org/2000/svg"
_INK, _SOFT, _RULE, _DOT = "#000001", "#000002", "#000003", "#000004"
_VARIABLES = {_INK: "ink", _SOFT: "soft", _RULE: "rule", _DOT: "link"}
"""Colours that stand for those of the page: colour in the drawing → its name in the palette."""

_PRESENTATION = ("clip-path", "fill", "fill-opacity", "font-size", "opacity", "stroke", "stroke-dasharray",
    "stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "stroke-opacity", "stroke-width", "text-anchor",
)  # fmt: skip
_SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "none", "svg.hashsalt": "hudna", "text.parse_math": False, "font.size": 11, "text.color": _INK,
    "axes.labelcolor": _INK, "xtick.color": _SOFT, "ytick.color": _INK, "axes.edgecolor": _RULE, "grid.color": _RULE,
}  # fmt: skip


_WIDTH, _ROW, _FOOT = 4.4, 0.42, 0.3
"""In inches, as matplotlib counts: of a plot, of what a result takes, and of the axis below."""

_SEED = re.compile(r"\.seed[0-9]+$")
"""How the name of a run ends that others differ from by their seed."""

Score = Mapping[str, Any]
"""`f1`, and `ci95` as two bounds or None."""

_LONGEST = 40
"""Characters of a name that stand beside its score; of a longer one the middle is left out."""


def available() -> bool:
    """Whether the plotting library is there; it comes with the extra `site`."""
    return find_spec("matplotlib") is not None


def plot(results: Sequence[Result], metric: str, title: str, name: str) -> Markup | None:
    """F1 of each result with its 95 % interval, as one SVG; None where no result has that metric.

    Results that differ by the seed alone (`linear.open.seed0`, `linear.open.seed1`) share a row, which shows their
    mean. `name` makes ids unique on the page.
    """
    shown: dict[str, list[Score]] = {}
    for result in results:
        if _has(result, metric):
            shown.setdefault(_SEED.sub("", result.name), []).append(result.scores[metric])
    if not shown:
        return None
    return _clean(_drawn(shown), f"{title}: F1 with 95 % intervals", name)


def _has(result: Result, metric: str) -> bool:
    return result.scores.get(metric, {}).get("f1") is not None


def _drawn(shown: Mapping[str, Sequence[Score]]) -> bytes:
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    out = io.BytesIO()
    with mpl.rc_context(_SETTINGS):
        height = _FOOT + _ROW * len(shown)
        figure = Figure(figsize=(_WIDTH, height))
        FigureCanvasSVG(figure)
        axes = figure.add_axes((0.04, _FOOT / height, 0.92, 1 - _FOOT / height))
        _draw(axes, shown)
        figure.savefig(out, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return out.getvalue()


def _draw(axes: Axes, shown: Mapping[str, Sequence[Score]]) -> None:
    axes.set_xlim(0, 1)
    axes.set_ylim(len(shown) - 0.7, -0.7)
    axes.set_yticks([])
    axes.tick_params(length=0)
    axes.grid(axis="x", linewidth=0.8)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    for row, (name, scores) in enumerate(shown.items()):
        mean = sum(score["f1"] for score in scores) / len(scores)
        axes.text(0, row - 0.4, _short(name), ha="left", va="center")
        axes.text(1, row - 0.4, f"{mean:.3f}", ha="right", va="center")
        for number, score in enumerate(scores):
            _draw_one(axes, row + (number - (len(scores) - 1) / 2) * min(0.12, 0.4 / len(scores)), score)


def _draw_one(axes: Axes, height: float, score: Score) -> None:
    if score["ci95"] is not None:
        axes.plot(score["ci95"], [height, height], color=_DOT, linewidth=2, solid_capstyle="butt", clip_on=False)
    axes.plot([score["f1"]], [height], marker="o", markersize=5, color=_DOT, linestyle="none", clip_on=False)


def _short(name: str) -> str:
    """The name as it fits, in letters that XML has and matplotlib's own font can measure."""
    shown = "".join(char if char.isascii() else "?" for char in visible(name))
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 13]}...{shown[-10:]}"


def _clean(svg: bytes, label: str, name: str) -> Markup:
    """The drawing without XML head, styles and metadata, with a label and with ids of its own."""
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    root = ElementTree.fromstring(svg)  # noqa: S314 - it was drawn here
    for parent in root.iter():
        for child in list(parent):
            if child.tag in (f"{{{_SVG}}}metadata", f"{{{_SVG}}}style") or child.tag.endswith("}metadata"):
                parent.remove(child)
        _restyle(parent)
    for size in ("width", "height", "version"):
        root.attrib.pop(size, None)
    root.attrib |= {"role": "img", "aria-label": label, "class": "plot"}
    return Markup(_own_ids(ElementTree.tostring(root, encoding="unicode"), name))  # noqa: S704 - serialised XML


def _restyle(element: ElementTree.Element) -> None:
    for property_, value in _styles(element.attrib.pop("style", "")):
        if property_ in _PRESENTATION:
            element.set(property_, value)
    for attribute in ("fill", "stroke"):
        if variable := _VARIABLES.get(element.get(attribute, "")):
            del element.attrib[attribute]
            element.set("class", f"{element.get('class', '')} {attribute}-{variable}".strip())


def _styles(style: str) -> Iterator[tuple[str, str]]:
    for declaration in filter(None, style.split(";")):
        property_, _, value = declaration.partition(":")
        yield property_.strip(), value.strip()


def _own_ids(svg: str, name: str) -> str:
    """Ids, and what refers to them, with the name of the plot in front."""
    svg = re.sub(r'\bid="', f'id="{name}-', svg)
    return svg.replace('="#', f'="#{name}-').replace("url(#", f"url(#{name}-")
