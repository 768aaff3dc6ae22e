"""Codes have one Italian word each: every vocabulary stands in the seed, and nowhere else."""

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path

from publication.vocabularies import title_of, titles_of, vocabularies
from storage.home import PROJECT

ROOMS = ("storage", "decisions", "publication", "ingest", "warehouse", "editions", "dashboard", "command")
_WORDS = re.compile(r"[^\W\d_][\w' /,.-]*")


def tables_of_words(source: str) -> Iterator[tuple[int, set[str]]]:
    """Line and keys of each literal that gives words for several codes of one vocabulary.

    A dict, or a row of tuples that begin with a code; words are plain texts, neither signs nor names of columns.
    """
    for node in ast.walk(ast.parse(source)):
        pairs: list[tuple[ast.expr | None, ast.expr]] = []
        if isinstance(node, ast.Dict):
            pairs = list(zip(node.keys, node.values, strict=True))
        elif isinstance(node, ast.Tuple | ast.List):
            rows = [one for one in node.elts if isinstance(one, ast.Tuple) and len(one.elts) > 1]
            pairs = [(row.elts[0], row.elts[1]) for row in rows] if len(rows) == len(node.elts) else []
        texts = {
            str(key.value): value.value
            for key, value in pairs
            if isinstance(key, ast.Constant)
            and isinstance(value, ast.Constant)
            and isinstance(value.value, str)
        }
        if len(texts) < 2 or not all(_WORDS.fullmatch(word) and "_" not in word for word in texts.values()):
            continue
        if any(texts.keys() <= terms.keys() for terms in vocabularies().values()):
            yield node.lineno, set(texts)


def test_a_table_of_words_is_found() -> None:
    assert list(tables_of_words('x = {"staff": "personale", "travel": "viaggi"}')) == [
        (1, {"staff", "travel"})
    ]
    assert list(tables_of_words('x = (("accepted", "accettata"), ("rejected", "respinta"))'))
    assert not list(tables_of_words('x = {"on_time": "✓", "late": "!"}'))
    assert not list(tables_of_words('x = {"staff": "personale", "name": "nome"}'))


def test_no_words_of_codes_stand_beside_the_seed() -> None:
    paths = [path for room in ROOMS for path in (PROJECT / room).rglob("*.py")]
    assert len(paths) > 200
    found = [
        f"{path.relative_to(PROJECT)}:{line}: {sorted(keys)} belongs in dbt_project/seeds/codes.csv"
        for path in paths
        for line, keys in tables_of_words(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_every_code_of_the_seeds_has_a_word() -> None:
    def column(seed: str, name: str) -> set[str]:
        with (PROJECT / "dbt_project" / "seeds" / f"{seed}.csv").open(encoding="utf-8") as file:
            return {row[name] for row in csv.DictReader(file)}

    with (PROJECT / "dbt_project" / "seeds" / "spellings.csv").open(encoding="utf-8") as file:
        spelled = {(row["field"], row["code"]) for row in csv.DictReader(file)}
    for field, code in spelled:
        # A spelled outcome says whether it took place; the vocabulary's is what became of a row.
        known = vocabularies().get(field, {}) if field != "outcome" else {}
        assert not known or code in known, (field, code)
    assert column("kpis", "kpi_group") <= vocabularies()["kpi_group"].keys()
    assert column("kpis", "way") == set(vocabularies()["way"])
    assert column("kpis", "subject_type") == set(vocabularies()["subject_type"])
    assert column("rules", "severity") == set(vocabularies()["severity"])
    assert column("contact_kinds", "contact_kind") == set(vocabularies()["contact_kind"])


def test_a_code_without_a_word_is_shown_as_it_is() -> None:
    assert title_of("legal_kind", "rete_contratto") == "Rete-contratto"
    assert title_of("legal_kind", "ati_ats") == "ATI/ATS"
    assert title_of("legal_kind", "new_kind") == "new_kind"
    assert title_of("legal_kind", None) == ""
    assert titles_of("outcome", plural=True)["rejected"] == "Respinte"


def test_a_word_is_whole() -> None:
    for vocabulary, terms in vocabularies().items():
        assert all(term.word for term in terms.values()), vocabulary
    for counted in ("subject_type", "outcome"):
        assert all(term.plural for term in vocabularies()[counted].values())
    assert all(term.sentence for term in vocabularies()["way"].values())
    assert Path(PROJECT / "dbt_project" / "seeds" / "codes.csv").read_bytes().count(b"\r") == 0
