"""Whoever must not be told of is found by all that leads to them; what leads to nobody passes."""

import string
from itertools import pairwise
from unittest.mock import Mock

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from waymark.guidance import naming
from waymark.guidance.harm import says_harmed
from waymark.rules import sentences
from waymark.rules.addresses import Home
from waymark.rules.protected import Hit, Looking, Protected

NELL = Protected(
    "Nell Ashcombe",
    other_names=("Nell Varley",),
    nicknames=("Nelly-Bee", "Taz", "Spud", "Big Bear", "Rocket", "K9", "Zuzu"),
    addresses=(
        Home(("12 Mill Lane", "Ashford"), "QZ1 4AB"),
        Home(("Flat 3", "Carlton House", "St Mary's Road", "Thornby"), "QZ9 0XY"),
        Home(("Rose Cottage", "Upper Green", "Thornby")),
        Home(("7 Heol y Bont", "Llanfair")),
        Home(("Tŷ Gwyn", "Clos y Felin", "Llanfair")),
    ),
    phones=("07700 900123", "(01632) 960456", "020 7946 0018"),
    emails=("nell.ash@example.org",),
)
KAI = ["Kai Marsh", "Sarah Marsh", "Taz Marsh"]
NAMED = """Nell came | nell's bike | Nel Ashcombe | Ashcome | N. Ashcombe | Nell Varley | Mrs Varley
NELL ASHCOMBE | Néll | N e l l A s h c o m b e | I saw Nelly Bee | nellybee's phone | NellyBee
We call her Rocket. | Rocket's mum | gave it to Spud | Spud's hat | we met Big Bear | big Bear’s mum
I know K9 | zuzu was there | Zuzus bag | with Rokcet and | ZUZU"""
ADDRESSED = """12 Mill Lane | 12, mill ln | 12 Mill La. | no. 12 Mill Lane | Number 12 on Mill Lane
Mill Lane, number 12 | 12 MillLane | qz1 4ab | QZ14AB | QZ1-4AB | QZl 4AB | Flat 3 Carlton House
Flat 3, Carlton Hse | Apt 3, Carlton House | 3 Carlton House | Carlton House, Saint Marys Rd
Carlton House on St. Mary’s Road | Rose Cottage, Upper Green | Rose Cott, Upr Green
7 Heol-y-Bont | 7 Hl y Bont | 7, heol y bont, Llanfair | Tŷ Gwyn, Clos y Felin
Ty Gwyn, ar Glos y Felin | Dy Gwyn, Clos-y-Felin
at QZ9 OXY | 12 Mill\u00a0Lane | 12 Mill\u200b Lane"""
PERHAPS_ADDRESSED = """She lives on Mill Lane in Ashford | Ashford, Mill Ln
near Heol y Bont, Llanfair"""
RUNG = """07700 900123 | 07700900123 | +44 7700 900 123 | +44 (0)7700-900-123 | 0044 7700900123
07.700.900.123 | (07700) 900123 | 7700900123 | 0 7 7 0 0 9 0 0 1 2 3 | 00 44 7700 900123
01632 960456 | 01632960456 | (0) 1632/960456 | +441632960456 | 7946 0018 | 020-79460018
on 12/03/2026 07700 900123 twice | ０７７００ ９００１２３"""
WRITTEN_TO = """nell.ash@example.org | Nell.Ash@Example.Org | nell.ash at example.org
nell.ash (at) example (dot) org | nell dot ash at example dot org | <nell.ash@example.org>
mailto:nell.ash@example.org | nell.ash+shop@example.org | nell.ash @ example.org"""
PASSES = """We meet at 14 Mill Lane | 112 Mill Lane | the mill on the lane | Mill Lane is closed
Milling 12 lanes | He has 12 sessions at Carlton | Ring 07700 900124 | It is 900123 | 0770 090
The case number is 8812009001 | jon.ash@example.org | I peel a spud | a big bear | bear in mind
the rocket fuel of hope | Carlton House is a youth club | 12. We walked on a lane | QZ1 4AC
QZ11 4AB | Taz came | Taz Marsh went home | Kai rang Sarah | The rose cottage is upper class
On 12 May he came | 7 weeks on the Bont | Rose is at the Green"""


def each_of(listed: str) -> list[str]:
    return [each.strip() for each in listed.replace("\n", "|").split("|")]


@pytest.fixture(scope="module")
def looking() -> Looking:
    return naming.looking([NELL], KAI)


