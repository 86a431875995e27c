"""Only the views of allauth that are used, each with a page of ours."""

from allauth.account import views
from django.contrib.auth.decorators import login_not_required
from django.urls import path

urlpatterns = [
    path("", login_not_required(views.login), name="account_login"),
    path("out/", views.logout, name="account_logout"),
]
