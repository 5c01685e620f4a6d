from typing import Any

from django.db import migrations


def send_what_was_written(apps: Any, _: Any) -> None:
    """Until now whatever a unit wrote stood in the report at once."""
    narrative, sent = apps.get_model("report", "Narrative"), apps.get_model("report", "SentSection")
    rows = (
        sent(
            report_id=one.report_id, unit_id=one.unit_id, section=one.section, narrative=one, by_id=one.by_id, at=one.at
        )
        for one in narrative.objects.order_by("at", "id").iterator()
    )
    sent.objects.bulk_create(rows, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("report", "0006_sections")]

    operations = [migrations.RunPython(send_what_was_written, migrations.RunPython.noop)]
