"""The two names of a message: the public number (9 digits) and the sender's key (20 digits).

Digits, because letters are misheard on the telephone; the last one is a check digit by H. Michael Damm's method,
which notices every single wrong digit and every swap of two neighbours.
"""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from hashlib import sha256

from hoiam.vault import keys

NUMBER_LENGTH = 9
KEY_LENGTH = 20

# A totally anti-symmetric quasigroup of order 10 with zeros on the diagonal (M. Damm, Marburg 2004).
_TABLE = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


def new_number() -> str:
    """A random public number; the caller draws again when a message has it already."""
    first = secrets.choice("123456789")
    return _with_check_digit(first + _random_digits(NUMBER_LENGTH - 2))


def new_key() -> str:
    """A random key: 19 digits (63 bits) and the check digit."""
    return _with_check_digit(_random_digits(KEY_LENGTH - 1))


def check(name: str) -> bool:
    """Whether this can be a number or a key: right length, digits only, right check digit."""
    return len(name) in (NUMBER_LENGTH, KEY_LENGTH) and name.isascii() and name.isdigit() and _remainder(name) == "0"


def digits(text: str) -> str:
    """The digits of what a person typed: spaces, dots, dashes and words around them are dropped."""
    return "".join(str(unicodedata.decimal(sign)) for sign in text if sign.isdecimal())


def spaced(name: str) -> str:
    """In groups of four, to be read aloud: «2611 4837 5»."""
    return " ".join(name[at : at + 4] for at in range(0, len(name), 4))


def hash_key(number: str, key: str) -> str:
    """What is stored of a key. The number goes in, so that one table serves no two messages."""
    return hmac.new(keys.pepper(), f"{number}|{key}".encode(), sha256).hexdigest()


def key_matches(number: str, key: str, stored: str) -> bool:
    """Whether this is the key of the message; takes the same time for every wrong one."""
    return hmac.compare_digest(hash_key(number, key), stored)


def _random_digits(count: int) -> str:
    return "".join(secrets.choice("0123456789") for _ in range(count))


def _with_check_digit(body: str) -> str:
    # Zeros on the diagonal make the remainder of the body its own check digit.
    return body + _remainder(body)


def _remainder(name: str) -> str:
    row = "0"
    for digit in name:
        row = _TABLE[int(row)][int(digit)]
    return row
