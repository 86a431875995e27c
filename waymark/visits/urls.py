from django.urls import path

from waymark.visits.views import authorising

urlpatterns = [
    path("children/<int:child>/visits/", authorising.visits, name="visits"),
    path("children/<int:child>/visits/authorise/", authorising.authorise, name="authorise-visits"),
]
