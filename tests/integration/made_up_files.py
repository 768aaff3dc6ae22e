"""Public bodies' files, made up with the oddities of real ones: they carry nothing that the program knows."""

import csv
import io
from datetime import date

import xlsxwriter
from one_table import as_ods


def rating_workbook() -> bytes:
    """A workbook with a preamble above its headings, a heading with two blanks, places as «Comune (PV)»."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet("Foglio1")
        sheet.write_row(0, 0, ["Aggiornamento del", date(2020, 3, 27), "", "(*) - ISTANZA DI RINNOVO"])
        sheet.write_row(
            1, 0, ["Procedimento", "Codice fiscale", "Sede Legale", "Società", "Esito", "Scadenza  Revoca"]
        )
        for row in range(2, 5):
            sheet.write_row(row, 0, [f"RT{row}", f"0077667089{row}", "Priolo Gargallo (SR)", "ALFA S.R.L."])
            sheet.write_row(row, 4, ["Rating Rinnovato", date(2021, 7, 17)])
    return out.getvalue()


def projects_sheet() -> bytes:
    """An ODS with empty key cells and one firm under two spellings."""
    return as_ods(
        [
            [
                "PNRR misura",
                "decreto",
                "Soggetto proponente",
                "Soggetto attuatore",
                "Costo intervento",
                "CUP",
            ],
            ["4.1 Investimenti", "DM 517_2021", "", "ACQUE S.p.A.", "25000000", "D89B20000000008"],
            ["4.1 Investimenti", "DM 517_2021", "", "ACQUE S.p.A", "12799005", ""],
        ]
    )


def imports_list() -> bytes:
    """Latin-1 with mixed line ends, breaks inside cells, a heading that begins with a blank, «8.000»."""
    return (
        "Data della decisione;Luogo di destinazione;Luogo di destinazione città; Paese di origine;Quantità\r\n"
        "01/07/2025;ALFA SRL;Fondi;Turchia;8.000\n"
        '29/07/2025;"BETA SRL\nsede di Latina";Fondi;Turchia;8.000\r\n'
        '26/08/2025;"GAMMA SRL\r\nvia Roma";Forlì;Turchia;1.250\n'
    ).encode("latin-1")


def population_table() -> bytes:
    """UTF-8 with BOM, a title on the first line, quoted headings on the second."""
    return (
        '"Popolazione residente per età e sesso al 1° gennaio 2025"\r\n'
        '"Codice comune";"Comune";"Età";"Totale maschi";"Totale"\r\n'
        '"097042";"Lecco";0;57;105\r\n"097042";"Lecco";1;59;110\r\n'
    ).encode("utf-8-sig")


def certificates_list() -> bytes:
    """Separated by `|`, half of it quoted, periods as 201910."""
    return (
        b'"fiscalcode"|"annomese"|"regulation"|"istat_province_prcode"\n'
        b'"08587760961"|"201910"|UNI CEI EN ISO/IEC 27001:2017|PI\n'
        b'"02538160033"|"201910"|UNI EN ISO 9001:2015|MI\n'
    )


def counts_table() -> bytes:
    """Counts by province and period with empty cells and long addresses."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(
        [
            ["territorio", "sigla", "periodo", "contratti", "imprese", "fonte", "nota"],
            ["Lombardia", "", "2012-11", "169", "", "bollettino, n. 3", ""],
            ["Milano", "MI", "2012-11", "", "218", "bollettino, n. 3", "valore di maggio, meno l'aumento"],
        ]
    )
    return out.getvalue().encode("utf-8-sig")


MADE_UP = {
    "rating.xlsx": rating_workbook,
    "progetti.ods": projects_sheet,
    "importazioni.csv": imports_list,
    "popolazione.csv": population_table,
    "certificazioni.csv": certificates_list,
    "conteggi.csv": counts_table,
}
