"""The lock files: versions and hashes, and no place that they came from."""

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-peers.lock")


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_has_a_version_and_hashes_and_no_origin(name: str) -> None:
    text = (PROJECT / name).read_text(encoding="utf-8")
    requirements = re.split(r"\n(?=\S)", text.strip())
    assert len(requirements) > 20
    for requirement in requirements:
        assert re.match(r"[A-Za-z0-9._\-\[\]]+==[\w.!+]+ ", requirement), requirement
        assert "--hash=sha256:" in requirement
    assert not re.search(r"https?:|file:|index-url|find-links|@ ", text)


def test_the_two_locks_agree() -> None:
    versions = [
        dict(re.findall(r"^([\w.\-]+)(?:\[.*?\])?==(\S+)", (PROJECT / name).read_text(), re.MULTILINE))
        for name in LOCKS
    ]
    shared = versions[0].keys() & versions[1].keys()
    assert shared
    assert {name: versions[0][name] for name in shared} == {name: versions[1][name] for name in shared}
