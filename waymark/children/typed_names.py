"""What is typed into a child's record is read for names while it is typed, and only warned of:
there a name may stand where it has to."""

from collections.abc import Mapping
from datetime import datetime

from django.template.loader import render_to_string

from waymark.accounts.models import User
from waymark.children.models import Child, Person
from waymark.children.naming import read
from waymark.guard import Shut, Towards
from waymark.rules.carries import carries


@carries("CM-409")
def warning(fields: Mapping[str, list[str]], *, child: Child, by: User, at: datetime) -> str:
    """Return what stands beside what is typed where it may name somebody, else nothing; where
    nobody can say who was harmed, nothing. A call and two queries."""
    texts = [text for values in fields.values() for text in values]
    around = Person.objects.filter(child=child).values_list("document__name", flat=True)
    known = [child.given_name, child.known_as, *filter(None, around)]
    told = {"child": child, "towards": Towards.FILE, "by": by, "at": at, "known": known}
    try:
        reading = read(texts, **told, counted=False)
    except Shut:
        return ""
    found = [(each.quoted(text), each.name) for text in texts for each in reading.of(text)]
    return render_to_string("children/typed_name.html", {"found": dict(found)}) if found else ""
