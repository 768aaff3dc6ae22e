import pandas as pd

from dashboard.downloads import write_csv


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
