"""Making accounts: the first administrator, and sample accounts for a trial on one machine."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from luatsong.accounts.models import User
from luatsong.accounts.roles import roles

# Sample login names by role code; there is never a fixed password.
SAMPLE_USERNAMES = {
    "administrator": "quantri",
    "editor": "bientap",
    "viewer": "chixem",
    "author": "bientapvien",
    "reviewer": "thamdinh",
    "approver": "nguoiduyet",
}
SAMPLE_FILE = "tai-khoan-mau.txt"


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account just made; the password is not kept anywhere in the store."""

    username: str
    password: str
    role: str


def random_password() -> str:
    """Four groups of five letters and digits: about 99 bits, easy to read out."""
    alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
    groups = ("".join(secrets.choice(alphabet) for _ in range(5)) for _ in range(4))
    return "-".join(groups)


@transaction.atomic
def create_account(
    *, username: str, role: str, email: str = "", password: str = "", name: str = ""
) -> NewAccount:
    """Make an account in one role; without a password a random one is made.

    `role` is a code of `data/roles.toml`. An administrator is also a superuser.
    Raises ValidationError for a password that the validators refuse, IntegrityError for a taken
    name. `name` is a given name, for accounts that are nobody's own.
    """
    chosen = roles()[role]
    user = User(
        username=username,
        email=email,
        last_name="Tài khoản" if name else "",
        first_name=name,
        is_staff=True,
        is_superuser=role == "administrator",
    )
    password = password or random_password()
    validate_password(password, user)
    user.set_password(password)
    user.save()
    user.groups.add(Group.objects.get(name=chosen.name))
    return NewAccount(username, password, chosen.name)


def ensure_sample_accounts(home: Path) -> list[NewAccount]:
    """Make one account a role if nobody can sign in yet; returns the accounts made.

    Passwords are random and kept in `home` in a file only its owner can read, so that a person
    who tries the product on one machine can find them again.
    """
    if User.objects.exists():
        return []
    with transaction.atomic():
        made = [
            create_account(username=username, role=role, name=roles()[role].name.lower())
            for role, username in SAMPLE_USERNAMES.items()
        ]
        _keep(home / SAMPLE_FILE, made)
    return made


def _keep(path: Path, accounts: list[NewAccount]) -> None:
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write("Tài khoản mẫu, chỉ dùng để dùng thử trên máy này.\n")
        file.writelines(f"{a.role}: {a.username} / {a.password}\n" for a in accounts)
