"""Every power that was given is public by post; who watches over the work holds no other."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from hoiam.ledger.models import Entry
from hoiam.office.acts import appoint, end_role, grant
from hoiam.office.models import Role
from hoiam.testing import at, ward

pytestmark = pytest.mark.django_db


def test_everybody_reads_who_holds_what_by_post_and_no_name():
    w = ward()
    when = timezone.now() - timedelta(days=3)
    given = grant(w.hung, Role.HEAD_OF_UNIT, by=w.admin, at=when)
    end_role(given, by=w.admin, at=when + timedelta(days=1))
    assert 'href="/co-quan/giao-quyen"' in Client().get("/co-quan").content.decode()
    page = Client().get("/co-quan/giao-quyen").content.decode()
    for told in (
        "Công chức tiếp nhận, Văn phòng HĐND và UBND",
        "Quản trị hệ thống",
        "05/01/2026",
        "lập tại máy chủ",
        "Đã thôi trong một năm qua",
        f"{timezone.localdate(when):%d/%m/%Y}",
    ):
        assert told in page
    for person in (w.nam, w.lan, w.hung, w.binh, w.admin):
        assert person.full_name not in page
        assert f"{person.username}@" not in page


def test_what_ended_longer_than_a_year_ago_is_left_to_the_ledger():
    w = ward()
    given = grant(w.hung, Role.VICE_CHAIRMAN, by=w.admin, at=at("2024-01-08 08:00"))
    end_role(given, by=w.admin, at=at("2024-02-05 08:00"))
    assert "08/01/2024" not in Client().get("/co-quan/giao-quyen").content.decode()
    assert Entry.objects.filter(kind="role.ended").count() == 1


def test_who_watches_holds_no_other_role_from_either_side():
    w = ward()
    watcher = appoint(w.office, "giamsat", None, "Người giám sát", by=w.admin, at=at("2026-10-05 08:00"))
    grant(watcher, Role.AUDITOR, by=w.admin, at=at("2026-10-05 08:00"))
    with pytest.raises(ValidationError, match="không giữ thêm quyền nào khác"):
        grant(watcher, Role.CLERK, by=w.admin, at=at("2026-10-05 08:10"))
    with pytest.raises(ValidationError, match="không giữ thêm quyền nào khác"):
        grant(w.nam, Role.AUDITOR, by=w.admin, at=at("2026-10-05 08:10"))
    with pytest.raises(ValidationError, match="không giữ thêm quyền nào khác"):
        grant(w.admin, Role.AUDITOR, by=None, at=at("2026-10-05 08:10"))
