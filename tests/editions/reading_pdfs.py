"""What a PDF says, to be compared with what was to be printed."""

from pathlib import Path

import pypdfium2


def pdf_text(path: Path) -> str:
    """All text of a PDF, without what breaks lines and words."""
    document = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    return plain("\n".join(pages))


def plain(text: str) -> str:
    """A text without blanks, breaks of words and invisible characters."""
    return "".join(
        character for character in text if character.isprintable() and character not in " \u00ad\ufffe\u200b-"
    )
