"""Who on the staff reads which side of a report."""

from __future__ import annotations

from hoiam.office.models import Person, Role, roles_of

# The people whom a restricted file's access list begins with (listen.acts); others must not learn of it from a number.
KNOWS_RESTRICTED = frozenset({Role.APPROVER, Role.RECEPTION_OFFICER})


def reads_inside(person: Person) -> bool:
    """Whether the exact numbers of complaints and denunciations are for this person."""
    return bool(KNOWS_RESTRICTED & roles_of(person))
