"""Where one can go from every page, and from every page of a child."""

from django.http import HttpRequest

from waymark.frame.navigation import Place, there

# A place shows to those whom its view lets in.
PLACES = {
    "home": "My work",
    "diary": "My diary",
    "team": "The team",
    "find-child": "Find a child",
    "register-child": "Register a child",
    "accounts": "People and teams",
    "emergencies": "Emergencies",
    "why": "Why",
}
# The pages of one child, and what can be recorded; each address takes the child's id.
CHILDS_PLACES = {
    "child": "Overview",
    "assessment": "Assessment",
    "plan": "Plan",
    "week": "Week",
    "restorative": "Making it right",
    "chronology": "Chronology",
    "people": "People",
    "workers": "Workers",
    "orders": "Orders",
    "needs": "Needs",
    "sheets": "Own words",
}
# What a manager arranges, on the team's page.
ARRANGEMENTS = {
    "registrations": "Registrations",
    "seals": "Words to seal",
    "plans-waiting": "To countersign",
    "places": "Rooms and places",
    "training": "Who is trained",
    "groups": "Make groups",
    "away": "Somebody is away",
    "cover": "Cover",
    "duty-days": "Duty desk",
    "leaving": "Somebody leaves",
    "our-numbers": "Our numbers",
}
# In the menu under one's own name.
OWN_PLACES = {"emergency": "Open a record in an emergency"}
RECORDS = {
    "record-contact": "A visit or contact",
    "book": "A time to meet",
    "induction": "What we ask, and how we meet",
    "ask-by-sheet": "What they think, by themselves",
    "add-alert": "An alert",
    "give-direction": "A direction",
    "record": "Something else",
}
# At the foot of each page of a child.
FOOT = {"seal-name": "A name stands here that must not"}


def places(request: HttpRequest) -> list[Place]:
    return list(there(request, PLACES))


def own_places(request: HttpRequest) -> list[Place]:
    return list(there(request, OWN_PLACES))


def childs_places(request: HttpRequest, child: int) -> list[Place]:
    return list(there(request, CHILDS_PLACES, child))


def arrangements(request: HttpRequest) -> list[Place]:
    return list(there(request, ARRANGEMENTS))


def records(request: HttpRequest, child: int) -> list[Place]:
    return list(there(request, RECORDS, child))


def foot(request: HttpRequest, child: int) -> list[Place]:
    return list(there(request, FOOT, child))
