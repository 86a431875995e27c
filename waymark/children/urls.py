"""Finding and registering children, one child's pages, who works with a child, who may see one."""

from django.urls import path

from waymark.children.views import (
    arranging,
    finding,
    moves,
    opening,
    people,
    registrations,
    restricting,
    typed,
    workers,
)

coming_in = [
    path("find/", finding.find_child, name="find-child"),
    path("registrations/", registrations.registrations, name="registrations"),
    path("registrations/<int:registration>/", registrations.decide, name="decide-registration"),
]
records = [
    path("children/<int:child>/people/", people.people, name="people"),
    path("children/<int:child>/needs/", people.needs_of, name="needs"),
    path("children/<int:child>/unmask/", people.unmask, name="unmask"),
    path("children/<int:child>/typed/", typed.read_typed, name="read-typed"),
    path("children/<int:child>/why/", opening.say_why, name="say-why"),
    path("children/<int:child>/restrict/", restricting.restrict, name="restrict"),
    path(
        "children/<int:child>/restrict/lift/",
        restricting.lift_restriction,
        name="lift-restriction",
    ),
    path("emergency/", opening.emergency, name="emergency"),
    path("emergencies/", opening.emergencies, name="emergencies"),
    path("emergencies/<int:opening>/", opening.look_at_emergency, name="look-at-emergency"),
]
working = [
    path("children/<int:child>/workers/", workers.workers, name="workers"),
    path("children/<int:child>/workers/allocate/", workers.allocate, name="allocate"),
    path("children/<int:child>/workers/hand-over/", workers.hand_over, name="hand-over"),
    path("children/<int:child>/workers/unallocate/", workers.unallocate, name="unallocate"),
    path("children/<int:child>/workers/co-worker/", workers.co_worker, name="co-worker"),
    path(
        "children/<int:child>/workers/co-worker/<int:worker>/remove/",
        workers.remove_co_worker,
        name="remove-co-worker",
    ),
    path("children/<int:child>/move/", moves.move_case, name="move-case"),
    path("children/<int:child>/host/", moves.host, name="host"),
    path("children/<int:child>/host/end/", moves.end_hosting, name="end-hosting"),
    path("workers/cover/", arranging.cover, name="cover"),
    path("workers/cover/<int:cover>/end/", arranging.end_cover, name="end-cover"),
    path("workers/duty/", arranging.duty_days, name="duty-days"),
    path("workers/duty/<int:duty_day>/end/", arranging.take_off_duty, name="take-off-duty"),
    path("workers/leaving/", arranging.leaving, name="leaving"),
    path("workers/<int:worker>/leaving/", arranging.leaver, name="leaver"),
]
urlpatterns = [*coming_in, *records, *working]
