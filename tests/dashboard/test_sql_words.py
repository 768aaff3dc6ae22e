"""What is wrong with a question is said in Italian, with its place and the name that was perhaps meant."""

from pathlib import Path

import pytest

from publication.people_sql import NotAnswered, ask_apart
from publication.sources import published
from storage.home import Home


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("select partner_cod from fct_contacts", "`partner_cod` non esiste: intendi `partner_code`? (riga 1, colonna"),
        ("select *\nfrom dim_firm", "tabella `dim_firm` non esiste: intendi `dim_firms`? (riga 2, colonna 6)"),
        ("from kpi_by_provinc()", "macro `kpi_by_provinc` non esiste: intendi `kpi_by_province`? (riga 1, colonna 6)"),
        ("select floo(1)", "funzione `floo` non esiste: intendi `floor`? (riga 1, colonna 8)"),
        ("form kpi()", "errore di sintassi presso «form» (riga 1, colonna 1)"),
        ("select 1 where", "la domanda non è finita"),
        ("from kpi(provnce := 'LC')", "la macro `kpi` non ha questi argomenti; ha: code, since, until, province"),
        ("from kpi(province := $province)", "manca il valore del parametro province"),
        ("select f.nome from dim_firms f", "la tabella `f` non ha la colonna `nome`"),
        ("select firm_id, count(*) from dim_firms", "colonna `firm_id`: aggiungerla a `group by`"),
        ("select firm_id from dim_firms, fct_contacts", "scrivere `dim_firms.firm_id` o `fct_contacts.firm_id`"),
        ("from kpi(since := '31/12/2012')", "«31/12/2012» non è una data; scriverla AAAA-MM-GG"),
        ("from kpi(province := 'XX')", "province: «XX» non è una provincia; ammessa"),
        ("drop table meta", "DROP non è una lettura"),
        ("select d.firm_id from dim_firms", "tabella `d` non è tra quelle di `from` (riga 1, colonna 8)"),
        ("select sum(firm_name) from dim_firms", "`sum` non si applica a (VARCHAR): indicare il tipo"),
        ("select strftime(firm_id, '%Y') from dim_firms", "`strftime` non si applica a (VARCHAR, STRING)"),
        ("from dim_firms where firm_id > 3", "VARCHAR e INTEGER non si confrontano"),
        ("select kpi()", "`kpi` dà righe: scriverla dopo `from`"),
        ("select (select firm_id from dim_firms)", "dà più di una riga"),
        ("select 1 union select 1, 2", "lo stesso numero di colonne"),
        ("select sum(sum(1))", "una somma o un conteggio non sta dentro un altro"),
        ("from dim_firms where count(*) > 1", "scriverli in `having`"),
        ("select 'abc", "un testo tra virgolette non è chiuso (riga 1, colonna 8)"),
        ("select date '2013-02-30'", "«2013-02-30» non è una data; scriverla AAAA-MM-GG"),
        ("from kpi(known_by := 'ieri')", "«ieri» non è un momento; scriverlo AAAA-MM-GG HH:MM"),
        ("select 9223372036854775807 + 1", "un numero è troppo grande"),
        ("select", "dopo `select` manca che cosa scegliere"),
        ("from dim_firms limit -1", "non possono essere negativi"),
        ("from dim_firms order by 99", "`order by`: le colonne scelte vanno da 1 a"),
        ("select 1 group by 7", "`group by`: le colonne scelte vanno da 1 a 1"),
        ("select cast('a' as intger)", "il tipo `intger` non esiste"),
        ("select date_trunc('mese', date '2012-01-01')", "«mese» non è una parte di una data"),
        ("select strftime(date '2012-01-01', '%Q')", "il formato «%Q» non si legge"),
        ("from dim_firms join fct_contacts using (nope)", "la colonna `nope` di `using`"),
        ("from dim_firms a join dim_firms a on true", "due tabelle si chiamano `a`"),
        ("from read_csv('x.csv')", "il file «x.csv» non si legge da qui"),
        ("select unnest(3)", "`unnest` vuole una lista"),
        ("select * exclude (nope) from dim_firms", "la colonna `nope` di `exclude` non esiste"),
        ("select sqrt(-1)", "la radice di un numero negativo non esiste"),
        ("select ln(0)", "il logaritmo di zero"),
        ("select regexp_matches('a', '(')", "l’espressione regolare non si legge presso «(»"),
        ("select json_extract('x', '$')", "il testo non è JSON"),
        ("values (1), (1, 2)", "le righe di `values`"),
        ("select (1, 2) = 3", "un valore di tipo INTEGER non diventa STRUCT(INTEGER, INTEGER)"),
        ("select printf('%d', 'a')", "il formato non va con un valore di questo tipo"),
        ("select repeat('a', 10000000000)", "il testo che ne verrebbe è troppo lungo"),
    ],
)  # fmt: skip
def test_an_error_names_place_and_nearest_name(made_home: Path, sql: str, told: str) -> None:
    home = Home(made_home)
    with pytest.raises(NotAnswered) as raised:
        ask_apart(published(home), sql, home=home)
    line = str(raised.value)
    assert told in line
    assert "\n" not in line


def test_a_value_for_no_parameter_is_said(made_home: Path) -> None:
    home = Home(made_home)
    with pytest.raises(NotAnswered, match=r"non ha il parametro provincia: scriverci \$provincia"):
        ask_apart(published(home), "select 1", {"provincia": "LC"}, home=home)
