from django.urls import path

from waymark.web import views

urlpatterns = [
    path("", views.home, name="home"),
    path("components/", views.components, name="components"),
]
