"""How old a child is who comes to a youth justice service: what cannot be, and what seldom is."""

from datetime import date

from waymark.pages.words import birthday

RESPONSIBLE = 10  # for an offence: Children and Young Persons Act 1933, section 50
GROWN_UP = 18
OLDEST = 25  # nobody older is still under an order that was made for a child
# What is no answer to an offence, so that it may be for a younger child too.
YOUNGER_TOO = {"prevention", "parenting-order", "other-order"}


def age_on(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def impossible(born: date, kind: str, made_on: date, today: date) -> str:
    """Say why a child born then cannot have this order, and what to do; nothing where it may be."""
    if made_on < born:
        return "Check the dates: the order was made before this child was born"
    if age_on(born, today) > OLDEST:
        return f"Check the year: whoever was born then is {age_on(born, today)} today"
    then = age_on(born, made_on)
    if then < RESPONSIBLE and kind not in YOUNGER_TOO:
        return (
            f"This child was {then} on {birthday(made_on)}. In law nobody under {RESPONSIBLE} "
            "answers for an offence: check the date, or choose prevention work"
        )
    return ""


def unusual(born: date, made_on: date, today: date) -> str:
    """Say what is so but seldom of a child born then; nothing where it is as it mostly is."""
    if age_on(born, made_on) < RESPONSIBLE:
        return f"was {age_on(born, made_on)} when this began"
    now = age_on(born, today)
    return f"is {now} today" if now >= GROWN_UP else ""
