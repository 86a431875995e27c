from django.urls import path

from waymark.drafts import views

urlpatterns = [
    path("drafts/save/", views.save, name="draft-save"),
    path("drafts/throw-away/", views.throw_away, name="draft-throw-away"),
]
