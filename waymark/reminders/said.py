"""What a reminder says. Neither a surname nor a service is handed to it, so it can say none."""

from dataclasses import dataclass
from datetime import datetime

from waymark.guidance import reminding
from waymark.rules.carries import carries
from waymark.rules.clock import on_the_wall


@dataclass(frozen=True)
class Message:
    subject: str
    text: str


@carries("CM-428")
def message(begins: datetime, *, worker: str, place: str = "", language: str = "en") -> Message:
    """Return what reminds of a time.

    :param worker: the first name of whoever meets the child; nothing where nobody is chosen yet.
    :param place: only where the child asked for it to be said.
    """
    say = reminding.words(language)
    when = reminding.when(on_the_wall(begins), language)
    text = say["said-place" if place else "said"].format(when=when, worker=worker, place=place)
    return Message(say["subject"].format(when=when), text.rstrip(", "))
