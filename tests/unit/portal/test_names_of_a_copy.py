"""Which word of a name is a last name, and is left out of a child's copy."""

import pytest

from waymark.guidance.naming import last_name


@pytest.mark.parametrize(
    ("name", "last"),
    [
        ("Sam Marsh", "Marsh"),
        ("Nan Jean", ""),
        ("Auntie Bea Marsh", "Marsh"),
        ("Grandma Jean and Grandad Bob", ""),
        ("Jo and Nell", ""),
        ("Mum", ""),
        ("", ""),
    ],
)
def test_after_a_word_for_kin_stands_a_first_name(name, last):
    assert last_name(name) == last
