"""Decisions on comments, each in the log under the name of who made it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from luatsong.accounts.models import User
from luatsong.responses import comments
from luatsong.responses.models import Comment
from luatsong.staff.services import WrongStateError, log_action

_DECIDED = "Người khác vừa xử lý ý kiến này; hãy tải lại trang để xem."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of several comments: how many were decided, how many others had decided."""

    done: int
    late: int


def accept(comment: Comment, user: User, reply: str = "") -> None:
    """Show a comment, with the agency's answer if there is one. WrongStateError if late."""
    try:
        comments.accept(comment, user, reply)
    except comments.DecidedError as error:
        raise WrongStateError(_DECIDED) from error
    log_action(comment, "luatsong.comment_accept", user)


def refuse(comment: Comment, user: User, reason: str) -> None:
    """Keep a comment from readers. WrongStateError if late."""
    try:
        comments.refuse(comment, user, reason)
    except comments.DecidedError as error:
        raise WrongStateError(_DECIDED) from error
    log_action(comment, "luatsong.comment_refuse", user, reason=reason)


def reply(comment: Comment, user: User, words: str) -> None:
    """Answer a shown comment as the agency; empty words take the answer away."""
    try:
        comments.reply(comment, user, words)
    except comments.DecidedError as error:
        raise WrongStateError(_DECIDED) from error
    log_action(comment, "luatsong.comment_reply", user)


def reopen(comment: Comment, user: User) -> None:
    """Take a comment back into the queue, off the public page."""
    try:
        comments.reopen(comment)
    except comments.DecidedError as error:
        raise WrongStateError(_DECIDED) from error
    log_action(comment, "luatsong.comment_reopen", user)


def accept_all(found: Iterable[Comment], user: User) -> Outcome:
    """Show several comments."""
    return _each(found, lambda comment: accept(comment, user))


def refuse_all(found: Iterable[Comment], user: User, reason: str) -> Outcome:
    """Keep several comments from readers, for one reason."""
    return _each(found, lambda comment: refuse(comment, user, reason))


def _each(found: Iterable[Comment], decide: Callable[[Comment], None]) -> Outcome:
    done = late = 0
    for comment in found:
        try:
            decide(comment)
            done += 1
        except WrongStateError:
            late += 1
    return Outcome(done, late)
