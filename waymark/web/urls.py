from django.urls import path

from waymark.web.views.case_file import case_file
from waymark.web.views.child import child
from waymark.web.views.chronology import chronology, chronology_print
from waymark.web.views.components import components
from waymark.web.views.fair import fair, fair_cases, fair_csv, fair_print
from waymark.web.views.home import home
from waymark.web.views.orders import orders
from waymark.web.views.quality import quality
from waymark.web.views.register import register_child
from waymark.web.views.team import team
from waymark.web.views.why import provision, why

urlpatterns = [
    path("", home, name="home"),
    path("children/<int:child>/", child, name="child"),
    path("children/<int:child>/case-file/", case_file, name="case-file"),
    path("children/<int:child>/chronology/", chronology, name="chronology"),
    path("children/<int:child>/chronology/print/", chronology_print, name="chronology-print"),
    path("children/<int:child>/orders/", orders, name="orders"),
    path("components/", components, name="components"),
    path("quality/", quality, name="quality"),
    path("quality/fair/", fair, name="fair"),
    path("quality/fair/cases/", fair_cases, name="fair-cases"),
    path("quality/fair/figures.csv", fair_csv, name="fair-csv"),
    path("quality/fair/print/", fair_print, name="fair-print"),
    path("register/", register_child, name="register-child"),
    path("team/", team, name="team"),
    path("why/", why, name="why"),
    path("why/<str:provision>/", provision, name="provision"),
]
