from django.apps import AppConfig


class ReportConfig(AppConfig):
    name = "hoiam.report"

    def ready(self) -> None:
        # Facts need the models, which are loaded by now.
        from hoiam.ledger.acts import watchers
        from hoiam.report.facts.facts import keep

        watchers.append(keep)
