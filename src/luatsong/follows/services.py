"""Following by mail: asked for, confirmed, told of, stopped. Mails go out by `deliver`."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from email.utils import make_msgid
from smtplib import SMTPException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from luatsong.follows import writing
from luatsong.follows.models import PENDING_FOR, Follow, Letter, Reader, Told
from luatsong.follows.subjects import Subject, changes
from luatsong.follows.writing import News
from luatsong.search.backend import SearchUnavailableError

logger = logging.getLogger(__name__)

# News go out from this hour of the day on: nobody's phone rings at night.
FIRST_HOUR = 7
MOST_FOLLOWS = 30
# Whoever presses the button again gets no second mail before this.
_ASK_AGAIN = timedelta(minutes=10)
_DAYS = {Follow.Rhythm.DAILY: 1, Follow.Rhythm.WEEKLY: 7}
_MOST_TRIES = 6
_FIRST_WAIT = timedelta(minutes=10)
# A letter in sending for longer was in the hands of a process that died. It goes out again under
# the same Message-ID, by which mail programs know a twin.
_LOST_AFTER = timedelta(hours=1)


class TooManyFollowsError(Exception):
    """One address follows more than `MOST_FOLLOWS` things."""


def follow_by_mail(*, address: str, subject: Subject, title: str, rhythm: str) -> None:
    """Ask the owner of `address` to confirm; says nothing of whether the address is known.

    Raises TooManyFollowsError. The letter waits for `deliver`.
    """
    now = timezone.now()
    with transaction.atomic():
        reader, _ = Reader.objects.get_or_create(address=address.strip().lower())
        if reader.follows.exclude(key=subject.key).count() >= MOST_FOLLOWS:
            raise TooManyFollowsError
        follow, _ = Follow.objects.get_or_create(
            reader=reader,
            key=subject.key,
            defaults={"subject": subject.as_json(), "title": title[:500], "rhythm": rhythm},
        )
        if follow.confirmed_at:
            # Changing the rhythm of somebody else's mail takes their confirmation, so not here.
            return
        if follow.asked_at and now - follow.asked_at < _ASK_AGAIN:
            return
        follow.asked_at, follow.rhythm = now, rhythm
        follow.save(update_fields=["asked_at", "rhythm"])
        heading, body = writing.confirmation(follow)
        _post(reader, heading, body)


def confirm(secret: str) -> Follow | None:
    """The follow of a confirmation link, confirmed; None when the link is too old or unknown."""
    follow = waiting_or_confirmed(secret)
    if follow and not follow.confirmed_at:
        follow.confirmed_at = follow.looked_at = timezone.now()
        follow.save(update_fields=["confirmed_at", "looked_at"])
    return follow


def waiting_or_confirmed(secret: str) -> Follow | None:
    """The follow of a link; None when it is unknown or was not confirmed in time."""
    follow = Follow.objects.filter(secret=secret).first()
    if follow and not follow.confirmed_at and timezone.now() - follow.created_at > PENDING_FOR:
        return None
    return follow


def stop(secret: str) -> int:
    """End one follow, or all of a reader, by the secret of either; how many were ended.

    With the last follow the address and everything kept of it are deleted.
    """
    with transaction.atomic():
        reader = Reader.objects.filter(secret=secret).first()
        if reader:
            ended = reader.follows.count()
            reader.delete()
            return ended
        follow = Follow.objects.filter(secret=secret).select_related("reader").first()
        if follow is None:
            return 0
        follow.delete()
        if not follow.reader.follows.exists():
            follow.reader.delete()
        return 1


def send_digests(now: datetime | None = None) -> tuple[int, int]:
    """Write what is due and send what waits; (letters written, letters sent).

    Safe to run at any time, again, and twice at once.
    """
    now = now or timezone.now()
    forget_pending(now)
    written = sum(_try_digest(reader_id, now) for reader_id in _readers_due(now))
    return written, deliver(now)


def forget_pending(now: datetime) -> None:
    """Delete what was not confirmed in time, and addresses that follow nothing."""
    Follow.objects.filter(confirmed_at__isnull=True, created_at__lt=now - PENDING_FOR).delete()
    Reader.objects.filter(follows__isnull=True, created_at__lt=now - PENDING_FOR).delete()


def deliver(now: datetime | None = None) -> int:
    """Send the letters that wait; how many went out. What fails waits longer each time."""
    now = now or timezone.now()
    Letter.objects.filter(state=Letter.State.SENDING, changed_at__lt=now - _LOST_AFTER).update(
        state=Letter.State.WAITING
    )
    due = Letter.objects.filter(state=Letter.State.WAITING, not_before__lte=now)
    return sum(_send(pk, now) for pk in list(due.order_by("pk").values_list("pk", flat=True)))


def _readers_due(now: datetime) -> Iterable[int]:
    if timezone.localtime(now).hour < FIRST_HOUR:
        return ()
    follows = Follow.objects.filter(confirmed_at__isnull=False)
    return sorted({follow.reader_id for follow in follows if _is_due(follow, now)})


def _is_due(follow: Follow, now: datetime) -> bool:
    if follow.looked_at is None:
        return False
    days = (timezone.localdate(now) - timezone.localdate(follow.looked_at)).days
    return days >= _DAYS[Follow.Rhythm(follow.rhythm)]


def _try_digest(reader_id: int, now: datetime) -> int:
    """`_write_digest`; while the search is away nothing is written, and the next round asks again.

    The transaction of the digest takes everything back, so no news is lost or told twice.
    """
    try:
        return _write_digest(reader_id, now)
    except SearchUnavailableError as error:
        logger.warning("Chưa lập được bản tin: máy tìm kiếm không liên lạc được (%s).", error)
        return 0


def _write_digest(reader_id: int, now: datetime) -> int:
    """One letter of everything that is due for a reader; 0 when there is no news."""
    with transaction.atomic():
        reader = Reader.objects.select_for_update().filter(pk=reader_id).first()
        if reader is None:
            return 0
        due = [
            follow
            for follow in reader.follows.filter(confirmed_at__isnull=False).order_by("pk")
            if _is_due(follow, now)
        ]
        news = _news(reader, due, now)
        Follow.objects.filter(pk__in=[follow.pk for follow in due]).update(looked_at=now)
        if not news:
            return 0
        heading, body, leave = writing.digest(reader, news)
        _post(reader, heading, body, leave)
        return 1


def _news(reader: Reader, due: list[Follow], now: datetime) -> list[News]:
    """What is new to the reader, each thing under the first follow that brings it."""
    known = set(reader.told.values_list("key", flat=True))
    news = []
    for follow in due:
        since = follow.looked_at or now
        found = changes(Subject.read(follow.subject), since, now)
        fresh = [change for change in found if change.key not in known]
        known |= {change.key for change in fresh}
        Told.objects.bulk_create([Told(reader=reader, key=change.key) for change in fresh])
        if fresh:
            news.append(News(follow, fresh))
    return news


def _post(reader: Reader, subject: str, body: str, unsubscribe: str = "") -> None:
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"
    Letter.objects.create(
        reader=reader,
        subject=subject,
        body=body,
        unsubscribe=unsubscribe,
        message_id=make_msgid(domain=host),
    )


def _send(letter_id: int, now: datetime) -> int:
    """Send one letter unless somebody else has taken it; 1 when it went out."""
    mine = Letter.objects.filter(pk=letter_id, state=Letter.State.WAITING).update(
        state=Letter.State.SENDING, tries=F("tries") + 1, changed_at=now
    )
    if not mine:
        return 0
    letter = Letter.objects.select_related("reader").get(pk=letter_id)
    try:
        _message(letter).send()
    except (SMTPException, OSError):
        logger.warning("Chưa gửi được thư %s (lần %s).", letter.pk, letter.tries, exc_info=True)
        _put_off(letter, now)
        return 0
    Letter.objects.filter(pk=letter.pk).update(state=Letter.State.SENT, body="", changed_at=now)
    return 1


def _put_off(letter: Letter, now: datetime) -> None:
    last = letter.tries >= _MOST_TRIES
    Letter.objects.filter(pk=letter.pk).update(
        state=Letter.State.FAILED if last else Letter.State.WAITING,
        not_before=now + _FIRST_WAIT * 2**letter.tries,
        changed_at=now,
    )


def _message(letter: Letter) -> EmailMessage:
    headers = {"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"}
    if letter.unsubscribe:
        # RFC 8058: mail programs show one button that ends it.
        headers["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return EmailMessage(letter.subject, letter.body, to=[letter.reader.address], headers=headers)
