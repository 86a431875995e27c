"""The forms that papers are filled in on: `guidance/forms/<form>/<version>.toml`.

form("assessment")          the newest version
form("assessment", 1)       the version that an old paper was begun on

A file says what the form is called, then its sections, each with its questions:

    title = "Assessment"
    [[section]]
    id = "home"
    title = "Home and family"
    stages = ["start", "review"]       # only at these; as a rule at all
    outdated_by = ["placement-made"]   # after such an event its answers may hold no more;
                                       # "record-changed:health": after such a fact was changed
    [[section.question]]
    id = "home-safe"
    asks = "Is the child safe at home?"          # "the child" becomes the child's name
    answer = "yes-no"
    needed = true                                # without it the paper cannot be finished
    shown_when = { question = "home-lives", is = ["yes"] }   # an earlier question of the section
    where_belied = true                          # and only where the record shows otherwise
    provisions = ["EP-291.1"]                    # .1 is the first item of the provision's checklist

`[cy]` and other languages stand in `<version>.<language>.toml` with the texts alone.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from waymark.guidance import alerting
from waymark.guidance.alerting import AlertWhen
from waymark.guidance.folder import guidance_folder
from waymark.guidance.read import GuidanceError
from waymark.rules import carries
from waymark.rules.asked import RESTED_ON

TEXT, QUOTE, LINE, YES_NO, ONE, SEVERAL, DAY, NUMBER, PROMPT, ACTION = ANSWERS = (
    "text",  # the worker's words
    "quote",  # the child's, a parent's or an agency's own words
    "line",  # a few words
    "yes-no",
    "one",  # of `choices`
    "several",  # of `choices`
    "day",
    "number",
    "prompt",  # yes, or not yet and why: what is open goes to whoever countersigns
    "action",  # whether this area needs something done, and what: a plan must answer each yes
)
FILE = re.compile(r"(\d+)(?:\.([a-z]{2}))?\.toml")
CARRIER = "guidance.forms:"  # before a question's id: how a proof takes it away


@dataclass(frozen=True, slots=True)
class ShownWhen:
    """The answer to an earlier question that makes this one asked."""

    question: str
    is_: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    asks: str
    answer: str
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    pictures: tuple[str, ...] = ()  # one for each choice: an icon's name
    needed: bool = False
    concerns: tuple[str, ...] = ()  # the choices that somebody must hear of at once
    kinds: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    shown_when: ShownWhen | None = None
    where_belied: bool = False  # only where the record shows otherwise than what was answered
    recorded: tuple[str, ...] = ()  # what of the child's record is shown beside it
    beside: str = ""  # the section of the assessment that the answer is read beside
    provisions: tuple[str, ...] = ()

    @property
    def carrier(self) -> str:
        return CARRIER + self.id


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    title: str
    questions: tuple[Question, ...]
    help: str = ""
    kinds: tuple[str, ...] = ()  # of papers that ask it; none: all
    stages: tuple[str, ...] = ()
    outdated_by: tuple[str, ...] = ()  # kinds of event after which its answers may hold no more

    def asked(self, kind: str, stage: str) -> "Section":
        """Return the section as it is asked on a paper of this kind at this stage."""
        return replace(self, questions=tuple(_asked(self.questions, kind, stage)))

    def question(self, name: str) -> Question | None:
        return next((each for each in self.questions if each.id == name), None)


@dataclass(frozen=True, slots=True)
class Form:
    id: str
    version: int
    title: str
    sections: tuple[Section, ...]
    language: str = "en"
    intro: str = ""
    alerts: tuple[AlertWhen, ...] = ()  # which answers ask for an alert

    def asked(self, kind: str = "", stage: str = "") -> tuple[Section, ...]:
        """Return the sections that a paper of this kind asks at this stage."""
        wanted = (each.asked(kind, stage) for each in _asked(self.sections, kind, stage))
        return tuple(each for each in wanted if each.questions)

    @property
    def questions(self) -> Iterator[tuple[Section, Question]]:
        return ((section, each) for section in self.sections for each in section.questions)


def _asked(items: Any, kind: str, stage: str) -> Iterator[Any]:
    for each in items:
        if (not each.kinds or kind in each.kinds) and (not each.stages or stage in each.stages):
            yield each


def form(name: str, version: int | None = None, language: str = "en") -> Form:
    """Return a form: the newest version unless told; in English where no translation is there.

    :raises LookupError: where there is no such form.
    """
    versions = _forms().get(name, {})
    number = max(versions, default=0) if version is None else version
    if number not in versions:
        which = "" if version is None else f" of version {version}"
        raise LookupError(f"no form {name!r}{which} in guidance/forms")
    return versions[number].get(language) or versions[number]["en"]


def forms() -> Iterator[Form]:
    """Yield every version of every form, in each of its languages."""
    for versions in _forms().values():
        for languages in versions.values():
            yield from languages.values()


def forget() -> None:
    """Read the forms anew when next asked for, as the folder or what is taken away changed."""
    _forms.cache_clear()


@cache
def _forms() -> Mapping[str, Mapping[int, Mapping[str, Form]]]:
    folder = guidance_folder() / "forms"
    if not folder.is_dir():
        return {}
    return {each.name: _versions(each) for each in sorted(folder.iterdir()) if each.is_dir()}


def _versions(folder: Path) -> dict[int, dict[str, Form]]:
    found: dict[int, dict[str, Form]] = {}
    files = (path for path in folder.iterdir() if FILE.fullmatch(path.name))
    for path in sorted(files, key=lambda path: len(path.name)):  # 1.toml before 1.cy.toml
        number, language = FILE.fullmatch(path.name).groups()  # type: ignore[union-attr]
        of_version = found.setdefault(int(number), {})
        read = _read(path)
        if language is None:
            of_version["en"] = _form(path, folder.name, int(number), read)
        else:
            of_version[language] = _translated(path, of_version["en"], language, read)
    if found and not carries.TAKEN_AWAY:
        for fault in lacks(found[max(found)]["en"]):
            raise GuidanceError(fault)
    return found


def _read(path: Path) -> Mapping[str, Any]:
    try:
        return _parsed(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as wrong:
        raise GuidanceError(f"forms/{path.parent.name}/{path.name}: {wrong}") from wrong


@cache
def _parsed(text: str) -> Mapping[str, Any]:
    """Parse a text once, as a proof reads the forms anew for each of their questions."""
    return tomllib.loads(text)


def _form(path: Path, name: str, version: int, read: Mapping[str, Any]) -> Form:
    where = f"forms/{name}/{path.name}"
    sections = tuple(_section(where, each) for each in read.get("section", ()))
    alerts = tuple(map(alerting.read, read.get("alert", ())))
    made = Form(name, version, read["title"], sections, intro=read.get("intro", ""), alerts=alerts)
    for fault in faults(made):
        raise GuidanceError(f"{where}: {fault}")
    return made


def _section(where: str, raw: Mapping[str, Any]) -> Section:
    questions = (_question(where, each) for each in raw.get("question", ()))
    # While a proof has taken a question away, no form asks it.
    kept = tuple(each for each in questions if each.carrier != carries.TAKEN_AWAY)
    told = {name: value for name, value in raw.items() if name != "question"}
    return Section(**_known(Section, where, told), questions=kept)


def _question(where: str, raw: Mapping[str, Any]) -> Question:
    told = _known(Question, where, raw)
    if "shown_when" in told:
        told["shown_when"] = ShownWhen(
            raw["shown_when"]["question"], tuple(raw["shown_when"]["is"])
        )
    if "choices" in told:
        told["choices"] = tuple((code, words) for code, words in raw["choices"])
    return Question(**told)


def _known(shape: type, where: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    if unknown := raw.keys() - {field.name for field in fields(shape)}:
        raise GuidanceError(f"{where}: {raw.get('id')}: unknown {', '.join(sorted(unknown))}")
    return {name: tuple(each) if isinstance(each, list) else each for name, each in raw.items()}


def faults(made: Form) -> Iterator[str]:
    """Say what is wrong with a form, so that whoever mounts her own is told at start-up."""
    ids = [section.id for section in made.sections] + [each.id for _, each in made.questions]
    yield from (f"{each!r} is there twice" for each in set(ids) if ids.count(each) > 1)
    for section in made.sections:
        before: set[str] = set()
        for each in section.questions:
            if each.answer not in ANSWERS:
                yield f"{each.id}: no answer is of kind {each.answer!r}"
            if (each.answer in (ONE, SEVERAL)) != bool(each.choices):
                yield f"{each.id}: choices go with answers of kind one or several"
            codes = {code for code, _ in each.choices}
            if not set(each.concerns) <= (codes or {"yes", "no"}):
                yield f"{each.id}: concerns name no choice"
            if (
                each.shown_when
                and each.shown_when.question not in before
                and not carries.TAKEN_AWAY
            ):
                yield f"{each.id}: is shown by no earlier question of its section"
            before.add(each.id)
    asked = {name for each in made.alerts for name in each.answers}
    if (unknown := asked - set(ids)) and not carries.TAKEN_AWAY:
        yield f"an alert is asked for by no question {', '.join(sorted(unknown))}"


def lacks(made: Form) -> Iterator[str]:
    """Say what a form must have, since the program itself rests on it, and has not.

    Of the newest version alone: what is asked from now on.
    """
    where = f"forms/{made.id}/{made.version}.toml"
    codes = {each.id: {code for code, _ in each.choices} for _, each in made.questions}
    there = {section.id for section in made.sections} | codes.keys()
    for each in RESTED_ON:
        if each.form != made.id:
            continue
        if each.id not in there:
            yield f"{where}: nothing has the id {each.id!r}, and it is needed: {each.why}"
        elif missing := set(each.answers) - codes.get(each.id, set()):
            told = ", ".join(sorted(missing))
            yield f"{where}: {each.id!r} has no answer {told}, and it is needed: {each.why}"


def _translated(path: Path, of: Form, language: str, read: Mapping[str, Any]) -> Form:
    """Return the form with its texts in another language; what has no translation stays English."""
    texts: Mapping[str, Any] = read.get("texts", {})
    known = {section.id for section in of.sections} | {each.id for _, each in of.questions}
    if (unknown := texts.keys() - known) and not carries.TAKEN_AWAY:
        raise GuidanceError(f"{path.name}: no question {', '.join(sorted(unknown))}")

    def question(each: Question) -> Question:
        told = dict(texts.get(each.id, {}))
        if "choices" in told:
            told["choices"] = tuple(
                (code, told["choices"].get(code, words)) for code, words in each.choices
            )
        return replace(each, **told)

    def section(each: Section) -> Section:
        questions = tuple(map(question, each.questions))
        return replace(each, **texts.get(each.id, {}), questions=questions)

    return replace(
        of,
        language=language,
        title=read.get("title", of.title),
        intro=read.get("intro", of.intro),
        sections=tuple(map(section, of.sections)),
    )
