from django.urls import path

from waymark.diary.views import apart, away, booking, diary, feed, instead, places, venue, week

urlpatterns = [
    path("diary/", diary.diary, name="diary"),
    path("diary/away/", away.away, name="away"),
    path("diary/feed/", feed.feed, name="feed"),
    path("diary/feed/<str:secret>.ics", feed.ics, name="feed-ics"),
    path("children/<int:child>/week/", week.week, name="week"),
    path("children/<int:child>/week/book/", booking.book, name="book"),
    path(
        "children/<int:child>/appointments/<int:appointment>/",
        booking.appointment,
        name="appointment",
    ),
    path(
        "children/<int:child>/appointments/<int:appointment>/move/",
        booking.move,
        name="move-appointment",
    ),
    path(
        "children/<int:child>/appointments/<int:appointment>/call-off/",
        booking.call_off,
        name="call-off-appointment",
    ),
    path("children/<int:child>/week/instead/", instead.somebody_else, name="somebody-else"),
    path("children/<int:child>/week/apart/", apart.keep_apart, name="keep-apart"),
    path(
        "children/<int:child>/week/apart/<int:apart>/end/",
        apart.no_longer_apart,
        name="no-longer-apart",
    ),
    path("places/", places.places, name="places"),
    path("places/add/", places.add_place, name="add-place"),
    path("places/<int:place>/", venue.place, name="place"),
    path("places/<int:place>/assess/", venue.assess_place, name="assess-place"),
    path("places/<int:place>/close/", places.close_place, name="close-place"),
]
