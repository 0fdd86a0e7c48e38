"""A server that others reach: everything that must be chosen is asked for, nothing unsafe starts.

Set `DJANGO_SETTINGS_MODULE=luatsong.site.settings.production`; docs/operations.md explains each
variable. A variable that is missing or unsafe stops the start with a sentence that says why.
"""

from __future__ import annotations

import os

from luatsong.site.settings.base import *  # noqa: F403
from luatsong.site.settings.base import CONTENT_SECURITY_POLICY, LOGGING
from luatsong.site.settings.demands import (
    allowed_hosts,
    base_url,
    database_url,
    flag,
    seconds,
    secret_key,
)

DEBUG = False
SECRET_KEY = secret_key(os.environ)
# Old keys still open sessions that were signed with them; see operations.md on changing keys.
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("SECRET_KEY_OLD", "").split(",") if key]
ALLOWED_HOSTS = allowed_hosts(os.environ)
WAGTAILADMIN_BASE_URL = base_url(os.environ)
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]
database_url(os.environ)  # `core` has read it; here it only must not be forgotten

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = seconds(os.environ, "HSTS_SECONDS", default=365 * 24 * 60 * 60)
SECURE_HSTS_INCLUDE_SUBDOMAINS = flag(os.environ, "HSTS_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-phien"
CSRF_COOKIE_NAME = "__Host-csrf"
# Only where a proxy of ours sets this header on every request and removes what clients send.
if flag(os.environ, "BEHIND_HTTPS_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Sub-domains and preload lists are the province's own decision; the CMS frames its previews.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W019", "security.W021"]

CONTENT_SECURITY_POLICY["DIRECTIVES"]["upgrade-insecure-requests"] = True  # type: ignore[assignment]

EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_PASSWORD", "")
EMAIL_USE_TLS = True
EMAIL_TIMEOUT = 10

# Standard error is kept by the service manager (requirements 8.13: three months and more).
LOGGING["root"]["level"] = os.environ.get("LOG_LEVEL", "INFO")  # type: ignore[index]
