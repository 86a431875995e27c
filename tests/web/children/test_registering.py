"""No child is held twice, and nobody learns who is hidden."""

import re
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.people import make_person, make_service, signed_in_client
from tests.web.children.made import NOW, ORDER, asked_by, make_child
from waymark.accounts import asking
from waymark.accounts.answers import Refused
from waymark.accounts.models import Role
from waymark.children import finding, registrations
from waymark.children.acts import register
from waymark.children.models import Allocation, Child, Named, Registration
from waymark.chronology.models import Event
from waymark.duties.models import Duty

SOPHIE = {
    "given_name": "Sophie",
    "family_name": "Wrenfield",
    "date_of_birth": "2010-08-11",
    "sex": "female",
}
TYPED = {
    "child-given_name": "Sophie",
    "child-family_name": "Wrenfield",
    "child-date_of_birth_day": "11",
    "child-date_of_birth_month": "8",
    "child-date_of_birth_year": "2010",
    "child-sex": "female",
    "order-kind": "referral-order",
    "order-made_on_day": "5",
    "order-made_on_month": "5",
    "order-made_on_year": "2026",
    "order-ends_on_day": "4",
    "order-ends_on_month": "11",
    "order-ends_on_year": "2026",
    "offences-TOTAL_FORMS": "1",
    "offences-INITIAL_FORMS": "0",
    "offences-0-category": "criminal-damage",
    "offences-0-victims": "2",
    "requirements-TOTAL_FORMS": "1",
    "requirements-INITIAL_FORMS": "0",
    "requirements-0-kind": "reparation",
    "requirements-0-hours": "12",
    "takes_on-mine": "on",
}


@pytest.fixture
def service(db):
    return make_service()


@pytest.fixture
def jo(service):
    return make_person(service=service, name="Jo Field")


@pytest.fixture
def bea(service):
    return make_person(Role.SENIOR_MANAGER, service=service, name="Bea Hill")


def registered(by, *, none_of=(), worker=None, **facts):
    with asked_by(by):
        return register.register(
            facts={**SOPHIE, **facts},
            orders=[{name: value for name, value in ORDER.items() if name != "id"}],
            worker=worker,
            none_of=none_of,
            by=by,
            at=NOW,
        )


def the_one_that_waits(by):
    with asked_by(by):
        return Registration.objects.get()


@pytest.mark.provision("CM-001", "CM-463")
def test_a_new_child_is_kept_with_the_order_a_worker_and_what_is_owed(service, jo):
    child = registered(jo, worker=jo).child
    assert (child.service, child.sort_name) == (service, "wrenfield sophie")
    assert re.fullmatch(r"[A-Z2-9]{4}-[A-Z2-9]{4}", child.reference)
    assert list(Event.objects.filter(child=child).values_list("kind", flat=True)) == [
        "child-registered",
        "worker-allocated",
    ]
    assert Allocation.objects.get(child=child).user == jo
    assert Duty.objects.get(child=child, duty="allocate-worker").done_on == date(2026, 5, 14)


def test_a_child_registered_without_a_worker_is_owed_one(jo):
    child = registered(jo).child
    assert Duty.objects.get(child=child, duty="allocate-worker").done_on is None


def test_what_cannot_be_is_refused_and_nothing_is_kept(jo):
    with pytest.raises(Refused, match="date_of_birth"):
        registered(jo, date_of_birth="2010-02-31")
    assert not Child.objects.exists()


def test_who_may_not_register_does_not(service):
    with pytest.raises(PermissionDenied):
        registered(make_person(Role.ADMINISTRATOR, service=service))


def test_a_clear_match_is_shown_and_the_child_may_be_another(service, jo):
    held = make_child(service, "SOPHIE", "Wrenfield")
    answer = registered(jo)
    assert (answer.child, answer.matches) == (None, [held])
    assert not Registration.objects.exists()
    assert registered(jo, none_of=[held.pk]).child is not None


