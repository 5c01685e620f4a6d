"""The real worker, with one more kind of notice in its table; started as a process by test_work."""

import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "hoiam.settings"
django.setup()

from django.core.management import call_command  # noqa: E402

from hoiam import timetable  # noqa: E402
from hoiam.outbox.mail.channel import Mail  # noqa: E402

timetable.LETTERS = {"notice": lambda row: Mail("hoa@example.vn", "Có trả lời cho phản ánh", "Kính gửi bà.")}
timetable.CHORES = ()
call_command("work", once=True)
