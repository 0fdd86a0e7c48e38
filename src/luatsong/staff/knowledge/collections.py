"""Who writes items may add and choose pictures and files, too: the CMS keeps that by collection."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission

_WRITERS = ("knowledge", "change_item")
_GIVEN = (
    ("wagtailimages", "add_image"),
    ("wagtailimages", "choose_image"),
    ("wagtaildocs", "add_document"),
    ("wagtaildocs", "choose_document"),
)


def give_collections(group: Group) -> None:
    """Let the role add and choose pictures and files if, and only if, it writes items."""
    label, codename = _WRITERS
    writes = group.permissions.filter(content_type__app_label=label, codename=codename).exists()
    root = Collection.get_first_root_node()
    for app_label, name in _GIVEN:
        permission = Permission.objects.get(content_type__app_label=app_label, codename=name)
        held = {"group": group, "collection": root, "permission": permission}
        if writes:
            GroupCollectionPermission.objects.get_or_create(**held)
        else:
            GroupCollectionPermission.objects.filter(**held).delete()
