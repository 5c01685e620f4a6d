"""Whom a denunciation names, by its words: enough to keep it from them, until a person has read it.

Nothing is looked up but the office's own units and staff, in this one text. To be too careful costs little here: who is
wrongly kept away is put on the access list by a reader, and the province hands back what is not its own.
"""

from __future__ import annotations

import re

from hoiam.office.models import Office, Person, Unit
from hoiam.viettext.fold import fold

# A chairman of the office; not of the People's Council, a mass organisation, or of a level above.
_LEADER = re.compile(
    r"\bchu tich\b(?! (?:hoi|mat tran|cong doan|nuoc|quoc hoi|(?:uy ban nhan dan )?(?:tinh|thanh pho|huyen)))"
)
# Who is written to is not who is denounced.
_ASKED = re.compile(
    r"\b(?:gui|thua|de nghi|mong|xin|nho|yeu cau|bao cao|trinh)"
    r"(?: (?:toi|den|len|cho|cac|quy|ong|ba|dong chi|ngai|anh|chi|bac|chu|pho))*$"
)
_GREETING = re.compile(r"^\W*kinh (?:gui|thua)\b")


def names_leadership(text: str) -> bool:
    """Whether a denunciation speaks of the chairman or a deputy, other than as whom it asks."""
    plain = _plain(text)
    return any(not _ASKED.search(plain[: found.start()].rstrip()) for found in _LEADER.finditer(plain))


def named_units(office: Office, text: str) -> list[Unit]:
    """The units whose name, or its first part («Phòng Kinh tế»), stands in the text."""
    plain = _plain(text)
    return [unit for unit in office.units.all() if _stands_in(unit.name.partition(",")[0], plain)]


def named_people(office: Office, text: str) -> list[Person]:
    """The staff whose full name stands in the text."""
    plain = _plain(text)
    people = Person.objects.filter(office=office, is_active=True)
    return [person for person in people if len(person.full_name.split()) > 1 and _stands_in(person.full_name, plain)]


def _stands_in(name: str, plain: str) -> bool:
    return f" {_plain(name)} " in f" {plain} "


def _plain(text: str) -> str:
    """Folded words in one line, without the lines that greet."""
    lines = (fold(line) for line in text.splitlines())
    return " ".join(re.findall(r"\w+", " ".join(line for line in lines if not _GREETING.match(line))))
