"""A name that may stand on a child's file no longer goes from it by itself."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import connection

from waymark import guard
from waymark.audit import recording
from waymark.children.models import Child
from waymark.children.naming import who_is_around
from waymark.rules.carries import carries
from waymark.rules.letters import FileNameOver

MOST_TEXTS, MOST_LETTERS = 500, 100_000  # a call: a long record is read in several


@carries("CM-404", "CM-402")
def seal_by_itself(letter: FileNameOver, *, service: int, at: datetime) -> None:
    """Seal it in every passage of the child's record, signed and agreed ones too. What may be an
    ordinary word or somebody of the family, people let go (`seal-name`).

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
    of = {"child": child, "service": service, "no_longer": victim}
    of |= {"known": who_is_around(Child.objects.get(pk=child))}
    for some in _in_calls(texts):
        for each in guard.mentions(some, towards=guard.Towards.FILE, **of).found:
            if each.sure:
                yield _whole(some[each.text], each.start, each.end), some[each.text]


def _in_calls(texts: Sequence[str]) -> Iterator[list[str]]:
    some: list[str] = []
    for text in texts:
        if some and (len(some) == MOST_TEXTS or sum(map(len, some)) + len(text) > MOST_LETTERS):
            yield some
            some = []
        some.append(text)
    if some:
        yield some


def _whole(text: str, start: int, end: int) -> str:
    """Return what was found as whole words, with what hangs on it: as whole words it is sealed."""
    while start and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[start:end]
