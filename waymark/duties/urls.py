from django.urls import path

from waymark.duties.views import our_numbers

urlpatterns = [path("our-numbers/", our_numbers, name="our-numbers")]
