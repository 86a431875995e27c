"""Copies in the chronology: that one was made ready, for whom, in which form, until when it opens.

That it was given is an event of its own, which somebody records: what only was made ready counts
as neither given nor read.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from django.urls import reverse

from waymark.children.header import Header
from waymark.children.models import Child
from waymark.chronology.door import today
from waymark.chronology.narrowing import Filters, kinds_of
from waymark.chronology.queries import Entry, Text, Timeline, standing
from waymark.portal.copies import link_says
from waymark.portal.giving import FORMATS, LINK
from waymark.portal.models import Kind, Sheet
from waymark.rules.carries import carries

GIVEN, HEARD = "plan-given", "child-heard"
HERE, PAPER = "here, on a worker’s device", "on paper"
NOT_GIVEN = "That it was given is not written down yet."


@carries("CM-078")
def with_copies(
    read: Timeline, child: Child, filters: Filters, *, top: Header, at: datetime
) -> Timeline:
    """Return a child's chronology with the copies that were made ready, each on its day.

    One query, and one more where there are any; none where it is narrowed by words, or by who was
    there.
    """
    if filters.present or filters.words.strip():
        return read
    rows = Sheet.objects.filter(child=child, kind=Kind.COPY).select_related("made_by")
    rows = rows.exclude(content__has_key="agreement")  # that it was given is an event already
    if filters.worker:
        rows = rows.filter(made_by__email__startswith=f"{filters.worker}@")
    found = list(rows.order_by("made_at", "pk"))
    given = _given(child) if found else {}
    entries = list(read.entries)
    for sheet in found:
        event = given.get(str(sheet.pk), 0)
        entry = _entry(sheet, child, top, at, is_given=bool(event))
        if _is_wanted(entry, filters, read):
            entries.insert(_place(entries, entry.on, event), entry)
    return replace(read, entries=entries)


def _given(child: Child) -> dict[str, int]:
    """Return the event that each copy was given, by the copy. One query."""
    rows = standing(child.pk, GIVEN).values_list("document__copy", "pk")
    return {copy: event for copy, event in rows if copy}


def _is_wanted(entry: Entry, filters: Filters, read: Timeline) -> bool:
    if filters.group and entry.kind not in kinds_of(filters.group):
        return False
    first, last = filters.since or date.min, filters.until or date.max
    is_shown = not read.has_more or entry.on >= read.entries[-1].on
    return is_shown and first <= entry.on <= last


def _place(entries: list[Entry], on: date, given: int) -> int:
    """Return where a copy stands, newest first: last of its day, and before it was given."""
    first = next((at for at, each in enumerate(entries) if each.on <= on), len(entries))
    told = (at + 1 for at, each in enumerate(entries) if given and each.event == given)
    return max(first, next(told, first))


def _entry(sheet: Sheet, child: Child, top: Header, at: datetime, *, is_given: bool) -> Entry:
    """Return a copy as a line of the chronology, narrowed and handed out as what it is about."""
    is_plan, on = "plan" in sheet.content, today(sheet.made_at)
    whose = child.first_name
    if not sheet.is_for_child:
        whose = top.near.names.get(sheet.content.get("whose", "")) or "somebody close"
    page = "plan-copy" if is_plan and sheet.revoked_at is None else "plan" if is_plan else "sheets"
    of = [child.pk, sheet.pk] if page == "plan-copy" else [child.pk]
    return Entry(
        event=0,
        kind=GIVEN if is_plan else HEARD,
        on=on,
        sentence=f"{_called(sheet)} made ready for {whose}: {_form(sheet)}",
        texts=tuple(Text("", words) for words in _says(sheet, at, is_given=is_given)),
        child_said=(),
        present=(),
        by=sheet.made_by.name,
        recorded_on=on,
        corrected="",
        corrects="",
        href=reverse(page, args=of),
    )


def _called(sheet: Sheet) -> str:
    told = sheet.content
    if "plan" in told:
        return f"Copy of the plan, version {told['version']},"
    return f"“{told['title']}”"


def _form(sheet: Sheet) -> str:
    if "format" in sheet.content:
        return str(sheet.content["format"])
    if sheet.link:
        return FORMATS[LINK]
    return HERE if sheet.opened_at else PAPER


def _says(sheet: Sheet, at: datetime, *, is_given: bool) -> Iterator[str]:
    if words := link_says(sheet, at):
        yield words
    if "plan" in sheet.content and not is_given and sheet.revoked_at is None:
        yield NOT_GIVEN
