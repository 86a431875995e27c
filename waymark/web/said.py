"""What is said where something is owed: what a manager directs, or found of a plan; when somebody
told of harm, and to which questions."""

from collections.abc import Callable, Iterable, Mapping

from waymark.children.around import hiding
from waymark.chronology.queries import written_in
from waymark.duties.models import CONCERN, Duty
from waymark.rules.voice import TOLD_US

# By the duty's name: where the words stand in the event that its key names, and what is put first.
SAYS = {"follow-direction": ("what", ""), "mend-plan": ("note", "{by} found ")}
LONGEST = 200

Hiding = Callable[[str], str]


def said_in(
    duties: Iterable[Duty], hides: Mapping[int, Hiding] | None = None
) -> Callable[[Duty], str]:
    """Return what tells, of each of these duties, the words that a manager wrote in it.

    Costs nothing where none is such a duty; else one query, and two where `hides` is not told.
    """
    asked = [duty for duty in duties if duty.duty in SAYS]
    children = sorted({duty.child_id for duty in asked})
    found = written_in(children, [_event(duty) for duty in asked]) if asked else {}
    hides = hides if hides is not None or not asked else hiding(children)

    def said(duty: Duty) -> str:
        if duty.duty == CONCERN:
            return duty.why.partition(TOLD_US)[2].strip(" .")
        field, before = SAYS.get(duty.duty, ("", ""))
        by, text = found.get((duty.child_id, _event(duty), field), ("", ""))
        if not text:
            return ""
        words = hides[duty.child_id](text)
        short = words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()} …"
        return f"{before.replace('{by}', by or 'the manager')}“{short}”"

    return said


def _event(duty: Duty) -> str:
    return duty.key.partition(":")[2]
