"""All that happens by the clock, in one list, and all that is sent, in one table."""

from __future__ import annotations

from collections.abc import Mapping

from hoiam.outbox.mail.folder import forget_old
from hoiam.outbox.schedule import Chore, Daily
from hoiam.outbox.work import Letter

CHORES: tuple[Chore, ...] = (Chore("forget_mail", "Xóa thư quá 30 ngày trong thư mục thư", Daily("03:10"), forget_old),)

# The template of an outbox row -> what writes the mail at the moment of sending.
LETTERS: Mapping[str, Letter] = {}
