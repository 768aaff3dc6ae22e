"""The internal annex, which is not sent: what the checks found, what became of the rows, the files and decisions."""

from editions.folder import DATA, read_json
from editions.gate.checks import sealed_findings
from editions.report.figures import Cell, Figure, Section, Table
from editions.report.sealed_figures import Sealed
from publication.figures import format_date
from publication.vocabularies import title_of, titles_of, words_of

_OUTCOMES = ("accepted", "rejected", "superseded", "duplicate", "ignored")


def checks(sealed: Sealed) -> Section:
    """What the checks found, and the partners that confirmed their sheet."""
    found: list[list[Cell]] = [
        [
            title_of("effect", one.effect),
            title_of("check", one.check),
            one.message,
            f"{one.waiver['author']}: {one.waiver['reason']}" if one.waiver else "",
        ]
        for one in sealed_findings(sealed.facts)
    ]
    confirmed: list[list[Cell]] = [
        [sealed.partners.get(row["partner"], row["partner"]), row["author"], format_date(row["date"])]
        for row in sealed.facts["confirmations"]
    ]
    tables = [
        Table("controlli", "Controlli prima della sigillatura",
              ["Effetto", "Controllo", "Che cosa", "Chi ne risponde e perché"], found,
              empty="Nessun blocco e nessun avviso."),
        Table("conferme", "Schede confermate dai partner", ["Partner", "Chi", "Quando"], confirmed,
              empty="Nessuna scheda confermata."),
    ]  # fmt: skip
    return Section("controlli", "Controlli", [], tables)


def rows(sealed: Sealed) -> Section:
    """What became of the rows delivered."""
    counts = ", ".join(f"sum({outcome})" for outcome in _OUTCOMES)
    outcomes: list[list[Cell]] = [
        [name, *(Figure(value) for value in values)]
        for name, *values in sealed.publication.query(
            f"""
            select short_name, sum(received), {counts}
            from fct_delivery_outcomes inner join dim_partners using (partner_code)
            group by short_name, sort_order order by sort_order
            """
        ).rows
    ]
    titles = titles_of("outcome", plural=True)
    headings = ["Partner", "Ricevute", *(titles[outcome] for outcome in _OUTCOMES)]
    rules: list[list[Cell]] = [
        [rule, Figure(count)]
        for rule, count in sealed.publication.query(
            """
            with broken as (
                select unnest(split(coalesce(rule_codes, 'altro'), ' ')) as rule_code
                from fct_excluded_rows where outcome = 'rejected'
            )
            select coalesce(message_it, rule_code), count(*)
            from broken left join dim_rules using (rule_code) group by all order by 2 desc, 1
            """
        ).rows
    ]
    tables = [
        Table("esiti", "Righe consegnate e loro esito", headings, outcomes, empty="Nessuna riga."),
        Table("regole", "Righe respinte per regola", ["Regola", "Righe"], rules, empty="Nessuna."),
    ]
    return Section("righe", "Righe consegnate", [], tables)


def sources(sealed: Sealed) -> Section:
    """The files used, by hash, and the decisions in force."""
    files: list[list[Cell]] = [
        [one["delivery_id"], one["file_name"], format_date(one["received_at"].date()),
         words_of("status")[one["status"]], one["sha256"][:16]]
        for one in sealed.publication.rows(
            "select delivery_id, file_name, received_at, status, sha256 from dim_deliveries order by arrival_order"
        )
    ]  # fmt: skip
    decided = read_json(sealed.edition.folder / DATA / "decisions.json")
    decisions: list[list[Cell]] = [
        [f"decisions/{name}.csv", Figure(len(listed))] for name, listed in decided.items() if listed
    ]
    facts = sealed.facts
    paragraphs = [
        "Chi ha l’edizione ricalcola ogni valore dai file Parquet della cartella data, con le macro SQL della "
        f"cartella macros. Costruzione {facts['build_id']}, programma {facts['code_version']}.",
    ]
    tables = [
        Table("fonti", "Consegne usate", ["Consegna", "File", "Ricevuta", "Stato", "SHA-256 (inizio)"], files,
              empty="Nessuna consegna."),
        Table("decisioni", "Decisioni in vigore", ["File", "Righe"], decisions, empty="Nessuna decisione."),
    ]  # fmt: skip
    return Section("fonti", "Fonti", paragraphs, tables)
