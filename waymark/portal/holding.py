"""What somebody does who holds a sheet and does not sign in. Nothing of the child is seen here.

Each answer is of one sheet (`asking.as_sheet`). What must reach the record is taken there by
Waymark itself: an answer that speaks of harm, and the whole once it is handed in.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection
from psycopg.pq import TransactionStatus

from waymark.accounts import asking
from waymark.audit import recording
from waymark.children.models import Child
from waymark.chronology import door
from waymark.papers import acts as papers
from waymark.portal import filling, secret
from waymark.portal.acts import open_until
from waymark.portal.filling import VALUE, Answer, Page
from waymark.portal.models import Sheet
from waymark.rules.carries import carries

# A worker holds a child for some seconds while a file is sent to be cut: what a child says of harm
# waits for that, and is not refused.
WAITS_LONGER = "SET LOCAL lock_timeout = '10s'"
FORGETS = ("answers", "alerted", "handed_in_at")


OPEN, LOCKED = "open", "locked"  # what a link may be; whatever else it is, it is over


def state_of(link: str) -> str:
    """Tell whether a link opens anything, to whoever holds it; looking counts no try. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sheet_link_state(%s)", [secret.digest(link)])
        return str(cursor.fetchone()[0])


def say_secret(link: str, words: str, *, at: datetime) -> str:
    """Open a sheet to whoever has its link and knows its words, and return a key for this browser;
    nothing where they are wrong. Each try is counted."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sheet_tried(%s)", [secret.digest(link)])
        found = cursor.fetchone()
    recording.note(act="sheet-tried")
    answer = recording.current()
    if found is None:
        if answer.service_id is None:  # it concerns nobody whom a service knows
            answer.service_id = recording.INSTALLATION
        return ""
    sheet, service, kept = found
    if not kept or not secret.is_right(words, kept):
        if answer.service_id is None:
            answer.service_id = service
        if answer.service_id == service:
            recording.note(sheet=sheet)
        return ""
    ask(sheet, service)
    return _opened(Sheet.objects.get(pk=sheet), at)


def _opened(sheet: Sheet, at: datetime) -> str:
    key = secret.token()
    sheet.key, sheet.key_until, sheet.tries = secret.digest(key), open_until(sheet, at), []
    sheet.opened_at = sheet.opened_at or at
    sheet.save(update_fields=["key", "key_until", "tries", "opened_at"])
    return key


def held(key: str, *, writes: bool = False) -> Sheet | None:
    """Return the sheet that this browser holds open, and ask as it from now on. Two queries.

    :param writes: what stands in it is changed now: whoever taps twice waits for the first, and
        for whoever writes of the child.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sheet_held(%s)", [secret.digest(key)])
        found = cursor.fetchone()
    if found is None:
        return None
    ask(*found)
    sheet = Sheet.objects.get(pk=found[0])
    sheet = _locked(sheet) if writes else sheet
    recording.note(children=[sheet.child_id])
    is_over = sheet.handed_in_at or sheet.revoked_at or sheet.key != secret.digest(key)
    return None if is_over else sheet


def _locked(sheet: Sheet) -> Sheet:
    """Return a sheet as nobody else changes it, its child taken first, as each act does."""
    with connection.cursor() as cursor:
        cursor.execute(WAITS_LONGER)
    with as_waymark(sheet):
        door.lock([sheet.child_id])
    return Sheet.objects.select_for_update().get(pk=sheet.pk)


def was_handed_in(key: str) -> bool:
    """Tell whether what this browser held was handed in, a moment ago. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sheet_was_handed_in(%s)", [secret.digest(key)])
        return bool(cursor.fetchone()[0])


def ask(sheet: int, service: int) -> None:
    """Let the rest of the answer be this sheet's; its audit row names no user, and which sheet."""
    answer = recording.current()
    if answer.user_id is not None:
        answer.facts["was"] = answer.user_id
    answer.service_id, answer.user_id = service, None
    asking.as_sheet(sheet)
    recording.note(sheet=sheet)


def leave(sheet: Sheet) -> None:
    """Close the sheet in the browser that holds it; what was answered is kept."""
    sheet.key = ""
    sheet.save(update_fields=["key"])