@pytest.mark.parametrize(
    ("given", "family", "born"),
    [
        ("Sofie", "Wrenfield", "2010-08-11"),  # spelt otherwise
        ("Sophie", "Wrenfield", "2010-11-08"),  # day and month changed places
        ("Sophie", "Wrenfield", "2011-08-11"),  # a year out
        ("Sophie", "Wrenfield", "2010-08-17"),  # a day misread
        ("Sophie", "Marsh", "2010-08-11"),  # another family name
        ("Wrenfield", "Sofie", "2010-08-11"),  # names changed places
    ],
)
def test_an_uncertain_match_waits_for_a_manager(service, jo, given, family, born):
    make_child(service, given, family, born=born)
    answer = registered(jo)
    assert (answer.child, answer.matches) == (None, [])
    assert the_one_that_waits(jo).state == "waiting"


@pytest.mark.parametrize(
    ("given", "family", "born"),
    [
        ("Tomasz", "Okafor", "2010-08-11"),
        ("Sophie", "Okafor", "2009-01-30"),
        ("Sophie", "Wrenfield", "2016-01-30"),
    ],
)
def test_a_child_who_is_plainly_another_holds_nothing_up(service, jo, given, family, born):
    make_child(service, given, family, born=born)
    assert registered(jo).child is not None


def test_another_services_child_is_no_match(service, jo):
    make_child(make_service(), restricted=True)
    make_child(make_service())
    assert registered(jo).child is not None


class TestHidden:
    """A restricted child is answered as an uncertain match is, to the letter."""

    @pytest.fixture
    def hidden(self, service):
        return make_child(service, restricted=True)

    def test_a_hidden_match_waits_as_an_uncertain_one_does(self, hidden, service, jo):
        assert registered(jo) == register.Answer()
        uncertain = make_person(service=make_service())
        make_child(uncertain.service, "Sofie", "Wrenfield")
        assert registered(uncertain) == register.Answer()

    def test_the_pages_say_the_same_words(self, hidden, service, jo):
        other = make_person(service=make_service(), name="Jo Field")
        make_child(other.service, "Sofie", "Wrenfield")
        pages = [
            signed_in_client(person).post("/register/", TYPED, follow=True)
            for person in (jo, other)
        ]
        said = [
            re.sub(
                r"Service \d+",
                "",
                re.sub(r'value="(\w{64}|\d+\.[\w-]{16})"', "", page.content.decode()),
            )
            for page in pages
        ]
        assert said[0] == said[1]
        assert "A duty manager looks at this registration before it is kept" in said[0]

    def test_the_asker_learns_nothing_of_who_it_is(self, hidden, jo):
        with asked_by(jo) as answer:
            likely = finding.likely(
                names=["Sophie", "Wrenfield"], born=date(2010, 8, 11), by=jo, at=NOW
            )
            assert (likely.clear, likely.uncertain, likely.hidden) == ([], [], True)
            assert answer.children == set()

    def test_only_who_may_see_all_whom_it_may_be_decides(self, hidden, service, jo, bea):
        registered(jo)
        the_one_that_waits(jo)
        with asked_by(bea):
            assert not Registration.objects.exists()
            assert not registrations.to_decide(by=bea, service=bea.service_id)
        asking.as_waymark(service.pk)
        Named.objects.create(child=hidden, service=service, user=bea)
        with asked_by(bea):
            (waiting,) = registrations.to_decide(by=bea, service=bea.service_id)
            assert registrations.matches_of(waiting, by=bea, at=NOW) == [hidden]
            register.say_who_it_is(registration=waiting, child=hidden.pk, by=bea, at=NOW)
        with asked_by(jo):
            (own,) = registrations.own_registrations(by=jo)
            assert (own.state, own.seen) == ("held", None)
        page = signed_in_client(jo).get("/registrations/").content.decode()
        assert "Talk with Bea Hill about Sophie." in page
        assert "eld already" not in page


