from django.urls import path

from waymark.victims.door.views import door

urlpatterns = [path("door/", door, name="door")]
