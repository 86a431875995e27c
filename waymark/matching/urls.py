from django.urls import path

from waymark.matching.views import groups, weekly

urlpatterns = [
    path("diary/times/", weekly.find_times, name="find-times"),
    path("groups/", groups.make_groups, name="groups"),
]
