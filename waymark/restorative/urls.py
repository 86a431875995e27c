from django.urls import path

from waymark.restorative import views

urlpatterns = [
    path("children/<int:child>/restorative/", views.restorative, name="restorative"),
    path("children/<int:child>/restorative/mind/", views.change_mind, name="change-mind"),
    path("children/<int:child>/work/<int:event>/", views.work_sheet, name="work-sheet"),
    path(
        "children/<int:child>/papers/<int:paper>/complete/restorative/",
        views.complete_restorative,
        name="complete-restorative",
    ),
]
