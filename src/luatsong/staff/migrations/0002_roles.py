"""The roles of the staff side, in place of the two groups the CMS brings."""

from django.apps import apps as current_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

from luatsong.accounts.roles import create_roles


def make_roles(apps, schema_editor):
    # Permissions are otherwise made only after all migrations have run.
    for label in ("accounts", "auth", "law", "wagtailadmin"):
        create_permissions(
            current_apps.get_app_config(label), verbosity=0, using=schema_editor.connection.alias
        )
    group = apps.get_model("auth", "Group")
    # Nobody can be in them yet; their English names and page permissions mean nothing here.
    group.objects.filter(name__in=["Moderators", "Editors"], user__isnull=True).delete()
    create_roles(group, apps.get_model("auth", "Permission"))


class Migration(migrations.Migration):
    dependencies = [
        ("staff", "0001_initial"),
        ("accounts", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("law", "0001_initial"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0002_initial_data"),
    ]
    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
