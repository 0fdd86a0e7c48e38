"""Who edited the law writes content too; the three roles of the portal; pictures for writers."""

from django.apps import apps as current_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

from luatsong.accounts.roles import create_roles, roles

_FILES = {"wagtailimages": ["add_image", "choose_image"], "wagtaildocs": ["add_document", "choose_document"]}


def give(apps, schema_editor):
    # Permissions are otherwise made only after all migrations have run.
    for label in ("knowledge", *_FILES):
        create_permissions(
            current_apps.get_app_config(label), verbosity=0, using=schema_editor.connection.alias
        )
    group = apps.get_model("auth", "Group")
    permission = apps.get_model("auth", "Permission")
    create_roles(group, permission)
    known = {
        f"knowledge.{found.codename}": found
        for found in permission.objects.filter(content_type__app_label="knowledge")
    }
    # On a new store the roles were made before there was anything of this room to give.
    for role in roles().values():
        for found in group.objects.filter(name=role.name):
            found.permissions.add(*(known[name] for name in role.permissions if name in known))
    _pictures(apps, group, permission)


def _pictures(apps, group, permission):
    held = apps.get_model("wagtailcore", "GroupCollectionPermission")
    root = apps.get_model("wagtailcore", "Collection").objects.order_by("path").first()
    writes = permission.objects.get(content_type__app_label="knowledge", codename="change_item")
    for label, names in _FILES.items():
        for found in permission.objects.filter(content_type__app_label=label, codename__in=names):
            for writers in group.objects.filter(permissions=writes):
                held.objects.get_or_create(group=writers, collection=root, permission=found)


class Migration(migrations.Migration):
    dependencies = [
        ("staff", "0004_sought_roles"),
        ("knowledge", "0003_recall"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailcore", "0094_alter_page_locale"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
