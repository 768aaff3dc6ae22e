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
    ],
)  # fmt: skip
def test_an_error_names_place_and_nearest_name(made_home: Path, sql: str, told: str) -> None:
    home = Home(made_home)
    with pytest.raises(NotAnswered) as raised:
        ask_apart(published(home), sql, home=home)
    line = str(raised.value)
    assert told in line
    assert "\n" not in line
