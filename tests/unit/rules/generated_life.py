"""How a child lives, made by chance from the shapes that declare it: every list and every field."""

from waymark.rules.facts import Nested
from waymark.rules.people import Child
from waymark.rules.values import Clock, Day, Flag, Many, Number, OneOf

# Those that the case files of `generated` already hold, with what their duties ask.
HELD = {"id", "date_of_birth", "sex", "looked_after", "care_leaver_from"}
LIFE = {name for name, field in Child.fields.items() if name not in HELD}
REQUIREMENTS = [{"id": "r1", "kind": "curfew", "hours": 11}, {"id": "r2", "kind": "reparation"}]


def lived_in(document, chance):
    """Give the child of a case file a life, and its orders requirements."""
    for name in LIFE:
        if chance.random() < 0.7:
            document["child"][name] = _value(Child.fields[name].value, chance)
    for order in document["orders"]:
        order["requirements"] = [dict(each) for each in chance.choice([[], REQUIREMENTS])]
    return document


def _record(shape, chance):
    made = {
        name: _value(field.value, chance)
        for name, field in shape.fields.items()
        if field.required or chance.random() < 0.7
    }
    if made.get("from") and made.get("to"):
        made["from"], made["to"] = sorted([made["from"], made["to"]])
    if {"starts", "ends"} & made.keys() < {"starts", "ends"}:  # one hour is given with the other
        made = {name: each for name, each in made.items() if name not in {"starts", "ends"}}
    if "id" in made:
        made["id"] = f"p{chance.randrange(10**9)}"
    return made


def _value(value, chance):
    if isinstance(value, Many):
        return [_value(value.of, chance) for _ in range(chance.randint(1, 2))]
    if isinstance(value, Nested):
        return _record(value.shape, chance)
    if isinstance(value, OneOf):
        return chance.choice(value.choices)
    if isinstance(value, Flag):
        return chance.random() < 0.5
    if isinstance(value, Number):
        return chance.choice([0, 7, 12.5])
    if isinstance(value, Clock):
        return chance.choice(["00:00", "08:45", "19:30", "23:59"])
    if isinstance(value, Day):
        return f"20{chance.randint(10, 26)}-0{chance.randint(1, 9)}-11"
    return chance.choice(["Nan’s", "1 The Street", "  two  spaces ", "Łódź"])
