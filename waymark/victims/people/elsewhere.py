"""Whom another child of the service harmed: only their whole name leads to them here.

Nobody can be sure that it is they and no namesake, so somebody must look. It is asked of what
leaves and of files, not of what is typed: a question that costs nothing would tell who was harmed
by whom one does not work with.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from django.db.models import Func, Q, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat

from waymark.guidance import naming
from waymark.rules.carries import carries
from waymark.rules.compared import words
from waymark.rules.names import APOSTROPHES, HANGS_ON, Found, tokens
from waymark.rules.protected import Hit
from waymark.victims.people.looking import AHit, as_found, hits_in
from waymark.victims.people.models import Happening, Spell, Victim
from waymark.victims.people.queries import harmed_by

TEXT = Concat(Cast("document", TextField()), "taken_back_why")
MARKS = "".join(map(chr, range(0x300, 0x370)))  # what an accent is, once it stands by itself


@carries("CM-409")
def hits_elsewhere(
    texts: Sequence[str],
    known: Sequence[str],
    *,
    service: int,
    besides: Collection[int],
    sure: bool,
) -> Iterator[AHit]:
    """Yield whose whole name stands in which text, and where. One query.

    :param known: who may be there, under the same name or not.
    :param besides: those of the child itself, who are looked for by all that leads to them.
    """
    people = Victim.objects.filter(service=service, last_names__overlap=list(_said(texts)))
    may_be_there = set(map(words, known))
    for each in people.exclude(pk__in=besides):
        names = [name for name in each.names if words(name) not in may_be_there]
        finds = naming.guard(names, known=known).find
        for place, text in enumerate(texts):
            yield from (
                (each.pk, place, Hit(found.start, found.end, sure, "name"))
                for found in finds(text)
                if _is_whole(found, text)
            )


def found_elsewhere(text: str, *, child: int, service: int, known: Sequence[str]) -> list[Found]:
    """Return where a text may name whom another child harmed. Two queries."""
    own = harmed_by(child=child, service=service).values_list("victim", flat=True)
    hits = hits_elsewhere([text], known, service=service, besides=set(own), sure=False)
    return [as_found(hit) for _, _, hit in hits]


@carries("CM-394")
def named_beside_others(person: Victim, on: date) -> list[Victim]:
    """Return of whom something is written that names this person: it stays when this one goes.
    Eight queries at most."""
    called = " ".join([*person.names, *person.nicknames]).replace("-", " ").split()
    says = Q(*(Q(text__icontains=_folded(Value(each))) for each in called), _connector=Q.OR)
    texts: dict[int, list[str]] = defaultdict(list)
    for table in (Spell, Happening) if called else ():
        rows = table.objects.exclude(victim=person).annotate(text=_folded(TEXT)).filter(says)
        for row in rows:
            texts[row.victim_id] += [*map(str, row.document.values()), row.taken_back_why]
    whose = list(texts)
    hits = hits_in([person], ["\n".join(said) for said in texts.values()], [], "", on=on)
    found = {whose[place] for _, place, _ in hits}
    return list(Victim.objects.filter(pk__in=found).prefetch_related("references").order_by("pk"))


def _folded(text: Combinable) -> Func:
    """Return a text with neither accents nor apostrophes, however either was typed."""
    bare = Func(text, Value("".join(APOSTROPHES)), Value(""), function="translate")
    apart = Func(bare, template="normalize(%(expressions)s, NFKD)")
    return Func(apart, Value(MARKS), Value(""), function="translate", output_field=TextField())


def _said(texts: Sequence[str]) -> set[str]:
    """Return every word of the texts, as last names are kept, and without what hangs on one."""
    said = {word for text in texts for word in words(text)}
    return said | {word.removesuffix(end) for word in said for end in HANGS_ON}


def _is_whole(found: Found, text: str) -> bool:
    """Tell whether more than a last name stands there, behind a title or an initial or alone."""
    first, *more = tokens(found.written(text))
    return bool(more) and first.folded in {each.folded for each in tokens(found.name)}
