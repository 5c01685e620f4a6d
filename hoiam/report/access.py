"""Who on the staff reads which side of a report."""

from __future__ import annotations

from hoiam.office.models import Person, Role, roles_of

# Who signs the exact report for the superior. What is about the leadership itself is in the province's figures. Others,
# a reception officer of a unit that a denunciation is about among them, must not learn of one from a number.
KNOWS_RESTRICTED = frozenset({Role.APPROVER})


def reads_inside(person: Person) -> bool:
    """Whether the exact numbers of complaints and denunciations are for this person."""
    return bool(KNOWS_RESTRICTED & roles_of(person))
