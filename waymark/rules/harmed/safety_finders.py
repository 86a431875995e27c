"""What is owed of what keeps somebody who was harmed safe: where their name or their details stand,
for how long, and where the child and they may meet."""

from collections.abc import Iterator
from datetime import date

from waymark.rules.calendar import days_after, said
from waymark.rules.carries import carries
from waymark.rules.harmed.close import Close
from waymark.rules.harmed.finders import Asked, Told
from waymark.rules.harmed.happenings import KeptLonger
from waymark.rules.settings import value_on


def look_at_the_name_again(asked: Asked) -> Iterator[Told]:
    for spell in asked.victim.named_in_files():
        review = asked.victim.looked_at_on(spell, once_confirmed=True)
        if spell.holds_on(asked.day) and review:
            yield Told(
                str(int(spell.child)),
                days_after(review, -value_on(asked.clocks.look_ahead, review)),
                review,
                f"Their name stands on a child’s file until {said(review)}: decide with a manager "
                "whether it has to any longer.",
            )


@carries("CM-394")
def look_at_what_is_kept_again(asked: Asked) -> Iterator[Told]:
    """Until the day that was decided; from then on it is due to be deleted by itself."""
    for last in asked.victim.ever(KeptLonger, by=asked.day)[-1:]:
        if last.review_on and last.keep_until and asked.day <= last.keep_until:
            why = f"On {said(last.on)} it was decided to keep what is held of them for longer."
            yield Told("", last.review_on, last.review_on, why)


@carries("CM-400")
def keep_them_apart(asked: Asked) -> Iterator[Told]:
    """Yield each place where they may meet: what leads there stays in this record (`signal`)."""
    for each in asked.victim.may_meet(asked.day):
        if not asked.victim.were_kept_apart(each, since=each.on):
            which = f"the child of record {each.child}, {WHERE[each.place]}{_at_the_hour(each)}"
            why = f"Known since {said(each.on)}: the child and they may meet {WHERE[each.place]}."
            if asked.victim.shares_the_home(each, asked.day):
                why = f"{why} {OF_THE_HOME}"
            yield Told(each.of, each.on, each.on, why, which)


OF_THE_HOME = (
    "It is the child’s own home, so casework is told nothing of it: that would say who they are. "
    "What has to be kept in mind there, tell by a signal."
)
WHERE = {"school": "at their school", "address": "where they live", "building": "in one building"}


def _at_the_hour(close: Close) -> str:
    if close.begins is None:
        return ""
    hours = f"from {close.begins[11:16]} to {close.ends[11:16]}" if close.ends else "all day"
    return f" on {said(date.fromisoformat(close.begins[:10]))} {hours}"


@carries("CM-404")
def ask_for_what_was_shared(asked: Asked) -> Iterator[Told]:
    for shared in asked.victim.shared_now():
        again = asked.victim.asked_again_on(shared)
        if again:
            yield Told(
                f"{shared.with_}:{shared.on}",
                again,
                again,
                f"Their details were shared with {WHOM[shared.with_]} on {said(shared.on)} to "
                "protect people: ask whether they are still needed, and have them let go if not.",
            )


WHOM = {"police": "the police", "mappa": "MAPPA", "probation": "the probation service"}
