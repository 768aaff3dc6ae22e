"""What a PDF says, to be compared with what was to be printed."""

from pathlib import Path

import pypdfium2

FOOT = 62  # points from the paper's edge: below stand the page's number and the edition


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


def empty_share(page: pypdfium2.PdfPage) -> float:
    """How much of a page, as a share of it, is empty between its text and its foot."""
    printed, height = page.get_textpage(), page.get_height()
    bottoms = [printed.get_charbox(place)[1] for place in range(printed.count_chars())]
    return (min(one for one in bottoms if one > FOOT) - FOOT) / height
