"""People who write, review and approve, for tests."""

from __future__ import annotations

import itertools

from django.contrib.auth.models import Group, Permission

from luatsong.accounts.models import User
from luatsong.accounts.roles import create_roles
from luatsong.accounts.services import create_account

_numbers = itertools.count(1)


def make_person(role: str) -> User:
    """A new account in a role ("author", "reviewer", "approver", …) and in no other."""
    if not Group.objects.exists():
        create_roles(Group, Permission)
    username = f"{role}-{next(_numbers)}"
    create_account(username=username, role=role, name=username)
    return User.objects.get(username=username)


def with_all_roles(user: User) -> User:
    """The person may write, review and approve: only the rule of four eyes is in the way."""
    user.groups.set(Group.objects.all())
    return User.objects.get(pk=user.pk)
