"""A child in custody: resettlement begins at once, and release is prepared for."""

from collections.abc import Iterator
from datetime import date

from waymark.rules.calendar import days_after, months_after, said, working_days_after
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.duty import Owed
from waymark.rules.events import Event
from waymark.rules.events.custody import (
    CustodyEntered,
    CustodyLeft,
    PathwayPlanReviewed,
    ReleaseConfirmed,
    ReleaseDateSet,
    ResettlementPlanStarted,
)
from waymark.rules.settings import value_on

CONFIRM_BEFORE_RELEASE = 10  # days
REVIEW_BEFORE_RELEASE = 1  # months


def custody_end(case: Case, custody: Event) -> date | None:
    return case.first(CustodyLeft, custody.on, about=custody.id)


def release_day(case: Case, custody: CustodyEntered) -> date | None:
    """As last set, else as it was known on the way in."""
    for event in reversed(case.about(ReleaseDateSet, custody.id)):
        if event.on >= custody.on:
            return event.release_on
    return custody.release_on


@carries("NP-050", "NP-194")
def start_resettlement_plan(case: Case) -> Iterator[Owed]:
    for custody in case.all(CustodyEntered):
        within = value_on(case.settings.resettlement_start, custody.on)
        yield Owed(
            custody.id,
            custody.on,
            custody.on,
            f"The child went into custody on {said(custody.on)}, and planning for life "
            "afterwards starts at once.",
            due_on=working_days_after(custody.on, within),
            done_on=case.first(ResettlementPlanStarted, custody.on, about=custody.id),
            closes_on=custody_end(case, custody),
            numbers=("resettlement_start",),
        )


@carries("NP-199", "NP-206")
def confirm_release(case: Case) -> Iterator[Owed]:
    for custody in case.all(CustodyEntered):
        spell, release = case.child.looked_after_on(custody.on), release_day(case, custody)
        if spell is None or spell.basis != "care-order" or release is None:
            continue
        yield Owed(
            custody.id,
            custody.on,
            custody.on,
            f"The child is to be released on {said(release)}, and is to know ten days before "
            "what was arranged.",
            due_on=days_after(release, -CONFIRM_BEFORE_RELEASE),
            done_on=case.first(ReleaseConfirmed, custody.on, about=custody.id),
            closes_on=custody_end(case, custody),
        )


@carries("NP-163")
def review_pathway_plan(case: Case) -> Iterator[Owed]:
    leaver_from = case.child.care_leaver_from
    for custody in case.all(CustodyEntered):
        release = release_day(case, custody)
        if leaver_from is None or custody.on < leaver_from or release is None:
            continue
        yield Owed(
            custody.id,
            custody.on,
            custody.on,
            f"The child, who has left care, is to be released on {said(release)}, and their "
            "pathway plan is reviewed a month before.",
            due_on=months_after(release, -REVIEW_BEFORE_RELEASE),
            done_on=case.first(PathwayPlanReviewed, custody.on),
            closes_on=custody_end(case, custody),
        )
