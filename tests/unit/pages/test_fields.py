"""A day is answered in three boxes, and its errors say which one to mend."""

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError

from waymark.pages.fields import ClockField, DayField, Radios, on_or_after, on_or_before


class Asked(forms.Form):
    on = DayField(label="When was it?")
    at = ClockField(required=False)
    came = forms.ChoiceField(
        choices={"yes": "Yes", "no": "No"}, widget=Radios(reveals={"no": ("why",)}), required=False
    )
    why = forms.CharField(required=False)


def answered(day: str, month: str, year: str) -> Asked:
    return Asked({"on_day": day, "on_month": month, "on_year": year})


@pytest.mark.parametrize("month", ["5", "05", "May", "may"])
def test_a_day_is_read_however_its_month_is_written(month: str):
    form = answered("14", month, "2026")
    assert form.is_valid()
    assert form.cleaned_data["on"] == date(2026, 5, 14)


@pytest.mark.parametrize(
    ("parts", "said", "begin_at"),
    [
        (("", "", ""), "Give a day, such as 14 5 2026", "id_on_0"),
        (("14", "", "2026"), "Add the month to this day", "id_on_1"),
        (("14", "", ""), "Add the month and the year to this day", "id_on_1"),
        (("31", "2", "2026"), "Choose a real day, such as 14 5 2026", "id_on_0"),
        (("14", "soon", "2026"), "Choose a real day, such as 14 5 2026", "id_on_1"),
        (("14", "5", "26"), "Give the year in four figures, such as 2026", "id_on_2"),
        (("14", "5", "0000"), "Choose a real day, such as 14 5 2026", "id_on_0"),
        (("-4", "5", "2026"), "Choose a real day, such as 14 5 2026", "id_on_0"),
        (("14", "5", "9" * 5000), "Choose a real day, such as 14 5 2026", "id_on_2"),
        (("٣", "5", "2026"), "Choose a real day, such as 14 5 2026", "id_on_0"),
    ],
)
def test_an_error_says_what_to_do_and_leads_to_the_part_to_mend(
    parts: tuple[str, str, str], said: str, begin_at: str
):
    form = answered(*parts)
    assert form.errors["on"] == [said]
    assert form["on"].target == begin_at


class Anything(forms.Form):
    words = forms.CharField(max_length=5)
    one = forms.ChoiceField(choices={"a": "A"})
    several = forms.MultipleChoiceField(choices={"a": "A"})
    number = forms.IntegerField(min_value=3, max_value=9)
    share = forms.DecimalField(max_digits=3, decimal_places=1)
    email = forms.EmailField()
    sure = forms.BooleanField()
    letter = forms.FileField()


ODD = {"words": "a\0", "one": "b", "several": ["b"], "number": "x", "share": "1.23", "email": "jo"}


@pytest.mark.parametrize(
    "typed",
    [
        {},
        ODD,
        {**ODD, "words": "Too long", "number": "2", "share": "9999"},
        {**ODD, "number": "10", "several": "a"},
    ],
)
def test_no_field_speaks_as_a_program_does(typed: dict):
    """Each mistake says what to do: it begins with a verb, and knows no "value"."""
    said = [error for errors in Anything(typed).errors.values() for error in errors]
    verbs = {"Fill", "Choose", "Give", "Write", "Tick", "Look"}
    assert said
    for each in said:
        assert each.split()[0] in verbs, each
        assert "value" not in each


@pytest.mark.parametrize("year", ["0001", "1899", "9999"])
def test_a_year_that_nobody_means_is_refused_and_the_error_says_which_are_meant(year: str):
    form = answered("31", "12", year)
    (said,) = form.errors["on"]
    assert said.startswith("Give a year from 1900 to 20")
    assert form["on"].target == "id_on_2"


def test_what_was_typed_comes_back_as_it_was_typed():
    html = str(answered("31", "Feb", "2026"))
    assert 'value="31"' in html
    assert 'value="Feb"' in html


def test_a_day_known_already_stands_in_its_boxes():
    html = str(Asked(initial={"on": date(2026, 5, 14)}))
    assert 'name="on_day" type="text" inputmode="numeric" value="14"' in html
    assert 'value="2026"' in html


def test_a_day_that_stayed_the_same_has_not_changed():
    answer = {"on_day": "14", "on_month": "5", "on_year": "2026"}
    assert "on" not in Asked(answer, initial={"on": date(2026, 5, 14)}).changed_data


def test_a_limit_says_from_which_day_on_and_why():
    check = on_or_after(date(2026, 3, 3), "when the order was made")
    check(date(2026, 3, 3))
    with pytest.raises(ValidationError, match="on or after 3 March 2026, when the order was made"):
        check(date(2026, 3, 2))
    with pytest.raises(ValidationError, match="on or before 14 May 2026, which is today"):
        on_or_before(date(2026, 5, 14), "which is today")(date(2026, 5, 15))


def test_a_time_is_a_time():
    form = Asked({"at": "25:00"})
    assert form.errors["at"] == ["Give a time that there is, such as 09:30"]


def test_a_field_that_a_choice_asks_for_stands_beneath_that_choice_only():
    html = str(Asked())
    assert html.count('name="why"') == 1
    assert html.index('value="no"') < html.index("__conditional") < html.index('name="why"')


@pytest.mark.parametrize(
    ("text", "parts"), [("2026-05-14", [14, 5, 2026]), ("soon", [None, None, None])]
)
def test_a_day_that_an_address_gives_is_filled_in_and_other_text_is_not(text: str, parts: list):
    assert DayField().widget.decompress(text) == parts


def test_a_year_of_thousands_of_figures_is_no_real_day():
    assert not answered("14", "5", "9" * 5_000).is_valid()


class Optional(Asked):
    came = forms.ChoiceField(choices={"yes": "Yes"}, widget=Radios)
    which = forms.ChoiceField(choices={"": "None of them", "a": "A"}, widget=Radios, required=False)
    sort = forms.ChoiceField(choices={"a": "A"}, widget=Radios, required=False)


def test_what_need_not_be_chosen_can_be_taken_back():
    form = Optional()
    assert [each.name for each in form if each.may_stay_unsaid] == ["sort"]
    drawn = {name: form[name].as_field_group() for name in ("came", "which", "sort")}
    assert [name for name, html in drawn.items() if "Not said" in html] == ["sort"]
    taken_back = Optional(
        {"on_day": "14", "on_month": "5", "on_year": "2026", "came": "yes", "which": "", "sort": ""}
    )
    assert taken_back.is_valid()
    assert taken_back.cleaned_data["sort"] == ""
