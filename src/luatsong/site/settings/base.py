"""Settings of the whole site: the law, the portal and the staff side."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from luatsong.site.settings.core import *  # noqa: F403
from luatsong.site.settings.core import HOME, INSTALLED_APPS, TIME_ZONE

PACKAGE = Path(__file__).resolve().parents[2]

INSTALLED_APPS = [
    "luatsong.portal",
    "luatsong.follows",
    "luatsong.responses",
    "luatsong.knowledge",
    "luatsong.renditions",
    "luatsong.bookshelf",
    "luatsong.samplesite",
    "luatsong.staff",
    "luatsong.site",
    *INSTALLED_APPS,
    "luatsong.staff.people.StaffUsersConfig",
    "wagtail.snippets",
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
    "django.middleware.gzip.GZipMiddleware",
    "luatsong.portal.assets.Assets",
    "luatsong.responses.middleware.CountPages",  # outside any cache of whole pages
    "luatsong.portal.whole_page.WholePages",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "luatsong.portal.unreachable.SearchUnreachable",
    "axes.middleware.AxesMiddleware",
]

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
# Length: NĐ 331/2026 and TCVN 14423:2026 (requirements 8.13) ask for 14 where there is no MFA.
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 14},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "wagtailadmin_login"
WAGTAILADMIN_USER_LOGIN_FORM = "luatsong.staff.login.StaffLoginForm"
SESSION_COOKIE_AGE = 12 * 60 * 60  # one working day
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "staff/locked_out.html"
AXES_CLIENT_IP_CALLABLE = "luatsong.accounts.client_address.client_address"
# How many proxies of our own stand before the application (each adds to X-Forwarded-For).
TRUSTED_PROXIES = int(os.environ.get("TRUSTED_PROXIES", "0"))
# Only the settings for a trial on one machine make sample accounts.
SAMPLE_ACCOUNTS = False

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
# Nothing on the staff side asks a server outside for anything: no version check, no avatars.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
# A forgotten password is reset by mail where a mail server is named, else by an administrator.
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "khong-tra-loi@localhost")
WAGTAIL_PASSWORD_RESET_ENABLED = bool(EMAIL_HOST)

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
# Tủ sách pháp luật điện tử quốc gia leads, the province's part complements it (QĐ 39/2025/QĐ-TTg:
# run by Bộ Tư pháp, joined with Cổng Pháp luật quốc gia, whose address stands here until the
# bookshelf has one of its own). Empty: named without a link.
NATIONAL_BOOKSHELF_URL = os.environ.get("NATIONAL_BOOKSHELF_URL", "https://phapluat.gov.vn")

# Speech to text for voice search: a server with OpenAI's /v1/audio/transcriptions that the province
# runs itself. Without one the browser's own recogniser is used where there is one.
ASR_URL = os.environ.get("ASR_URL", "")
ASR_MODEL = os.environ.get("ASR_MODEL", "whisper-1")
ASR_KEY = os.environ.get("ASR_KEY", "")
# Text to speech for sound of articles and provisions: a server with OpenAI's /v1/audio/speech that
# the province runs itself. Without one espeak-ng of this machine reads.
TTS_URL = os.environ.get("TTS_URL", "")
TTS_MODEL = os.environ.get("TTS_MODEL", "tts-1")
TTS_KEY = os.environ.get("TTS_KEY", "")
# Forms made of every item after its publication (luatsong.renditions.models.Form); a form that is
# left out is made by nobody.
RENDITION_FORMS: tuple[str, ...] = ("sound", "leaflet", "poster", "card", "slides", "outline")
# Counts of searches and reads are written to the store this often (seconds); 0: when told to.
TALLY_SECONDS = 30

# Memory of each process for whole public pages, ready to send (bytes); 0 keeps none.
WHOLE_PAGE_BYTES = int(os.environ.get("WHOLE_PAGE_MB", "48")) * 1024 * 1024
# Small tables that pages are put together from (counts, choices beside lists) are kept in each
# process so long (seconds), and made anew after a publication; 0: not at all.
LOOKUP_SECONDS = 10

# One policy for the public site and the staff side: docs/adr/0008.
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
CSRF_FAILURE_VIEW = "luatsong.portal.views.errors.form_expired"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# One legal document may be large (scans); what is larger is refused with a message.
LUATSONG_MAX_FILE_BYTES = 100 * 1024 * 1024
# Every other form with a file (a staff picture) gets this; only the upload view takes more.
LUATSONG_MAX_OTHER_FILE_BYTES = 5 * 1024 * 1024
# Pictures and recordings of items, by the address they are sent to (bytes).
LUATSONG_FILE_LIMITS = {
    "/quan-tri/images/": 10 * 1024 * 1024,
    "/quan-tri/documents/": 200 * 1024 * 1024,
}
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 64 * 1000 * 1000  # what the makers of smaller pictures can hold
WAGTAILIMAGES_IMAGE_FORM_BASE = "luatsong.staff.knowledge.media.StaffImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "luatsong.staff.knowledge.media.StaffDocumentForm"
WAGTAILDOCS_EXTENSIONS = [
    *("mp3", "ogg", "oga", "opus", "wav", "flac", "m4a", "mp4", "m4v", "webm", "vtt"),
    *("pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "txt", "csv", "zip", "epub"),
]
FILE_UPLOAD_HANDLERS = ["luatsong.staff.receiving.SmallFileHandler"]
LUATSONG_RECEIVING_DIR = HOME / "dang-nhan"  # the store's disk: files are moved, not copied
FILE_UPLOAD_PERMISSIONS = 0o640

# To standard error: whoever started the process sees what went wrong.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
    },
}
