from django.apps import AppConfig
from django.db.models.signals import post_migrate


class LedgerConfig(AppConfig):
    name = "hoiam.ledger"

    def ready(self) -> None:
        from hoiam.ledger import triggers

        post_migrate.connect(triggers.after_migrate, sender=self, dispatch_uid="ledger.triggers")
