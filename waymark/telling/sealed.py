"""A name that may stand on a child's file no longer goes from it by itself."""

from datetime import datetime

from django.db import connection

from waymark import guard
from waymark.audit import recording
from waymark.chronology.models import Words
from waymark.rules.carries import carries
from waymark.rules.letters import FileNameOver

Places = dict[int, set[str]]  # of each row of words, what in it is to go


@carries("CM-404", "CM-402")
def seal_by_itself(letter: FileNameOver, *, service: int, at: datetime) -> None:
    """Seal it in all words of the child's events; what else of the record says it, people seal.

    :raises guard.Shut: where nobody can say where it stands; the letter waits.
    """
    del at  # the letter has its day
    child = int(letter.child)
    found = _where(child, letter.victim, service)
    with connection.cursor() as cursor:
        for words, names in found.items():
            cursor.execute(
                "SELECT seal_names(%s, %s)", [words, sorted(names, key=len, reverse=True)]
            )
    recording.note(children=[child], sealed=len(found))


def _where(child: int, victim: str, service: int) -> Places:
    rows = list(Words.objects.filter(child=child, text__isnull=False).order_by("pk"))
    texts = [each.text or "" for each in rows]
    said = guard.mentions(
        texts, child=child, service=service, towards=guard.Towards.FILE, no_longer=victim
    )
    found: Places = {}
    for each in said.found:
        name = texts[each.text][each.start : each.end]
        found.setdefault(rows[each.text].pk, set()).add(name)
    return found
