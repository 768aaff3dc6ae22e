"""Texts and pages in the encodings and forms that offices write."""

import pytest
from as_sent import FIRM, FIRMS, text
from landing_home import LandingHome


@pytest.mark.parametrize("separator", [";", ","])
def test_letters_written_as_entities_of_a_page_are_letters(landing_home: LandingHome, separator: str) -> None:
    names = ["Caff&egrave; Citt&agrave; Srl", "R&amp;S Srl", "Dell&#39;Orto Srl"]
    rows = [["1", name, "", "Cant&ugrave;", "CO"] for name in names]
    landed = landing_home.land_one("a.csv", text(FIRMS, *rows, separator=separator))
    found = ["Caffè Città Srl", "R&S Srl", "Dell'Orto Srl"]
    assert landing_home.data("firms", "company_name", "municipality") == [(name, "Cantù") for name in found]
    assert "pagina web" in (landed.told or "")


NAMES = "Società Nicolò & Perché Srl;Cantù\n"


ENCODED = {
    "Mac Roman": ("Ragione sociale;Comune\n" + NAMES * 3).encode("mac_roman"),
    "DOS 850": ("Ragione sociale;Comune\n" + NAMES * 3).encode("cp850"),
    "Windows": ("Ragione sociale;Comune\n" + NAMES * 3).encode("cp1252"),
    "mixed": ("Ragione sociale;Comune\n" + NAMES * 2).encode() + NAMES.encode("cp1252"),
}


@pytest.mark.parametrize(
    "data", [ENCODED[name] for name in ENCODED if name != "twice"], ids=[n for n in ENCODED if n != "twice"]
)
def test_names_are_read_in_the_encodings_that_offices_write(landing_home: LandingHome, data: bytes) -> None:
    landing_home.land_one("a.csv", data)
    assert (
        landing_home.data("firms", "company_name", "municipality")
        == [("Società Nicolò & Perché Srl", "Cantù")] * 3
    )


def test_text_that_was_encoded_twice_is_decoded_twice(landing_home: LandingHome) -> None:
    twice = ("Ragione sociale;Comune\n" + NAMES).encode().decode("latin-1").encode()
    landed = landing_home.land_one("a.csv", twice)
    assert landing_home.data("firms", "company_name", "municipality") == [
        ("Società Nicolò & Perché Srl", "Cantù")
    ]
    assert "codificato due volte" in (landed.told or "")


@pytest.mark.parametrize("way", ["page", "page with a mark", "archive"])
def test_tables_of_web_pages_are_read(landing_home: LandingHome, way: str) -> None:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (FIRMS, FIRM))
    page = f"<html><body><table border=1>{rows}</table></body></html>"
    head = (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="B"\n\n--B\nContent-Type: text/html\n\n'
    )
    data = {"page": page, "page with a mark": "\ufeff" + page, "archive": f"{head}{page}\n--B--\n"}[way]
    landing_home.land_one("a.xls", data)
    assert landing_home.data("firms", "company_name") == [("Prova Uno Srl",)]


def test_a_cell_of_a_page_that_goes_over_rows_stands_in_each(landing_home: LandingHome) -> None:
    page = (
        "<table><tr><th>Ragione sociale<th>Comune<th>Data contatto<th>Tipo contatto</tr>"
        "<tr><td rowspan=2>Prova Uno Srl<td rowspan=2>Lecco<td>03/05/2012<td>visita</tr>"
        "<tr><td>04/05/2012<td>incontro</tr><tr><td>Prova Due Srl<td>Como<td>05/05/2012<td>visita</table>"
    )
    landing_home.land_one("a.xls", page)
    assert landing_home.data("contacts", "company_name", "municipality", "contact_date") == [
        ("Prova Uno Srl", "Lecco", "03/05/2012"),
        ("Prova Uno Srl", "Lecco", "04/05/2012"),
        ("Prova Due Srl", "Como", "05/05/2012"),
    ]
