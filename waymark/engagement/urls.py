from django.urls import path

from waymark.engagement.views import breach, breaks, letter, report, tried

urlpatterns = [
    path("children/<int:child>/tried/", tried.tried, name="tried"),
    path("children/<int:child>/breach/", breach.breach, name="breach"),
    path("children/<int:child>/breach/<int:paper>/put/", breach.put, name="put-breach"),
    path("children/<int:child>/breach/decide/", breach.decide, name="decide-breach"),
    path("children/<int:child>/breach/at-once/", breach.at_once, name="breach-at-once"),
    path("children/<int:child>/breach/review/", breach.review, name="review-breach"),
    path("children/<int:child>/breach/<int:event>/report/", report.report, name="breach-report"),
    path("children/<int:child>/breaks/", breaks.breaks, name="breaks"),
    path("children/<int:child>/breaks/<int:paper>/put/", breaks.put, name="put-break"),
    path("children/<int:child>/breaks/decide/", breaks.decide, name="decide-break"),
    path("children/<int:child>/warnings/<int:event>/letter/", letter.letter, name="letter"),
]
