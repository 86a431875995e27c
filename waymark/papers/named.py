"""A name that may stand on a child's file no longer: what is written loses it, files are owed."""

from datetime import datetime

from waymark.chronology import door
from waymark.chronology.door import today
from waymark.papers.models import File
from waymark.rules.carries import carries
from waymark.rules.letters import FileNameOver
from waymark.telling import sealed


@carries("CM-404", "CM-402")
def name_over(letter: FileNameOver, *, service: int, at: datetime) -> None:
    """Seal it wherever the record says it; that somebody looks at the files is owed from then on.

    :raises guard.Shut: where nobody can say where it stands; the letter waits.
    """
    sealed.seal_by_itself(letter, service=service, at=at)
    child = int(letter.child)
    if files := File.objects.filter(child=child).count():
        gone = {"kind": "name-gone", "on": today(at).isoformat(), "files": files}
        with door.act("told-by-victims-side", by=None, at=at, children=[child]) as act:
            act.record(child, gone)
