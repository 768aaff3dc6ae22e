"""The texts that people write for the report: Markdown files, read as headings, paragraphs and lists."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from editions.contents import NARRATIVE
from editions.folder import Edition
from editions.front_matter import LOGO_ENDINGS, LOGOS
from storage.errors import PalError
from storage.home import Home

TITLES = {
    "attivita": "Attività svolte",
    "scostamenti": "Scostamenti",
    "criticita": "Criticità",
}
PARTNERS = "partner"


@dataclass(frozen=True)
class Block:
    """A piece of text: `heading`, `paragraph` or `item` of a list."""

    kind: str
    text: str


def narrative_files(home: Home, edition_id: str) -> dict[str, Path]:
    """The Markdown files and the logos of an edition, by their path among the texts: its own folder's, else the
    common ones.

    `narrative/<id>/*.md` or `narrative/*.md`; a partner's text is `partner/<code>.md` in the same folder, a logo a
    picture in `loghi/`.
    """
    common = home.narrative
    return _texts(common, edition_id) | _logos(common, edition_id)


def _logos(common: Path, edition_id: str) -> dict[str, Path]:
    for folder in (common / edition_id / LOGOS, common / LOGOS):
        _refuse_links(common, folder.parent, folder)
        paths = sorted(path for path in folder.glob("*") if path.suffix.lower() in LOGO_ENDINGS)
        if paths:
            _refuse_links(*paths)
            return {f"{LOGOS}/{path.name}": path for path in paths}
    return {}


def _texts(common: Path, edition_id: str) -> dict[str, Path]:
    for folder in (common / edition_id, common):
        _refuse_links(common, folder, folder / PARTNERS)
        paths = [*sorted(folder.glob("*.md")), *sorted((folder / PARTNERS).glob("*.md"))]
        if paths:
            _refuse_links(*paths)
            return {path.relative_to(folder).as_posix(): path for path in paths}
    return {}


def read_logos(edition: Edition) -> list[tuple[str, bytes]]:
    """The logos sealed with an edition, in the order of their names: name and picture."""
    folder = edition.folder / NARRATIVE / LOGOS
    return [(path.stem.replace("_", " "), path.read_bytes()) for path in sorted(folder.glob("*"))]


def _refuse_links(*paths: Path) -> None:
    """A link could bring any file of the machine into a sealed report; so could a device or a pipe."""
    for path in paths:
        if path.is_symlink() or (path.exists() and not path.is_file() and not path.is_dir()):
            raise PalError(f"{path}: è un collegamento o non è un file; metterci il testo stesso.")


def read_blocks(path: Path) -> list[dict[str, str]]:
    """A Markdown file as plain blocks: its marks of emphasis and links become their text.

    Raises PalError where the file is no text.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise PalError(f"{path}: non è testo UTF-8; salvarlo come testo UTF-8 e ripetere.") from None
    return [asdict(block) for block in _blocks(MarkdownIt().parse(text)) if block.text]


def _blocks(tokens: list[Token]) -> Iterator[Block]:
    kind, depth = "paragraph", 0
    for token in tokens:
        if token.type == "heading_open":
            kind = "heading"
        elif token.type == "heading_close":
            kind = "paragraph"
        elif token.type == "list_item_open":
            depth += 1
        elif token.type == "list_item_close":
            depth -= 1
        elif token.type == "inline":
            yield Block("item" if depth and kind == "paragraph" else kind, _plain(token))
        elif token.type in ("code_block", "fence"):
            yield Block("paragraph", token.content.strip())


def _plain(token: Token) -> str:
    parts = [
        " " if child.type in ("softbreak", "hardbreak") else child.content for child in token.children or ()
    ]
    return " ".join("".join(parts).split())
