"""A lost key, at the counter and on the record: a new one for who shows what only the sender can know.

Nobody is shown anything: the clerk types what the visitor says, and the answer is yes or no.
"""

from __future__ import annotations

import hmac
import re
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError

from hoiam.answer.matter.transition import enter
from hoiam.ledger.acts import act, lock
from hoiam.ledger.models import Entry
from hoiam.listen.access import must_see, must_stand_apart
from hoiam.listen.key import numbers
from hoiam.listen.message.parts import origin_of
from hoiam.listen.models import Message
from hoiam.office.access import require
from hoiam.office.models import Person
from hoiam.outbox.acts import queue
from hoiam.vault import contacts
from hoiam.viettext.fold import nfc

TRIES_A_DAY = 3
RECEIPT, CONTACT = "receipt", "contact"
_LAST_OF_SALT = 8


@act
def renew_key(message: Message, given: str, *, by: Person, at: datetime) -> str:
    """A new key, shown once, when ``given`` is the telephone or address that was left, or the end of «Số ngẫu nhiên» on
    the sender's own receipt; "" when it is not. The old key ends. Three tries a day for a message.
    """
    require(by, "renew_key")
    must_see(by, message)
    must_stand_apart(by, message)
    message = origin_of(message)  # one key opens the letter and what was split from it
    lock(message)
    refused = Entry.objects.filter(subject=message.subject, kind="key.refused", recorded_at__gt=at - timedelta(days=1))
    if refused.count() >= TRIES_A_DAY:
        raise ValidationError("Hôm nay đã sai ba lần cho hồ sơ này: ngày mai mới thử lại được.")
    how = _matches(message, given)
    if not how:
        enter(message, "key.refused", by, at, how=CONTACT if "@" in given or given.startswith(("0", "+")) else RECEIPT)
        return ""
    key = numbers.new_key()
    message.key_hash = numbers.hash_key(message.number, key)
    message.save(update_fields=["key_hash"])
    queue(message.office, "new_key", message.subject, due_at=at)
    enter(message, "key.renewed", by, at, how=how)
    return key


def _matches(message: Message, given: str) -> str:
    given = nfc(given).strip().lower()
    printed = re.sub(r"[^0-9a-f]", "", given)
    salt = bytes(message.salt).hex()
    if len(printed) >= _LAST_OF_SALT and salt and hmac.compare_digest(printed[-_LAST_OF_SALT:], salt[-_LAST_OF_SALT:]):
        return RECEIPT
    left = contacts.open_to_send(origin_of(message).number)
    said = {re.sub(r"[^\d+]", "", left.get("phone", "")), left.get("email", "").lower()} - {""}
    typed = given if "@" in given else re.sub(r"[^\d+]", "", given)
    return CONTACT if any(hmac.compare_digest(typed.encode(), one.encode()) for one in said) else ""
