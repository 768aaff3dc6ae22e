import io

import openpyxl
import pandas as pd

from publication.spreadsheets import write_csv, write_xlsx


def test_csv_opens_in_an_italian_excel() -> None:
    frame = pd.DataFrame(
        {
            "Provincia": ["NA · Napoli", None],
            "Importo": [1234.5, float("nan")],
            "Data": pd.to_datetime(["2013-06-30", None]),
            "Riga": pd.array([12, None], dtype="Int64"),
        }
    )
    assert write_csv(frame).decode("utf-8") == (
        "\ufeffProvincia;Importo;Data;Riga\r\nNA · Napoli;1234,5;30/06/2013;12\r\n;;;\r\n"
    )


def test_a_text_never_runs_as_a_formula() -> None:
    frame = pd.DataFrame({"File": ["=cmd|' /c calc'!A1.xlsx", "a;b", '"x"'], "Valore": [-1.0, 2.0, 0.1]})
    lines = write_csv(frame).decode("utf-8-sig").splitlines()
    assert lines[1:] == ["'=cmd|' /c calc'!A1.xlsx;-1", '"a;b";2', '"""x""";0,1']


def test_a_workbook_keeps_codes_as_text_and_numbers_as_numbers() -> None:
    frame = pd.DataFrame(
        {
            "Provincia": ["NA · Napoli", None],
            "Codice fiscale": ["00952680155", "=1+1"],
            "Importo": [1234.5, float("nan")],
            "Data": pd.to_datetime(["2013-06-30", None]),
            "Riga": pd.array([12, None], dtype="Int64"),
        }
    )
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(frame, ["Imprese raggiunte", "=2+2"])))
    assert book.sheetnames == ["Dati", "Informazioni"]
    header, first, second = book["Dati"].iter_rows(values_only=True)
    assert header == tuple(frame.columns)
    assert first == ("NA · Napoli", "00952680155", 1234.5, frame["Data"][0].to_pydatetime(), 12)
    assert second == (None, "=1+1", None, None, None)
    assert book["Dati"]["B3"].data_type == "s"
    assert [cell.value for cell in book["Informazioni"]["A"]] == ["Imprese raggiunte", "=2+2"]
