"""An edition is asked apart like a publication: its own figures, none of the machine's files."""

import pytest

from editions.folder import Edition
from editions.sealed import open_edition, source_of
from publication.people_sql import NotAnswered, ask_apart
from storage.home import Home


def test_an_edition_answers_apart_what_it_answers_here(first: Edition, sealed_home: Home) -> None:
    question = "select kpi_code, value from kpi() order by all"
    with open_edition(first) as opened:
        here = list(opened.query(question).rows)
    assert len(here) > 10
    assert list(ask_apart(source_of(first), question, home=sealed_home).rows()) == here
    with pytest.raises(NotAnswered):
        ask_apart(source_of(first), "from read_text('/etc/passwd')", home=sealed_home)
