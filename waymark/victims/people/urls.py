from django.urls import path

from waymark.victims.people import views

urlpatterns = [
    path("", views.home, name="home"),
    path("harmed/<int:victim>/", views.victim, name="victim"),
    path("harmed/<int:victim>/who/", views.who, name="who"),
    path("training/", views.training, name="training"),
    path("training/<int:pk>/", views.trained, name="trained"),
]
