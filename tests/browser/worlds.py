"""What the walk finds: the demonstration with one of everything, and services that have nothing."""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.test import Client

from tests.browser.her_record import NOW, TODAY, TOMORROW, Values, child_called, of_sophie
from tests.browser.walked import ASKING, EMPTY, FILLED, NEW_CHILD, ROLES, World
from tests.people import make_person, make_service, make_team, signed_in_client
from tests.walls.made import asked_by, waymark_itself
from tests.web.accounts.signing import give_password
from waymark.accounts import demonstration, links, sessions
from waymark.accounts.models import OneTimeLink, Purpose, Role, Service, User
from waymark.accounts.views.setting_up import LINK
from waymark.children.acts import moves, opening, register, standing_in
from waymark.children.models import Registration
from waymark.chronology.models import Event
from waymark.letters.models import Incoming
from waymark.orders.models import Order

MANY = 900_000  # more than there are of anything
LATER = NOW + timedelta(hours=6)  # when everybody signs in, so that no session ends on the walk
BARE = {"given_name": "Ivo", "family_name": "Newly", "date_of_birth": "2011-03-14", "sex": "male"}
MADE_TODAY = {"kind": "referral-order", "made_on": TODAY.isoformat(), "offences": []}
# What a child who was registered just now has not got.
NOT_YET = (
    *("heard", "appointment", "apart", "out"),
    *("countersign-plan:child", "give-plan:child", "plan-agree:child", "plan-compare:child"),
    *("plan-draft:child", "plan-item:child", "plan-questions:child", "plan-step-done:child"),
    *("plan-throw-away:child", "plan-version:child"),
    *("give-agreement:paper", "complete-induction:paper", "letter:event", "praise:event"),
    "work-sheet:event",
    *(
        "early-report:paper",
        "complete-early:paper",
        "complete-restorative:paper",
        "put-break:paper",
        "decide-break:child",
    ),
    "call-off-in-break:event",
    *("put-breach:paper", "breach-report:event", "decide-breach:child", "review-breach:child"),
)


def made() -> World:
    """Add to the demonstration what it lacks; returns where to go, and as whom."""
    service = Service.objects.get()
    people = {each.email.partition("@")[0]: each for each in User.objects.all()}
    kept = {(FILLED, login): _session(person) for login, person in people.items()}
    newcomer, passkey = _at_the_door(service, people["ada"], kept)
    filled = {
        **_of_the_service(service, people),
        **of_sophie(people, kept),
        "secret": _link(newcomer, people["ada"]),
        "pk": people["ash"].pk,
        "invite_again:pk": newcomer.pk,
        "mfa_remove_webauthn:pk": passkey.pk,
        "say-why:child": child_called("Mason").pk,  # Jo's alone
    }
    nobodys, newly = _people_of_a_new_service(), _people_of_a_new_service()
    kept |= {(EMPTY, login): _session(person) for login, person in nobodys.items()}
    kept |= {(NEW_CHILD, login): _session(person) for login, person in newly.items()}
    empty = {**_of_a_child_with_nothing(newly["jo"]), "pk": nobodys["jo"].pk}
    empty["worker"] = nobodys["jo"].pk
    return World(kept, {FILLED: {**ASKING, **filled}, EMPTY: {**ASKING, **empty}})


def _session(person: User) -> str:
    return signed_in_client(person, at=LATER).cookies["session"].value


def _people_of_a_new_service() -> dict[str, User]:
    """Return somebody of each role, under the demonstration's names."""
    team = make_team(make_service())
    roles = [(role, role.label.lower()) for role in map(Role, settings.ROLES)]
    return {ROLES[label]: make_person(role, team=team) for role, label in roles}


def _at_the_door(
    service: Service, administrator: User, kept: dict[tuple[str, str], str]
) -> tuple[User, Authenticator]:
    """Make who comes in just now, and who has another way in than an app."""
    newcomer = make_person(service=service, with_factor=False, name="Nic New")
    invited = make_person(service=service, with_factor=False, name="Ivy Invited")
    _link(invited, administrator)
    client = Client()
    client.force_login(invited)
    session = client.session
    sessions.begin(session, at=LATER, second_factor=False)
    session[LINK] = OneTimeLink.objects.get(person=invited).pk
    session.save()
    kept[FILLED, "invited"] = client.cookies["session"].value
    halfway = Client()
    give_password(halfway, User.objects.get(name="Ash Moor"), password=demonstration.PASSWORD)
    session = halfway.session
    session["account_login"]["initiated_at"] = LATER.timestamp()
    session.save()
    kept[FILLED, "halfway"] = halfway.cookies["session"].value
    holder = make_person(service=service, with_factor=False, name="Pat Key", joined_at=NOW)
    RecoveryCodes.activate(holder)
    kind = Authenticator.Type.WEBAUTHN
    data = {"name": "Work phone", "credential": {}}
    passkey = Authenticator.objects.create(user=holder, type=kind, data=data)
    kept[FILLED, "passkey"] = _session(holder)
    return newcomer, passkey


def _link(person: User, by: User) -> str:
    return links.make(person=person, purpose=Purpose.JOIN, by=by, at=NOW)


def _of_the_service(service: Service, people: dict[str, User]) -> Values:
    """Let something wait for each manager: cover, duty, a registration, an emergency, a host, a
    message about nobody here."""
    jo, ash, bea, sal = (people[login] for login in ("jo", "ash", "bea", "sal"))
    sophie, hosted, restricted = (child_called(name) for name in ("Sophie", "Tim", "Wayne"))
    host = make_service("Elsewhere Youth Justice Service")
    with asked_by(bea, at=NOW):
        covers = standing_in.cover(worker=ash, away=jo, first=TOMORROW, last=TOMORROW, by=bea)
        duty_day = standing_in.put_on_duty(worker=jo, day=TOMORROW, by=bea)
        moves.let_another_service_work(
            child=hosted.pk, host=host, reason="He lives there", by=bea, at=NOW
        )
        opening.restrict(child=restricted.pk, named=[ash], offered=[ash], by=bea, at=NOW)
    with waymark_itself(service):
        Incoming.objects.create(service=service, number=MANY, of_nobody=MANY)
    with asked_by(jo, at=NOW):
        opened = opening.open_in_emergency(
            reference=restricted.reference, words="He rang: a fire", looker=sal, by=jo, at=NOW
        )
        waiting = Registration.objects.create(
            service=service,
            by=jo,
            at=NOW,
            names="Sofie Wrenfield",
            born=sophie.date_of_birth,
            document={"child": {"given_name": "Sofie"}},
        )
    return {
        "cover": covers.pk,
        "duty_day": duty_day.pk,
        "end-hosting:child": hosted.pk,
        "restrict:child": restricted.pk,
        "opening": opened.pk,
        "registration": waiting.pk,
    }


def _of_a_child_with_nothing(worker: User) -> Values:
    with asked_by(worker, at=NOW):
        child = register.register(
            facts=BARE, orders=[MADE_TODAY], worker=worker, by=worker, at=NOW
        ).child
        registered = Event.objects.get(child=child, kind="child-registered")
        order = Order.objects.get(child=child)
    own = {"child": child.pk, "event": registered.pk, "order": order.pk}
    act = {"correct-event:event": None, "withdraw-event:event": None}  # it has no form
    return {**own, **act, **dict.fromkeys(NOT_YET)}
