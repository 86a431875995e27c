"""A file that names somebody harmed waits on the victims' side to be cut, and comes back."""

from datetime import timedelta
from functools import partial
from itertools import count

import pytest
from django.db import connection
from django.utils import timezone

from tests import drawn
from tests.children import make_child
from tests.forms import form_with
from tests.walls.made import waymark_itself
from tests.walls.tables import TABLES
from tests.web.papers.test_assessing import begin
from tests.web.papers.test_attaching import attach
from waymark import guard
from waymark.accounts import asking
from waymark.children.models import Child
from waymark.letters import post
from waymark.letters.models import Incoming, Outgoing
from waymark.papers.models import File, HeldFile, Paper, Source
from waymark.rules.letters import FileCut, FileNotGiven

NAME = "Daniel Okafor"
NAMING = b"Daniel Okafor came too."
CUT = b"Somebody came too."
WAITS = "Waits to be cut by the victim worker"
IS_CUT = "a file was cut and is attached"
ORDER = {
    "id": "o1",
    "kind": "referral-order",
    "made_on": "2026-01-05",
    "offences": [{"id": "f1", "category": "robbery", "victims": ["v1"]}],
}

_numbers = count(1)


@pytest.fixture
def paper(jo, child, protected_names):
    protected_names(child.pk, [NAME])
    return begin(jo, child)


def test_who_attached_it_is_told_by_name_so_that_the_victim_worker_can_ring(
    jo, paper, held, victims_side
):
    (asked,) = (each for each in victims_side.asked if "file" in each)
    assert asked["by_name"] == held.by.name != ""


@pytest.fixture
def held(jo, paper):
    """A file that waits."""
    assert attach(jo, paper, NAMING, name="letter.txt").status_code == 302
    return HeldFile.objects.get(child=paper.child)


def come(letter, child, number=None, later=timedelta(0)):
    """Take in a letter of the other side; tell whether it was applied."""
    travels = {"number": number or next(_numbers), "service": child.service_id}
    travels |= {"kind": letter.kind, "document": letter.document()}
    return bool(post.take_in([travels], timezone.now() + later))


def cut(held):
    return FileCut(child=held.child_id, on=timezone.localdate(), file=held.key)


def again(row, worker):
    asking.as_user(worker)
    row.refresh_from_db()
    return row


def told_there(child):
    """What the other side was told of files, and whether each waits no longer."""
    with waymark_itself(child.service):
        rows = Outgoing.objects.filter(kind="file-waits").order_by("number")
        return [each.document.get("no_longer", False) for each in rows]


def page(jo, paper):
    return jo.get(f"/children/{paper.child_id}/papers/{paper.pk}/").text


@pytest.mark.provision("CM-409")
def test_a_file_that_is_broken_waits_there_too(jo, worker, victims_side):
    """Whoever sent it may have named somebody in it; the victim worker may ask for it anew."""
    harmed = Child.objects.get(pk=make_child(worker.service, worker=worker, orders=[ORDER]))
    paper = begin(jo, harmed)
    assert attach(jo, paper, b"%PDF-1.7 and then nothing", name="report.pdf").status_code == 302
    (file,) = victims_side.held
    assert (file["unread"], file["media_type"]) == ("broken", "application/pdf")
    assert WAITS in page(jo, paper)


@pytest.mark.provision("CM-400", "CM-409")
def test_a_file_that_names_somebody_waits_there_and_nothing_of_it_lies_here(
    jo, paper, victims_side
):
    assert attach(jo, paper, NAMING, name="letter.txt").status_code == 302
    held = HeldFile.objects.get(child=paper.child)
    (file,) = victims_side.held
    assert file["key"] == held.key
    assert guard.b64decode(file["content"]) == NAMING
    assert not File.objects.filter(child=paper.child).exists()
    assert NAME not in str([*HeldFile.objects.values(), *Source.objects.values()])
    assert told_there(paper.child) == [False]
    assert WAITS in page(jo, paper)
    assert "a file waits to be cut by the victim worker" in jo.get("/").text


def test_files_that_wait_on_one_paper_are_one_line_of_the_first_page(jo, paper):
    for name in ("first.txt", "second.txt"):
        attach(jo, paper, NAMING, name=name)
    home = jo.get("/").text
    assert home.count("2 files wait to be cut by the victim worker") == 1
    assert "a file waits" not in home


