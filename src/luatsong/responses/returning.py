"""Counts of reading without network, sent once when there is a network again."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone

from luatsong.responses import counting
from luatsong.responses.models import Form, ReturnedPack
from luatsong.responses.settings import data

_CODE = re.compile(r"[A-Za-z0-9_-]{16,64}")


class ReturnError(ValueError):
    """Counts that cannot be taken; the message says why, in Vietnamese."""


class KnownPackError(ReturnError):
    """These counts were taken before."""


def take(sent: object) -> int:
    """Add counts `{"goi": code, "luot": {path: times}}`; how many uses were taken.

    The code is random, made for this one sending, and tells neither person nor device. Times above
    the limit of a page are cut: no device reads one page thousands of times between two returns.
    """
    code, counts = _checked(sent)
    most = int(data("offline")["limits"]["most_times"])
    kept = {path: min(times, most) for path, times in counts.items()}
    total = sum(kept.values())
    try:
        with transaction.atomic():
            ReturnedPack.objects.create(code=code, day=timezone.localdate(), times=total)
    except IntegrityError as error:
        raise KnownPackError("Lần gửi này đã được đếm.") from error
    for path, times in kept.items():
        counting.seen(path, form=Form.OFFLINE, times=times)
    return total


def _checked(sent: object) -> tuple[str, Mapping[str, int]]:
    if not isinstance(sent, dict):
        raise ReturnError("Dữ liệu phải là một đối tượng JSON.")
    code, counts = sent.get("goi"), sent.get("luot")
    if not isinstance(code, str) or not _CODE.fullmatch(code):
        raise ReturnError("Mã lần gửi (goi) phải gồm 16 đến 64 chữ cái, chữ số.")
    most = data("offline")["limits"]["most_pages"]
    if not isinstance(counts, dict) or not 0 < len(counts) <= most:
        raise ReturnError(f"Số lượt (luot) phải có từ 1 đến {most} trang.")
    prefixes = tuple(data("offline")["pages"]["prefixes"])
    for path, times in counts.items():
        good = isinstance(path, str) and path.startswith(prefixes) and len(path) <= 300
        if not good or isinstance(times, bool) or not isinstance(times, int) or times < 1:
            raise ReturnError("Mỗi trang phải có địa chỉ trên trang này và số lượt từ 1 trở lên.")
    return code, counts
