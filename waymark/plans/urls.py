from django.urls import path

from waymark.plans.views import agreeing, checking, making, page

OF_CHILD = "children/<int:child>/plan/"
OF_ITEM = f"{OF_CHILD}draft/<str:group>/<path:item>"

urlpatterns = [
    path(OF_CHILD, page.plan, name="plan"),
    path(f"{OF_CHILD}versions/<int:number>/", page.version, name="plan-version"),
    path(f"{OF_CHILD}begin/", page.begin, name="plan-begin"),
    path(f"{OF_CHILD}throw-away/<int:number>/", page.throw_away, name="plan-throw-away"),
    path(f"{OF_CHILD}draft/", making.draft, name="plan-draft"),
    path(f"{OF_CHILD}questions/<str:theme>/", agreeing.questions, name="plan-questions"),
    path(f"{OF_CHILD}agree/", agreeing.agree, name="plan-agree"),
    path(f"{OF_CHILD}countersign/", checking.countersign, name="countersign-plan"),
    path(f"{OF_ITEM}/take-off/", making.take_off, name="plan-take-off"),
    path(f"{OF_ITEM}/up/", making.move_up, name="plan-up"),
    path(f"{OF_ITEM}/", making.item, name="plan-item"),
    path("children/<int:child>/direction/", checking.give_direction, name="give-direction"),
    path("plans/waiting/", checking.plans_waiting, name="plans-waiting"),
]
