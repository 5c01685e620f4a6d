"""Makes the home of the browser tests; run as a process, since Playwright and the ORM do not share one."""

import os
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoiam.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from hoiam.answer.matter import acts as matter_acts  # noqa: E402
from hoiam.answer.reply import acts  # noqa: E402
from hoiam.testing import hoa_writes, ward  # noqa: E402
from hoiam.vault import keys  # noqa: E402

# Drafts that wait for the chairman: petitions of a unit no vice-chairman directs.
PETITIONS = ("Thêm ghế đá ở công viên", "Lùi giờ thu gom rác", "Mở thêm lối vào chợ")


def make() -> None:
    settings.HOME.mkdir(mode=0o700)
    keys.make(settings.KEYS)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    w = ward()
    at = timezone.now() - timedelta(minutes=10)
    for title in PETITIONS:
        message = hoa_writes(w, at, kind="petition", text=f"Kiến nghị: {title.lower()}.", place="", area=None).message
        matter = matter_acts.accept(message, kind="petition", title=title, by=w.nam, at=at)
        matter_acts.assign(matter, w.vp, by=w.nam, at=at)
        acts.draft(matter, outcome="answered", text="Phường đã ghi nhận và sẽ làm trong quý tới.", by=w.nam, at=at)


if __name__ == "__main__":
    make()
