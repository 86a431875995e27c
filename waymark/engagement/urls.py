from django.urls import path

from waymark.engagement.views import letter, tried

urlpatterns = [
    path("children/<int:child>/tried/", tried.tried, name="tried"),
    path("children/<int:child>/praise/<int:event>/", letter.praise, name="praise"),
    path("children/<int:child>/warnings/<int:event>/letter/", letter.letter, name="letter"),
]
