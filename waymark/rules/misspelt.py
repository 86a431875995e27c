"""Which name a word may be meant for: a letter or two added, missing, wrong or in another place."""

from collections.abc import Collection

ONE_EDIT_FROM, TWO_EDITS_FROM = 4, 8  # letters of the name; shorter ones are found as they are
MOST_EDITS = 2


def neighbourhood(names: Collection[str]) -> dict[str, set[str]]:
    """Return, for what is left of each name without a letter or two, which names leave it."""
    found: dict[str, set[str]] = {}
    for name in names:
        for left in deletions(name, _edits_allowed(name)):
            found.setdefault(left, set()).add(name)
    return found


def deletions(word: str, most: int) -> set[str]:
    left = {word}
    last = {word}
    for _ in range(min(most, len(word) - 1)):
        last = {each[:place] + each[place + 1 :] for each in last for place in range(len(each))}
        left |= last
    return left


def _edits_allowed(name: str) -> int:
    return 0 if len(name) < ONE_EDIT_FROM else 1 if len(name) < TWO_EDITS_FROM else MOST_EDITS


def may_be(written: str, name: str) -> bool:
    """Tell whether somebody may have meant this name: two letters wrong, but not the first."""
    allowed = _edits_allowed(name)
    if len(written) < ONE_EDIT_FROM - 1 or abs(len(written) - len(name)) > allowed:
        return False
    if len(set(written) ^ set(name)) > 2 * allowed:  # each edit changes two letters at most
        return False
    wrong = edits(written, name)
    return wrong <= allowed and (wrong <= 1 or written[0] == name[0])


def edits(one: str, other: str) -> int:
    """Return how many letters are added, missing, wrong or changed places between two words."""
    rows = [list(range(len(other) + 1))]
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, against in enumerate(other, start=1):
            best = min(row[-1] + 1, rows[-1][j] + 1, rows[-1][j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]