class TestDeciding:
    @pytest.fixture
    def held(self, service):
        return make_child(service, "Sofie", "Wrenfield")

    @pytest.fixture
    def waiting(self, held, jo):
        registered(jo, worker=jo)
        return the_one_that_waits(jo)

    def test_a_manager_keeps_it_with_the_worker_who_asked(self, waiting, jo, bea):
        with asked_by(bea):
            child = register.register_after_all(registration=waiting, by=bea, at=NOW)
        assert Allocation.objects.get(child=child).user == jo
        waiting.refresh_from_db()
        assert (waiting.state, waiting.child, waiting.decided_by) == ("registered", child, bea)

    def test_a_manager_says_who_it_is(self, waiting, held, bea):
        with asked_by(bea):
            register.say_who_it_is(registration=waiting, child=held.pk, by=bea, at=NOW)
            assert Child.objects.get() == held

    def test_it_is_one_of_the_matches(self, waiting, service, bea):
        other = make_child(service, "Tim", "Arkwell", born="2008-01-01")
        with asked_by(bea), pytest.raises(Refused, match="Choose the child"):
            register.say_who_it_is(registration=waiting, child=other.pk, by=bea, at=NOW)

    def test_a_manager_refuses_with_a_reason(self, waiting, bea):
        with asked_by(bea):
            with pytest.raises(Refused, match="Say why"):
                register.refuse(registration=waiting, why=" ", by=bea, at=NOW)
            register.refuse(registration=waiting, why="She lives in Kent.", by=bea, at=NOW)

    def test_it_is_decided_once(self, waiting, bea):
        with asked_by(bea):
            register.refuse(registration=waiting, why="She lives in Kent.", by=bea, at=NOW)
            with pytest.raises(Refused, match="has decided"):
                register.register_after_all(registration=waiting, by=bea, at=NOW)

    def test_nobody_decides_on_her_own_nor_a_case_manager_nor_a_stranger(self, waiting, jo, bea):
        with asked_by(jo), pytest.raises(PermissionDenied):
            register.register_after_all(registration=waiting, by=jo, at=NOW)
        stranger = make_person(Role.SENIOR_MANAGER)
        with asked_by(stranger), pytest.raises(Http404):
            register.register_after_all(registration=waiting, by=stranger, at=NOW)
        with asked_by(bea):
            register.refuse(registration=waiting, why="She lives in Kent.", by=bea, at=NOW)
        registered(bea)
        with asked_by(bea):
            own = Registration.objects.get(by=bea)
            with pytest.raises(Refused, match="Ask another manager"):
                register.register_after_all(registration=own, by=bea, at=NOW)


