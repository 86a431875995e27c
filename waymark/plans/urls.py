from django.urls import path

from waymark.plans.views import agreeing, checking, ending, induction, making, page, reviewing

OF_CHILD = "children/<int:child>/plan/"
OF_ITEM = f"{OF_CHILD}draft/<str:group>/<path:item>"

urlpatterns = [
    path(OF_CHILD, page.plan, name="plan"),
    path(f"{OF_CHILD}versions/<int:number>/", page.version, name="plan-version"),
    path(f"{OF_CHILD}compare/", reviewing.compare, name="plan-compare"),
    path(f"{OF_CHILD}begin/", page.begin, name="plan-begin"),
    path(f"{OF_CHILD}throw-away/<int:number>/", page.throw_away, name="plan-throw-away"),
    path(f"{OF_CHILD}draft/", making.draft, name="plan-draft"),
    path(f"{OF_CHILD}questions/<str:theme>/", agreeing.questions, name="plan-questions"),
    path(f"{OF_CHILD}agree/", agreeing.agree, name="plan-agree"),
    path(f"{OF_CHILD}countersign/", checking.countersign, name="countersign-plan"),
    path(f"{OF_ITEM}/take-off/", making.take_off, name="plan-take-off"),
    path(f"{OF_ITEM}/put-back/", making.put_back, name="plan-put-back"),
    path(f"{OF_CHILD}done/<str:goal>/<str:step>/", page.step_done, name="plan-step-done"),
    path(f"{OF_ITEM}/up/", making.move_up, name="plan-up"),
    path(f"{OF_ITEM}/", making.item, name="plan-item"),
    path("children/<int:child>/direction/", checking.give_direction, name="give-direction"),
    path("children/<int:child>/review/", reviewing.review, name="review"),
    path(
        "children/<int:child>/papers/<int:paper>/complete/review/",
        reviewing.complete_review,
        name="complete-review",
    ),
    path("children/<int:child>/ending/", ending.ending, name="ending"),
    path(
        "children/<int:child>/papers/<int:paper>/complete/closing/",
        ending.complete_closing,
        name="complete-closing",
    ),
    path(
        "children/<int:child>/ending/countersign/",
        ending.countersign_closing,
        name="countersign-closing",
    ),
    path("children/<int:child>/induction/", induction.induction, name="induction"),
    path(
        "children/<int:child>/papers/<int:paper>/complete/induction/",
        induction.complete_induction,
        name="complete-induction",
    ),
    path("plans/waiting/", checking.plans_waiting, name="plans-waiting"),
]
