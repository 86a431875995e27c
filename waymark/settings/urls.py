"""Every address of Waymark begins here."""

from django.urls import include, path

urlpatterns = [
    path("", include("waymark.accounts.urls")),
    path("", include("waymark.drafts.urls")),
    path("", include("waymark.contacts.urls")),
    path("", include("waymark.children.urls")),
    path("", include("waymark.orders.urls")),
    path("", include("waymark.duties.urls")),
    path("", include("waymark.papers.urls")),
    path("", include("waymark.assessments.urls")),
    path("", include("waymark.plans.urls")),
    path("", include("waymark.diary.urls")),
    path("", include("waymark.engagement.urls")),
    path("", include("waymark.restorative.urls")),
    path("", include("waymark.matching.urls")),
    path("", include("waymark.visits.urls")),
    path("", include("waymark.reminders.urls")),
    path("", include("waymark.portal.urls")),
    path("", include("waymark.telling.urls")),
    path("", include("waymark.web.urls")),
]

handler400 = "waymark.frame.errors.bad_request"
handler403 = "waymark.frame.errors.not_allowed"
handler404 = "waymark.frame.errors.not_found"
handler500 = "waymark.frame.errors.our_fault"
