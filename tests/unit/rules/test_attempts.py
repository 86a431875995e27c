"""Whoever tries many names is told of to the victim worker; whoever writes of their work is not."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import corpus
from waymark.guidance.attempts import limits
from waymark.guidance.naming import guard, ordinary_words
from waymark.rules.attempts import (
    Call,
    Limits,
    Told,
    Why,
    beginnings,
    counted,
    names_tried,
    to_be_told,
)
from waymark.rules.names import fold

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
LIMITS = Limits(people=8, names=30, calls=20, prose=250, kept=2, days=7)
JO, BEA = 1, 2
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def hits(*people: int, ago: timedelta = HOUR, by: int = JO) -> Call:
    return Call(by, NOW - ago, people=frozenset(people))


def told(*calls: Call) -> list[tuple[Why, int]]:
    found = to_be_told(calls, by=JO, at=NOW, limits=LIMITS)
    return [(each.why, each.number) for each in found]


def test_who_hits_eight_different_people_in_a_week_is_told_of():
    calls = [hits(person, ago=person * 20 * HOUR) for person in range(1, 9)]
    assert told(*calls) == [(Why.PEOPLE, 8)]
    assert told(*calls[:7]) == []
    assert told(*calls[:7], hits(8, ago=7 * DAY)) == []


def test_who_writes_of_the_same_person_is_told_of_at_the_twentieth_time_of_a_day():
    calls = [hits(1, ago=minutes * timedelta(minutes=5)) for minutes in range(20)]
    assert told(*calls[:19]) == []
    assert told(*calls) == [(Why.CALLS, 20)]
    assert told(*calls[:19], hits(1, ago=DAY)) == []


def test_a_call_that_hits_nobody_is_no_hit():
    assert told(*[hits() for _ in range(50)]) == []


def test_who_asks_about_thirty_different_names_is_told_of_though_none_was_hit():
    calls = [Call(JO, NOW - HOUR, names=frozenset([f"key {each}"])) for each in range(30)]
    assert told(*calls) == [(Why.NAMES, 30)]
    assert told(*calls[:29], calls[0]) == []


# What is typed of a child who is new, a line in each field, and of a visit.
REGISTERED = """Kayden Prosser
Ysgol Gyfun y Strade
Dr Prydderch
07700 900123
kp@example.org
Flat 4 Maes Derw
Llanelli
SA15 3TH
Ms Okonkwo
Tesco in Llanelli
Owain’s gym"""
A_VISIT = """yes
At the office
not today
Costa in Town
next Tuesday
Kayden and his mother Shanice came with Ms Okonkwo of Ysgol y Strade. We talked about school."""


def asks(child: int, typed: str, *, ago: timedelta) -> Call:
    tries = [names_tried(each, ordinary_words(), ()) for each in typed.split("\n")]
    names = frozenset().union(*(each.alone for each in tries))
    prose = frozenset().union(*(each.prose for each in tries))
    return Call(JO, NOW - ago, names=names, prose=prose, child=child)


@pytest.mark.provision("CM-409")
def test_a_week_of_plain_work_is_not_told_of_and_would_be_if_all_children_were_one():
    typed = [REGISTERED.replace("\n", f"{child}\n") for child in range(5)] + [A_VISIT] * 40
    calls = [asks(child, each, ago=child * 3 * HOUR) for child, each in enumerate(typed)]
    assert told(*calls) == []
    ((why, _),) = told(*(replace(each, child=0) for each in calls))
    assert why == Why.NAMES


@pytest.mark.provision("CM-409")
@pytest.mark.parametrize("apart", [timedelta(minutes=1), 5 * HOUR])
def test_who_tries_name_after_name_with_one_child_is_told_of_fast_or_slow(apart):
    guesses = [f"Vwx{chr(97 + each)} Thorne" for each in range(26)] + [
        "Grace Hill",
        "Bo Ek",
        "Ann Xu",
        "Vi Ng",
    ]
    calls = [asks(7, each, ago=place * apart) for place, each in enumerate(guesses)]
    assert told(*calls) == [(Why.NAMES, 30)]
    assert told(*calls[1:]) == []
    assert told(*(replace(each, child=place) for place, each in enumerate(calls))) == []


def test_who_tries_names_with_child_after_child_is_told_of_when_they_are_very_many():
    calls = [Call(JO, NOW, names=frozenset([f"key {each}"]), child=each) for each in range(250)]
    assert told(*calls) == [(Why.PROSE, 250)]


def test_who_writes_two_hundred_and_fifty_different_words_that_may_be_names_is_told_of():
    calls = [Call(JO, NOW - HOUR, prose=frozenset([f"key {each}"])) for each in range(250)]
    assert told(*calls) == [(Why.PROSE, 250)]
    assert told(*calls[:249], calls[0]) == []


def test_who_tries_two_workers_who_may_not_work_with_a_child_is_told_of():
    calls = [Call(JO, NOW - HOUR, kept=frozenset([f"7 {each}"])) for each in range(2)]
    assert told(*calls) == [(Why.KEPT, 2)]
    assert told(calls[0], calls[0]) == []


@pytest.mark.provision("CM-409")
def test_each_word_of_a_sentence_that_nobody_knows_may_be_a_name_that_is_tried():
    def words(text):
        return names_tried(text, ordinary_words(), ["Kai Begum"]).prose

    assert words("I met Thandiwe by the shop with Kai today.") == {"thandiwe"}
    assert words("Ring me on 07700900123 when you are there.") == {"07700900123"}
    assert words("Thandiwe") == words("He went to the shop with his mother.") == set()


def test_what_others_ask_is_not_counted_against_somebody():
    calls = [hits(each, by=JO if each % 2 else BEA) for each in range(14)]
    assert told(*calls) == []


def test_the_victim_worker_reads_who_asked_since_when_and_never_whom_they_hit():
    calls = [hits(each, ago=each * HOUR) for each in range(1, 9)]
    (found,) = to_be_told(calls, by=JO, at=NOW, limits=LIMITS)
    assert found == Told(JO, Why.PEOPLE, 8, NOW - 8 * HOUR, limit=8)


def test_what_is_counted_of_somebody_is_told_when_it_reaches_the_limit_and_not_before():
    calls = [hits(each) for each in range(1, 9)]
    for number, is_much in ((1, False), (7, False), (8, True)):
        (people, times) = counted(calls[:number], by=JO, at=NOW, limits=LIMITS)
        assert (people.number, people.is_too_many) == (number, is_much)
        assert (times.number, times.is_too_many) == (number, False)
    assert counted(calls, by=BEA, at=NOW, limits=LIMITS) == []


def test_the_limits_are_numbers_of_the_guidance_folder():
    assert limits(date(2026, 3, 2)) == LIMITS


A_NAME = "Anwen Bryony Cerys Dilys Eirlys Ffion Gwenllian Heledd Iorwerth Jethro Kezia Llinos"


def tried(text: str, known: tuple[str, ...] = ()) -> int:
    return len(names_tried(text, ordinary_words(), known).alone)


def test_a_text_that_is_no_more_than_a_name_asks_about_one():
    assert tried("Thandiwe Grant") == tried("07700 900123") == 1
    assert names_tried("  ANNA  Brown", set(), ()) == names_tried("anna brown", set(), ())
    assert tried("") == tried("He came to the door and went away again.") == 0


def begun(text: str) -> set[str]:
    return beginnings(text, names_tried(text, ordinary_words(), ()).alone)


@pytest.mark.provision("CM-409")
def test_an_ordinary_word_a_small_number_and_what_a_form_has_chosen_ask_about_nobody():
    chosen = ("yes", "on", "29", "2026", "v1", "not-yet", "conference", "Shame.", "Grace", "09:30")
    assert not any(map(tried, chosen))
    assert not any(list(guard(["Grace Yes", "Mark Shame"]).find(each)) for each in chosen)
    for asks in ("Thandiwe", "Grace Hill", "07700900123", "g@example.org"):
        assert tried(asks) == 1
    small = names_tried("grace hill", ordinary_words(), ())
    assert (small.alone, small.prose) == (set(), {"grace hill"})
    assert tried("Thandiwe Grant", known=("Thandiwe Grant",)) == 0


def test_what_a_text_was_while_it_was_typed_is_no_name_once_more_of_it_is_there():
    assert begun("Anna B") == {"a", "an", "ann", "anna"}
    assert {"he", "he came", "he came to the"} <= begun("He came to the door.")
    assert begun("Anna B").isdisjoint(names_tried("Anna B", set(), ()).alone)


@pytest.mark.provision("CM-409")
@pytest.mark.parametrize("between", [" ", ", ", "\n"])
def test_a_list_that_is_typed_letter_by_letter_asks_about_the_names_that_are_in_it(between):
    whole = between.join(A_NAME.split())
    so_far = [whole[:end] for end in range(1, len(whole) + 1)]
    asked = set().union(*(names_tried(each, ordinary_words(), ()).alone for each in so_far))
    assert len(asked) > 30
    counted = asked - set().union(*map(begun, so_far))
    assert counted == {fold(each) for each in A_NAME.split()[1:]}  # the first was a beginning too


@pytest.mark.provision("CM-409")
@pytest.mark.parametrize("between", [" ", ", ", "\n", " and ", ". I saw ", " came. Then he met "])
def test_of_a_list_of_names_each_is_asked_about_however_it_is_written(between):
    assert tried(between.join(A_NAME.split())) == 12
    assert tried(between.join(A_NAME.lower().split())) == 12


def test_of_a_list_of_numbers_each_is_asked_about():
    assert tried(", ".join(f"07700 9{each:05}" for each in range(20))) >= 20


def test_prose_that_names_people_is_no_list_and_who_may_be_named_is_not_asked_about():
    prose = (
        "Kayden and his mother Shanice came to the office in Llanelli with Ms Okonkwo of Ysgol y "
        "Strade. We talked about school, about how he sleeps, and what he would like to change in "
        "the next weeks. He said that Dewi and Iestyn no longer wait for him at the bus stop, and "
        "that he goes to boxing with Owain on Tuesdays. I rang Dr Prydderch and left a message."
    )
    assert tried(prose) == 0
    assert tried(A_NAME, tuple(A_NAME.split()[:4])) == 0


def test_no_page_of_a_case_file_is_taken_for_a_list():
    for page in [*corpus.pages()[::50], *corpus.clean_pages()[::50]]:
        assert names_tried(page.text, ordinary_words(), page.known).alone == set()


@given(
    st.lists(
        st.builds(
            Call,
            st.sampled_from([JO, BEA]),
            st.integers(0, 400).map(lambda hours: NOW - hours * HOUR),
            st.frozensets(st.integers(0, 20), max_size=4),
            st.frozensets(st.sampled_from("abcdefgh"), max_size=4),
        ),
        max_size=40,
    )
)
def test_in_whichever_order_and_with_more_calls_no_less_is_told(calls):
    few = replace(LIMITS, people=3, names=3, calls=3)
    every = to_be_told(calls, by=JO, at=NOW, limits=few)
    assert every == to_be_told(reversed(calls), by=JO, at=NOW, limits=few)
    fewer = to_be_told(calls[:-1], by=JO, at=NOW, limits=few)
    assert {each.why for each in fewer} <= {each.why for each in every}
