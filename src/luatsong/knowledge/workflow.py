"""From a draft to a public page: author, reviewer, approver, each somebody else.

The rules are kept here and in the steps themselves (`models.approvals`), below every page and
button: whoever tries to take a step, and however, is asked the same questions. What is approved is
one revision; it gets a seal (`Approval`) and nothing without a seal goes live.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Revision, TaskState, Workflow, WorkflowState, WorkflowTask

from luatsong.accounts.models import User
from luatsong.knowledge.models import Approval, ApproveStep, Item, ReviewStep

NAME = "Thẩm định và duyệt nội dung"
MAY_WRITE = "knowledge.change_item"
MAY_REVIEW = "knowledge.review_item"
MAY_APPROVE = "knowledge.approve_item"
MAY_WITHDRAW = "knowledge.withdraw_item"


class RefusedError(PermissionDenied):
    """A step that may not be taken now or not by this person; the message says why."""


@transaction.atomic
def the_workflow() -> Workflow:
    """The one way to publication; made when it is first asked for."""
    found = Workflow.objects.filter(name=NAME, active=True).first()
    if found is not None:
        return found
    found = Workflow.objects.create(name=NAME)
    for order, (model, name) in enumerate(((ReviewStep, "Thẩm định"), (ApproveStep, "Duyệt"))):
        task = model.objects.filter(active=True).first() or model.objects.create(name=name)
        WorkflowTask.objects.create(workflow=found, task=task, sort_order=order)
    return found


def current_step(item: Item) -> TaskState | None:
    """The step that waits for somebody; None for drafts, returned and finished items."""
    return (
        TaskState.objects.for_instance(item)
        .filter(
            status=TaskState.STATUS_IN_PROGRESS,
            workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        )
        .select_related("task", "workflow_state", "revision")
        .order_by("-pk")
        .first()
    )


def returned_with(item: Item) -> TaskState | None:
    """The step that sent the item back to its author, with its reason; None unless it waits."""
    return (
        TaskState.objects.for_instance(item)
        .filter(
            status=TaskState.STATUS_REJECTED,
            workflow_state__status=WorkflowState.STATUS_NEEDS_CHANGES,
        )
        .select_related("task", "finished_by")
        .order_by("-pk")
        .first()
    )


def writers(item: Item) -> set[int]:
    """Keys of the persons who wrote what is new: the owner, and all who saved a revision of it.

    What was approved before has been read by three people; only what came after it counts.
    """
    saved = Revision.objects.for_instance(item).exclude(user=None)
    sealed = Approval.objects.filter(item_id=item.pk).order_by("-pk").first()
    if sealed is not None:
        saved = saved.filter(pk__gt=sealed.revision_id)
    found = set(saved.values_list("user_id", flat=True))
    started = WorkflowState.objects.for_instance(item).active().first()
    if started is not None and started.requested_by_id:
        found.add(started.requested_by_id)
    return found | ({item.owner_id} if item.owner_id else set())


def reviewer_of(step: TaskState) -> int | None:
    """Who agreed to this very revision in the first step, in the same round."""
    found: int | None = (
        TaskState.objects.filter(
            workflow_state_id=step.workflow_state_id,
            revision_id=step.revision_id,
            status=TaskState.STATUS_APPROVED,
            task__in=ReviewStep.objects.all(),
        )
        .order_by("-pk")
        .values_list("finished_by_id", flat=True)
        .first()
    )
    return found


def why_not(step: TaskState, user: User) -> str:
    """Why this person may not decide on the step, in Vietnamese; "" if they may."""
    task = step.task.specific
    item: Item = step.workflow_state.content_object
    needed = MAY_APPROVE if isinstance(task, ApproveStep) else MAY_REVIEW
    if not user.has_perm(needed):
        return f"Tài khoản của bạn không có quyền {task.name.lower()} nội dung."
    if user.pk in writers(item):
        return (
            "Bạn đã viết, sửa hoặc phụ trách nội dung này nên không được tự "
            f"{task.name.lower()}. Việc này phải do người khác làm."
        )
    if isinstance(task, ApproveStep) and user.pk == reviewer_of(step):
        return "Bạn đã thẩm định nội dung này; người duyệt phải là người khác."
    return ""


def require_decider(step: TaskState, user: User) -> None:
    """Refuse (RefusedError) who may not decide, and what is no longer there to decide on."""
    if step.status != TaskState.STATUS_IN_PROGRESS:
        raise RefusedError("Bước này đã có người xử lý; hãy tải lại trang.")
    reason = why_not(step, user)
    if reason:
        raise RefusedError(reason)
    item: Item = step.workflow_state.content_object
    if item.latest_revision_id != step.revision_id:
        raise RefusedError("Nội dung đã được sửa sau khi gửi; tác giả phải gửi lại.")


def seal(step: TaskState, user: User, note: str = "") -> Approval:
    """Let the revision of an approved step go live; RefusedError where nobody has reviewed it."""
    reviewer = reviewer_of(step)
    if reviewer is None:
        raise RefusedError("Nội dung chưa được thẩm định nên không duyệt được.")
    return Approval.objects.create(
        item=step.workflow_state.content_object,
        revision=step.revision,
        reviewer_id=reviewer,
        approver=user,
        note=note,
    )


def decide(item: Item, user: User, *, agree: bool, comment: str = "") -> None:
    """Take or refuse the step that waits. RefusedError says why it cannot be done."""
    with transaction.atomic():
        Item.objects.select_for_update().get(pk=item.pk)
        step = current_step(item)
        if step is None:
            raise RefusedError("Nội dung này không chờ thẩm định hay duyệt.")
        action = "approve" if agree else "reject"
        step.task.specific.on_action(step, user, action, comment=comment)


def deciders(step: TaskState) -> list[User]:
    """Who may decide on a step, by name; superusers only where a role of theirs says so."""
    needed = MAY_APPROVE if isinstance(step.task.specific, ApproveStep) else MAY_REVIEW
    people = User.objects.with_perm(
        needed,
        include_superusers=False,
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return [one for one in people.order_by("first_name", "username") if not why_not(step, one)]


def waiting_for(user: User) -> list[tuple[TaskState, Item]]:
    """Steps this person may decide on, oldest first, with their items."""
    steps = (
        TaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS,
            workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
            workflow_state__workflow__name=NAME,
        )
        .select_related("task", "workflow_state")
        .order_by("started_at")
    )
    found = []
    for step in steps:
        item: Any = step.workflow_state.content_object
        if isinstance(item, Item) and not why_not(step, user):
            found.append((step, item))
    return found
