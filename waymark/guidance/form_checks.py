"""What can be wrong with forms beyond the shape of one file, which `forms.faults` refuses when it
is read. Each check yields one line for each fault that it finds."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from waymark.guidance.forms import Form, Question, Section
from waymark.guidance.shapes import Guidance
from waymark.rules.events import KINDS
from waymark.rules.people import Child

CHANGED = "record-changed"  # says which of the child's facts
Faults = Iterator[str]
Forms = Sequence[Form]


def questions_that_cite_in_vain(guidance: Guidance, forms: Forms) -> Faults:
    for form, each in _questions(forms):
        for unknown in guidance.lacks(each.provisions):
            yield f"{_name(form)}: {each.id}: no provision or line of a checklist {unknown}"


def expectations_that_nobody_asks(guidance: Guidance, forms: Forms) -> Faults:
    asked = {cited for _, each in _questions(_newest(forms)) for cited in each.provisions}
    for line in guidance.expectations:
        if line.id not in asked:
            yield f"no form asks {line.id}: {line.expectation}"


def sections_outdated_by_nothing(_guidance: Guidance, forms: Forms) -> Faults:
    for form in _english(forms):
        for section in form.sections:
            for each in section.outdated_by:
                kind, _, fact = each.partition(":")
                if kind not in KINDS:
                    yield f"{_name(form)}: {section.id}: no kind of event {kind!r}"
                if fact and (kind != CHANGED or fact not in Child.fields):
                    yield f"{_name(form)}: {section.id}: nothing of a child is called {fact!r}"


def answers_read_beside_nothing(_guidance: Guidance, forms: Forms) -> Faults:
    assessment = next((form for form in _newest(forms) if form.id == "assessment"), None)
    sections = {section.id for section in assessment.sections} if assessment else set()
    for form, each in _questions(forms):
        if each.beside and each.beside not in sections:
            yield f"{_name(form)}: {each.id}: the assessment has no section {each.beside!r}"


def ids_that_two_forms_use(_guidance: Guidance, forms: Forms) -> Faults:
    """A proof takes a question away by its id, and must take one away."""
    of: dict[str, str] = {}
    for form, each in _questions(forms):
        if of.setdefault(each.id, form.id) != form.id:
            yield f"{_name(form)}: {each.id}: {of[each.id]} has a question of this id"


def pictures_that_do_not_match(_guidance: Guidance, forms: Forms) -> Faults:
    for form, each in _questions(forms):
        if each.pictures and len(each.pictures) != len(each.choices):
            yield f"{_name(form)}: {each.id}: give each choice a picture, or none"


def questions_shown_by_what_is_not_asked(_guidance: Guidance, forms: Forms) -> Faults:
    """A question that depends on another must be asked on no paper on which the other is not."""
    for form in _english(forms):
        for section in form.sections:
            for each in section.questions:
                if fault := _cannot_be_shown(section, each):
                    yield f"{_name(form)}: {each.id}: {fault}"


def _cannot_be_shown(section: Section, each: Question) -> str:
    if each.shown_when is None or (by := section.question(each.shown_when.question)) is None:
        return ""  # `forms.faults` has said so
    answers = {code for code, _ in by.choices} or {"yes", "no"}
    if unknown := set(each.shown_when.is_) - answers:
        return f"{by.id} has no answer {', '.join(sorted(unknown))}"
    if not _within(each.kinds, by.kinds) or not _within(each.stages, by.stages):
        return f"is asked where {by.id} is not"
    return ""


def _within(inner: tuple[str, ...], outer: tuple[str, ...]) -> bool:
    """None named means all of them."""
    return not outer or (bool(inner) and set(inner) <= set(outer))


def translations_with_gaps(_guidance: Guidance, forms: Forms) -> Faults:
    """Whoever translates a form translates all of it: half a page in Welsh is no page in Welsh."""
    english = {(form.id, form.version): form for form in _english(forms)}
    for form in forms:
        if form.language != "en":
            pairs = zip(_texts(english[form.id, form.version]), _texts(form), strict=True)
            for (where, told), (_, translated) in pairs:
                if told and told == translated:
                    yield f"{_name(form)}: {where}: {told!r} is not translated"


def _texts(form: Form) -> Iterator[tuple[str, str]]:
    yield from (("title", form.title), ("intro", form.intro))
    for section in form.sections:
        yield from ((section.id, section.title), (section.id, section.help))
        for each in section.questions:
            yield from ((each.id, each.asks), (each.id, each.help))
            yield from ((each.id, words) for _, words in each.choices)


def _questions(forms: Forms) -> Iterator[tuple[Form, Question]]:
    """Yield what is asked, once whatever the language."""
    asked = ([(form, each) for _, each in form.questions] for form in _english(forms))
    return chain.from_iterable(asked)


def _english(forms: Forms) -> list[Form]:
    return [form for form in forms if form.language == "en"]


def _newest(forms: Forms) -> list[Form]:
    return list(
        {form.id: form for form in sorted(_english(forms), key=lambda form: form.version)}.values()
    )


def _name(form: Form) -> str:
    language = "" if form.language == "en" else f".{form.language}"
    return f"forms/{form.id}/{form.version}{language}.toml"


FORM_CHECKS: tuple[Callable[[Guidance, Forms], Faults], ...] = (
    questions_that_cite_in_vain,
    expectations_that_nobody_asks,
    sections_outdated_by_nothing,
    answers_read_beside_nothing,
    ids_that_two_forms_use,
    pictures_that_do_not_match,
    questions_shown_by_what_is_not_asked,
    translations_with_gaps,
)
