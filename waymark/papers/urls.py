from django.urls import path

from waymark.papers import views

A_PAPER = "children/<int:child>/papers/<int:paper>/"
urlpatterns = [
    path(A_PAPER, views.paper, name="paper"),
    path(f"{A_PAPER}sources/add/", views.add_source, name="add-source"),
    path("children/<int:child>/files/<int:file>/", views.attachment, name="attachment"),
    path(f"{A_PAPER}<slug:section>/", views.section, name="paper-section"),
    path(f"{A_PAPER}<slug:section>/same/", views.nothing_changed, name="nothing-changed"),
]
