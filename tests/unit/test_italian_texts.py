"""The dashboard's own texts: curly apostrophes throughout, outside what is typed as code."""

import re

from dashboard import text


def test_apostrophes_are_curly() -> None:
    own = [value for name, value in vars(text).items() if name.isupper() and isinstance(value, str)]
    assert len(own) > 100
    straight = re.compile(r"(?<=[a-zà-ù])'(?=[a-zà-ùA-Z0-9«{])")
    assert [value for value in own if straight.search(re.sub("`[^`]*`", "", value))] == []
