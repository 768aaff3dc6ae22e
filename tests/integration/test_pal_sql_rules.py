"""The rules written in SQL beside what they copy: check digits as python-stdnum has them, Italian dates and
numbers as Python writes them."""

import string
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import duckdb
import jinja2
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from pal_home import PROJECT
from stdnum import luhn
from stdnum.it import codicefiscale, iva

from sample.dice import Dice

MACROS = PROJECT / "dbt_project" / "macros"
MONTHS = [
    "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
    "novembre", "dicembre",
]  # fmt: skip
VARS = yaml.safe_load((PROJECT / "dbt_project" / "dbt_project.yml").read_text(encoding="utf-8"))["vars"]
CON = duckdb.connect()


def sql_of(macro: str, *arguments: str) -> str:
    """The SQL that a macro of the dbt project gives."""
    names = ("text", "identifiers", "dates", "numbers", "happening", "issue_cells")
    source = "\n".join((MACROS / f"{name}.sql").read_text(encoding="utf-8") for name in names)
    template = jinja2.Environment().from_string(source, globals={"var": VARS.__getitem__})  # noqa: S701, it makes SQL
    return str(getattr(template.module, macro)(*arguments))


def computed(expression: str, values: list[str]) -> list[Any]:
    """A SQL expression over column `v`, for all values in one query."""
    numbered = "select unnest($values) as v, generate_subscripts($values, 1) as place"
    query = f"select {expression} from ({numbered}) order by place"
    rows = CON.execute(query, {"values": values}).fetchall()
    return [value for (value,) in rows]


def vat_numbers(dice: Dice, count: int) -> list[str]:
    """Taxpayer's number, office and check digit: half of them right."""
    bodies = [f"{dice.randrange(1, 10**7):07d}{dice.randrange(1, 101):03d}" for _ in range(count)]
    return [
        body + (luhn.calc_check_digit(body) if dice.random() < 0.5 else str(dice.randrange(10)))
        for body in bodies
    ]


def personal_codes(dice: Dice, count: int) -> list[str]:
    """Codes of persons born on a day that exists: half of them right."""
    codes = []
    for _ in range(count):
        name = "".join(dice.choices(string.ascii_uppercase, k=6))
        day = dice.randrange(1, 29) + dice.choice((0, 40))
        body = f"{name}{dice.randrange(100):02d}{dice.choice('ABCDEHLMPRST')}{day:02d}"
        body += f"{dice.choice(string.ascii_uppercase)}{dice.randrange(1, 1000):03d}"
        right = codicefiscale.calc_check_digit(body)
        codes.append(body + (right if dice.random() < 0.5 else dice.choice(string.ascii_uppercase)))
    return codes


def test_check_digits_are_those_of_stdnum() -> None:
    numbers = vat_numbers(Dice("codes", 1), 5_000)
    expected = [iva.is_valid(number) for number in numbers]
    assert 0.5 < sum(expected) / len(expected) < 0.6
    assert computed(sql_of("has_check_digit", "v"), numbers) == expected


def test_check_letters_are_those_of_stdnum() -> None:
    codes = personal_codes(Dice("codes", 2), 5_000)
    expected = [codicefiscale.is_valid(code) for code in codes]
    assert 0.5 < sum(expected) / len(expected) < 0.55
    assert computed(sql_of("has_check_letter", "v"), codes) == expected


def test_usable_is_what_stdnum_takes_with_its_lost_zeros() -> None:
    dice = Dice("codes", 3)
    numbers = vat_numbers(dice, 2_000) + [f"00{number[2:]}" for number in vat_numbers(dice, 2_000)]
    codes = [*numbers, *personal_codes(dice, 1_000), "", "0", "00000000000", "1" * 12, "ABC"]
    expected = [code if iva.is_valid(code) or codicefiscale.is_valid(code) else None for code in codes]
    delivered = [code.lstrip("0") if code.isdigit() else code for code in codes]
    cleaned = sql_of("clean_identifier", "v")
    assert computed(sql_of("usable_identifier", f"({cleaned})"), delivered) == expected
    prefixed = [f"it {code[:5]}.{code[5:]}" if code.isdigit() else code.lower() for code in codes]
    assert computed(sql_of("usable_identifier", f"({cleaned})"), prefixed) == expected


def test_a_column_has_the_letters_that_a_spreadsheet_program_gives_it() -> None:
    columns = range(1, 16_385)
    letters = computed(sql_of("column_letters", "v::integer"), [str(column) for column in columns])
    assert letters == [get_column_letter(column) for column in columns]


