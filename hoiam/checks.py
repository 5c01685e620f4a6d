"""System checks: what is set up wrongly, and how to mend it."""
