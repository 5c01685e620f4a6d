"""At which moments the suites run. A folder for PYTHONPATH: see moved_clock.py."""

from datetime import UTC, datetime
from pathlib import Path

CLOCK = Path(__file__).resolve().parent
# A working day and a day off, of two months and years: what hangs on the day fails on one of the two.
TUESDAY = "2026-12-01T10:00:00+07:00"
SUNDAY = "2027-01-24T20:00:00+07:00"
# OpenSSL and Dovecot read the machine's own clock: a certificate that they check holds in whatever year that is.
FROM, UNTIL = datetime(2020, 1, 1, tzinfo=UTC), datetime(2120, 1, 1, tzinfo=UTC)
