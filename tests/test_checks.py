"""What is set up wrongly is said at the start, with what to do."""

from __future__ import annotations

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

pytestmark = pytest.mark.django_db


def found() -> list[str]:
    return [str(one.id) for one in run_checks(tags=["database"], databases=["default"])]


def test_a_home_made_by_this_version_is_read():
    assert "hoiam.E006" not in found()


def test_a_home_of_a_version_before_0_1_is_refused_with_a_sentence_and_left_as_it_is():
    MigrationRecorder(connection).record_applied("listen", "0006_withholding")
    assert "hoiam.E006" in found()
    before = MigrationRecorder(connection).applied_migrations().keys()
    with pytest.raises(SystemCheckError, match=r"bản thử trước 0\.1"):
        call_command("migrate", verbosity=0, interactive=False, skip_checks=False)
    assert MigrationRecorder(connection).applied_migrations().keys() == before
