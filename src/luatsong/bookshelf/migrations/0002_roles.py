"""Who has a role that makes or publishes books may do so."""

from django.apps import apps as current_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

from luatsong.accounts.roles import create_roles, roles


def give(apps, schema_editor):
    # Permissions are otherwise made only after all migrations have run.
    create_permissions(
        current_apps.get_app_config("bookshelf"), verbosity=0, using=schema_editor.connection.alias
    )
    group = apps.get_model("auth", "Group")
    permission = apps.get_model("auth", "Permission")
    known = {
        f"bookshelf.{found.codename}": found
        for found in permission.objects.filter(content_type__app_label="bookshelf")
    }
    for role in roles().values():
        for found in group.objects.filter(name=role.name):
            found.permissions.add(*(known[name] for name in role.permissions if name in known))
    create_roles(group, permission)  # names the new permissions


class Migration(migrations.Migration):
    dependencies = [
        ("bookshelf", "0001_initial"),
        ("staff", "0004_sought_roles"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
