"""The agreement that a child takes home when the work begins: one or two pages in plain words, made
into blocks as a copy of the plan is."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from waymark.guidance import inductions
from waymark.papers.queries import Read
from waymark.plans.copy import Block, Copy, Step, Telling, call_block
from waymark.plans.explained import Explained
from waymark.rules import asked
from waymark.rules.carries import carries

HELPS = (asked.INDUCT_SUPPORT, asked.INDUCT_WAY_NEEDS)  # by the codes of their answers


@carries("CM-418")
def agreement(
    of: Read,
    explains: Sequence[Explained],
    telling: Telling,
    *,
    called: str,
    on: date,
    meetings: Iterable[str] = (),
) -> Copy:
    """Return what was agreed, as the child gets it.

    :param explains: what is asked and what follows, of each order, in the copy's language.
    :param meetings: when and where they meet next, a line each.
    """
    frame, words = telling.frame, inductions.words(telling.frame.language)
    opening = words["opening"].replace("{name}", called).replace("{day}", frame.day_of(on))
    blocks = (
        _said(of, telling),
        _block("asked", "not-offend", words, _each_once(explains, lambda each: each.what)),
        _block("you", "keep-others-safe", words, steps=_child_does(of, telling)),
        _block("we", "helps", words, steps=_we_do(of, telling)),
        _block("meet", "again", words, [*_meets(of, telling), *meetings]),
        _block("missed", "changed", words, _each_once(explains, lambda each: each.missed)),
        _whom_to_talk_to(of, telling),
    )
    return Copy(
        language=frame.language,
        direction=frame.direction,
        title=words["title"],
        opening=(opening,),
        blocks=tuple(each for each in blocks if each is not None),
        closing=(frame.ask,),
    )


def _block(
    name: str,
    picture: str,
    words: Mapping[str, str],
    says: Iterable[str] = (),
    steps: Iterable[str] = (),
) -> Block | None:
    told, does = tuple(says), tuple(Step(each) for each in steps)
    return Block(name, words[name], picture, says=told, steps=does) if told or does else None


def _each_once(
    explains: Sequence[Explained], part: Callable[[Explained], tuple[str, ...]]
) -> list[str]:
    """Return what several orders say, and what they say alike once."""
    return list(dict.fromkeys(said for each in explains for said in part(each)))


def _said(of: Read, telling: Telling) -> Block | None:
    said = telling.quotes(of.said(asked.INDUCT_OWN_WORDS))
    if not said:
        return None
    title = inductions.words(telling.frame.language)["said"]
    return Block("said", title, "own", quote=telling.frame.say("said", words=said))


def _child_does(of: Read, telling: Telling) -> Iterator[str]:
    words = inductions.words(telling.frame.language)
    yield from (words[each] for each in ("you-come", "you-tell", "you-clear"))
    yield from _lines(of, asked.INDUCT_CHILD_DOES, telling)


def _we_do(of: Read, telling: Telling) -> Iterator[str]:
    words = inductions.words(telling.frame.language)
    helps = (code for question in HELPS for code in of.said(question) or ())
    yield from (words[each] for each in helps if each in words)
    yield from _lines(of, asked.INDUCT_WE_DO, telling)
    yield from (words[each] for each in ("we-times", "we-ask", "we-again"))


def _lines(of: Read, question: str, telling: Telling) -> list[str]:
    return [said for line in (of.said(question) or "").splitlines() if (said := telling.says(line))]


def _meets(of: Read, telling: Telling) -> Iterator[str]:
    blend = inductions.words(telling.frame.language).get(of.said(asked.INDUCT_BLEND) or "")
    yield from filter(None, (blend, *_lines(of, asked.INDUCT_PLACES, telling)))


@carries("CM-119", "CM-120")
def _whom_to_talk_to(of: Read, telling: Telling) -> Block:
    name, number = (of.said(each) for each in (asked.INDUCT_TALK_WHO, asked.INDUCT_TALK_NUMBER))
    return call_block(telling.says(name), telling.says(number), telling.frame)
