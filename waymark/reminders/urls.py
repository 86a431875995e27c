from django.urls import path

from waymark.reminders import views

urlpatterns = [
    path("children/<int:child>/week/reminded/", views.reminded, name="reminded"),
    path("children/<int:child>/week/reminders/<int:reminder>/rung/", views.rung, name="rung"),
]
