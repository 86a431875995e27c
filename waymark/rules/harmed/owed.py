"""What is owed to one person who was harmed, on a day.

Whoever asked to be left alone is owed only what law asks: that the Victim Contact Scheme knows,
that a decision is taken (nobody needs to ask them for it), that what is shared or named is let
go, and an answer to what they asked or complained of themselves. Nothing else stands on a list,
where it could lead somebody to ring them. Once the time is over for which they may be reached,
nothing is owed but what still protects somebody, and an answer to a complaint.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from waymark.rules.harmed import finders, planned_finders, safety_finders
from waymark.rules.harmed.clocks import DEFAULTS, Clocks
from waymark.rules.harmed.finders import Asked, Told
from waymark.rules.harmed.retention import is_past
from waymark.rules.harmed.victim import Victim


class Due(NamedTuple):
    """Something that is not done yet. Whoever made `why` put no name and no word of theirs in."""

    name: str
    title: str
    of: str  # which one, where there may be several
    opens_on: date
    due_on: date | None
    why: str
    does: str  # the kind of happening, or of what then holds, that does it
    provisions: tuple[str, ...]
    unverified: bool = False  # the due day is by a number that nobody checked


def owed(victim: Victim, day: date, clocks: Clocks = DEFAULTS) -> list[Due]:
    """Return what is to be done, the most urgent first; what has no due day comes last. Of what is
    due alike, what stands first in the table has to be done first."""
    if not victim.links:  # no offence names them any more
        return []
    asked = Asked(victim, day, clocks)
    alone, past = victim.is_left_alone(day), is_past(victim, day, clocks)
    found = [
        Due(
            each.name,
            f"{each.title}: {told.which}" if told.which else each.title,
            told.of,
            told.opens_on,
            told.due_on,
            told.why,
            each.does,
            getattr(each.find, "provisions", ()),
            each.unverified,
        )
        for each in OWED
        if not (alone and each.asks_them) and not (victim.is_potential and each.of_the_code)
        if each.stays or not past
        for told in each.find(asked)
        if told.opens_on <= day
    ]
    return sorted(found, key=lambda due: (due.due_on or date.max, due.opens_on))


class Item(NamedTuple):
    name: str
    title: str
    does: str
    find: Callable[[Asked], Iterator[Told]]
    asks_them: bool = True  # done with them, so not for whoever is left alone
    of_the_code: bool = True  # owed to somebody who was harmed, not to who may be
    unverified: bool = False
    stays: bool = False  # owed after the time, too, for which they may be reached


OWED = (
    Item("ask-police", "Ask the police for their details", "details-asked", finders.ask_the_police),
    Item(
        "chase-police",
        "Ask the police again",
        "details-chased",
        finders.chase_the_police,
        unverified=True,
    ),
    Item("first-contact", "Contact them", "contacted", finders.contact_first, unverified=True),
    Item(
        "decide-invitation",
        "Decide whether to invite them",
        "invitation-decided",
        finders.decide_the_invitation,
        asks_them=False,
    ),
    Item(
        "offer-restorative",
        "Offer them something restorative",
        "restorative-offered",
        finders.offer_what_is_restorative,
        unverified=True,
    ),
    Item(
        "offer-planned",
        "Offer them what is planned",
        "restorative-offered",
        planned_finders.offer_what_is_planned,
    ),
    Item(
        "have-consent",
        "Have their written consent",
        "consent",
        planned_finders.have_their_consent,
    ),
    Item("prepare", "Prepare them", "prepared", planned_finders.prepare_them),
    Item(
        "arrange-needs",
        "Arrange what they need that day",
        "prepared",
        planned_finders.arrange_what_they_need,
    ),
    Item(
        "took-part",
        "Say whether they took part",
        "restorative-received",
        planned_finders.write_that_they_took_part,
        unverified=True,
    ),
    Item(
        "ask-outcome",
        "Ask what came of it for them",
        "outcome-asked",
        planned_finders.ask_what_came_of_it,
        unverified=True,
    ),
    Item(
        "tell-stands",
        "Tell them that the child does not want to",
        "progress-told",
        finders.tell_how_the_child_stands,
        unverified=True,
    ),
    Item(
        "offer-work",
        "Ask whether they would like what the child made",
        "work-offered",
        finders.offer_what_was_made,
    ),
    Item("give-work", "Give them what was made", "work-given", finders.give_what_was_made),
    Item(
        "identify-entitlement",
        "Say whether the Code entitles them to more",
        "entitlement",
        finders.identify_the_entitlement,
    ),
    Item("ask-needs", "Ask what they need", "need", finders.ask_what_they_need, of_the_code=False),
    Item(
        "say-basis",
        "Say on which lawful basis this is held",
        "basis",
        finders.say_the_basis,
        asks_them=False,
        of_the_code=False,
    ),
    Item(
        "ask-view", "Ask what they think before it is decided", "view-asked", finders.ask_their_view
    ),
    Item(
        "tell-view",
        "Tell whoever decides what they think",
        "view-told",
        finders.tell_their_view,
        asks_them=False,
    ),
    Item(
        "notify-scheme",
        "Tell the Victim Contact Scheme",
        "contact-scheme-notified",
        finders.notify_the_scheme,
        asks_them=False,
    ),
    Item(
        "tell-progress",
        "Tell them how the case goes",
        "progress-told",
        finders.tell_of_progress,
        asks_them=False,
        unverified=True,
    ),
    Item(
        "tell-support",
        "Tell them who else can support them",
        "support-told",
        finders.tell_of_support,
        asks_them=False,
        unverified=True,
    ),
    Item(
        "ask-feedback",
        "Ask how it was",
        "feedback-asked",
        finders.ask_for_feedback,
        unverified=True,
    ),
    Item(
        "acknowledge-complaint",
        "Acknowledge the complaint",
        "complaint-acknowledged",
        finders.acknowledge_the_complaint,
        asks_them=False,
        of_the_code=False,
        unverified=True,
        stays=True,
    ),
    Item(
        "answer-complaint",
        "Answer the complaint",
        "complaint-answered",
        finders.answer_the_complaint,
        asks_them=False,
        of_the_code=False,
        stays=True,
    ),
    Item(
        "tell-ombudsman",
        "Tell them of the Ombudsman",
        "ombudsman-told",
        finders.tell_of_the_ombudsman,
        asks_them=False,
        of_the_code=False,
        stays=True,
    ),
    Item(
        "review-named",
        "Look again at their name on the child’s file",
        "file-name-decided",
        safety_finders.look_at_the_name_again,
        asks_them=False,
        of_the_code=False,
        stays=True,
    ),
    Item(
        "review-kept",
        "Look again whether it is still needed",
        "kept-longer",
        safety_finders.look_at_what_is_kept_again,
        asks_them=False,
        of_the_code=False,
        stays=True,
    ),
    Item(
        "keep-apart",
        "See that they do not meet",
        "kept-apart",
        safety_finders.keep_them_apart,
        asks_them=False,
        of_the_code=False,
        stays=True,
    ),
    Item(
        "ask-shared",
        "Ask whether what was shared is still needed",
        "share-ended",
        safety_finders.ask_for_what_was_shared,
        asks_them=False,
        of_the_code=False,
        stays=True,
    ),
)
