"""Every field of every form: label, hint, error and control in this order, tied for those who listen to the page."""

from __future__ import annotations

from django import forms
from django.template import Context, Template


class Sending(forms.Form):
    text = forms.CharField(label="Nội dung", help_text="Viết như bạn nói.", widget=forms.Textarea)
    kind = forms.ChoiceField(
        label="Bạn muốn làm gì?",
        widget=forms.RadioSelect,
        choices=[("question", "Hỏi: thủ tục, giấy tờ"), ("", "Tôi không rõ")],
    )


def test_a_field_is_tied_to_its_hint_and_its_error():
    shown = str(Sending({})["text"].as_field_group())
    assert '<label for="id_text">Nội dung</label>' in shown
    assert 'aria-describedby="id_text_helptext id_text_error"' in shown
    assert shown.index("<label") < shown.index('id="id_text_helptext"') < shown.index('id="id_text_error"')
    assert shown.index('id="id_text_error"') < shown.index("<textarea")
    assert "Hãy điền phần này." in shown


def test_choices_stand_in_a_fieldset_each_with_its_hint():
    shown = str(Sending()["kind"].as_field_group())
    assert "<legend>Bạn muốn làm gì?</legend>" in shown
    assert '<label for="id_kind_0"><b>Hỏi</b><span class="hint">thủ tục, giấy tờ</span></label>' in shown
    assert '<label for="id_kind_1">Tôi không rõ</label>' in shown


def test_the_summary_of_errors_names_each_field_and_leads_to_it():
    form = Sending({"kind": "x"})
    shown = Template('{% include "web/parts/error_summary.html" %}').render(Context({"form": form}))
    assert '<a href="#id_text">Nội dung: Hãy điền phần này.</a>' in shown
    assert 'href="#id_kind_0"' in shown
    assert "autofocus" in shown
    assert Template('{% include "web/parts/error_summary.html" %}').render(Context({"form": Sending()})).strip() == ""


def test_what_a_person_typed_is_escaped_wherever_it_comes_back():
    shown = str(Sending({"text": "<script>alert(1)</script>", "kind": "question"}))
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
