from django.urls import path

from waymark.matching.views import groups

urlpatterns = [
    path("groups/", groups.make_groups, name="groups"),
]
