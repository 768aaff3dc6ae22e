"""The dbt project is as its makers advise: grains tested, everything described, readers named."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from storage.home import DBT_PROJECT, PROJECT

MODELS = DBT_PROJECT / "models"
LAST_WORD = ("marts", "private")


def described(key: str, *folders: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the YAML files of these folders (all, where none is given) say of each model, exposure, … by name."""
    for folder in folders or (".",):
        for path in sorted((MODELS / folder).rglob("*.yml")):
            for one in yaml.safe_load(path.read_text(encoding="utf-8")).get(key, ()):
                yield one["name"], one


def files(*folders: str) -> set[str]:
    return {
        path.stem
        for folder in folders or (".",)
        for path in (MODELS / folder).rglob("*")
        if path.suffix in (".sql", ".py")
    }


def has_grain(model: dict[str, Any]) -> bool:
    """Whether a test says what no two rows share: a column that is unique, or several together."""
    whole = any("one_row_per" in test for test in model.get("data_tests", ()))
    return whole or any("unique" in column.get("data_tests", ()) for column in model["columns"])


@pytest.mark.parametrize("folder", LAST_WORD)
def test_every_table_that_is_the_last_word_has_its_grain_tested(folder: str) -> None:
    models = dict(described("models", folder))
    assert models.keys() == files(folder)
    assert [name for name, model in models.items() if not has_grain(model)] == []


def test_every_model_says_what_a_row_is() -> None:
    models = dict(described("models"))
    lacking = files() - models.keys() - files("kpi")
    assert not lacking, f"say in YAML what one row of {sorted(lacking)} is"
    for name, model in models.items():
        assert model["description"], name
        assert name in files(), f"{name} is described and is no model"
        for column in model.get("columns", ()):
            assert column["description"], f"{name}.{column['name']}"


LAYERS = ("staging", "intermediate", "marts", "evidence", "kpi")
AFTER_KPIS = {"fct_kpi_evidence", "private_review_pairs", "private_issues", "fct_issues", "fct_excluded_rows"}
"""What reads KPIs, or what just fails to be one: with the marts for whoever reads them, last in the graph."""


def test_layers_run_one_way() -> None:
    """A model reads its own layer and those before; `private` is the part of the marts that names persons."""
    places = {
        path.stem: path.relative_to(MODELS).parts[0].replace("private", "marts")
        for path in MODELS.rglob("*")
        if path.suffix in (".sql", ".py")
    }
    rank = {name: LAYERS.index(layer) for name, layer in places.items()} | dict.fromkeys(
        AFTER_KPIS, len(LAYERS)
    )
    for path in MODELS.rglob("*"):
        if path.suffix in (".sql", ".py"):
            for read in re.findall(r"ref\(['\"](\w+)['\"]\)", path.read_text(encoding="utf-8")):
                assert rank.get(read, 0) <= rank[path.stem], f"{path.stem} reads {read}, of a later layer"


def test_models_are_made_in_place() -> None:
    """By our own materializations (macros/in_place.sql): dbt's use other names beside, unknown to builds without it."""
    for path in MODELS.rglob("*"):
        if path.suffix in (".sql", ".py"):
            own = re.search(
                r"materialized=['\"](view|table|incremental)['\"]", path.read_text(encoding="utf-8")
            )
            assert own is None, f"{path.name}: in_place or view_in_place"


def test_every_model_of_issues_is_told() -> None:
    told = (MODELS / "evidence" / "int_issues_gathered.sql").read_text(encoding="utf-8")
    for name in files("intermediate/issues"):
        assert f"'{name.removeprefix('int_')}'" in told, (
            f"add '{name.removeprefix('int_')}' to int_issues_gathered.sql"
        )


def test_each_of_the_five_outcomes_has_a_unit_test() -> None:
    [test] = [one for name, one in described("unit_tests") if name == "every_row_has_one_outcome"]
    outcomes = {row["outcome"] for row in test["expect"]["rows"]}
    assert outcomes == {"accepted", "rejected", "superseded", "duplicate", "ignored"}


def tables_named(rooms: list[str]) -> set[str]:
    """The tables that the SQL of these folders names; what the owner's twin alone has is not what they read."""
    sql = "\n".join(
        path.read_text(encoding="utf-8")
        for room in rooms
        for path in sorted((PROJECT / room).rglob("*"))
        if path.suffix in (".py", ".sql") and path.parent != DBT_PROJECT / "publish" / "private"
    )
    return {name for name in files(*LAST_WORD) if re.search(rf"\b{name}\b", sql)}


def test_exposures_are_what_is_read() -> None:
    exposures = dict(described("exposures"))
    assert exposures.keys() == {"dashboard", "editions", "brief", "commands", "analysts"}
    rooms_read = {
        room for one in exposures.values() for room in one.get("config", {}).get("meta", {}).get("rooms", ())
    }
    for folder in (PROJECT / "editions").iterdir():
        assert not list(folder.glob("*.py")) or f"editions/{folder.name}" in rooms_read, (
            f"no exposure has {folder.name}"
        )
    for name, exposure in exposures.items():
        told = {re.sub(r"^ref\('(.+)'\)$", r"\1", ref) for ref in exposure["depends_on"]}
        rooms = exposure.get("config", {}).get("meta", {}).get("rooms")
        read = tables_named(rooms) if rooms else files("marts")
        assert told == read, f"exposure {name}: add {sorted(read - told)}, remove {sorted(told - read)}"


def test_seeds_are_described() -> None:
    content = yaml.safe_load((DBT_PROJECT / "seeds" / "_seeds.yml").read_text(encoding="utf-8"))
    seeds = {one["name"]: one for one in content["seeds"]}
    for path in Path(DBT_PROJECT / "seeds").glob("*.csv"):
        columns = path.read_text(encoding="utf-8").splitlines()[0].split(",")
        assert [one["name"] for one in seeds[path.stem]["columns"]] == columns, path.name
        assert list(seeds[path.stem]["config"]["column_types"]) == columns, path.name
