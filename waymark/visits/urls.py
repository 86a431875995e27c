from django.urls import path

from waymark.visits.views import authorising, going

urlpatterns = [
    path("children/<int:child>/visits/", authorising.visits, name="visits"),
    path("children/<int:child>/visits/authorise/", authorising.authorise, name="authorise-visits"),
    path("children/<int:child>/appointments/<int:appointment>/going/", going.going, name="going"),
    path("visits/<int:out>/", going.look_for, name="look-for"),
    path("visits/<int:out>/out-safe/", going.out_safe, name="out-safe"),
]