@pytest.mark.provision("CM-409")
def test_a_nickname_of_a_title_and_a_word_is_asked_about_in_small_letters_too():
    harry = naming.looking([Protected("Harold Fenn", nicknames=("Uncle Harry", "Big Man"))])
    told = [[hit.sure for hit in harry.find(f"I saw {each} there")] for each in WRITTEN]
    assert told == [[True], [False], [False], []]


BREAD = """the bread man | Bread man | goal keeper
the bred man’s van | THE BRED MAN | bread-man | breadman
old man grace | Old Man Grace | old man gracie | old mans grace"""
NO_BREAD = """a bread man | the man of bread | the tread man | the bead men | Brendan | a goalkeeper
an old man | old men grace | the bread and the man | old man, grace said"""


@pytest.mark.provision("CM-409")
def test_a_nickname_of_ordinary_words_is_asked_about_however_it_is_written():
    called = ("the bread man", "Old man Grace", "Goal Keeper")
    find = naming.looking([Protected("Harold Fenn", nicknames=called)]).find
    assert [text for text in each_of(BREAD) if len(find(f"We saw {text} there")) != 1] == []
    assert [text for text in each_of(NO_BREAD) if find(f"We saw {text} there")] == []


SMALL = """I met sunny at the shop | sunny said no | it was sunny who ran | he hit tank, twice
angry with tank for it | we saw tank’s brother | Did he? tank laughed."""
NO_NAME = """It was sunny so we walked | a sunny day | it is sunny | the tank was full
with sunny weather | He filled tanks and left | into the tank and | with sky and sea"""


@pytest.mark.provision("CM-409")
def test_a_nickname_of_one_ordinary_word_is_asked_about_where_a_person_is_told_of():
    called = ("Sunny", "tank", "Sky")
    find = naming.looking([Protected("Harold Fenn", nicknames=called)], ["Sky Ash"]).find
    asked = {text: [hit.sure for hit in find(text)] for text in each_of(SMALL)}
    assert [text for text, sure in asked.items() if sure != [False]] == []
    assert [text for text in each_of(NO_NAME) if find(text)] == []


MISSPELT = """Unkle Harry | Uncle Hary | uncle harrys | unkle harry’s dog | UNKLE HARRY
Ùnkle Harrry | Unkle-Harry | UnkleHarry | unkleharry | Little Flufy | tall zuzzus
Unkle\u00a0Harry"""
OTHERS = """Uncle Kerry | his uncle and Harry | Unkle. Then Harry came | Harry Unkle | Unkle
a bgi man | Tell Zuzu | Uncle Hari | unkle, my Harry"""


@pytest.fixture(scope="module")
def uncle() -> Looking:
    called = ("Uncle Harry", "Big Man", "Little Fluffy", "Tall Zuzu")
    return naming.looking([Protected("Harold Fenn", nicknames=called)], ["Hari Lal"])


@pytest.mark.provision("CM-409")
@pytest.mark.parametrize("text", each_of(MISSPELT))
def test_a_nickname_of_several_words_is_found_misspelt(text, uncle):
    (hit,) = uncle.find(f"We saw {text} there")
    assert hit.what == "name"


@pytest.mark.parametrize("text", each_of(OTHERS))
def test_words_that_only_resemble_a_nickname_of_several_pass(text, uncle):
    assert uncle.find(f"We saw {text} there") == []


WRITTEN = ("Uncle Harry", "uncle harry", "my uncle harry’s", "a big man")


@pytest.mark.provision("CM-409")
@pytest.mark.parametrize(
    ("text", "what"),
    [
        *((text, "name") for text in each_of(NAMED)),
        *((text, "address") for text in [*each_of(ADDRESSED), "12\nMill Lane"]),
        *((text, "phone") for text in each_of(RUNG)),
        *((text, "email") for text in each_of(WRITTEN_TO)),
    ],
)
def test_what_leads_to_somebody_is_found_however_it_is_written(text, what, looking):
    found = looking.find(text)
    assert what in {each.what for each in found if each.sure}


