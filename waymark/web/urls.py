from django.urls import path

from waymark.web.views.child import child
from waymark.web.views.components import components
from waymark.web.views.home import home

urlpatterns = [
    path("", home, name="home"),
    path("children/<int:child>/", child, name="child"),
    path("components/", components, name="components"),
]
