"""What a production installation must say of itself, and what it may not say.

Every function takes the environment, returns the value, and raises ImproperlyConfigured with a
Vietnamese sentence that says what to set.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

MIN_SECRET_LENGTH = 50
MIN_SECRET_CHARACTERS = 8  # different ones: "aaaa…" is long and no secret
_YES = frozenset({"1", "true", "yes"})
_NO = frozenset({"", "0", "false", "no"})


def secret_key(environment: Mapping[str, str]) -> str:
    """`SECRET_KEY`: long, varied, and not an example."""
    key = environment.get("SECRET_KEY", "")
    if (
        len(key) < MIN_SECRET_LENGTH
        or len(set(key)) < MIN_SECRET_CHARACTERS
        or key.startswith("django-insecure")
    ):
        raise ImproperlyConfigured(
            f"SECRET_KEY phải là chuỗi ngẫu nhiên dài ít nhất {MIN_SECRET_LENGTH} ký tự. Tạo bằng: "
            'python3 -c "import secrets; print(secrets.token_urlsafe(50))"'
        )
    return key


def allowed_hosts(environment: Mapping[str, str]) -> list[str]:
    """`ALLOWED_HOSTS`: the names this site answers to, comma between them, no wildcard."""
    hosts = [h.strip() for h in environment.get("ALLOWED_HOSTS", "").split(",") if h.strip()]
    if not hosts:
        raise ImproperlyConfigured(
            "Thiếu ALLOWED_HOSTS: hãy ghi tên miền của trang, ví dụ ALLOWED_HOSTS=luat.tinh.gov.vn"
        )
    if any("*" in host for host in hosts):
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS không được chứa “*”: hãy ghi rõ từng tên miền, cách nhau bằng dấu phẩy."
        )
    return hosts


def base_url(environment: Mapping[str, str]) -> str:
    """`BASE_URL`: the https address people type, for links in mails; by default the first host."""
    address = environment.get("BASE_URL", "").rstrip("/")
    if not address:
        return f"https://{allowed_hosts(environment)[0].lstrip('.')}"
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.netloc or parts.path:
        raise ImproperlyConfigured(
            "BASE_URL phải là địa chỉ https không có đường dẫn, ví dụ https://luat.tinh.gov.vn"
        )
    return address


def database_url(environment: Mapping[str, str]) -> str:
    """`DATABASE_URL`: said on purpose, so that nobody runs on a file in a working folder."""
    address = environment.get("DATABASE_URL", "")
    if not address:
        raise ImproperlyConfigured(
            "Thiếu DATABASE_URL. Ví dụ: postgres://luatsong:MẬT_KHẨU@máy-chủ:5432/luatsong "
            "hoặc sqlite:////srv/luatsong/luatsong.sqlite3 cho máy đơn."
        )
    return address


def flag(environment: Mapping[str, str], name: str, *, default: bool) -> bool:
    """A yes or no; anything else is refused rather than guessed."""
    if name not in environment:
        return default
    value = environment[name].strip().lower()
    if value not in _YES | _NO:
        raise ImproperlyConfigured(f"{name} phải là 1 hoặc 0, không phải “{environment[name]}”.")
    return value in _YES


def seconds(environment: Mapping[str, str], name: str, *, default: int) -> int:
    """A length of time in whole seconds, more than none."""
    value = environment.get(name, str(default))
    if not value.isdecimal() or int(value) == 0:
        raise ImproperlyConfigured(f"{name} phải là số giây lớn hơn 0, không phải “{value}”.")
    return int(value)
