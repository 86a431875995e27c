from django.urls import path

from waymark.victims.people import (
    deleting_views,
    held_views,
    merging_views,
    record_views,
    righting_views,
    views,
)

urlpatterns = [
    path("", views.home, name="home"),
    path("harmed/<int:victim>/", views.victim, name="victim"),
    path("harmed/<int:victim>/who/", views.who, name="who"),
    path("harmed/<int:victim>/one-person/", merging_views.one_person, name="one-person"),
    path("harmed/<int:victim>/write/", record_views.write, name="write"),
    path("harmed/<int:victim>/write/<slug:kind>/", record_views.write_down, name="write-down"),
    path("harmed/<int:victim>/over/<int:spell>/", record_views.over, name="over"),
    path(
        "harmed/<int:victim>/right/<slug:kind>/<int:entry>/",
        righting_views.put_right,
        name="put-right",
    ),
    path(
        "harmed/<int:victim>/never-was/<slug:kind>/<int:entry>/",
        righting_views.never_was,
        name="never-was",
    ),
    path(
        "harmed/<int:victim>/decided/<slug:kind>/<int:entry>/",
        righting_views.decided_with_me,
        name="decided-with-me",
    ),
    path("deletion/", deleting_views.due, name="due-to-go"),
    path("harmed/<int:victim>/delete/", deleting_views.delete, name="delete-what-is-due"),
    path("deletion/<int:certificate>/", deleting_views.certificate, name="certificate"),
    path("files/", held_views.waiting, name="held-files"),
    path("files/<int:held_file>/", held_views.one, name="held-file"),
    path("files/<int:held_file>/whole/", held_views.download, name="held-file-whole"),
    path("files/<int:held_file>/nothing/", held_views.nothing_goes_back, name="nothing-goes-back"),
    path("figures/", record_views.figures, name="figures"),
    path("support/", record_views.support, name="support"),
    path("asking/<int:pk>/", views.asked_their_manager, name="asked-their-manager"),
]
