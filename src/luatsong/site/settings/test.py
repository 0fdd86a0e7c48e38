"""Settings of the test suite: fast hashes, plain static files, files in a temporary folder."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

_HOME = Path(tempfile.mkdtemp(prefix="luatsong-test-"))
os.environ["LUATSONG_HOME"] = str(_HOME)

from luatsong.site.settings.base import *  # noqa: E402, F403
from luatsong.site.settings.base import DATABASES  # noqa: E402

(_HOME / "static").mkdir()  # WhiteNoise warns when it is not there
SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
RENDITION_FORMS = ()  # setting pages and speaking take seconds; tests of them ask for them
WHOLE_PAGE_BYTES = 0  # tests change the store and look again at once
LOOKUP_SECONDS = 0  # the same
TALLY_SECONDS = 0  # a count of one test is not written into another
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": str(_HOME / "test.sqlite3")}
