from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ViettextConfig(AppConfig):
    name = "hoiam.viettext"

    def ready(self) -> None:
        from hoiam.viettext.search.engines import chosen

        post_migrate.connect(chosen.after_migrate, sender=self, dispatch_uid="viettext.search")
