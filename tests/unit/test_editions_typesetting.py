"""What a name may have in it and a PDF for the archive may not."""

import pytest

from editions.typesetting import as_can_be_set


@pytest.mark.parametrize(
    ("sign", "is_set_as"),
    [
        ("＝", "="), ("Ａ", "A"), ("€", "€"), ("’", "’"), ("Ω", "Ω"), ("Ж", "Ж"), ("☎", "☎"), ("中", "□"), ("😀", "□"),
        ("＂", "□"),
    ],
)  # fmt: skip
def test_a_sign_that_no_font_has_is_set_otherwise(sign: str, is_set_as: str) -> None:
    assert as_can_be_set(sign) == is_set_as
