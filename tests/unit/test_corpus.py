"""The corpus on which the name guard is measured is whole, says what it claims, and is frozen."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable

import pytest

from tests import corpus
from tests.corpus.persons import is_word, plain
from tests.corpus.shapes import lines
from tests.corpus.writing import allowed, apart, whole


def letters(text: str) -> str:
    """The text's letters and digits alone, small and without accents."""
    return "".join(filter(str.isalnum, plain(text).lower()))


def folded(shown: str, *ways: str) -> bool:
    """Whether that is one of these ways, but for accents, capitals and what is no letter."""
    return letters(shown) in map(letters, ways)


def inflected(shown: str, who: corpus.Person) -> bool:
    return letters(who.last) in letters(shown) or folded(shown, who.first + who.last[0])


def accented(shown: str, who: corpus.Person) -> bool:
    own = (whole(who), who.last, who.first)
    return shown not in own and folded(shown, *own)


def in_pieces(shown: str, who: corpus.Person) -> bool:
    return shown not in (who.first, whole(who)) and folded(shown, who.first, whole(who))


OF_THAT_PERSON: dict[corpus.Kind, Callable[[str, corpus.Person], bool]] = {
    "exact": lambda shown, who: shown in (who.name, whole(who), who.last),
    "inflected": inflected,
    "misspelt": lambda shown, who: slips(shown, who),
    "diacritics": accented,
    "first-name-alone": lambda shown, who: folded(shown, who.first),
    "nickname": lambda shown, who: folded(shown, *who.nicknames),
    "address": lambda shown, who: any(at_door(shown, each) for each in who.addresses),
    "phone": lambda shown, who: digits(shown)[-9:] in (digits(each)[-9:] for each in who.phones),
    "email": lambda shown, who: shown.strip("<>").lower() in who.emails,
    "in-pieces": in_pieces,
}


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def at_door(shown: str, stored: str) -> bool:
    """Whether that is the address, with the number of its door, or its postcode."""
    *house, _town, code = stored.split(", ")
    if letters(shown) == letters(code):
        return True
    numbers = re.findall(r"\d+", ", ".join(house))
    start = letters(", ".join(house))[:9] if not numbers else ""
    return re.findall(r"\d+", shown)[: len(numbers)] == numbers and start in letters(shown)


def slips(shown: str, who: corpus.Person) -> bool:
    """Whether each part has no more slips than its length allows, and one has some."""
    for own in (whole(who), who.first, who.last):
        one, two = re.split(r"[ -]", own.lower()), re.split(r"[ -]", shown.lower())
        if len(one) != len(two):
            continue
        wrong = [apart(*each) for each in zip(one, two, strict=True)]
        if any(wrong) and all(n <= allowed(each) for n, each in zip(wrong, one, strict=True)):
            return True
    return False


def test_the_corpus_is_what_it_was_when_it_was_frozen():
    assert corpus.digest() == corpus.frozen()


def test_the_same_seed_gives_the_same_corpus():
    was = corpus.people(), corpus.pages(), corpus.clean_pages()
    for made in (corpus.people, corpus.pages, corpus.clean_pages):
        made.cache_clear()
    again = corpus.people(), corpus.pages(), corpus.clean_pages()
    assert again == was
    assert again[0] is not was[0]


@pytest.mark.parametrize("kind", corpus.KINDS)
def test_each_mark_is_where_that_person_stands(kind):
    people = corpus.people()
    marked = [(page, mark) for page in corpus.pages() for mark in page.marks if mark.kind == kind]
    assert len(marked) >= 300
    for page, mark in marked:
        shown = page.text[mark.start : mark.end].replace("’", "'")
        assert mark.person in page.protected
        assert OF_THAT_PERSON[kind](shown, people[mark.person]), (shown, people[mark.person].name)


def test_marks_of_a_page_do_not_lie_over_each_other():
    for page in corpus.pages():
        assert page.marks
        for one, two in zip(page.marks, page.marks[1:], strict=False):
            assert one.end <= two.start


def test_no_clean_page_names_anybody_whom_it_is_read_for():
    people = corpus.people()
    assert len(corpus.clean_pages()) >= 2000
    for page in corpus.clean_pages():
        text, all_digits = " ".join(page.text.lower().split()), digits(page.text)
        for who in (people[each] for each in page.protected):
            assert not page.marks
            assert who.name.lower() not in text
            assert whole(who).lower() not in text
            assert not any(digits(each) in all_digits for each in who.phones)
            assert not any(each.split(", ")[-1] in page.text for each in who.addresses)


def test_nearly_every_clean_page_holds_a_word_that_is_a_name_it_is_read_for():
    people = corpus.people()
    trapped = 0
    for page in corpus.clean_pages():
        said = set(re.findall(r"\w+", page.text.lower()))
        persons = [people[each] for each in page.protected]
        trapped += any(name.lower() in said for who in persons for name in (who.first, who.last))
    assert trapped >= 0.95 * len(corpus.clean_pages())


def test_who_may_be_on_a_page_shares_no_name_with_whom_it_names():
    people = corpus.people()
    for page in corpus.pages():
        known = {part for each in page.known for part in each.split()}
        for who in (people[each] for each in page.protected):
            assert not known & {who.first, who.last}


def test_pages_are_as_long_as_people_write_and_differ():
    every = corpus.pages() + corpus.clean_pages()
    assert all(80 <= len(page.text.split()) <= 300 for page in every)
    assert len({page.text for page in every}) == len(every)
    clean = [frame for each in ("worker", "child", "plan") for frame in lines("clean.txt")[each]]
    assert len(set(clean)) == len(clean) >= 150
    naming = [frame for section in lines("naming.txt").values() for frame in section]
    assert len(set(naming)) == len(naming) >= 120
    assert all(frame.count("{n}") == 1 for frame in naming)


def test_a_good_share_of_the_people_have_words_for_names():
    people = corpus.people()
    assert len({who.name for who in people}) == len(people) >= 1000
    assert sum(is_word(who.first) for who in people) >= 300
    assert sum(is_word(who.last) for who in people) >= 150
    assert sum(who.name != unicodedata.normalize("NFKD", who.name) for who in people) >= 120
    assert max(Counter(each for who in people for each in who.phones).values()) == 1
