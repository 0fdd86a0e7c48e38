"""One machine, no set-up: what `make run` uses. Not for a server that others reach."""

from __future__ import annotations

import os
import secrets

from luatsong.site.settings.base import *  # noqa: F403
from luatsong.site.settings.base import HOME, TEMPLATES


def _own_secret() -> str:
    """A key made on this machine on the first start and kept out of the repository."""
    path = HOME / "secret-key"
    if not path.exists():
        HOME.mkdir(parents=True, exist_ok=True)
        # O_EXCL: two processes that start together must not overwrite each other's key.
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text()
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text()


SECRET_KEY = os.environ.get("SECRET_KEY") or _own_secret()
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
SAMPLE_ACCOUNTS = True
TEMPLATES[0]["OPTIONS"].setdefault("debug", False)  # type: ignore[attr-defined]
# WhiteNoise looks into this folder although styles are served from the packages here.
(HOME / "static").mkdir(parents=True, exist_ok=True)
