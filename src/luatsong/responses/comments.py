"""Comments of readers: sent, decided, answered, deleted."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from luatsong.accounts.models import User
from luatsong.assistant.masking import mask
from luatsong.law.prepared import Given, Prepared
from luatsong.responses.models import Comment
from luatsong.responses.screening import doubts, fingerprint
from luatsong.responses.settings import consent, data, limit
from luatsong.responses.signals import comments_changed
from luatsong.responses.subjects import Subject
from luatsong.responses.traces import within_limits

OPEN = (Comment.State.WAITING, Comment.State.SUSPECT)


class TooManyError(Exception):
    """The caller has sent more than the limits allow."""


class KnownError(Exception):
    """The same words were sent to this page lately."""


class DecidedError(Exception):
    """Somebody else has decided meanwhile."""


def send(request: HttpRequest, subject: Subject, *, name: str, body: str) -> Comment:
    """Keep a comment (tidied, checked by the form) until a person has seen it."""
    if not within_limits(request, "comment"):
        raise TooManyError
    page = subject.page()
    same = fingerprint(body)
    since = timezone.now() - timedelta(days=limit("same_days"))
    if page.comments.filter(body_hash=same, created_at__gte=since).exists():
        raise KnownError
    found = doubts(f"{name}\n{body}")
    return Comment.objects.create(
        page=page,
        name=name,
        body=body,
        state=Comment.State.SUSPECT if found else Comment.State.WAITING,
        doubts=found,
        consent=consent().edition,
        body_hash=same,
    )


def masked(text: str) -> str:
    """Words as readers see them: personal data is covered."""
    return mask(text).text


def shown_on(address: str) -> QuerySet[Comment]:
    """Comments that readers of a page see, the newest first."""
    return _shown(Comment.objects.filter(page__address=address))


def newest_on(address: str) -> tuple[list[Comment], bool]:
    """The comments that stand under a page itself, and whether there are more. One query."""
    most = limit("shown_comments")
    found = _NEWEST.ask(address=address)
    return found[:most], len(found) > most


def _shown(comments: QuerySet[Comment]) -> QuerySet[Comment]:
    return comments.filter(state=Comment.State.SHOWN.value).order_by("-created_at", "-pk")


_NEWEST = Prepared(
    lambda: _shown(Comment.objects.filter(page__address=Given("address")))[
        : limit("shown_comments") + 1
    ]
)


def accept(comment: Comment, user: User, reply: str = "") -> None:
    """Show a comment; what its writer told of persons is masked for good. DecidedError if late."""
    now = timezone.now()
    _decide(
        comment,
        state=Comment.State.SHOWN,
        name=masked(comment.name)[:60],
        body=masked(comment.body),
        reason="",
        decided_at=now,
        decided_by=user,
        **({"reply": reply, "replied_at": now, "replied_by": user} if reply else {}),
    )


def refuse(comment: Comment, user: User, reason: str) -> None:
    """Keep a comment from readers; its writer sees the reason. DecidedError if late."""
    _decide(
        comment,
        state=Comment.State.REFUSED,
        reason=reason,
        decided_at=timezone.now(),
        decided_by=user,
    )


def reply(comment: Comment, user: User, words: str) -> None:
    """Answer a shown comment as the agency, or change the answer; without words it is taken away.

    DecidedError where it is not shown any more.
    """
    changed = Comment.objects.filter(pk=comment.pk, state=Comment.State.SHOWN).update(
        reply=words, replied_at=timezone.now() if words else None, replied_by=user
    )
    if not changed:
        raise DecidedError
    _tell(comment)


def reopen(comment: Comment) -> None:
    """Take a decided comment back into the queue. DecidedError if somebody has already."""
    changed = Comment.objects.filter(pk=comment.pk).exclude(state__in=OPEN)
    if not changed.update(state=Comment.State.WAITING, decided_at=None, decided_by=None):
        raise DecidedError
    _tell(comment)


def delete_own(secret: str) -> bool:
    """Delete a comment for whoever wrote it; whether there was one."""
    found = Comment.objects.select_related("page").filter(secret=secret).first()
    if found is None:
        return False
    found.delete()
    _tell(found)
    return True


def forget_refused() -> int:
    """Delete what was not shown and decided long ago (`kept.refused_days`); how many."""
    before = timezone.now() - timedelta(days=data("responses")["kept"]["refused_days"])
    gone, _ = Comment.objects.filter(state=Comment.State.REFUSED, decided_at__lt=before).delete()
    return gone


def _decide(comment: Comment, **values: object) -> None:
    # Conditional: of two people who decide at once, one gets the message.
    if not Comment.objects.filter(pk=comment.pk, state__in=OPEN).update(**values):
        raise DecidedError
    forget_refused()
    _tell(comment)


def _tell(comment: Comment) -> None:
    address = comment.page.address
    transaction.on_commit(partial(comments_changed.send_robust, sender=Comment, address=address))
