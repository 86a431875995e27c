from django.urls import path

from waymark.papers import source_views, views

A_PAPER = "children/<int:child>/papers/<int:paper>/"
A_SOURCE = f"{A_PAPER}sources/<int:source>/"
urlpatterns = [
    path(A_PAPER, views.paper, name="paper"),
    path(f"{A_PAPER}throw-away/", views.throw_away, name="throw-away-paper"),
    path(f"{A_PAPER}sources/add/", source_views.add_source, name="add-source"),
    path(f"{A_SOURCE}put-right/", source_views.correct_source, name="correct-source"),
    path(f"{A_SOURCE}take-off/", source_views.take_off_source, name="take-off-source"),
    path("children/<int:child>/files/<int:file>/", views.attachment, name="attachment"),
    path(f"{A_PAPER}<slug:section>/", views.section, name="paper-section"),
    path(f"{A_PAPER}<slug:section>/same/", views.nothing_changed, name="nothing-changed"),
]
