"""What goes into the records of several children: it names none, and tells nothing protected."""

from collections.abc import Iterable, Sequence

from waymark.accounts.answers import Refused
from waymark.children.around import hiding
from waymark.children.models import Child

AROUND = ".,;:!?()\"'“”‘’"


def refuse_names(texts: Iterable[str], together: Sequence[Child]) -> None:
    """Words that go into several records may name none of the children."""
    if len(together) == 1:
        return
    words = {
        word.strip(AROUND).removesuffix("’s").removesuffix("'s").casefold()
        for text in texts
        for word in text.split()
    }
    named = [child.first_name for child in together if child.first_name.casefold() in words]
    if named:
        raise Refused(
            f"These words go into the record of each child, and they name {' and '.join(named)}. "
            "Write “the children”, “both” or “they” instead."
        )


def refuse_protected(texts: Sequence[str], together: Sequence[Child]) -> None:
    """Words that go into several records may tell nothing that is protected of one of the children.

    In another child's record nothing would hide it.
    """
    if len(together) == 1:
        return
    hides = hiding({child.pk for child in together}).values()
    if any(hide(text) != text for hide in hides for text in texts):
        raise Refused(
            "These words go into the record of each child, and they tell something that is "
            "protected of one of them, such as an address, a phone number or a school. Leave it "
            "out, or record each child by themselves."
        )