def test_an_events_code_is_one_however_it_is_spaced() -> None:
    ways = [
        "EV-2012-05",
        "EV 2012 05",
        "ev_2012_05",
        " Ev–2012–05 ",
        "EV - 2012 - 05",
        "EV/2012.05",
        "'EV-2012-05",
    ]
    assert set(computed(sql_of("event_code", "v"), ways)) == {"EV-2012-05"}
    assert computed(sql_of("event_code", "v"), ["EV-2012-06", "12"]) == ["EV-2012-06", "12"]


def test_every_day_is_read_in_every_way_of_writing_it() -> None:
    days = [date(1990, 1, 1) + timedelta(days=7 * week + week % 7) for week in range(1_500)]
    read = sql_of("italian_date", f"({sql_of('date_text', 'v')})")
    ways = {
        "italian": [f"{day:%d/%m/%Y}" for day in days],
        "without zeros": [f"{day.day}.{day.month}.{day.year}" for day in days],
        "iso": [f"{day:%Y-%m-%d}" for day in days],
        "with a time": [f"{day:%Y-%m-%d}T00:00:00" for day in days],
        "together": [f"{day:%Y%m%d}" for day in days],
        "with the month's name": [f"{day.day} {MONTHS[day.month - 1]} {day.year}" for day in days],
        "as a spreadsheet's number": [str((day - date(1899, 12, 30)).days) for day in days],
    }
    for way, texts in ways.items():
        assert computed(read, texts) == days, way


WRITTEN: dict[tuple[str, str], dict[str, object]] = {
    ("italian_date", "date_text"): {
        "1/6/12": date(2012, 6, 1), "1 giugno '12": date(2012, 6, 1), "ven 1.6.2012": date(2012, 6, 1),
        "01/06/2012 ore 10": date(2012, 6, 1), "1/6/2012 10:30": date(2012, 6, 1), "31.6.2012": None,
        "1/6/112": None, "giugno 2012": None, "1/6": None,
    },
    ("italian_number", "number_text"): {
        "1'234,50": Decimal("1234.5"), "1’234,50": Decimal("1234.5"), "1.200 euro": 1200, "100,00-": -100,
        "−100,00": -100, "(100,00)": -100, "€ 1.200,=": 1200, "1200,-": 1200, "12%": None, "1.000 + IVA": None,
    },
    ("italian_hours", "hours_text"): {
        "3 h": 3, "2:30": Decimal("2.5"), "2h30": Decimal("2.5"), "30'": Decimal("0.5"), "41061": None, "-2": None,
        "3412345678": None, "1 giorno": None, "1/2": Decimal("0.5"), "1 1/2": Decimal("1.5"), "1½": Decimal("1.5"),
        "2 ore e mezza": Decimal("2.5"), "mezz'ora": Decimal("0.5"), "1 h 30 min": Decimal("1.5"), "1/2/2012": None,
    },
}  # fmt: skip


@pytest.mark.parametrize(("macro", "texts"), WRITTEN)
def test_what_a_hurried_desk_writes_is_read_or_not_at_all(macro: str, texts: str) -> None:
    read = WRITTEN[macro, texts]
    assert computed(sql_of(macro, f"({sql_of(texts, 'v')})"), list(read)) == list(read.values())


