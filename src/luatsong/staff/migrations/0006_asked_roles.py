"""Who sees what people sought sees what they asked; contacts are for those who work on cases."""

from django.apps import apps as current_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

from luatsong.accounts.roles import create_roles

# (new permission, the one its holders have already)
_LIKE = (("view_askedquestion", "view_sought"), ("view_assistantquestion", "change_document"))


def give(apps, schema_editor):
    # Permissions are otherwise made only after all migrations have run.
    create_permissions(
        current_apps.get_app_config("assistant"), verbosity=0, using=schema_editor.connection.alias
    )
    group = apps.get_model("auth", "Group")
    permission = apps.get_model("auth", "Permission")
    for codename, like in _LIKE:
        new = permission.objects.get(content_type__app_label="assistant", codename=codename)
        for found in group.objects.filter(permissions__codename=like):
            found.permissions.add(new)
    create_roles(group, permission)  # names the new permissions


class Migration(migrations.Migration):
    dependencies = [
        ("staff", "0005_knowledge_roles"),
        ("assistant", "0001_initial"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
