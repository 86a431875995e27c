from django.urls import path

from waymark.web.views.child import child
from waymark.web.views.components import components
from waymark.web.views.home import home
from waymark.web.views.register import register_child

urlpatterns = [
    path("", home, name="home"),
    path("children/<int:child>/", child, name="child"),
    path("components/", components, name="components"),
    path("register/", register_child, name="register-child"),
]