def tables_that_hold(word, child, worker):
    """Return in which tables of casework a word stands, be it in the bytes of a file."""
    patterns = [f"%{word}%", f"%{word.encode().hex()}%"]
    found = set()
    for ask in (partial(asking.as_user, worker), partial(asking.as_waymark, child.service_id)):
        ask()
        for table in (name for name, (_, may) in TABLES.items() if "S" in may):
            with connection.cursor() as cursor:
                name = connection.ops.quote_name(table)
                cursor.execute(
                    f"SELECT 1 FROM {name} AS row WHERE row::text LIKE ANY(%s) LIMIT 1", [patterns]
                )
                if cursor.fetchone():
                    found.add(table)
    return found


def test_no_byte_of_a_file_that_waits_lies_in_any_table_of_casework(jo, paper, held, worker):
    assert tables_that_hold("Okafor came", paper.child, worker) == set()


def test_where_it_were_kept_the_search_would_find_it(jo, child, worker):
    """The control: a file that names nobody whom the other side knows lies here."""
    attach(jo, begin(jo, child), NAMING)
    assert tables_that_hold("Okafor came", child, worker) == {"papers_file"}


@pytest.mark.provision("CM-409")
def test_what_no_program_can_read_waits_where_somebody_was_harmed_whoever_says_to_have_read_it(
    jo, worker, victims_side
):
    child = Child.objects.get(pk=make_child(worker.service, worker=worker, orders=[ORDER]))
    asking.as_user(worker)
    nothing = drawn.scanned(drawn.blank())
    assert attach(jo, begin(jo, child), nothing, was_read="on").status_code == 302
    assert not File.objects.filter(child=child).exists()
    (file,) = victims_side.held
    assert file["unread"] == "no-words"


@pytest.mark.provision("CM-409")
def test_what_was_cut_is_attached_as_by_whoever_attached_the_whole(
    jo, paper, held, worker, victims_side
):
    victims_side.cut[held.key] = CUT
    assert come(cut(held), paper.child)
    found = again(held, worker).file
    assert (bytes(found.content), found.name, found.by) == (CUT, "letter.txt", worker)
    assert told_there(paper.child) == [False, True], "it goes there too"
    shown = page(jo, paper)
    assert WAITS not in shown
    address = f"/children/{paper.child_id}/files/{found.pk}/"
    assert address in shown
    assert jo.get(address).content == CUT
    assert IS_CUT in jo.get("/").text


def test_what_was_cut_and_let_go_afterwards_is_not_said_to_be_attached(
    jo, paper, held, worker, victims_side
):
    victims_side.cut[held.key] = CUT
    come(cut(held), paper.child)
    with waymark_itself(paper.child.service):
        HeldFile.objects.filter(pk=held.pk).update(file=None)
    asking.as_user(worker)
    assert IS_CUT not in jo.get("/").text


@pytest.mark.provision("CM-409")
@pytest.mark.parametrize(
    ("cut_to", "alone"),
    [
        (CUT, False),
        (b"Somebody and Jayden Marsh came too.", True),
        (drawn.scanned(drawn.blank()), True),
    ],
)
def test_what_was_cut_is_read_here_for_other_children_of_the_service(
    paper, held, worker, victims_side, cut_to, alone
):
    """Nobody there knows them; and what no program can read may name one."""
    jayden = {"given_name": "Jayden", "family_name": "Marsh"}
    make_child(worker.service, worker=worker, child=jayden)
    victims_side.cut[held.key] = cut_to
    assert come(cut(held), paper.child)
    assert again(held, worker).file.for_record_alone == alone


def test_what_comes_back_after_a_paper_is_completed_is_attached_and_the_paper_stays(
    jo, paper, held, worker, victims_side
):
    asking.as_user(worker)
    Paper.objects.filter(pk=paper.pk).update(completed_on=timezone.localdate())
    victims_side.cut[held.key] = CUT
    assert come(cut(held), paper.child)
    found = again(held, worker).file
    assert jo.get(f"/children/{paper.child_id}/files/{found.pk}/").content == CUT


def test_a_letter_that_comes_twice_attaches_once(paper, held, worker, victims_side):
    victims_side.cut[held.key] = CUT
    for number in (901, 901, 902):
        assert come(cut(held), paper.child, number)
    asking.as_user(worker)
    assert File.objects.filter(child=paper.child).count() == 1


