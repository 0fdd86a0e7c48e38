"""The smallest settings that can load, store and search law: no CMS, no web.

Commands start with these (`luatsong ingest`), because importing the CMS costs seconds.
Each row of the table in the design has one variable here: DATABASE_URL, SEARCH_URL, CACHE_URL.
"""

from __future__ import annotations

import os
from pathlib import Path

import dj_database_url

# Everything the product writes on one machine lives under this folder.
HOME = Path(os.environ.get("LUATSONG_HOME", "var")).resolve()

SECRET_KEY = os.environ.get("SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS: list[str] = []

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "luatsong.accounts",
    "luatsong.law",
    "luatsong.search",
    "luatsong.assistant",
    "luatsong.sample",
]

AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{HOME / 'luatsong.sqlite3'}", conn_max_age=60
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # IMMEDIATE: a writer waits for its turn instead of failing in mid-transaction.
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            "PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;"
        ),
    }

SEARCH_URL = os.environ.get("SEARCH_URL", f"tantivy://{HOME / 'search'}")

# A server with a model of the province's own (OpenAI-compatible, "http://host:8000/v1"); without
# it the assistant answers by quotes alone.
LLM_URL = os.environ.get("LLM_URL", "")
LLM_MODEL = os.environ.get("LLM_MODEL", "default")
LLM_KEY = os.environ.get("LLM_KEY", "")
# A TOML file with the assistants of other agencies that people may ask, too.
ASSISTANT_CONNECTORS = os.environ.get("ASSISTANT_CONNECTORS", "")
# Sites that may show the box in a frame, spaces between: "https://xa.example.vn".
ASSISTANT_FRAME_ANCESTORS = os.environ.get("ASSISTANT_FRAME_ANCESTORS", "").split()

CACHE_URL = os.environ.get("CACHE_URL", "")
CACHES = {
    "default": (
        {
            "BACKEND": "luatsong.site.caches.SharedCache",
            "LOCATION": CACHE_URL,
            # A cache that takes longer than the page would is of no use.
            "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},
        }
        if CACHE_URL
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    )
}

MEDIA_ROOT = HOME / "files"
MEDIA_URL = "/tep/"

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
