"""Of what a form gives back only texts are read for names, whatever else came with them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from waymark.drafts.writing import texts


@pytest.mark.parametrize(
    ("given", "fields", "is_all"),
    [
        ({}, {}, True),
        (QueryDict("note=A&note=B&chosen=x"), {"note": ["A", "B"]}, True),
        ({"note": "A", "none": None}, {"note": ["A"], "none": []}, True),
        ({"note": ["A", 7, b"B", None]}, {"note": ["A"]}, False),
        (MultiValueDict({"file": [SimpleUploadedFile("a.txt", b"A")]}), {"file": []}, False),
        (object(), {}, False),
        (7, {}, False),
    ],
)
def test_what_is_no_text_is_left_out_and_said_to_be_there(given, fields, is_all):
    assert texts(given, without={"chosen"}) == (fields, is_all)