def test_a_letter_of_a_child_who_is_there_no_longer_is_let_go(held):
    letter = FileCut(child=held.child_id + 1_000_000, on=timezone.localdate(), file=held.key)
    assert come(letter, held.child)


def test_one_that_cannot_be_fetched_is_fetched_again_after_longer_and_longer(
    paper, held, worker, victims_side
):
    victims_side.is_away = True
    tries = [tried(minute, held) for minute in range(8)]
    assert tries == [1, 2, 2, 3, 3, 3, 3, 4]
    assert again(held, worker).waits
    victims_side.is_away = False
    victims_side.cut[held.key] = CUT
    assert come(cut(held), paper.child, 903, timedelta(hours=1))
    assert again(held, worker).file


def tried(minute, held):
    """Have the letter come again; return how often it was tried to fetch the file."""
    assert not come(cut(held), held.child, 903, timedelta(minutes=minute))
    with waymark_itself(held.child.service):
        return Incoming.objects.get(number=903, applied_at=None).tries


@pytest.mark.provision("CM-409")
def test_a_cut_file_that_is_there_no_longer_holds_up_no_other_letter_and_is_told(
    jo, paper, held, worker, victims_side
):
    assert attach(jo, paper, NAMING, name="another.txt").status_code == 302
    asking.as_user(worker)
    other = HeldFile.objects.exclude(pk=held.pk).get()
    victims_side.cut[other.key] = CUT
    assert come(cut(held), paper.child)
    assert come(cut(other), paper.child)
    lost = again(held, worker)
    assert (lost.waits, lost.file) == (False, None)
    assert again(other, worker).file
    assert "there no longer when it was fetched: attach it again" in page(jo, paper)
    assert "a file was not kept" in jo.get("/").text


def test_where_nothing_may_go_back_the_reason_stands_in_its_place(jo, paper, held, worker):
    on = timezone.localdate()
    why = "leads-to-somebody"
    assert come(FileNotGiven(child=paper.child_id, on=on, file=held.key, why=why), paper.child)
    assert not again(held, worker).waits
    shown = page(jo, paper)
    assert "What it tells leads to somebody who was harmed" in shown
    assert WAITS not in shown
    assert "a file was not kept" in jo.get("/").text


@pytest.mark.provision("CM-409")
def test_where_the_victims_side_is_away_nothing_is_attached_and_nothing_waits(
    jo, paper, victims_side
):
    victims_side.is_away = True
    answer = attach(jo, paper, NAMING, told="He came.")
    assert answer.status_code == 422
    assert "cannot be looked for at the moment" in answer.text
    assert "He came." in answer.text, "what was typed"
    for rows in (File, HeldFile, Source):
        assert not rows.objects.filter(child=paper.child).exists()
    assert told_there(paper.child) == []


def test_a_form_with_a_mistake_sends_nothing_there(jo, paper, victims_side):
    assert attach(jo, paper, NAMING, who="").status_code == 422
    assert victims_side.held == []


@pytest.mark.parametrize("ends", ["take-off", "throw-away"])
def test_what_is_taken_off_or_thrown_away_waits_no_more_and_goes_there_too(
    jo, paper, held, worker, victims_side, ends
):
    of = f"/children/{paper.child_id}/papers/{paper.pk}/"
    source = Source.objects.get(held=held)
    address = f"{of}sources/{source.pk}/take-off/" if ends == "take-off" else f"{of}throw-away/"
    told = {"because": "Another child’s."} if ends == "take-off" else {"reason": "not-needed"}
    assert jo.post(address, told).status_code == 302
    assert told_there(paper.child) == [False, True]
    assert IS_CUT not in jo.get("/").text
    victims_side.cut[held.key] = CUT
    assert come(cut(held), paper.child), "it crossed on the way"
    asking.as_user(worker)
    assert not File.objects.filter(child=paper.child).exists()


def test_what_is_put_right_keeps_the_file_that_waits(jo, paper, held, worker, victims_side):
    source = Source.objects.get(held=held)
    address = f"/children/{paper.child_id}/papers/{paper.pk}/sources/{source.pk}/put-right/"
    sent = form_with(jo.get(address).text, "began_from").sent(who="Head of year")
    assert jo.post(address, sent).status_code == 302
    assert WAITS in page(jo, paper)
    victims_side.cut[held.key] = CUT
    come(cut(held), paper.child)
    found = again(held, worker).file
    assert jo.get(f"/children/{paper.child_id}/files/{found.pk}/").content == CUT
