"""Files landed beside the limit and beside what a user would pick instead."""

from pathlib import Path

from tests.benchmark.inputs import write_contacts, write_contacts_workbook
from tests.benchmark.measuring import compare_landings

CSV_ROWS, XLSX_ROWS, ROUNDS = 1_000_000, 100_000, 3
LANDING = ["file", "ours", "limit", "ratio to the limit", "what a user would pick instead"]


def measure_landings(folder: Path) -> list[list[str]]:
    """Rows of LANDING: a million CSV rows of one and of two record types, in three encodings, a workbook."""
    contacts, attendance, workbook = (folder / name for name in ("c.csv", "a.csv", "a.xlsx"))
    write_contacts(contacts, CSV_ROWS)
    write_contacts(attendance, CSV_ROWS, with_firm=True)
    write_contacts_workbook(workbook, XLSX_ROWS)
    text = contacts.read_text(encoding="utf-8")
    windows, excel = folder / "windows.csv", folder / "excel.txt"
    windows.write_text(text, encoding="cp1252")
    excel.write_text(text.replace(";", "\t"), encoding="utf-16")
    return [
        compare("1 M rows of CSV, contacts", contacts, contacts, "duckdb", 1.5, ["pandas", "dlt"]),
        compare("the same in cp1252", windows, contacts, "duckdb", 2.0, []),
        compare("the same as UTF-16 text from Excel", excel, contacts, "duckdb", 2.0, []),
        compare(
            "1 M rows of CSV, contacts and firms", attendance, attendance, "duckdb", 1.5, ["pandas", "dlt"]
        ),
        compare("100,000 rows of XLSX, contacts and firms", workbook, workbook, "calamine", 2.0, ["pandas"]),
    ]


def compare(
    title: str, file: Path, limit_file: Path, limit: str, allowed: float, peers: list[str]
) -> list[str]:
    """One line of the table: ours on `file`, the limit on `limit_file`, the peers on `file`."""
    seconds = compare_landings({"pal": file, limit: limit_file, **dict.fromkeys(peers, file)}, ROUNDS)
    ours = seconds["pal"]
    ratio = ours / seconds[limit]
    verdict = "held" if ratio <= allowed else "missed"
    beside = ", ".join(f"{peer} {seconds[peer]:.1f} s ({seconds[peer] / ours:.1f} × ours)" for peer in peers)
    return [title, f"{ours:.2f} s", f"{limit} {seconds[limit]:.2f} s",
            f"{ratio:.2f} (≤ {allowed}: {verdict})", beside]  # fmt: skip
