"""Whether visits to where a child lives may go ahead, and a manager's answer."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission, user_can
from waymark.children.header import header
from waymark.children.views.about import Asked
from waymark.duties.numbers import settings_of
from waymark.rules.visiting import offered
from waymark.visits import acts, queries
from waymark.visits.forms import DecideForm, TodayForm
from waymark.visits.queries import Stand


@needs(Permission.SEE_CHILDREN)
def visits(request: HttpRequest, child: int) -> HttpResponse:
    """Show what was assessed, and whether anybody may go."""
    asked = Asked(request, child)
    top = header(asked.child, asked.today)
    stand = queries.stand_of(asked.child, asked.today, top.near.hide)
    context = {
        "header": top,
        "stand": stand,
        "hazards": stand.beyond(queries.hazards_at_home(asked.child, asked.today)),
        "again": queries.again(asked.child, stand.visits),
        "today": asked.today,
        "can_record": user_can(asked.by, Permission.RECORD),
        "can_decide": user_can(asked.by, Permission.COUNTERSIGN),
    }
    return render(request, "visits/visits.html", context)


@needs(Permission.COUNTERSIGN)
def authorise(request: HttpRequest, child: int) -> HttpResponse:
    """Decide on what waits; where nothing does, let visits of today go ahead on the spot."""
    asked = Asked(request, child)
    top = header(asked.child, asked.today)
    stand = queries.stand_of(asked.child, asked.today, top.near.hide)
    hazards = stand.beyond(queries.hazards_at_home(asked.child, asked.today))
    page = {"then": "visits", "stand": stand, "today": asked.today, "hazards": hazards}
    if stand.assessed is None or not stand.visits.waits:
        return asked.form_page(
            TodayForm(asked.typed),
            partial(acts.let_go_today, child=asked.child),
            done="Visits of today may go ahead.",
            template="visits/today.html",
            **page,
        )
    form = _decide_form(asked, stand)
    is_own = asked.by.pk in queries.prepared_by(asked.child, stand.assessed.id)
    return asked.form_page(
        form,
        lambda **told: (acts.authorise if form.goes else acts.send_back)(**told),
        told=lambda: {"child": asked.child, "assessment": stand.assessed.id, **form.facts},
        done="It is written down, and whoever goes sees it.",
        template="visits/authorise.html",
        own=acts.YOURS if is_own else "",
        **page,
    )


def _decide_form(asked: Asked, stand: Stand) -> DecideForm:
    return DecideForm(
        asked.typed,
        assessment=stand.assessed.id,
        on=asked.today,
        last=offered(
            settings_of([asked.child.pk])[asked.child.pk], asked.today, stand.assessed.until
        ),
    )
