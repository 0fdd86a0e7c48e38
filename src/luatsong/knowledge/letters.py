"""Letters of the editor's desk: who is told when an item waits, came back or went live.

By mail where a mail server is named (`EMAIL_HOST`), to people who have an address and have not
switched such letters off in their account. The desk itself tells the same without any mail.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import (
    task_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)
from wagtail.users.models import UserProfile

from luatsong.accounts.models import User
from luatsong.knowledge import after, workflow
from luatsong.knowledge.letters_tasks import send
from luatsong.knowledge.models import Approval, Item

WAITS, RETURNED, LIVE = "submitted", "rejected", "approved"  # as the CMS names the switches


def connect() -> None:
    """Tell from now on; in place of the CMS's own letters, which know nothing of four eyes.

    Under the names of its receivers, so that it does not matter who connects first.
    """
    for signal, receiver, name in (
        (workflow_submitted, _nobody, "submitted"),
        (workflow_approved, _nobody, "approved"),
        (workflow_rejected, _came_back, "rejected"),
    ):
        taken = f"workflow_state_{name}_email_notification"
        signal.disconnect(sender=WorkflowState, dispatch_uid=taken)
        signal.connect(receiver, sender=WorkflowState, dispatch_uid=taken)
    task_submitted.connect(_step_waits, sender=TaskState, dispatch_uid="luatsong.knowledge.letters")
    after.on_published(_went_live)


def _nobody(**_more: Any) -> None:
    """The step that waits is told of, and what went live; the round as a whole is not."""


def mail_is_on() -> bool:
    """Whether letters can go out at all."""
    return bool(settings.EMAIL_HOST) or "smtp" not in settings.EMAIL_BACKEND


def _step_waits(instance: TaskState, **_more: Any) -> None:
    item = instance.workflow_state.content_object
    if isinstance(item, Item) and mail_is_on():
        people = workflow.deciders(instance)
        by = instance.workflow_state.requested_by
        context = {"step": instance.task.name.lower(), "by": by}
        _post(people, WAITS, f"Chờ {context['step']}: {item}", item, context)


def _came_back(instance: WorkflowState, user: User | None = None, **_more: Any) -> None:
    item = instance.content_object
    if not isinstance(item, Item) or not mail_is_on():
        return
    step = workflow.returned_with(item)
    context = {"by": user, "why": step.comment if step else ""}
    _post(_authors(item, instance, but=user), RETURNED, f"Trả lại để sửa: {item}", item, context)


def _went_live(item_pk: int) -> None:
    item = Item.objects.filter(pk=item_pk, live=True).first()
    if item is None or not mail_is_on():
        return
    sealed = Approval.objects.filter(revision=item.live_revision_id).first()
    if sealed is None or sealed.how != Approval.How.WORKFLOW:
        return
    state = WorkflowState.objects.for_instance(item).order_by("-pk").first()
    people = _authors(item, state, but=sealed.approver)
    _post(people, LIVE, f"Đã công bố: {item}", item, {"by": sealed.approver})


def _authors(item: Item, state: WorkflowState | None, *, but: User | None) -> list[User]:
    """Who looks after the item and who sent it, without the person who has just acted."""
    found = [item.owner, state.requested_by if state else None]
    unique = {person.pk: person for person in found if person and person != but}
    return list(unique.values())


def _post(
    people: Iterable[User], kind: str, subject: str, item: Item, context: dict[str, Any]
) -> None:
    for person in people:
        if not _wants(person, kind):
            continue
        words = {**context, "person": person, "item": item, "site": settings.WAGTAILADMIN_BASE_URL}
        body = render_to_string(f"knowledge/letter_{kind}.txt", words)
        line = " ".join(subject.split())[:200]
        transaction.on_commit(partial(send.enqueue, line, body, person.email))


def _wants(person: User, kind: str) -> bool:
    if not (person.is_active and person.email):
        return False
    return bool(getattr(UserProfile.get_for_user(person), f"{kind}_notifications"))
