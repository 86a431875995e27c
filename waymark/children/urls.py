"""Pages about one child, and about who may open the record."""

from django.urls import path

from waymark.children.views import opening, people, restricting

urlpatterns = [
    path("children/<int:child>/people/", people.people, name="people"),
    path("children/<int:child>/needs/", people.needs_of, name="needs"),
    path("children/<int:child>/unmask/", people.unmask, name="unmask"),
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