class TestPages:
    def test_a_child_is_registered_on_one_page(self, jo):
        client = signed_in_client(jo)
        assert "Register a child" in client.get("/register/").content.decode()
        answer = client.post("/register/", TYPED)
        child = Child.objects.get()
        assert answer["Location"] == f"/children/{child.pk}/"
        document = child.orders.get().document
        (offence,) = document["offences"]
        assert len(set(offence["victims"])) == 2
        assert document["requirements"] == [{"id": "r1", "kind": "reparation", "hours": 12}]
        assert document["ends_on"] == "2026-11-04"

    def test_what_is_wrong_is_said_and_nothing_typed_is_lost(self, jo):
        typed = {**TYPED, "order-ends_on_year": "2025", "child-sex": "", "offences-0-category": ""}
        answer = signed_in_client(jo).post("/register/", typed)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Choose a day on or after 5 May 2026, when the order was made" in page
        assert "Choose the sex" in page
        assert "Choose the offence" in page
        assert 'value="Wrenfield"' in page
        assert not Child.objects.exists()

    def test_a_number_can_be_told_at_once_and_is_hidden_where_it_is_not_safe_to_use(self, jo):
        client = signed_in_client(jo)
        phone = {"phone-number": "01632 960123", "phone-whose": "Mum"}
        for name, safe, is_shown in (("Al", "yes", True), ("Bo", "no", False), ("Cy", "", True)):
            who = {"child-given_name": name, "child-family_name": f"{name}wick"}
            typed = {**TYPED, **who, **phone, "phone-safe_to_use": safe}
            page = client.post("/register/", typed)["Location"] + "people/"
            assert ("01632 960123" in client.get(page).text) is is_shown, safe

    def test_a_number_of_which_nobody_says_whose_it_is_is_asked_about(self, jo):
        answer = signed_in_client(jo).post("/register/", {**TYPED, "phone-number": "01632 960123"})
        assert answer.status_code == 422
        assert "Say whose number it is" in answer.text

    def test_a_phone_without_its_number_is_asked_for_it_and_none_is_needed(self, jo):
        client = signed_in_client(jo)
        answer = client.post("/register/", {**TYPED, "phone-safe_to_use": "no"})
        assert answer.status_code == 422
        assert "Type the number" in answer.content.decode()
        assert client.post("/register/", {**TYPED, "phone-number": " "}).status_code == 302
        assert not Child.objects.get().episodes.filter(kind="phones").exists()

    def test_another_line_comes_and_nothing_typed_is_lost(self, jo):
        page = signed_in_client(jo).post("/register/", {**TYPED, "another": "offences"})
        text = page.content.decode()
        assert page.status_code == 200
        assert 'name="offences-1-category"' in text
        assert 'value="Wrenfield"' in text
        assert "something to mend" not in text
        assert not Child.objects.exists()

    def test_a_clear_match_is_asked_about_before_anything_is_kept(self, service, jo):
        held = make_child(service)
        client = signed_in_client(jo)
        page = client.post("/register/", TYPED).content.decode()
        assert "Is it one of these?" in page
        assert f'href="/children/{held.pk}/"' in page
        assert "None of these: register Sophie" in page
        client.post("/register/", {**TYPED, "none_of": [held.pk]})
        assert Child.objects.count() == 2

    def test_a_manager_decides_on_the_page_and_the_worker_finds_the_answer(self, service, jo, bea):
        make_child(service, "Sofie", "Wrenfield")
        signed_in_client(jo).post("/register/", TYPED)
        manager = signed_in_client(bea)
        waiting = Registration.objects.get()
        assert "Sophie Wrenfield" in manager.get("/registrations/").content.decode()
        address = f"/registrations/{waiting.pk}/"
        assert "Sofie Wrenfield" in manager.get(address).content.decode()
        assert manager.post(address, {"decision": ""}).status_code == 422
        assert manager.post(address, {"decision": "refuse"}).status_code == 422
        assert manager.post(address, {"decision": "new"})["Location"] == "/registrations/"
        assert manager.get(address).status_code == 404
        page = signed_in_client(jo).get("/registrations/").content.decode()
        assert "Registered: open the record" in page

    def test_my_work_says_how_many_wait_for_who_may_decide(self, service, jo, bea):
        held = make_child(service, "Sofie", "Wrenfield")
        words = "1 registration waits for you"
        assert words not in signed_in_client(bea).get("/").text
        signed_in_client(jo).post("/register/", TYPED)
        page = signed_in_client(bea).get("/").text
        assert f'<a href="/registrations/">{words}</a>' in page
        assert words not in signed_in_client(jo).get("/").text
        asking.as_waymark(service.pk)
        Child.objects.filter(pk=held.pk).update(restricted=True)
        assert words not in signed_in_client(bea).get("/").text, "she may not know of it"

    def test_a_case_manager_decides_on_nothing(self, service, jo):
        make_child(service, "Sofie", "Wrenfield")
        client = signed_in_client(jo)
        client.post("/register/", TYPED)
        pk = Registration.objects.get().pk
        assert client.get(f"/registrations/{pk}/").status_code == 403