def speak(sheet: Sheet, language: str) -> None:
    sheet.language = language
    sheet.save(update_fields=["language"])


def answer(sheet: Sheet, page: Page, given: Answer, *, at: datetime) -> None:
    """Keep one answer. Where it speaks of harm, somebody hears of it in the same moment."""
    question = page.question
    mark = f"{question.id}:{secret.digest(str(given.get(VALUE)))[:12]}"
    speaks = filling.speaks(question, given.get(VALUE))
    sheet.answers[question.id] = dict(given)
    if speaks:
        whom = filling.MANAGERS if filling.is_for_managers(sheet.answers) else True
        sheet.answers[question.id]["told"] = whom
    if speaks and mark not in sheet.alerted:
        _tell(sheet, page, given, at=at)
        sheet.alerted.append(mark)
    sheet.save(update_fields=["answers", "alerted"])


@carries("EP-272")
def _tell(sheet: Sheet, page: Page, given: Answer, *, at: datetime) -> None:
    """Record that somebody told us of harm: it is owed today, and shows to who is on duty.

    What is for managers alone is told without words: they may be about whoever would read them.
    """
    english = filling.form_of(sheet.content, "en")
    question = next(each for _, each in english.questions if each.id == page.question.id)
    facts = {
        "kind": "self-assessment-concern",
        "whose": sheet.content.get("whose"),
        "form": sheet.content["form"],
        "question": question.asks,
        "at": _clock(at),
        "sitting": sheet.sitting,
    }
    if filling.is_for_managers(sheet.answers):
        facts["only_for"] = filling.MANAGERS
    else:
        facts["said"] = filling.said(question, given)
    with waymark_itself(sheet, "tell-of-concern", at=at) as act:
        act.record(sheet.child_id, {**facts, "on": act.today.isoformat()})


def _clock(at: datetime) -> str:
    return f"{at.astimezone(door.LONDON):%H:%M}"


@carries("CM-130")
def hand_in(sheet: Sheet, *, at: datetime) -> None:
    """Take what was answered into the record, and leave nothing of it in the sheet.

    Its key opens nothing any more, and tells of a second tap that it is one.
    """
    content = sheet.content
    pages = filling.pages_of(content, sheet.answers)
    told = {name: content.get(name) for name in ("form", "version", "stage", "whose")}
    to_say = filling.to_say(pages, sheet.answers)
    if filling.is_for_managers(sheet.answers):
        # What would be said aloud stands where managers read it, and in no chronology.
        told |= {"only_for": filling.MANAGERS, "to_say": to_say}
        content, to_say = {**content, "only_for": filling.MANAGERS}, []
    with waymark_itself(sheet, "take-in-answers", at=at) as act:
        child = Child.objects.get(pk=sheet.child_id)
        paper = papers.taken_in(act, child, told, filling.by_section(pages, sheet.answers))
        facts = {
            "kind": "self-assessment-given",
            "on": act.today.isoformat(),
            "whose": content.get("whose"),
            "form": content["form"],
            "paper": paper.reference,
            "at": _clock(at),
            "to_say": to_say,
        }
        act.record(sheet.child_id, facts)
        Sheet.objects.filter(pk=sheet.pk).update(paper=paper.reference, content=content)
    sheet.answers, sheet.handed_in_at = {}, at
    sheet.save(update_fields=FORGETS)


@contextmanager
def as_waymark(sheet: Sheet) -> Iterator[None]:
    """Ask as Waymark itself, which sees the sheet's child, restricted or not; then as before. After
    a fault of the database nothing is asked any more before all of it is undone."""
    asking.as_waymark(sheet.service_id)
    try:
        yield
    finally:
        if connection.connection.info.transaction_status != TransactionStatus.INERROR:
            asking.as_sheet(sheet.pk)


@contextmanager
def waymark_itself(sheet: Sheet, name: str, *, at: datetime) -> Iterator[door.Act]:
    """Let Waymark do one act on the sheet's child."""
    told = {"by": None, "at": at, "children": [sheet.child_id]}
    with as_waymark(sheet), door.act(name, **told) as act:
        yield act
