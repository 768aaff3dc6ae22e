"""The key of the ids is made once, kept private, and the environment's goes first."""

import stat
from pathlib import Path

import pytest

from decisions.identity_key import ensure_key, read_key


def test_the_key_is_made_once_and_readable_by_its_owner_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PAL_ID_KEY", raising=False)
    assert read_key(tmp_path) is None
    key = ensure_key(tmp_path / "decisions")
    assert len(key) == 64
    assert ensure_key(tmp_path / "decisions") == key
    assert stat.S_IMODE((tmp_path / "decisions" / "id.key").stat().st_mode) == 0o600


def test_the_environment_goes_first_and_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAL_ID_KEY", "secret")
    assert ensure_key(tmp_path) == "secret"
    assert list(tmp_path.iterdir()) == []
