from django.urls import path

from waymark.matching.views import weekly

urlpatterns = [
    path("diary/times/", weekly.find_times, name="find-times"),
]
