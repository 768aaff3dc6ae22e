"""The texts that people write for the report: Markdown files, read as headings, paragraphs and lists."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

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
    """The Markdown files of an edition, by their path among the texts: its own folder's, else the common
    ones.

    `narrative/<id>/*.md` or `narrative/*.md`; a partner's text is `partner/<code>.md` in the same folder.
    """
    common = home.root / "narrative"
    for folder in (common / edition_id, common):
        _refuse_links(common, folder, folder / PARTNERS)
        paths = [*sorted(folder.glob("*.md")), *sorted((folder / PARTNERS).glob("*.md"))]
        if paths:
            _refuse_links(*paths)
            return {path.relative_to(folder).as_posix(): path for path in paths}
    return {}


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
