"""The words that open a sheet are chosen with the child, and are not what everybody knows."""

from datetime import date

import pytest

from waymark.portal import secret

BORN = date(2010, 3, 4)
NAMES = ("Sophie", "Grey", "Soph", "Dawn O’Brien")


def fault(words: str) -> str:
    return secret.fault(words, born=BORN, names=NAMES)


@pytest.mark.parametrize(
    "words",
    [
        *("04/03/2010", "4.3.10", "04032010", "2010-03-04", "3/4/2010", "20100304", "040310"),
        *("4 March 2010", "4th march 2010", "March 4th, 2010", "4 Mawrth 2010", "soph 4 mar 10"),
        *("born 04032010 ok", "2010 march 4", "fourth of March", "the 4th, in march"),
        *("pedwerydd o Fawrth", "Mawrth 4", "4ydd o fawrth", "MARCH the Fourth"),
    ],
)
def test_no_way_of_writing_the_date_of_birth_is_taken(words: str):
    assert "date of birth" in fault(words)


@pytest.mark.parametrize("words", ["blue dog 2010", "march hare", "4 candles", "5 march 2010"])
def test_a_part_of_it_may_stand_in_words(words: str):
    assert fault(words) == ""


def test_what_is_short_easy_or_the_childs_name_is_not_taken():
    assert "letters or more" in fault("dog")
    assert "harder to guess" in fault("123456")
    assert "harder to guess" in fault("aaaaaaaa")
    assert "name of the child" in fault("sophie GREY")
    assert "or the family" in fault("Dawn O’Brien")
    assert fault("Sophie likes otters") == ""


def test_capitals_and_spaces_do_not_count_and_the_words_are_not_kept():
    kept = secret.hashed("Blue  Otter ")
    assert secret.is_right("blue otter", kept)
    assert not secret.is_right("blue otters", kept)
    assert "otter" not in kept.casefold()


@pytest.mark.parametrize("said", ["Nan's dog", "nan’s dog", "NANS DOG", "nans-dog", "ｎａｎｓ dog"])
def test_an_apostrophe_is_written_by_each_phone_its_own_way_and_does_not_count(said: str):
    assert secret.is_right(said, secret.hashed("Nan’s dog"))


@pytest.mark.parametrize(
    ("born", "words"), [(24, "twenty fourth of march"), (31, "thirty-first, Mawrth")]
)
def test_the_later_days_of_a_month_are_known_in_words_too(born: int, words: str):
    assert secret.says_birthday(words, date(2010, 3, born))
    assert not secret.says_birthday("twenty otters in march", date(2010, 3, born))
