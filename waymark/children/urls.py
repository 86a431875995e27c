"""Finding and registering children, and who works with them."""

from django.urls import path

from waymark.children.views import finding, moves, registrations, workers

urlpatterns = [
    path("find/", finding.find_child, name="find-child"),
    path("registrations/", registrations.registrations, name="registrations"),
    path("registrations/<int:pk>/", registrations.decide, name="decide-registration"),
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
    path("workers/cover/", workers.cover, name="cover"),
    path("workers/duty/", workers.duty_days, name="duty-days"),
    path("workers/leaving/", workers.leaving, name="leaving"),
    path("workers/<int:worker>/leaving/", workers.leaver, name="leaver"),
]