HELD = (
    "rinvia la decisione", "ci risentiamo", "da ricontattare", "in attesa di risposta",
    "rinviata la decisione", "rinvio decisione a marzo", "posticipa l'adesione alla rete", "rimanda la firma",
    "annullato l'ordine, resta interessato", "chiede tempo per la decisione", "incontrato il titolare",
    "parlato con il socio", "esito positivo", "Esito: negativo", "con esito positivo",
    "fissato nuovo incontro", "da fissare secondo incontro", "prossimo incontro 12/4",
    "rivedersi a settembre", "ci aggiorniamo", "da richiamare", "non interessata", "non hanno aderito",
    "non è interessato", "sospesa la valutazione", "positivo, rinvio a settembre per la firma",
    "svolta ma il titolare era assente", "decisione rinviata", "firma rimandata a giugno",
    "adesione posticipata", "progetto sospeso", "ok", "Effettuata il 12/3", "saltato l'accordo",
    "non serve altro", "non ha bisogno", "anticipata al 3/3", "svolta in anticipo", "in attesa dei documenti",
    "interessato, rinvia l'adesione", "fatto, non interessato", "l'impresa ha rinviato la scelta", "svolto",
    "Svolta.", "conclusa", "Chiusa", "contatto chiuso", "pratica chiusa", "pratica sospesa",
    "OK, inviare proposta", "proposta rifiutata", "ottimo", "mancato accordo", "corso svolto",
    "sopralluogo effettuato", "ha chiesto informazioni", "chiesto rinvio della decisione", "presente",
    "presenti in 3", "incontro positivo", "Incontro effettuato, da rivedere a maggio", "Visita ok",
    "visita effettuata il 10/3, rinviata firma", "posticipato inizio progetto", "fatta online",
    "telefonata fatta", "richiamare tra un mese", "cancellata iscrizione", "iscrizione annullata",
    "ordine annullato", "interessata a rinviare i pagamenti", "valuta rinvio dei pagamenti",
)  # fmt: skip
NOT_HELD = (
    "Annullata, proposta nuova data", "rinviata - decisione a marzo", "incontro rinviato; firma a giugno",
    "Formazione (annullata)", "assistenza legale rinviata",
    "rinviata al 12/3", "annullata causa neve", "NON SVOLTA", "saltata", "assente", "non presentato",
    "RINVIATA AL 12/03/2012", "slittata al 20/4", "slitta a maggio", "chiuso per ferie", "trovato chiuso",
    "Azienda chiusa", "riprogrammata", "riprogrammato al 3/4", "da riprogrammare", "chiede rinvio",
    "richiesto rinvio", "chiesto di spostare la visita", "nessuno presente", "nessuno in sede",
    "non c'era nessuno", "mai avvenuto", "mai svolta", "impossibilitato", "titolare malato",
    "Visita annullata", "La visita non si è svolta", "l'incontro è stato rinviato a data da destinarsi",
    "incontro rimandato", "ANNULLATO DAL CLIENTE", "disdetta", "disdetto il giorno stesso", "rinviato x neve",
    "spostata", "spostato al 3/5/2012", "cancellata", "CANC.", "ann.", "rinv.", "non avvenuto",
    "non effettuabile", "non è venuto", "non si sono presentati", "mancata presentazione",
    "confermato per il 12/3", "fissata per il 20/5", "da fare", "in programma", "ha dato buca",
    "rinunciato all'incontro", "causa neve annullata", "per neve rinviata", "2° rinvio",
    "Rinviata dall'impresa", "No, annullato", "posticipato di una settimana", "Rinvio", "sospeso",
    "non fatto", "non ancora effettuata", "ancora da svolgere", "non più fatto", "da definire", "Annullata",
    "annullata dal titolare per malattia", "l'azienda ha annullato", "l'impresa ha rinviato l'incontro",
    "il cliente ha disdetto", "rinviano tutto a settembre", "rinviata a nuova data", "rinviata c/impresa",
    "RINVIO 15.3", "Rinviata 15/3/12", "rinv. marzo", "SALTATO", "saltata per sciopero",
    "saltata causa sciopero treni", "mancata visita", "mancato incontro", "appuntamento mancato",
    "visita saltata", "evento annullato per maltempo", "corso rinviato", "sopralluogo non effettuato",
    "non effettuato: azienda chiusa", "non svolta causa neve", "Non si è tenuta", "non ci siamo visti",
    "non realizzato", "da effettuare", "da effettuarsi", "da svolgersi entro aprile", "prevista per aprile",
    "da fissare", "da concordare data", "hanno chiesto di rinviare", "chiede di annullare",
    "titolare assente, parlato con il figlio", "assente giustificato", "assente il titolare",
    "incontro annullato", "incontro fissato per il 3/4", "sospesa", "sospesa per ferie", "posticipata",
    "rimandata causa influenza", "si rimanda a settembre", "viene rimandata", "è stato annullato",
    "e' stata rinviata", "spostata in altra data", "annullo", "non avuto luogo", "non ha avuto luogo",
)  # fmt: skip


def test_words_about_what_came_of_a_contact_never_undo_it_and_others_always_do() -> None:
    unknown = ["bof", "ritirato", "in forse", "bene", "bizzarro", "esito incerto", "rifiutata la proposta"]
    written = [*HELD, *NOT_HELD, *unknown]
    codes = ["held"] * len(HELD) + ["not_held"] * len(NOT_HELD) + [None] * len(unknown)
    for texts in (written, [text.upper() for text in written], [f"{text}." for text in written]):
        found = computed(sql_of("outcome_written", "v"), texts)
        assert [
            (text, code) for text, code, right in zip(texts, found, codes, strict=True) if code != right
        ] == []


def test_half_a_person_is_not_one_more() -> None:
    read = {"12,5": 12, "9,5": 9, "249,9": 249, "ULA 7,5": 7, "1.250": 1250, "25 partecipanti": 25}
    read |= dict.fromkeys(("10-49", "0-4", "fino a 9", "<10", "oltre 250", ">250", "250+", "12 + 3"))
    digits = sql_of("number_text", sql_of("headcount_text", "v"))
    assert computed(sql_of("whole_people", f"({digits})", "3000000"), list(read)) == list(read.values())


