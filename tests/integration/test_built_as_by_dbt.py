"""A build without dbt beside dbt's own of the same rows, with its unit tests; and what each node says that it reads."""

import re
from pathlib import Path

import duckdb
import pytest
import yaml
from pal_home import PROJECT, copy_home
from warehouse_described import described

from storage.home import Home
from warehouse.build import run_dbt
from warehouse.building.compiling import statements
from warehouse.settings import BuildSettings

RELATION = re.compile(r'"warehouse"\."\w+"\."\w+"')
EPHEMERAL = {"int_network_doubts_found"}
"""Models that are in the statements of those that read them."""


def unit_tests() -> set[str]:
    """Those declared beside dbt's models."""
    declared = [
        test["name"]
        for path in (PROJECT / "dbt_project" / "models").rglob("*.yml")
        for test in yaml.safe_load(path.read_text(encoding="utf-8")).get("unit_tests", ())
    ]
    assert len(declared) >= 7
    return set(declared)


@pytest.mark.thorough
def test_every_table_comment_and_test_is_what_dbt_makes_whose_unit_tests_pass(
    sample_home: Path, tmp_path: Path
) -> None:
    """The sample, refreshed by `pal` and then built by dbt alone on the same rows, its unit tests with it."""
    home = Home(copy_home(sample_home, tmp_path / "home"))
    ours = described(home.warehouse)
    assert len(ours) > 150
    with duckdb.connect(home.warehouse, read_only=True) as con:
        nodes = con.execute("select node from builds.made_nodes").fetchall()
    names: list[str] = []
    run_dbt(
        home,
        home.warehouse,
        BuildSettings(),
        on_progress=lambda done, total, name: names.append(name),
        arguments=("build", "--exclude-resource-type", "exposure"),
    )
    assert described(home.warehouse) == ours
    kinds = ("seed", "model", "test")
    by_dbt = {name for name in names if name and not name.startswith("pal-on-run")} - EPHEMERAL
    assert unit_tests() <= by_dbt
    assert by_dbt - unit_tests() == {node.split(".")[2] for (node,) in nodes if node.split(".")[0] in kinds}
    with duckdb.connect(home.warehouse, read_only=True) as con:  # who builds by hand is noticed
        remembered = con.execute(
            "select table_name from duckdb_tables() where schema_name = 'builds'"
        ).fetchall()
        assert remembered == [("published_deliveries",)]


def test_a_node_says_all_that_it_reads(sample_home: Path) -> None:
    """What a node names without saying so could change unseen."""
    with duckdb.connect(sample_home / "warehouse.duckdb", read_only=True) as con:
        nodes = statements(con, Home(sample_home), BuildSettings(), lambda *_: None)
    relations = {node.id: relation_of(str(node.relation)) for node in nodes if not node.is_test}
    assert len(relations) > 150
    for node in nodes:
        said = {relations.get(name) or tuple(name.split(".")[-2:]) for name in node.inputs}
        named = {relation_of(match) for sql in node.statements for match in RELATION.findall(sql)}
        assert named - said - {relations.get(node.id)} == set(), node.name


def relation_of(quoted: str) -> tuple[str, ...]:
    """Schema and name."""
    return tuple(part.strip('"') for part in quoted.split(".")[1:])
