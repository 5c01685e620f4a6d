"""Every address of the product in one table."""

from __future__ import annotations

from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, path

from hoiam.desk import login
from hoiam.web import errors, views

urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("co-chu", views.text_size, name="text_size"),
    path("ban/dang-nhap", login.Login.as_view(), name="login"),
    path("ban/dang-xuat", LogoutView.as_view(), name="logout"),
    path("ban/mat-khau", login.ChangePassword.as_view(), name="password"),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
