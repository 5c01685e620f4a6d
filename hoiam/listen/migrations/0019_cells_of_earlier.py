"""Messages that were received with coordinates before there were cells get theirs."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from hoiam.listen.likeness.grid import cell


def fill(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    messages = apps.get_model("listen", "Message").objects
    without = messages.filter(lat__isnull=False, cell_lat__isnull=True).order_by().values_list("pk", "lat", "lon")
    for pk, lat, lon in list(without):
        cell_lat, cell_lon = cell(lat, lon)
        messages.filter(pk=pk).update(cell_lat=cell_lat, cell_lon=cell_lon)


class Migration(migrations.Migration):
    dependencies = [("listen", "0018_waiting_list")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
