"""Settings of the whole site: the law, the portal and the staff side."""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF

from luatsong.site.settings.core import *  # noqa: F403
from luatsong.site.settings.core import HOME, INSTALLED_APPS

PACKAGE = Path(__file__).resolve().parents[2]

INSTALLED_APPS = [
    "luatsong.portal",
    "luatsong.staff",
    "luatsong.site",
    *INSTALLED_APPS,
    "wagtail.users",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.sites",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True

ROOT_URLCONF = "luatsong.site.urls"
WSGI_APPLICATION = "luatsong.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "luatsong.portal.context.site",
            ]
        },
    }
]

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
WHITENOISE_USE_FINDERS = True

LOCALE_PATHS = [PACKAGE / "site" / "locale"]
WAGTAIL_SITE_NAME = "Luật Sống"
WAGTAILADMIN_BASE_URL = os.environ.get("BASE_URL", "http://localhost:8000")
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES = [("vi", "Tiếng Việt")]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default"],
    }
}

# The public site names the department that runs it; a province sets its own.
SITE_PROVINCE = os.environ.get("SITE_PROVINCE", "tỉnh An Hà")
SITE_AGENCY = os.environ.get("SITE_AGENCY", "Sở Tư pháp tỉnh An Hà")
SITE_HOTLINE = os.environ.get("SITE_HOTLINE", "")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = False  # the CMS reads it from script
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# One legal document may be large (scans); what is larger is refused with a message.
LUATSONG_MAX_FILE_BYTES = 100 * 1024 * 1024
