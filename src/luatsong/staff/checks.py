"""Security checks of a deployment, for `luatsong check --deploy` and for every start."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Advice

MIN_PASSWORD_LENGTH = 14  # requirements 8.13: TCVN 14423:2026, without a second factor
_MINIMUM_LENGTH = "django.contrib.auth.password_validation.MinimumLengthValidator"


@register(Tags.security)
def login_is_guarded(**_kwargs: Any) -> list[CheckMessage]:
    """Throttling, password length and the content policy must not get lost in a settings file."""
    found: list[CheckMessage] = []
    if settings.AUTHENTICATION_BACKENDS[:1] != ["axes.backends.AxesStandaloneBackend"]:
        found.append(
            Error(
                "Throttling of logins is off.",
                hint="AxesStandaloneBackend must come first in AUTHENTICATION_BACKENDS.",
                id="staff.E001",
            )
        )
    if not getattr(settings, "AXES_ENABLED", True):
        found.append(Error("Throttling of logins is off (AXES_ENABLED).", id="staff.E002"))
    if _password_length() < MIN_PASSWORD_LENGTH:
        found.append(
            Error(
                f"Passwords may be shorter than {MIN_PASSWORD_LENGTH} characters.",
                hint="Set min_length of MinimumLengthValidator in AUTH_PASSWORD_VALIDATORS.",
                id="staff.E003",
            )
        )
    for directive, sources in _public_policy().items():
        if isinstance(sources, (list, tuple)) and "'unsafe-inline'" in sources:
            found.append(Error(f"The public site allows inline {directive}.", id="staff.E004"))
    return found


@register(Tags.security, deploy=True)
def production_is_chosen(**_kwargs: Any) -> list[CheckMessage]:
    """What only a real server must have."""
    found: list[CheckMessage] = []
    if "*" in settings.ALLOWED_HOSTS:
        found.append(Error("ALLOWED_HOSTS takes any name.", id="staff.E005"))
    if settings.SAMPLE_ACCOUNTS:
        found.append(
            Error(
                "These settings make sample accounts.",
                hint="Use luatsong.site.settings.production.",
                id="staff.E006",
            )
        )
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        found.append(
            Advice(
                "The store is one SQLite file.",
                hint="Enough for one machine; several machines need DATABASE_URL=postgres://…",
                id="staff.W001",
            )
        )
    return found


def _password_length() -> int:
    for validator in settings.AUTH_PASSWORD_VALIDATORS:
        if validator["NAME"] == _MINIMUM_LENGTH:
            return int(validator.get("OPTIONS", {}).get("min_length", 8))
    return 0


def _public_policy() -> dict[str, Any]:
    policy: dict[str, Any] = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    return policy
