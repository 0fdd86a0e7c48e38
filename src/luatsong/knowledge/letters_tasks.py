"""Sending one letter in the background, again later when the mail server refuses."""

from __future__ import annotations

import logging
from datetime import timedelta
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.utils import timezone
from django_tasks import task, task_backends

logger = logging.getLogger(__name__)

_TRIES = 6
_PAUSE = timedelta(minutes=5)  # doubled with every try


@task()
def send(subject: str, body: str, address: str, tried: int = 0) -> None:
    """Send a letter; after a refusal it is tried six times, each time later."""
    headers = {"Auto-Submitted": "auto-generated"}
    try:
        EmailMessage(subject, body, to=[address], headers=headers).send()
    except (SMTPException, OSError):
        logger.warning("Chưa gửi được thư của bàn biên tập; sẽ thử lại.", exc_info=True)
        if tried + 1 < _TRIES and task_backends["default"].supports_defer:
            later = timezone.now() + _PAUSE * 2**tried
            send.using(run_after=later).enqueue(subject, body, address, tried + 1)
