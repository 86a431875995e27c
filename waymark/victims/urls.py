"""Every address of the victims' process begins here."""

from django.urls import include, path

urlpatterns = [
    path("", include("waymark.accounts.urls")),
    path("", include("waymark.drafts.urls")),
    path("", include("waymark.victims.door.urls")),
    path("", include("waymark.victims.people.urls")),
]
handler400 = "waymark.frame.errors.bad_request"
handler403 = "waymark.frame.errors.not_allowed"
handler404 = "waymark.frame.errors.not_found"
handler500 = "waymark.frame.errors.our_fault"
