"""Typst sets every PDF: our templates, their data as JSON, only the fonts that come with the library."""

import json
import re
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal
from unicodedata import normalize

import typst

from storage.home import REFERENCE

TEMPLATES = Path(__file__).parent / "templates"
_STANDARDS: tuple[Literal["a-2a", "ua-1"], ...] = ("a-2a", "ua-1")
"""PDF/A-2a, for the archive, and PDF/UA-1, for who cannot see; what is not both is not set."""
_LONG_WORD = re.compile(r"\S{24,}")
_ZERO_WIDTH_SPACE = "\u200b"
_BEYOND_LATIN = re.compile(r"[^\u0000-\u017f]")
_FONT = "Libertinus Serif"
_NOT_SET = "□"
"""In place of a sign that no font has: an archived PDF may have none such, and one name would stop a report."""


def typeset(template: str, content: dict[str, Any], target: Path, created: datetime) -> None:
    """Set a template with its content into a PDF; the same content and moment give the same bytes.

    A sign that no font has is set as people write it otherwise (＝ as =), else as a box.
    """
    told = json.dumps(_breakable(content), ensure_ascii=False)
    if not _can_be_set("".join(sorted(set(_BEYOND_LATIN.findall(told))))):
        told = _BEYOND_LATIN.sub(lambda sign: as_can_be_set(sign[0]), told)
    compiler = typst.Compiler(
        input=str(TEMPLATES / template),
        root=str(TEMPLATES),
        ignore_system_fonts=True,
        sys_inputs={"content": told},
    )
    moment = created.replace(microsecond=0)
    compiler.compile(output=str(target), format="pdf", pdf_standards=list(_STANDARDS), timestamp=moment)


@lru_cache(maxsize=1)
def province_shapes() -> list[dict[str, Any]]:
    """Lombardy's provinces on a sheet 1 wide: code, label (x, y), rings of points (x, y), y downwards."""
    features = json.loads((REFERENCE / "lombardy_provinces.geojson").read_text(encoding="utf-8"))["features"]
    outlines = [(feature["properties"], _rings(feature["geometry"])) for feature in features]
    points = [point for _, rings in outlines for ring in rings for point in ring]
    west, north = min(x for x, _ in points), max(y for _, y in points)
    shrink = 0.6997  # cos 45.6°
    scale = 1 / ((max(x for x, _ in points) - west) * shrink)

    def place(x: float, y: float) -> list[float]:
        return [round((x - west) * shrink * scale, 4), round((north - y) * scale, 4)]

    return [
        {
            "code": told["province_code"],
            "label": place(told["label_lon"], told["label_lat"]),
            "rings": [[place(x, y) for x, y in ring] for ring in rings],
        }
        for told, rings in outlines
    ]


def _rings(geometry: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """The outer rings of a polygon or of several."""
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    return [[(x, y) for x, y, *_ in polygon[0]] for polygon in polygons]


@lru_cache(maxsize=1024)
def _can_be_set(signs: str) -> bool:
    """Whether the fonts have all of these signs."""
    text = json.dumps(signs, ensure_ascii=False)
    page = f'#set document(title: [x])\n#set text(font: "{_FONT}", lang: "it")\n#{text}'
    try:
        typst.Compiler(input=page.encode(), ignore_system_fonts=True).compile(
            format="pdf", pdf_standards=list(_STANDARDS)
        )
    except typst.TypstError:
        return False
    return True


def as_can_be_set(sign: str) -> str:
    """The sign, or what is set in its place: the same by compatibility (NFKC) unless JSON means something by it, else
    a box."""
    if _can_be_set(sign):
        return sign
    plain = normalize("NFKC", sign)
    return plain if _can_be_set(plain) and not set(plain) & set('"\\') else _NOT_SET


def _breakable(content: Any) -> Any:
    """The content with very long words made breakable, and without characters that cannot be set."""
    if isinstance(content, dict):
        return {key: _breakable(value) for key, value in content.items()}
    if isinstance(content, list):
        return [_breakable(value) for value in content]
    if isinstance(content, str):
        printable = "".join(character if character.isprintable() else " " for character in content)
        return _LONG_WORD.sub(lambda word: _ZERO_WIDTH_SPACE.join(_chunks(word[0])), printable)
    return content


def _chunks(word: str) -> list[str]:
    return [word[start : start + 12] for start in range(0, len(word), 12)]
