from django.apps import AppConfig


class HoiamConfig(AppConfig):
    """The product's own checks and commands; the work itself lives in the packages below."""

    name = "hoiam"

    def ready(self) -> None:
        from hoiam import checks  # noqa: F401  (registers the system checks; needs the app registry)
