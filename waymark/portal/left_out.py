"""A print for the family is read for names as a copy is, and is without what names somebody.

What is written in a chronology stays as it is written: what must not be handed out is left out of
the print, and whoever prints it reads what that was.
"""

from collections.abc import Callable, Iterator
from datetime import datetime

from waymark.accounts.models import User
from waymark.children.models import Child
from waymark.chronology.audiences import Rule, without_texts
from waymark.guidance.naming import guard
from waymark.portal.read_through import ReadFor, check_nobody, others_names
from waymark.rules.carries import carries
from waymark.rules.names import Found, shared

WORDS = "what names, or may name, somebody who must not be in it"


class NamesIn:
    """Finds in a text whoever must not be in it.

    :param read_for: `looked` where somebody says that what may be a name is none.
    :raises Named: where the record tells of people who were harmed, and nobody is looked for.
    """

    def __init__(self, child: Child, read_for: ReadFor, *, by: User, at: datetime) -> None:
        check_nobody(child, read_for, at=at)
        self.sure_alone = read_for.looked
        self.own = guard(read_for.names, known=read_for.who_may).find
        theirs = guard(read_for.names, known=[child.given_name, child.known_as])
        self.shared: Callable[[str], list[Found]] = shared(theirs, read_for.who_may)
        self.others = guard(others_names(child, by=by, at=at)).find
        self.left: list[str] = []  # sentences, as they stand, each once

    @carries("CM-409")
    def names(self, text: str) -> bool:
        """Tell whether a text names somebody, and keep in which sentence."""
        found = next(self._found(text), None)
        if found is not None and (quoted := found.quoted(text)) not in self.left:
            self.left.append(quoted)
        return found is not None

    @property
    def rule(self) -> Rule:
        return Rule(WORDS, lambda entry: without_texts(entry, self.names), self.names)

    def _found(self, text: str) -> Iterator[Found]:
        yield from (each for each in self.own(text) if each.sure)
        yield from (each for each in self.others(text) if " " in each.written(text))
        if not self.sure_alone:
            yield from (*self.own(text), *self.shared(text))
