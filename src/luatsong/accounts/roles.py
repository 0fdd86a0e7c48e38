"""Roles of the staff side: Django groups described by `data/roles.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Role:
    """One role; `permissions` are "app_label.codename"."""

    code: str
    name: str
    permissions: tuple[str, ...]


def roles() -> dict[str, Role]:
    """All roles by code, in the order of the data file."""
    return {
        row["code"]: Role(row["code"], row["name"], tuple(row["permissions"]))
        for row in _data()["role"]
    }


def named_permissions() -> dict[str, str]:
    """What a role can be given: "app_label.codename" -> what it is called."""
    return dict(_data()["names"])


def _data() -> dict[str, Any]:
    text = files("luatsong.accounts").joinpath("data/roles.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def create_roles(group_model: Any, permission_model: Any) -> None:
    """Make the groups that do not exist yet, give them their permissions, and name these.

    Takes the models so that a migration can pass historical ones. Groups that exist are left as
    they are: an administrator may have changed what they allow.
    """
    known = {
        f"{app_label}.{codename}": key
        for key, app_label, codename in permission_model.objects.values_list(
            "pk", "content_type__app_label", "codename"
        )
    }
    for permission, name in named_permissions().items():
        if permission in known:
            permission_model.objects.filter(pk=known[permission]).update(name=name)
    for role in roles().values():
        group, created = group_model.objects.get_or_create(name=role.name)
        if created:
            group.permissions.set(known[p] for p in role.permissions if p in known)
