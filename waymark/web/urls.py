from django.urls import path

from waymark.web.views.components import components
from waymark.web.views.home import home

urlpatterns = [
    path("", home, name="home"),
    path("components/", components, name="components"),
]