THERE = """Not in Elder Walk where she lives
She lives on Elder Walk | It is Elder Wlk she stays in
You went to her house on Elder Walk. | Her mum’s flat, in Elder-Walk | Her home is in Elder Walk
Theirs is off Elder Walk | Paid â mynd ar Lon Wen, lle mae hi’n byw"""
NOT_THERE = """We met in Elder Walk | I live on Elder Walk | Our home is in Elder Walk
Kai lives on Elder Walk | The bus stops in Elder Walk. She lives with her mum.
She lives at 14 Elder Walk | She lives in Elder Walk, 14 | Hope House and the project in Elder Walk
She lives off High Street | Her flat on Station Rd | where she lives, by Mill Lane
She lives on Saint Johns Rd"""
ON_ELDER_WALK = Protected(
    "",
    addresses=(
        Home(("12 Elder Walk", "Ashford")),
        *(
            Home((f"3 {name}",))
            for name in ("High Street", "Station Road", "St John’s Road", "Mill Lane", "Lôn Wen")
        ),
    ),
)


@pytest.mark.provision("CM-409")
@pytest.mark.parametrize("text", each_of(THERE))
def test_a_street_alone_is_asked_about_where_the_words_say_that_somebody_lives_there(text):
    (hit,) = naming.looking([ON_ELDER_WALK], KAI).find(text)
    assert (hit.sure, hit.what) == (False, "address")


@pytest.mark.parametrize("text", each_of(NOT_THERE))
def test_a_street_alone_is_nobodys_without_such_words_or_where_who_may_be_there_lives(text):
    """Nor is one that each town has; and who lives there may be the child, or who writes it."""
    assert naming.looking([ON_ELDER_WALK], KAI).find(text) == []


@pytest.mark.parametrize("text", [*each_of(PERHAPS_ADDRESSED), "Mill Lane\nAshford"])
def test_a_street_with_its_town_is_perhaps_where_somebody_lives(text, looking):
    assert [(each.sure, each.what) for each in looking.find(text)] == [(False, "address")]


def test_the_number_at_home_without_its_area_is_perhaps_hers(looking):
    assert looking.find("ring 960 456 tonight") == [Hit(5, 12, sure=False, what="phone")]


@pytest.mark.parametrize("text", each_of(PASSES))
def test_what_leads_to_nobody_passes(text, looking):
    assert looking.find(text) == []


def test_a_hit_says_where_it_stands_and_nothing_of_whose_it_is(looking):
    text = "Wrote to Nell, 12 Mill Lane, QZ1 4AB (+44 7700 900123)."
    assert [(text[each.start : each.end], each.what) for each in looking.find(text)] == [
        ("Nell", "name"),
        ("12 Mill Lane", "address"),
        ("QZ1 4AB", "address"),
        ("(+44 7700 900123", "phone"),
    ]


def test_what_overlaps_is_one_hit_as_sure_as_the_surest():
    looking = Looking(
        [Protected("Ash Ford"), Protected("Bo Lee", addresses=(Home(("3 Mill Lane", "Ashford")),))]
    )
    assert looking.find("near Mill Lane, Ash Ford said") == [Hit(16, 24, sure=True, what="name")]
    looking = Looking([Protected("Nell Ash", emails=("nell.ash@example.org",))])
    assert looking.find("to nell.ash@example.org") == [Hit(3, 23, sure=True, what="email")]


def test_whoever_may_be_there_is_not_stopped(looking):
    assert looking.find("Kai Marsh and Taz came to Sarah's") == []
    called_alike = Looking([Protected("Sarah Reed", nicknames=("Kai",))], known=KAI)
    assert called_alike.find("Kai asked Sarah") == []
    assert called_alike.find("Kai asked Sarah Reed")


def test_who_is_of_the_family_and_not_cleared_is_asked_about():
    mother = naming.looking([Protected("Sarah Marsh")], KAI)
    assert mother.find("Sarah came with Kai") == [Hit(0, 5, sure=False, what="name")]


CLEARED = Protected("Sarah Marsh", nicknames=("Saz",), phones=("07700 900999",))


@pytest.fixture(scope="module")
def with_cleared() -> Looking:
    return naming.looking([NELL], KAI, cleared=[CLEARED], of_harm=says_harmed)


@pytest.mark.provision("CM-409")
@pytest.mark.parametrize(
    "text",
    [
        "Kai hit Sarah.",
        "I will say sorry to Saz",
        "The victim, Sarah Marsh, agreed",
        "Who was harmed: Sarah",
        "He pushed Ms. Sarah Marsh",
        "Fe darodd Sarah",
        "Mae Sarah wedi dioddef trais",
        "I hurt two people:\n\n- my mum Sarah and Tom",
        "Kai threatened\nSarah at home",
        "The victim was...Sarah Marsh.",
        "The victim is?Sarah Marsh",
        "He punched the victim (see above).Sarah Marsh is her.",
    ],
)
def test_a_cleared_mother_is_never_named_as_harmed(text, with_cleared):
    assert [each.what for each in with_cleared.find(text)] == ["name"]