def test_a_moment_with_its_zone_is_its_day_in_italy() -> None:
    read = {
        "2012-02-10T22:59:00Z": date(2012, 2, 10), "2012-02-10T23:00:00Z": date(2012, 2, 11),
        "2012-07-10T22:00:00.000Z": date(2012, 7, 11), "2012-07-10T21:59Z": date(2012, 7, 10),
        "2012-07-11T00:30:00+02:00": date(2012, 7, 11), "2012-07-11 02:30:00+0500": date(2012, 7, 10),
        "2012-03-25T22:00:00Z": date(2012, 3, 26), "2012-03-24T22:30:00Z": date(2012, 3, 24),
        "2012-10-28T22:30:00Z": date(2012, 10, 28), "2012-10-27T22:30:00Z": date(2012, 10, 28),
        "2012-07-10T23:30:00": date(2012, 7, 10),
    }  # fmt: skip
    found = computed(sql_of("italian_date", f"({sql_of('date_text', 'v')})"), list(read))
    assert found == list(read.values())


def test_what_stands_for_nothing_names_nothing() -> None:
    nothing = [
        "-",
        "--",
        "/",
        "''",
        "n.d.",
        "N/D",
        "nd",
        "0",
        "00",
        "null",
        "NaN",
        "idem",
        "Come sopra",
        "c.s.",
        "vedi sopra",
        "Stessa impresa",
        "S.r.l.",
        "XXX",
        "da individuare",
        "altre 5 imprese",
        "n. 3 aziende",
        "Imprese diverse",
        "privato",
        "libero professionista",
        "?",
        "#N/D",
        "Err:508",
        "Errore:502",
    ]
    assert computed(sql_of("naming_text", "v"), nothing) == [None] * len(nothing)
    assert computed(sql_of("clean_code", "v"), nothing) == [None] * len(nothing)
    names = [
        "ND Srl",
        "N&D",
        "None",
        "3M",
        "Nulli Snc",
        "0-1 Srl",
        "Idem Sas",
        "CS",
        "Stessa Srl",
        "Varie Srl",
        "Privata Banca",
        "10 Aziende Expo",
    ]
    assert computed(sql_of("naming_text", "v"), names) == names


def test_what_is_no_day_is_not_read() -> None:
    read = sql_of("italian_date", f"({sql_of('date_text', 'v')})")
    wrong = ["31/02/2012", "32/01/2012", "01/13/2012", "2012-02-30", "n.d.", "", "domani", "1/foo/2012", "12"]
    assert computed(read, wrong) == [None] * len(wrong)


@settings(max_examples=25)
@given(st.lists(st.decimals(min_value=0, max_value=10**9, places=2), min_size=1, max_size=100))
def test_every_amount_is_read_in_every_way_of_writing_it(amounts: list[Decimal]) -> None:
    read = sql_of("italian_number", f"({sql_of('number_text', 'v')})")
    english = [f"{amount:,.2f}" for amount in amounts]
    italian = [text.translate(str.maketrans(",.", ".,")) for text in english]
    for texts in (
        english,
        italian,
        [f"€ {text}" for text in italian],
        [f"-{text}" for text in italian],
        [f"{amount:.2f}" for amount in amounts],
        [f"{amount:.2f}".replace(".", ",") for amount in amounts],
    ):
        sign = -1 if texts[0].startswith("-") else 1
        assert computed(read, texts) == [sign * amount for amount in amounts]


def test_what_is_no_amount_is_not_read() -> None:
    read = sql_of("italian_number", f"({sql_of('number_text', 'v')})")
    wrong = ["n.d.", "1.23.456", "12,34,5", "1,2,3", "", "12a", "--5", "1.2345,6"]
    assert computed(read, wrong) == [None] * len(wrong)


def test_members_of_the_same_days_make_one_stay_in_whatever_order_they_are_read() -> None:
    model = (
        PROJECT / "dbt_project" / "models" / "intermediate" / "networks" / "int_network_places_derived.sql"
    )
    sql = jinja2.Template(model.read_text(encoding="utf-8")).render(ref=lambda name: name)
    with duckdb.connect() as con:
        con.execute("set preserve_insertion_order = false")
        con.execute(
            """create table int_network_presences_derived as
            select md5('N' || network) as network_id, 'CO' as province_code, md5(network || 'F' || member) as firm_id,
                '-infinity'::date as present_from, 'infinity'::date as present_until
            from range(100000) as networks (network), range(3) as members (member)
            order by hash(firm_id)"""
        )
        counted = con.execute(f"select count(*), count(distinct firm_id) from ({sql}\n)").fetchall()
    assert counted == [(300_000, 300_000)]
