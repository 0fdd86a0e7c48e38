"""Who sees the documents of the staff side sees what people sought."""

from django.apps import apps as current_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

from luatsong.accounts.roles import create_roles


def give(apps, schema_editor):
    # Permissions are otherwise made only after all migrations have run.
    create_permissions(
        current_apps.get_app_config("follows"), verbosity=0, using=schema_editor.connection.alias
    )
    group = apps.get_model("auth", "Group")
    permission = apps.get_model("auth", "Permission")
    seen = permission.objects.get(content_type__app_label="follows", codename="view_sought")
    like = permission.objects.get(content_type__app_label="law", codename="view_document")
    for found in group.objects.filter(permissions=like):
        found.permissions.add(seen)
    create_roles(group, permission)  # names the new permission


class Migration(migrations.Migration):
    dependencies = [
        ("staff", "0003_effect_roles"),
        ("follows", "0001_initial"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
