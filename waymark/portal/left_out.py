"""A print for the family, a court or another agency is read for names as a copy is, and is without
what names somebody.

What is written in a chronology stays as it is written: what must not be handed out is left out of
the print, and whoever prints it reads what that was.
"""

from datetime import datetime

from waymark.accounts.models import User
from waymark.children.models import Child
from waymark.children.naming import READ_ALL, Perhaps, Reading
from waymark.chronology.audiences import Rule, without_texts
from waymark.portal.read_through import ReadFor
from waymark.rules.carries import carries

WORDS = "what names, or may name, somebody who must not be in it"


class NamesIn:
    """Finds in a text whoever must not be in it. What is printed is gone through twice: first to
    gather all that it says, which is read in one call; then without what names somebody.

    :param sure_alone: somebody says that what may be a name is none.
    """

    def __init__(self, *, sure_alone: bool) -> None:
        self.sure_alone = sure_alone
        self.gathered: dict[str, None] = {}
        self.reading: Reading | None = None
        self.left: list[str] = []  # sentences, as they stand, each once
        self.perhaps = False  # one of them may be a word alone

    def read(self, child: Child, read_for: ReadFor, *, by: User, at: datetime) -> None:
        """Read what was gathered."""
        self.reading = read_for.read(self.gathered, child, by=by, at=at)

    def to_look_at(self) -> None:
        """:raises Perhaps: where somebody must look herself: not everybody could be looked for."""
        if self.reading and self.reading.to_look:
            raise Perhaps(*self.reading.to_look, tick=READ_ALL)

    @carries("CM-409")
    def names(self, text: str) -> bool:
        """Tell whether a text names somebody, and keep in which sentence."""
        if self.reading is None:
            self.gathered[text] = None
            return False
        of = sorted(self.reading.of(text), key=lambda each: not each.sure)
        found = next((each for each in of if each.sure or not self.sure_alone), None)
        if found is not None and (quoted := found.quoted(text)) not in self.left:
            self.left.append(quoted)
            self.perhaps |= not found.sure
        return found is not None

    @property
    def rule(self) -> Rule:
        return Rule(WORDS, lambda entry: without_texts(entry, self.names), self.names)
