"""Who sees or decides at the quarantine desk may do the same at the desk of effects."""

from django.apps import apps as current_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

from luatsong.accounts.roles import create_roles

LIKE = {"view_effect": "view_intake", "change_effect": "change_intake"}


def give(apps, schema_editor):
    # Permissions are otherwise made only after all migrations have run.
    create_permissions(
        current_apps.get_app_config("law"), verbosity=0, using=schema_editor.connection.alias
    )
    group = apps.get_model("auth", "Group")
    permission = apps.get_model("auth", "Permission")
    known = {p.codename: p for p in permission.objects.filter(content_type__app_label="law")}
    for wanted, like in LIKE.items():
        for found in group.objects.filter(permissions=known[like]):
            found.permissions.add(known[wanted])
    create_roles(group, permission)  # names the new permissions


class Migration(migrations.Migration):
    dependencies = [
        ("staff", "0002_roles"),
        ("law", "0003_living_law"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
