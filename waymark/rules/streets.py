"""The words of streets and houses, each in the ways in which it is written."""

import re
from collections.abc import Set

Words = tuple[str, ...]

# Between bars and line ends stands one word. These end the name of an English street.
LAST = """
road rd | street st str | avenue ave av | lane ln la | close cl clo | drive dr drv | court ct crt
crescent cres cresc | gardens gdns gdn garden | grove grv gr | place pl | square sq | hill hl
terrace terr ter tce | park pk | way wy | green grn gn | mount mt | walk wlk | view vw | row
boulevard blvd | parade pde | mews | rise | estate est | buildings bldgs | broadway bdwy | end
villas | yard | quay | wharf | fields | meadow meadows mdw | croft | crossing | bank
"""
# As a Welsh street begins, and as it does after a word that changes it.
FIRST = """
heol hl | ffordd ffd ffdd ffrd | stryd str | lon | rhodfa rodfa | clos glos nghlos chlos
cwrt gwrt nghwrt chwrt | maes faes | rhes res | teras deras therras nheras | tai dai thai
parc barc pharc | sgwar | llys lys | bryn fryn mryn | pen ben phen mhen | trem drem threm
cilgant gilgant chilgant | dol ddol nol | gerddi erddi ngerddi
"""
OTHERS = """
north n | south s | east e | west w | upper upr | lower lwr | great gt | little lt
house hse | cottage cott cot | farm fm | flat fflat apt apartment | ty dy thy nhy
"""
SAINT = ("saint", "st")
# Which no first name is, as Bryn and Pen are.
ONLY_BEGINS_A_STREET = frozenset(
    ["heol", "ffordd", "stryd", "lon", "rhodfa", "clos", "cwrt", "maes", "parc", *SAINT]
)


def _ways(listed: str) -> dict[str, Words]:
    alike = [tuple(each.split()) for each in re.split(r"[|\n]", listed.strip())]
    return {way: each for each in reversed(alike) for way in each}


ENDS_A_STREET, BEGINS_A_STREET = _ways(LAST), _ways(FIRST)
_WRITTEN = {**_ways(OTHERS), **BEGINS_A_STREET, **ENDS_A_STREET}


def ways_of(word: str) -> Words:
    """Return the ways in which a word of an address is written."""
    return _WRITTEN.get(word, (word,))


def is_a_streets(name: Words) -> bool:
    """Tell whether a name says by itself that it is a street's."""
    return len(name) > 1 and (name[-1] in ENDS_A_STREET or name[0] in BEGINS_A_STREET)


def leads_somewhere(name: Words, common: Set[Words]) -> bool:
    """Tell whether it is a street's name that few towns have.

    :param common: what streets are called in very many towns, each word written out.
    """
    begins = SAINT[0] if name[:1] == SAINT[1:] else ways_of(name[0])[0]
    first = (begins, *(ways_of(each)[0] for each in name[1:]))
    return is_a_streets(name) and name[0] != "the" and first not in common
