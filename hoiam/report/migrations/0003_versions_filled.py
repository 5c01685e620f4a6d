"""Reports of before the periods were weeks from Monday to Sunday, each frozen once: the first version."""

from datetime import date, timedelta

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def fill(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    Report, Frozen = apps.get_model("report", "Report"), apps.get_model("report", "Frozen")
    Published, FrozenFigure = apps.get_model("report", "Published"), apps.get_model("report", "FrozenFigure")
    for report in Report.objects.all():
        year, week = report.period.split("-W")
        report.first = date.fromisocalendar(int(year), int(week), 1)
        report.last = report.first + timedelta(days=6)
        report.save(update_fields=["first", "last"])
    for frozen in Frozen.objects.select_related("by").iterator(chunk_size=50):
        Published.objects.filter(report_id=frozen.report_id).update(frozen=frozen)
        frozen.post = frozen.by.post
        frozen.save(update_fields=["post"])
        FrozenFigure.objects.bulk_create(
            FrozenFigure(
                frozen=frozen,
                inside=inside,
                figure=one["id"],
                definition=1,
                value=one["value"],
                numerator=one["numerator"],
                denominator=one["denominator"],
                parts={part["key"]: part["value"] for part in one["parts"]},
            )
            for inside, face in ((False, frozen.public), (True, frozen.inside))
            for one in face["figures"]
        )


class Migration(migrations.Migration):
    dependencies = [("report", "0002_periods")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
