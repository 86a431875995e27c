"""A name that may stand on a child's file no longer goes from it by itself."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import connection

from waymark import guard
from waymark.audit import recording
from waymark.letters import post
from waymark.rules.carries import carries
from waymark.rules.letters import FileNameOver

Said = tuple[str, str]  # how it is written, and in which text of the record
MOST_TEXTS, MOST_LETTERS = 500, 100_000  # a call: a long record is read in several


@carries("CM-404", "CM-402")
def seal_by_itself(child: int, found: Sequence[Said], at: datetime) -> None:
    """Seal what was found in every passage of the child's record, signed and agreed ones too."""
    with connection.cursor() as cursor:
        passages, texts = [name for name, _ in found], [text for _, text in found]
        cursor.execute("SELECT seal_passage(%s, %s, %s, %s)", [child, passages, texts, at])
    recording.note(children=[child], sealed=len(set(texts)))


def where(
    texts: Sequence[str], letter: FileNameOver, known: Sequence[str], *, service: int
) -> list[Said]:
    """Return where texts of a record say the name of a letter. What may be an ordinary word or
    somebody of the family, people let go (`seal-name`). Calls, for which nothing is locked.

    :raises post.NotYet: where nobody can say where it stands.
    """
    return [
        (_whole(text, start, end), text)
        for text, start, end in named_in(texts, letter, known, service=service)
    ]


def texts_of(child: int) -> list[str]:
    """Return what is written in a child's record and not saved yet, to Waymark itself."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT said FROM passage_texts(%s) WHERE said <> ''", [child])
        return [said for (said,) in cursor.fetchall()]


def named_in(
    texts: Sequence[str], letter: FileNameOver, known: Sequence[str], *, service: int
) -> Iterator[tuple[str, int, int]]:
    """Yield each of these texts in which the name of a letter stands for sure, and where."""
    of = {"child": int(letter.child), "service": service, "no_longer": letter.victim}
    for some in _in_calls(texts):
        try:
            said = guard.mentions(some, known=known, towards=guard.Towards.FILE, **of)
        except guard.Shut:
            raise post.NotYet from None
        yield from ((some[each.text], each.start, each.end) for each in said.found if each.sure)


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
