"""Nasty and damaged files: each is landed or refused with a line, and none stops another."""

from pathlib import Path

import pytest
from landing_home import LandingHome
from nasty import FORMATS, VALUES, as_csv, good_rows, put_nasty_files
from thorough import some_of

from ingest.record_types import RECORD_TYPES


@pytest.mark.parametrize("files", [25, pytest.param(60, marks=pytest.mark.thorough)])
def test_each_nasty_file_is_landed_or_refused(tmp_path: Path, files: int) -> None:
    """Thousands are in `make soak`."""
    home = LandingHome(tmp_path)
    count = put_nasty_files(tmp_path / "inbox", 1, files)
    landed = home.land()
    assert len(landed) == count
    assert all(one.reason for one in landed if one.status == "refused")
    assert not any("\n" in f"{one.reason}{one.told}" for one in landed)


@pytest.mark.parametrize(
    "record_type",
    some_of(
        (name for name in RECORD_TYPES if name != "register_members"), ("contacts", "networks", "expenses")
    ),
)
def test_every_nasty_value_in_every_field_is_landed_or_refused(tmp_path: Path, record_type: str) -> None:
    home = LandingHome(tmp_path)
    plain = good_rows(record_type)
    for column, _ in enumerate(plain[0]):
        rows = [list(plain[0])]
        for value in VALUES:
            row = list(plain[1])
            row[column] = value[:32_000]
            rows.append(row)
        home.put(f"{column}.csv", as_csv(rows))
    landed = home.land()
    assert len(landed) == len(plain[0])
    assert all(one.status == "landed" or one.reason for one in landed)


@pytest.mark.parametrize("form", FORMATS)
def test_the_good_files_that_are_damaged_elsewhere_land(tmp_path: Path, form: str) -> None:
    home = LandingHome(tmp_path)
    landed = home.land_one(f"a.{form}", FORMATS[form](good_rows("contacts")))
    assert (landed.status, landed.record_types[0]) == ("landed", "contacts")
