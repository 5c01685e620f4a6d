from django.apps import AppConfig


class ListenConfig(AppConfig):
    name = "hoiam.listen"
