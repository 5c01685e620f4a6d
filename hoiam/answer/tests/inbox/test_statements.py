"""The inbox asks the database few questions, whatever is looked for and whoever looks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from hoiam.answer.inbox.filters import FILTERS
from hoiam.answer.reply import acts
from hoiam.answer.tests.inbox.test_inbox import WORDS, accepted, assigned, signed_in
from hoiam.testing import Ward, ward

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Ward]:
    """Three drafts to approve and a matter that nobody leads: these tests look only."""
    with django_db_blocker.unblock(), transaction.atomic():
        w = ward()
        for _ in range(3):
            acts.draft(assigned(w), outcome="solved", text=WORDS, by=w.hung, at=timezone.now())
        accepted(w)
        yield w
        transaction.set_rollback(True)


@pytest.mark.parametrize("key", list(FILTERS))
@pytest.mark.parametrize("who", ["nam", "lan", "binh", "hai", "mai"])
def test_every_filter_reads_at_most_a_dozen_statements(
    scene: Ward, key: str, who: str, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(getattr(scene, who))
    client.get("/ban")
    with django_assert_max_num_queries(12):
        assert client.get(f"/ban?loc={key}").status_code == 200
