"""Makes the home of the browser tests; run as a process, since Playwright and the ORM do not share one."""

import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "hoiam.settings"
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from hoiam.testing import ward  # noqa: E402
from hoiam.vault import keys  # noqa: E402

settings.HOME.mkdir(mode=0o700)
keys.make(settings.KEYS)
call_command("migrate", verbosity=0, interactive=False)
call_command("collectstatic", verbosity=0, interactive=False)
ward()
