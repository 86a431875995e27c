"""What is asked about somebody's training."""

from django import forms

from waymark.pages.fields import DayField


class TrainingForm(forms.Form):
    what = forms.CharField(
        label="What was the training?",
        max_length=200,
        error_messages={"required": "Say what the training was"},
    )
    on = DayField(label="On which day?")
    until = DayField(label="Until when does it hold?")
