"""Changing what is known of who the child is."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone

from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.children.access import open_child
from waymark.children.facts import version
from waymark.children.header import header
from waymark.children.writing import closed
from waymark.children.writing.changing import change_texts
from waymark.chronology.door import today
from waymark.contacts import acts
from waymark.contacts.forms.child import ChildForm
from waymark.drafts.writing import Writing
from waymark.orders.models import Order


@needs(Permission.RECORD)
def change_child(request: HttpRequest, child: int) -> HttpResponse:
    now = timezone.now()
    opened = open_child(pk=child, by=request.user, at=now)
    stands = opened.document
    writing = Writing.of(
        request, child=child, form="change-child", began_from=version(stands), at=now
    )
    orders = Order.objects.filter(child=opened).values_list("kind", "made_on")

    def filled_in(sent: QueryDict | None) -> ChildForm:
        return ChildForm(sent, document=stands, today=today(now), orders=orders)

    def save(form: ChildForm) -> HttpResponse:
        acts.change_child(
            child=opened,
            began_from=request.POST.get("began_from", ""),
            facts=closed.with_what_was_kept(form, form.facts),
            by=request.user,
            at=now,
            place=writing.place,
        )
        return redirect("child", child)

    return change_texts(
        filled_in,
        save,
        writing=writing,
        top=header(opened, today(now)),
        thing=f"child-{child}",
        template="contacts/change_child.html",
    )
