from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Who a sender is, and what was sent word for word: sealed, apart from what the office works with."""

    name = "hoiam.vault"

    def ready(self) -> None:
        from hoiam.vault import checks  # noqa: F401  (registers the system checks)
