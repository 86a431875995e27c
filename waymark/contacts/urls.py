from django.urls import path

from waymark.contacts.views import child, contact, correcting, event, part, sealing

urlpatterns = [
    path("children/<int:child>/contact/", contact.record_contact, name="record-contact"),
    path("children/<int:child>/record/", event.everything, name="record"),
    path("children/<int:child>/record/<slug:kind>/", event.record_event, name="record-event"),
    path("children/<int:child>/change/", child.change_child, name="change-child"),
    path("children/<int:child>/add/alerts/", part.add_fact, {"part": "alerts"}, name="add-alert"),
    path("children/<int:child>/add/<slug:part>/", part.add_fact, name="add-fact"),
    path("children/<int:child>/facts/<slug:fact>/", part.change_fact, name="change-fact"),
    path("children/<int:child>/people/<slug:person>/phone/", part.add_phone, name="add-phone"),
    path("children/<int:child>/events/<int:event>/", event.event, name="event"),
    path(
        "children/<int:child>/events/<int:event>/correct/",
        correcting.correct_event,
        name="correct-event",
    ),
    path(
        "children/<int:child>/events/<int:event>/withdraw/",
        correcting.withdraw_event,
        name="withdraw-event",
    ),
    path("children/<int:child>/events/<int:event>/undo/", correcting.undo, name="undo"),
    path("children/<int:child>/words/<int:words>/seal/", sealing.seal_words, name="seal-words"),
    path("children/<int:child>/seal-a-name/", sealing.seal_name, name="seal-name"),
    path("seals/", sealing.seals, name="seals"),
    path("seals/<int:seal>/no/", sealing.refuse_seal, name="refuse-seal"),
    path("seals/<int:seal>/agree/", sealing.agree_to_seal, name="agree-to-seal"),
]
