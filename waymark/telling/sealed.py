"""A name that may stand on a child's file no longer goes from it by itself."""

from collections.abc import Iterator
from datetime import datetime

from django.db import connection

from waymark import guard
from waymark.audit import recording
from waymark.rules.carries import carries
from waymark.rules.letters import FileNameOver


@carries("CM-404", "CM-402")
def seal_by_itself(letter: FileNameOver, *, service: int, at: datetime) -> None:
    """Seal it in every passage of the child's record, signed and agreed ones too; what is in files
    people let go (`seal-name`).

    :raises guard.Shut: where nobody can say where it stands; the letter waits.
    """
    child = int(letter.child)
    found = list(_where(child, letter.victim, service))
    with connection.cursor() as cursor:
        passages, texts = [name for name, _ in found], [text for _, text in found]
        cursor.execute("SELECT seal_passage(%s, %s, %s, %s)", [child, passages, texts, at])
    recording.note(children=[child], sealed=len(set(texts)))


def _where(child: int, victim: str, service: int) -> Iterator[tuple[str, str]]:
    """Yield how it is written, and in which text of the record."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT said FROM passage_texts(%s) WHERE said <> ''", [child])
        texts = [said for (said,) in cursor.fetchall()]
    said = guard.mentions(
        texts, child=child, service=service, towards=guard.Towards.FILE, no_longer=victim
    )
    for each in said.found:
        yield _whole(texts[each.text], each.start, each.end), texts[each.text]


def _whole(text: str, start: int, end: int) -> str:
    """Return what was found as whole words, with what hangs on it: as whole words it is sealed."""
    while start and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[start:end]
