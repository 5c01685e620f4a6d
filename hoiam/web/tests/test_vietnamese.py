"""Everything that Django itself can say on our screens is Vietnamese, in the office's voice."""

from __future__ import annotations

from pathlib import Path

import allauth
import django
import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po
from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver

from hoiam.web.assets import catalogues

# The parts of Django whose sentences reach a person: forms, validators, signing in, passwords.
SPEAKING = (
    "forms/fields.py",
    "forms/forms.py",
    "forms/formsets.py",
    "forms/models.py",
    "forms/utils.py",
    "forms/widgets.py",
    "core/validators.py",
    "contrib/auth/forms.py",
    "contrib/auth/password_validation.py",
    "contrib/auth/validators.py",
    "contrib/auth/base_user.py",
    "utils/timesince.py",
)
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2)}
PO = Path(settings.BASE_DIR) / "locale" / "vi" / "LC_MESSAGES" / "django.po"


@pytest.fixture(scope="module")
def catalogue():
    with PO.open("rb") as file:
        return read_po(file, locale="vi")


def test_every_sentence_of_djangos_forms_and_logins_has_our_words(catalogue):
    root = Path(django.__file__).parent
    said = set()
    for name in SPEAKING:
        for _, message, _, _ in extract_from_file("python", root / name, keywords=KEYWORDS):
            said.add(message if isinstance(message, str) else message[0])
    missing = sorted(sentence for sentence in said if not (catalogue.get(sentence) and catalogue.get(sentence).string))
    assert missing == []


# The parts of allauth that speak to somebody who signs in here.
SIGNING_IN = (
    *("account/adapter.py", "account/fields.py", "account/forms.py", "account/views.py"),
    *("mfa/adapter.py", "mfa/models.py", "mfa/base/forms.py", "mfa/base/views.py", "mfa/totp/forms.py"),
    *("mfa/totp/views.py", "mfa/recovery_codes/forms.py", "mfa/webauthn/forms.py", "mfa/webauthn/views.py"),
    *("socialaccount/adapter.py", "socialaccount/forms.py", "usersessions/forms.py"),
)


def test_every_sentence_of_signing_in_has_our_words(catalogue):
    root = Path(allauth.__file__).parent
    said = {
        message if isinstance(message, str) else message[0]
        for name in SIGNING_IN
        for _, message, _, _ in extract_from_file("python", root / name, keywords=KEYWORDS)
    }
    assert said
    missing = sorted(sentence for sentence in said if not (catalogue.get(sentence) and catalogue.get(sentence).string))
    assert missing == []


def test_every_page_of_signing_in_is_ours():
    """A page of theirs would be English: each template that a view of our table may show stands in our folder."""
    ours = Path(settings.BASE_DIR) / "desk" / "templates"
    shown = set()
    for pattern in get_resolver().url_patterns:
        view = getattr(pattern.callback, "view_class", None)
        if view is not None and view.__module__.startswith("allauth"):
            shown.add(getattr(view, "template_name", None))
    shown = {name for name in shown if name}
    assert len(shown) > 12
    assert sorted(name for name in shown if not (ours / name).is_file()) == []


def test_every_translation_keeps_the_places_where_values_go(catalogue):
    wrong = [message.id for message in catalogue if list(message.check(catalogue))]
    assert wrong == []


def test_the_catalogue_is_compiled_by_the_set_up():
    assert PO.with_suffix(".mo").is_file(), "chạy: python -m hoiam.web.assets"
    assert catalogues(PO.parents[2]) == [], "a second run changes nothing"


class EverySortOfField(forms.Form):
    words = forms.CharField(max_length=5)
    empty = forms.CharField()
    address = forms.EmailField()
    day = forms.DateField()
    number = forms.IntegerField(min_value=1)
    kind = forms.ChoiceField(choices=[("a", "A")])
    file = forms.FileField()


def test_a_form_tells_what_to_do_in_vietnamese():
    form = EverySortOfField(
        {"words": "dài quá rồi", "address": "hoa@", "day": "31/02/2026", "number": "0", "kind": "b"},
        {"file": SimpleUploadedFile("anh.jpg", b"")},
    )
    assert {name: list(errors) for name, errors in form.errors.items()} == {
        "words": ["Hãy viết gọn lại, tối đa 5 ký tự (hiện có 11)."],
        "empty": ["Hãy điền phần này."],
        "address": ["Địa chỉ thư điện tử chưa đúng, ví dụ: ten@vidu.vn."],
        "day": ["Ngày chưa đúng. Hãy viết ngày/tháng/năm, ví dụ: 05/10/2026."],
        "number": ["Giá trị không được nhỏ hơn 1."],
        "kind": ["Lựa chọn «b» không có trong danh sách. Hãy chọn lại."],
        "file": ["Tệp này trống. Hãy chọn tệp khác."],
    }


def test_the_fifth_of_october_is_not_the_tenth_of_may():
    assert f"{forms.DateField().clean('05/10/2026'):%Y-%m-%d}" == "2026-10-05"


def test_a_weak_password_is_refused_in_vietnamese():
    with pytest.raises(ValidationError) as refused:
        validate_password("123456")
    assert refused.value.messages == [
        "Mật khẩu này ngắn quá; cần ít nhất 10 ký tự.",
        "Mật khẩu này nhiều người dùng nên dễ bị đoán.",
    ]


@pytest.mark.django_db
def test_a_wrong_password_is_told_in_vietnamese():
    form = AuthenticationForm(None, {"username": "nam", "password": "sai"})
    assert form.non_field_errors() == [
        "Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy kiểm tra bộ gõ tiếng Việt và phím Caps Lock."
    ]
