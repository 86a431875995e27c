from django.urls import path

from waymark.engagement.views import breach, breach_report, breaks, early, letter, tried

urlpatterns = [
    path("children/<int:child>/tried/", tried.tried, name="tried"),
    path("children/<int:child>/breach/", breach.breach, name="breach"),
    path("children/<int:child>/breach/<int:paper>/put/", breach.put, name="put-breach"),
    path("children/<int:child>/breach/decide/", breach.decide, name="decide-breach"),
    path("children/<int:child>/breach/at-once/", breach.at_once, name="breach-at-once"),
    path("children/<int:child>/breach/review/", breach.review, name="review-breach"),
    path(
        "children/<int:child>/breach/<int:event>/report/",
        breach_report.report,
        name="breach-report",
    ),
    path("children/<int:child>/breaks/", breaks.breaks, name="breaks"),
    path("children/<int:child>/breaks/<int:paper>/put/", breaks.put, name="put-break"),
    path("children/<int:child>/breaks/decide/", breaks.decide, name="decide-break"),
    path(
        "children/<int:child>/breaks/<int:event>/call-off/",
        breaks.call_off,
        name="call-off-in-break",
    ),
    path("children/<int:child>/praise/<int:event>/", letter.praise, name="praise"),
    path("children/<int:child>/warnings/<int:event>/letter/", letter.letter, name="letter"),
    path("children/<int:child>/early/", early.early_end, name="early"),
    path(
        "children/<int:child>/papers/<int:paper>/complete/early/",
        early.complete_early_end,
        name="complete-early",
    ),
    path("children/<int:child>/early/<int:paper>/report/", early.report, name="early-report"),
]
