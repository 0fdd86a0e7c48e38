"""Who writes items hands in recordings of people; who reviews or approves items listens to them."""

from django.apps import apps as current_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

from luatsong.accounts.roles import create_roles

# (new permission, those its holders have already)
_LIKE = (("add_voice", ("change_item",)), ("review_voice", ("review_item", "approve_item")))


def give(apps, schema_editor):
    # Permissions are otherwise made only after all migrations have run.
    create_permissions(
        current_apps.get_app_config("renditions"), verbosity=0, using=schema_editor.connection.alias
    )
    group = apps.get_model("auth", "Group")
    permission = apps.get_model("auth", "Permission")
    for codename, like in _LIKE:
        new = permission.objects.get(content_type__app_label="renditions", codename=codename)
        for found in group.objects.filter(permissions__codename__in=like).distinct():
            found.permissions.add(new)
    create_roles(group, permission)  # names the new permissions


class Migration(migrations.Migration):
    dependencies = [
        ("staff", "0006_asked_roles"),
        ("renditions", "0004_spoken"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
