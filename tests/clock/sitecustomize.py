"""Python reads this by itself where this folder is on PYTHONPATH: every process of a test obeys its clock."""

import moved_clock

moved_clock.start()
