"""Our forms and lists are GOV.UK's markup, as govuk-frontend-jinja writes it."""

from typing import Any

import pytest
from django import forms
from django.template import engines
from jinja2 import Environment, PackageLoader, PrefixLoader

from tests.unit.pages.markup import normal
from waymark.pages.fields import DayField, Radios

GOVUK = Environment(
    loader=PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
    autoescape=True,
)
CHOICES = {"yes": "Yes", "no": "No"}
OPTIONS = [{"value": value, "text": text} for value, text in CHOICES.items()]
DAY = {"day": 2, "month": 2, "year": 4}
HINT = "A short hint"
WRONG = "Say more"


class Asked(forms.Form):
    name = forms.CharField(help_text=HINT)
    email = forms.EmailField()
    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 5}), help_text=HINT)
    where = forms.ChoiceField(choices=CHOICES)
    came = forms.ChoiceField(choices=CHOICES, widget=Radios, help_text=HINT)
    who = forms.MultipleChoiceField(choices=CHOICES, widget=forms.CheckboxSelectMultiple)
    agreed = forms.BooleanField(widget=forms.CheckboxInput(attrs={"value": "on"}))
    letter = forms.FileField()
    on = DayField(help_text=HINT)


def govuk(component: str, macro: str, **params: Any) -> list[object]:
    template = GOVUK.from_string(
        f'{{% from "govuk_frontend_jinja/components/{component}/macro.html" import {macro} %}}'
        f"{{{{ {macro}(params) }}}}"
    )
    return normal(template.render(params=params))


def params_of(name: str, *, wrong: bool, **more: Any) -> dict[str, Any]:
    params = {"id": name, "name": name, "label": {"text": name.capitalize()}, **more}
    if Asked.base_fields[name].help_text:
        params["hint"] = {"text": HINT}
    if wrong:
        params["errorMessage"] = {"text": WRONG}
    return params


def fieldset_of(name: str, *, wrong: bool, **more: Any) -> dict[str, Any]:
    params = params_of(name, wrong=wrong, **more)
    params["fieldset"] = {"legend": params.pop("label")}
    return params


def parts_of_a_day(*, wrong: bool) -> list[dict[str, str]]:
    error = " govuk-input--error" if wrong else ""
    return [
        {
            "name": f"on_{part}",
            "label": part.capitalize(),
            "classes": f"govuk-input--width-{width}{error}",
        }
        for part, width in DAY.items()
    ]


def theirs(name: str, *, wrong: bool) -> list[object]:
    match name:
        case "name":
            return govuk("input", "govukInput", **params_of(name, wrong=wrong))
        case "email":
            return govuk("input", "govukInput", **params_of(name, wrong=wrong, type="email"))
        case "text":
            return govuk("textarea", "govukTextarea", **params_of(name, wrong=wrong, rows=5))
        case "where":
            return govuk("select", "govukSelect", **params_of(name, wrong=wrong, items=OPTIONS))
        case "came":
            return govuk("radios", "govukRadios", **fieldset_of(name, wrong=wrong, items=OPTIONS))
        case "who":
            params = fieldset_of(name, wrong=wrong, items=OPTIONS)
            return govuk("checkboxes", "govukCheckboxes", **params)
        case "agreed":
            params = params_of(name, wrong=wrong, items=[{"value": "on", "text": "Agreed"}])
            return govuk("checkboxes", "govukCheckboxes", **params)
        case "letter":
            return govuk("file-upload", "govukFileUpload", **params_of(name, wrong=wrong))
        case _:
            params = fieldset_of(name, wrong=wrong, items=parts_of_a_day(wrong=wrong))
            return govuk("date-input", "govukDateInput", **params)


def ours(name: str, *, wrong: bool) -> list[object]:
    form = Asked({} if wrong else None)
    if wrong:
        form._errors = forms.utils.ErrorDict({name: form.error_class([WRONG])})
    return normal(form[name].as_field_group())


@pytest.mark.parametrize("wrong", [False, True], ids=["well", "wrong"])
@pytest.mark.parametrize("name", list(Asked.base_fields))
def test_a_field_is_marked_up_as_govuk_does(name: str, *, wrong: bool):
    assert ours(name, wrong=wrong) == theirs(name, wrong=wrong)


def component(source: str, **context: Any) -> str:
    return engines["jinja2"].from_string(source).render(context)


ERROR_SUMMARY = (
    '{% from "web/components/error_summary.html" import error_summary %}{{ error_summary(form) }}'
)


@pytest.mark.parametrize(
    ("wrong", "heading"),
    [
        ({"name": 1}, "There is something to mend"),
        ({"__all__": 1}, "There is something to mend"),
        ({"name": 2}, "There are some things to mend"),
        ({"__all__": 2}, "There are some things to mend"),
        ({"__all__": 1, "name": 1}, "There are some things to mend"),
    ],
)
def test_a_summary_counts_what_is_to_mend_and_not_where(wrong, heading):
    form = Asked({})
    form._errors = forms.utils.ErrorDict(
        {
            name: form.error_class([f"{WRONG} {number}" for number in range(many)])
            for name, many in wrong.items()
        }
    )
    html = component(ERROR_SUMMARY, form=form)
    assert heading in html
    assert html.count("<li>") == sum(wrong.values())


def test_an_error_summary_is_marked_up_as_govuk_does():
    form = Asked({"name": "Jo", "email": "jo@example.org", "text": "Came", "where": "yes"})
    html = component(ERROR_SUMMARY, form=form)
    errors = [
        {"href": f"#{form[name].target}", "text": form[name].told_apart(error)}
        for name, found in form.errors.items()
        for error in found
    ]
    expected = govuk(
        "error-summary",
        "govukErrorSummary",
        titleText="There are some things to mend",
        errorList=errors,
    )
    assert normal(html.replace(' tabindex="-1"', "")) == expected


def test_a_summary_list_is_marked_up_as_govuk_does():
    html = component(
        '{% from "web/components/summary_list.html" import summary_list, row %}'
        '{% call summary_list() %}{{ row("Lives", "with mum", "Change", "/change") }}'
        '{{ row("Language", "English") }}{% endcall %}'
    )
    change = {"href": "/change", "text": "Change", "visuallyHiddenText": "(Lives)"}
    rows = [
        {
            "key": {"text": "Lives"},
            "value": {"text": "with mum"},
            "actions": {"items": [change]},
        },
        {"key": {"text": "Language"}, "value": {"text": "English"}},
    ]
    assert normal(html) == govuk("summary-list", "govukSummaryList", rows=rows)


def test_a_table_is_marked_up_as_govuk_does():
    html = component(
        '{% from "web/components/table.html" import table %}'
        '{{ table("Contacts", ["Worker", "Kept"], [["Jo", 31]], numbers=(1,)) }}'
    )
    inner = html[html.index("<table") : html.index("</table>") + len("</table>")]
    expected = govuk(
        "table",
        "govukTable",
        caption="Contacts",
        firstCellIsHeader=True,
        head=[{"text": "Worker"}, {"text": "Kept", "format": "numeric"}],
        rows=[[{"text": "Jo"}, {"text": "31", "format": "numeric"}]],
    )
    assert normal(inner) == expected
