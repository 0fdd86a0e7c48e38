"""A store of its own for a measurement, in a temporary folder that is removed afterwards."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def fresh_store() -> Iterator[Path]:
    """Set Django up on an empty store of the product's own default kind; yields its folder.

    Once in a process: settings are read only once. `LUATSONG_HOME` is set for child processes.
    """
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder:
        home = Path(folder)
        for name in ("DATABASE_URL", "SEARCH_URL", "CACHE_URL"):
            os.environ.pop(name, None)
        os.environ["LUATSONG_HOME"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "luatsong.site.settings.embedded"
        (home / "static").mkdir()
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        try:
            yield home
        finally:
            from django.db import connections

            connections.close_all()
