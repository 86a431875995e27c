from django.urls import path

from waymark.telling.views import letters_of_nobody

urlpatterns = [path("messages/of-nobody/", letters_of_nobody, name="letters-of-nobody")]
