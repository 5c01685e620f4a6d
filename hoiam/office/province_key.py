"""The public key of a province: what is about the leadership of an office below is sealed to it."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from django.core.exceptions import ValidationError

from hoiam.ledger.acts import act, append
from hoiam.office.models import Office, Person


@act
def set_sealing_key(province: Office, key: str, *, by: Person | None, at: datetime) -> None:
    """From now on such messages are sealed to this key; what was sealed to an earlier one still needs that one."""
    if province.level != Office.Level.PROVINCE:
        raise ValidationError("Chỉ cấp tỉnh có khóa niêm phong: đơn về lãnh đạo cấp xã được gửi lên tỉnh.")
    province.sealing_key = key
    province.save(update_fields=["sealing_key"])
    payload = {"fingerprint": fingerprint(key)}
    append(province, "office.sealing_key_set", f"office:{province.code}", by=by, at=at, payload=payload)


def fingerprint(key: str) -> str:
    """Short enough to be compared by telephone."""
    return sha256(bytes.fromhex(key)).hexdigest()[:16]
