from django.apps import AppConfig
from django.db.models.signals import post_migrate


class LawConfig(AppConfig):
    name = "hoiam.law"

    def ready(self) -> None:
        # Sync needs the models, which are loaded by now.
        from hoiam.law.sync import after_migrate

        post_migrate.connect(after_migrate, sender=self, dispatch_uid="law.sync")
