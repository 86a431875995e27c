from django.urls import path

from waymark.portal.views import agreement, asking, giving, hearing, holding

urlpatterns = [
    path("children/<int:child>/said/", asking.sheets, name="sheets"),
    path("children/<int:child>/said/ask/", asking.ask, name="ask-by-sheet"),
    path("children/<int:child>/said/give/", hearing.give_heard, name="give-heard"),
    path("children/<int:child>/said/<int:heard>/print/", hearing.heard_print, name="heard-print"),
    path(
        "children/<int:child>/said/<int:sheet>/again/", asking.hand_over_again, name="sheet-again"
    ),
    path(
        "children/<int:child>/said/<int:sheet>/take-back/", asking.take_back, name="take-sheet-back"
    ),
    path(
        "children/<int:child>/induction/<int:paper>/give/",
        agreement.give_agreement,
        name="give-agreement",
    ),
    path(
        "children/<int:child>/induction/<int:agreement>/print/",
        agreement.print_agreement,
        name="print-agreement",
    ),
    path("children/<int:child>/plan/give/", giving.give, name="give-plan"),
    path("children/<int:child>/plan/given/", giving.given, name="plan-given"),
    path("children/<int:child>/plan/copies/<int:copy>/", giving.show_copy, name="plan-copy"),
    path(
        "children/<int:child>/plan/copies/<int:copy>/print/",
        giving.print_copy,
        name="print-plan-copy",
    ),
    path(
        "children/<int:child>/plan/copies/<int:copy>/sound/",
        giving.hear_copy,
        name="hear-plan-copy",
    ),
    path("told-of-harm/", asking.concerns, name="concerns"),
    # Whoever holds a sheet; no address, title or parameter tells what it is.
    path("for-you/", holding.sheet, name="sheet"),
    path("for-you/open/<str:secret>/", holding.open_sheet, name="open-sheet"),
    path("for-you/page/<int:number>/", holding.page, name="sheet-page"),
    path("for-you/check/", holding.check, name="sheet-check"),
    path("for-you/done/", holding.done, name="sheet-done"),
    path("for-you/leave/", holding.leave, name="leave-sheet"),
]