@pytest.mark.parametrize(
    "text",
    [
        "Sarah takes Kai to football.",
        "Kai hit somebody. Sarah takes him to football.",
        "Mae Sarah yn dod adref. Brifodd Kai rywun.",
        "- Say sorry for what I did\n- Ring Sarah on 07700 900999",
        "Kai Marsh hit somebody",
    ],
)
def test_a_cleared_mother_may_stand_beside_what_is_no_harm(text, with_cleared):
    assert with_cleared.find(text) == []


def test_beside_a_cleared_mother_others_are_still_found(with_cleared):
    assert [each.start for each in with_cleared.find("Sarah met Nell")] == [10]


@pytest.mark.parametrize("stop", [". ", " and "])
def test_a_long_text_that_names_them_often_is_read_once_for_all_of_them(stop, monkeypatch):
    """Read anew for each, a long report took longer than an answer may (47 s)."""
    text, asked, ends = f"Sarah met Kai{stop}" * 300, [], Mock(wraps=sentences.A_PASSAGE)
    monkeypatch.setattr(sentences, "A_PASSAGE", ends)
    looking = Looking([], cleared=[CLEARED], of_harm=asked.append)
    assert looking.find(text) == []
    assert sum(map(len, asked)) <= len(text)
    assert ends.finditer.call_count + ends.search.call_count == 1


def test_where_nobody_says_what_speaks_of_harm_nobody_is_cleared():
    assert Looking([], cleared=[CLEARED]).find("Sarah takes him to football")


def test_without_people_nothing_is_found():
    nobody = Protected(
        "", nicknames=("", "-", "x"), addresses=(Home(),), phones=("", "999"), emails=("", "@")
    )
    for looking in (
        Looking([]),
        Looking([nobody]),
        Looking([Protected(" ", addresses=(Home(("12",)),))]),
    ):
        assert looking.find("Ring 999, says x - at 12 @ home") == []


def test_a_letter_box_of_another_name_is_not_hers():
    looking = Looking([Protected("", emails=("rue.ash@example.org",))])
    assert (
        looking.find("xrue.ash@example.org or jo.rue.ash@example.org, rue.ash@example.orgs") == []
    )


@given(
    number=st.text(string.digits, min_size=9, max_size=9),
    prefix=st.sampled_from(["0", "+44", "0044", "+44 (0)", "44"]),
    data=st.data(),
)
def test_a_mobile_is_found_in_whichever_groups_it_is_written(number, prefix, data):
    looking = Looking([Protected("", phones=(f"07{number}",))])
    gaps = data.draw(
        st.lists(st.sampled_from(["", " ", "-", ".", ") ", " - "]), min_size=10, max_size=10)
    )
    text = f"ring {prefix}" + "".join(map("".join, zip(f"7{number}", gaps, strict=True)))
    (found,) = looking.find(text)
    assert found.sure
    assert text[found.start : found.end].endswith(number[-1])


@given(street=st.text(string.ascii_lowercase, min_size=4, max_size=10), number=st.integers(1, 300))
def test_another_door_of_the_street_is_nobodys(street, number):
    assume(street not in ("road", "lane"))
    looking = Looking([Protected("", addresses=(Home((f"{number} {street.title()} Road",)),))])
    assert looking.find(f"We went to {number} {street} rd.")
    assert looking.find(f"We went to {number + 1} {street} Road.") == []
    assert looking.find(f"We went to 1{number} {street} Road.") == []


LISTED = st.text(max_size=20)


@given(
    text=st.text(max_size=200),
    people=st.lists(
        st.builds(
            Protected,
            LISTED,
            nicknames=st.tuples(LISTED, LISTED),
            addresses=st.tuples(st.builds(Home, st.tuples(LISTED, LISTED), LISTED)),
            phones=st.tuples(LISTED),
            emails=st.tuples(LISTED),
        ),
        max_size=3,
    ),
)
def test_whatever_is_listed_hits_are_in_order_and_apart(text, people):
    found = Looking(people, cleared=people[:1]).find(text + " ".join(each.name for each in people))
    assert all(each.start < each.end for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
