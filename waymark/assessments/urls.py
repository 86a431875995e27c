from django.urls import path

from waymark.assessments import views

urlpatterns = [
    path("children/<int:child>/assessment/", views.assessment, name="assessment"),
    path("children/<int:child>/assessment/begin/", views.begin_assessment, name="begin-assessment"),
    path("children/<int:child>/judge/<slug:domain>/", views.judge, name="judge"),
    path(
        "children/<int:child>/papers/<int:paper>/complete/assessment/",
        views.complete_assessment,
        name="complete-assessment",
    ),
]
