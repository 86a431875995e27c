"""What Django's fields say of a mistake, in words that say what to do. Set once, at start-up."""

from django import forms

CHOOSE = "Choose one of these"
CHOOSE_SOME = "Choose at least one of these"
NOT_A_LETTER = (
    "Look at this again, then save: it held something that is no letter, which is taken out"
)
A_NUMBER = {"invalid": "Give a number, such as 12"}
A_CHOICE = {"required": CHOOSE, "invalid_choice": CHOOSE}
SOME_CHOICES = {"required": CHOOSE_SOME, "invalid_choice": CHOOSE, "invalid_list": CHOOSE_SOME}

SAID: dict[type[forms.Field], dict[str, str]] = {
    forms.Field: {
        "required": "Fill this in",
        "min_length": "Write at least %(limit_value)d characters: this has %(show_value)d",
        "max_length": "Write at most %(limit_value)d characters: this has %(show_value)d",
        "min_value": "Give %(limit_value)s or more",
        "max_value": "Give %(limit_value)s or less",
        "max_digits": "Give a number with fewer figures",
        "max_whole_digits": "Give a number with fewer figures",
        "max_decimal_places": "Give at most %(max)s figures after the point",
        "null_characters_not_allowed": NOT_A_LETTER,
    },
    forms.BooleanField: {"required": "Tick this to go on"},
    forms.ChoiceField: A_CHOICE,
    forms.ModelChoiceField: A_CHOICE,
    forms.MultipleChoiceField: SOME_CHOICES,
    forms.ModelMultipleChoiceField: {**SOME_CHOICES, "invalid_pk_value": CHOOSE},
    forms.IntegerField: A_NUMBER,
    forms.DecimalField: A_NUMBER,
    forms.FloatField: A_NUMBER,
    forms.EmailField: {"invalid": "Give a whole e-mail address, such as jo@example.org"},
    forms.FileField: {
        "required": "Choose a file",
        "invalid": "Choose the file again",
        "missing": "Choose the file again",
        "empty": "Choose another file: there is nothing in this one",
        "max_length": "Give the file a shorter name: at most %(max)d characters",
    },
}


def speak_plainly() -> None:
    """Have every field say so, unless its form says something better."""
    for field, words in SAID.items():
        field.default_error_messages = {**field.default_error_messages, **words}
