"""The figures: each is one function over the account of a period, with its name, its unit and how it is counted.

Each group stands in a file of its own; they are read in this order.
"""

from __future__ import annotations

from hoiam.report import figures_balance as figures_balance
from hoiam.report import figures_clock as figures_clock
from hoiam.report import figures_letters
from hoiam.report import figures_public as figures_public
from hoiam.report import figures_sender as figures_sender
from hoiam.report.account import Account
from hoiam.report.definitions import FIGURES as FIGURES
from hoiam.report.definitions import Counted
from hoiam.workdays.calendar import Calendar

# Restricted files: exact for the superior, in public never below five (WORDS.md, section 5).
RESTRICTED_FIGURES = ("letters_complaint", "letters_denunciation", "vault_openings_restricted")
# Exact for the superior, and in public not at all.
INSIDE_FIGURES = frozenset(figures_letters.INSIDE_FIGURES)


def count_all(account: Account, calendar: Calendar) -> dict[str, Counted]:
    """Every figure of the table, counted from one account."""
    return {id: definition.count(account, calendar) for id, definition in FIGURES.items()}
