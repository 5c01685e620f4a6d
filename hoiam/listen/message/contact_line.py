"""How the result can reach the sender: one line, as people write it, holding a telephone, an address, or both."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from hoiam.viettext.fold import nfc

_BETWEEN = re.compile(r"[\s,;]+")
# A telephone at home, or one abroad with its country (E.164: at most 15 digits).
_PHONE = re.compile(r"0\d{8,10}|84\d{8,10}|\+\d{8,15}")


def read_contact(line: str) -> dict[str, str]:
    """{"phone": …, "email": …}, empty where nothing was left; raises ValidationError in the office's voice."""
    words = [word for word in _BETWEEN.split(nfc(line)) if word]
    addresses = [word.strip("<>().") for word in words if "@" in word]
    rest = " ".join(word for word in words if "@" not in word)
    if len(addresses) > 1:
        raise ValidationError("Hãy ghi một địa chỉ thư điện tử thôi.")
    email = addresses[0] if addresses else ""
    if email:
        try:
            validate_email(email)
        except ValidationError as wrong:
            raise ValidationError(
                f"Địa chỉ thư «{email}» có vẻ thiếu một phần. Địa chỉ thư thường như ten@nhacungcap.vn."
            ) from wrong
    return {"phone": _phone(rest), "email": email}


def _phone(words: str) -> str:
    digits = re.sub(r"[^\d+]", "", words)
    if not words:
        return ""
    if not _PHONE.fullmatch(digits):
        raise ValidationError(
            f"«{words}» chưa giống một số điện thoại. Số di động có 10 chữ số, bắt đầu bằng 0; hoặc để trống ô này."
        )
    return digits
