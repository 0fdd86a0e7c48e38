"""What keeps one caller from answering twice or flooding; forgotten with the day.

The salt is random and lives for one day. When it is deleted nobody, not even this site, can find
out which network address a trace came from.
"""

from __future__ import annotations

import secrets

from django.db import models


def new_salt() -> str:
    """256 bits nobody can guess."""
    return secrets.token_hex(32)


class Salt(models.Model):
    """The secret of a day."""

    day = models.DateField("ngày", unique=True)
    value = models.CharField(max_length=64, default=new_salt)

    class Meta:
        verbose_name = "muối của ngày"
        verbose_name_plural = "muối của ngày"

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"


class Trace(models.Model):
    """How often something was done by a caller of today, as a hash that tells neither."""

    day = models.DateField("ngày", db_index=True)
    digest = models.CharField(max_length=64, unique=True)
    times = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "dấu vết trong ngày"
        verbose_name_plural = "dấu vết trong ngày"

    def __str__(self) -> str:
        return f"{self.digest[:8]} ({self.day:%d/%m/%Y})"
