from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "hoiam.outbox"
