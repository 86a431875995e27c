"""Sign-in, one's own ways of signing in, and the administrators' pages.

Of allauth only the views that stand here are served, each with a page of ours.
"""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from django.urls import path

from waymark.accounts.access import open_to_all, secret_page, setting_up
from waymark.accounts.views import people
from waymark.accounts.views import setting_up as own
from waymark.accounts.views import signing_in as coming_in
from waymark.accounts.views import training as trained

signing_in = [
    path("sign-in/", open_to_all(account.login), name="account_login"),
    path("sign-in/code/", open_to_all(coming_in.GiveCode.as_view()), name="mfa_authenticate"),
    path("sign-in/link/<str:secret>/", coming_in.one_time_link, name="one_time_link"),
    path("sign-in/set-up/", own.set_up, name="set_up"),
    path("sign-in/again/", secret_page(account.reauthenticate), name="account_reauthenticate"),
    path("sign-out/", open_to_all(account.logout), name="account_logout"),
]
ways_in = [
    path("ways-in/", secret_page(factors.index), name="mfa_index"),
    path("ways-in/app/", setting_up(own.SetUpApp.as_view()), name="mfa_activate_totp"),
    path("ways-in/app/remove/", secret_page(own.RemoveApp.as_view()), name="mfa_deactivate_totp"),
    path("ways-in/passkey/", setting_up(own.SetUpPasskey.as_view()), name="mfa_add_webauthn"),
    path(
        "ways-in/passkey/<int:pk>/remove/",
        secret_page(own.RemovePasskey.as_view()),
        name="mfa_remove_webauthn",
    ),
    path("ways-in/codes/", secret_page(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "ways-in/codes/new/",
        secret_page(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("ways-in/password/", secret_page(account.password_change), name="account_change_password"),
]
administering = [
    path("people/", people.people, name="accounts"),
    path("people/invite/", people.invite, name="invite"),
    path("people/teams/", people.teams, name="teams"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/invite-again/", people.invite_again, name="invite_again"),
    path("people/<int:pk>/withdraw/", people.withdraw_invitation, name="withdraw_invitation"),
    path("people/<int:pk>/end/", people.end_account, name="end_account"),
    path("people/<int:pk>/new-factor/", people.reset_factor, name="reset_factor"),
    path("people/<int:pk>/new-password/", people.reset_password, name="reset_password"),
]
training = [
    path("training/", trained.training, name="training"),
    path("training/<int:pk>/", trained.trained, name="trained"),
]
urlpatterns = [*signing_in, *ways_in, *administering, *training]
