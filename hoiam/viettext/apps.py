from django.apps import AppConfig


class ViettextConfig(AppConfig):
    name = "hoiam.viettext"
