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
    text = files("luatsong.accounts").joinpath("data/roles.toml").read_text(encoding="utf-8")
    return {
        row["code"]: Role(row["code"], row["name"], tuple(row["permissions"]))
        for row in tomllib.loads(text)["role"]
    }


def create_roles(group_model: Any, permission_model: Any) -> None:
    """Make the groups that do not exist yet and give them their permissions.

    Takes the models so that a migration can pass historical ones. Groups that exist are left as
    they are: an administrator may have changed what they allow.
    """
    known = {
        f"{app_label}.{codename}": key
        for key, app_label, codename in permission_model.objects.values_list(
            "pk", "content_type__app_label", "codename"
        )
    }
    for role in roles().values():
        group, created = group_model.objects.get_or_create(name=role.name)
        if created:
            group.permissions.set(known[p] for p in role.permissions if p in known)
