"""A name that may stand on a child's file no longer goes from it by itself."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from waymark import guard
from waymark.audit import recording
from waymark.letters import post
from waymark.rules.carries import carries
from waymark.rules.letters import FileNameOver

Said = tuple[str, str]  # how it is written, and in which text of the record
MOST_TEXTS, MOST_LETTERS = 500, 100_000  # a call: a long record is read in several
# A long text takes longer than its length, and more than an answer is waited for: it is asked of in
# pieces. They overlap, so that beside each name stands all that tells whether it is one.
PIECE, AROUND = 10_000, 500


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
    for pieces in _in_calls(each for text in texts for each in _pieces(text)):
        asked = [each.said for each in pieces]
        try:
            said = guard.mentions(asked, known=known, towards=guard.Towards.FILE, **of)
        except guard.Shut:
            raise post.NotYet from None
        for each in said.found:
            piece = pieces[each.text]
            if each.sure and piece.answers_for(each.start):
                yield piece.text, piece.begins + each.start, piece.begins + each.end


class _Piece(NamedTuple):
    text: str
    begins: int

    @property
    def said(self) -> str:
        return self.text[self.begins : self.begins + PIECE]

    def answers_for(self, start: int) -> bool:
        """Tell whether what begins there stands in this piece with more around it than in the
        one before or after."""
        is_last = self.begins + PIECE >= len(self.text)
        from_here = start >= AROUND or not self.begins
        return from_here and (is_last or start < PIECE - AROUND)


def _pieces(text: str) -> Iterator[_Piece]:
    for begins in range(0, max(len(text) - 2 * AROUND, 1), PIECE - 2 * AROUND):
        yield _Piece(text, begins)


def _in_calls(pieces: Iterable[_Piece]) -> Iterator[list[_Piece]]:
    some: list[_Piece] = []
    letters = 0
    for each in pieces:
        if some and (len(some) == MOST_TEXTS or letters + len(each.said) > MOST_LETTERS):
            yield some
            some, letters = [], 0
        some.append(each)
        letters += len(each.said)
    if some:
        yield some


def _whole(text: str, start: int, end: int) -> str:
    """Return what was found as whole words, with what hangs on it: as whole words it is sealed."""
    while start and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[start:end]
