"""How every form of the house looks."""

from __future__ import annotations

from django.forms import renderers


class Renderer(renderers.DjangoTemplates):
    """Label, hint, error, control, tied together for screen readers: web/parts/field.html for every field."""

    form_template_name = "web/forms/form.html"
    field_template_name = "web/parts/field.html"
