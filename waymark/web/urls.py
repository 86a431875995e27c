from django.urls import path

from waymark.web.views.child import child
from waymark.web.views.components import components
from waymark.web.views.home import home
from waymark.web.views.team import team
from waymark.web.views.why import provision, why

urlpatterns = [
    path("", home, name="home"),
    path("children/<int:child>/", child, name="child"),
    path("components/", components, name="components"),
    path("team/", team, name="team"),
    path("why/", why, name="why"),
    path("why/<str:provision>/", provision, name="provision"),
]
