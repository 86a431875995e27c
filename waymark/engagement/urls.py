from django.urls import path

from waymark.engagement.views import early, letter, tried

urlpatterns = [
    path("children/<int:child>/tried/", tried.tried, name="tried"),
    path("children/<int:child>/warnings/<int:event>/letter/", letter.letter, name="letter"),
    path("children/<int:child>/early/", early.early_end, name="early"),
    path(
        "children/<int:child>/papers/<int:paper>/complete/early/",
        early.complete_early_end,
        name="complete-early",
    ),
    path("children/<int:child>/early/<int:paper>/report/", early.report, name="early-report"),
]
