"""From draft to public page: nobody skips a step, nobody takes two."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.luatsong.knowledge.factories import make_item
from tests.luatsong.knowledge.people import make_person, with_all_roles
from wagtail.models import ModelLogEntry, TaskState, WorkflowTask

from luatsong.accounts.models import User
from luatsong.knowledge import services, workflow
from luatsong.knowledge.checks import NotSoundError
from luatsong.knowledge.models import Approval, ApproveStep, Item, ReviewStep
from luatsong.knowledge.publication import NotApprovedError
from luatsong.knowledge.services import RefusedError

pytestmark = pytest.mark.django_db


@pytest.fixture
def author() -> User:
    return make_person("author")


@pytest.fixture
def reviewer() -> User:
    return make_person("reviewer")


@pytest.fixture
def approver() -> User:
    return make_person("approver")


@pytest.fixture
def draft(author: User) -> Item:
    item = make_item(live=False, owner=author)
    item.save_revision(user=author)
    return item


def _fresh(item: Item) -> Item:
    return Item.objects.get(pk=item.pk)


def test_three_persons_bring_a_draft_to_the_public(
    draft: Item, author: User, reviewer: User, approver: User
) -> None:
    services.submit(draft, user=author)
    assert not _fresh(draft).live
    services.review(draft, user=reviewer, comment="Đúng luật.")
    assert not _fresh(draft).live
    services.approve(draft, user=approver)
    item = _fresh(draft)
    assert item.live
    assert item.first_published_at is not None
    sealed = Approval.objects.get(item=item)
    assert (sealed.reviewer, sealed.approver) == (reviewer, approver)
    assert sealed.revision_id == item.live_revision_id


def test_the_log_shows_every_step(
    draft: Item, author: User, reviewer: User, approver: User
) -> None:
    services.submit(draft, user=author)
    services.review(draft, user=reviewer)
    services.return_with_reason(draft, user=approver, reason="Thiếu số điện thoại.")
    services.submit(draft, user=author)
    services.review(draft, user=reviewer)
    services.approve(draft, user=approver)
    services.withdraw(draft, user=approver, reason="Sai tên xã.")
    found = list(
        ModelLogEntry.objects.filter(object_id=str(draft.pk)).values_list("action", "user")
    )
    for step in (
        ("wagtail.workflow.start", author.pk),
        ("wagtail.workflow.approve", reviewer.pk),
        ("wagtail.workflow.reject", approver.pk),
        ("wagtail.workflow.approve", approver.pk),
        ("wagtail.publish", approver.pk),
        ("luatsong.item_withdraw", approver.pk),
    ):
        assert step in found


@pytest.mark.parametrize("superuser", [False, True])
def test_nobody_judges_what_they_wrote_or_edited(
    draft: Item, author: User, reviewer: User, approver: User, superuser: bool
) -> None:
    for person in (author, reviewer):
        with_all_roles(person)
    User.objects.filter(pk__in=[author.pk, reviewer.pk]).update(is_superuser=superuser)
    author, reviewer = User.objects.get(pk=author.pk), User.objects.get(pk=reviewer.pk)
    draft.title = "Sửa bởi người thẩm định"
    draft.save_revision(user=reviewer)
    services.submit(draft, user=author)
    for person in (author, reviewer):
        with pytest.raises(RefusedError, match="viết, sửa hoặc phụ trách"):
            services.review(draft, user=person)
        with pytest.raises(RefusedError):
            services.return_with_reason(draft, user=person, reason="Thử")


def test_who_reviewed_does_not_approve(draft: Item, author: User, reviewer: User) -> None:
    both = with_all_roles(reviewer)
    services.submit(draft, user=author)
    services.review(draft, user=both)
    with pytest.raises(RefusedError, match="người duyệt phải là người khác"):
        services.approve(draft, user=both)
    assert not _fresh(draft).live


def test_a_step_needs_its_own_permission(
    draft: Item, author: User, reviewer: User, approver: User
) -> None:
    services.submit(draft, user=author)
    with pytest.raises(RefusedError, match="không có quyền"):
        services.review(draft, user=approver)
    services.review(draft, user=reviewer)
    with pytest.raises(RefusedError, match="không có quyền"):
        services.approve(draft, user=make_person("reviewer"))
    with pytest.raises(RefusedError, match="không có quyền"):
        services.submit(make_item(live=False), user=reviewer)


def test_steps_are_taken_in_order_and_once(
    draft: Item, author: User, reviewer: User, approver: User
) -> None:
    with pytest.raises(RefusedError):
        services.review(draft, user=reviewer)
    services.submit(draft, user=author)
    with pytest.raises(RefusedError):
        services.submit(draft, user=author)
    with pytest.raises(RefusedError):
        services.approve(draft, user=approver)
    services.review(draft, user=reviewer)
    with pytest.raises(RefusedError):
        services.review(draft, user=make_person("reviewer"))
    services.approve(draft, user=approver)
    with pytest.raises(RefusedError):
        services.approve(draft, user=make_person("approver"))


def test_a_workflow_without_review_publishes_nothing(
    draft: Item, author: User, approver: User
) -> None:
    workflow.the_workflow()
    WorkflowTask.objects.filter(task__in=ReviewStep.objects.all()).delete()
    services.submit(draft, user=author)
    with pytest.raises(RefusedError, match="chưa được thẩm định"):
        services.approve(draft, user=approver)
    assert not _fresh(draft).live


def test_the_states_of_the_cms_alone_publish_nothing(draft: Item, author: User) -> None:
    services.submit(draft, user=author)
    step = workflow.current_step(draft)
    assert step is not None
    step.approve(user=author)
    second = workflow.current_step(draft)
    assert second is not None
    with pytest.raises(NotApprovedError):
        second.approve(user=author)
    assert not _fresh(draft).live


def test_what_was_edited_after_review_is_not_approved(
    draft: Item, author: User, reviewer: User, approver: User
) -> None:
    services.submit(draft, user=author)
    services.review(draft, user=reviewer)
    draft.title = "Khác hẳn"
    draft.save_revision(user=author)
    with pytest.raises(RefusedError, match="đã được sửa sau khi gửi"):
        services.approve(draft, user=approver)


def test_a_return_needs_a_reason_and_starts_anew(
    draft: Item, author: User, reviewer: User, approver: User
) -> None:
    services.submit(draft, user=author)
    services.review(draft, user=reviewer)
    with pytest.raises(RefusedError, match="lý do"):
        services.return_with_reason(draft, user=approver, reason="  ")
    services.return_with_reason(draft, user=approver, reason="Thiếu nơi nộp hồ sơ.")
    told = workflow.returned_with(draft)
    assert told is not None
    assert told.comment == "Thiếu nơi nộp hồ sơ."
    services.submit(draft, user=author)
    step = workflow.current_step(draft)
    assert step is not None
    assert isinstance(step.task.specific, ReviewStep)
    assert workflow.returned_with(draft) is None


def test_an_author_takes_back_and_others_do_not(draft: Item, author: User, reviewer: User) -> None:
    services.submit(draft, user=author)
    with pytest.raises(RefusedError):
        services.take_back(draft, user=reviewer)
    services.take_back(draft, user=author)
    assert workflow.current_step(draft) is None


def test_what_waits_is_locked_for_everybody(draft: Item, author: User, reviewer: User) -> None:
    services.submit(draft, user=author)
    lock = _fresh(draft).get_lock()
    assert lock is not None
    assert lock.for_user(author)
    assert lock.for_user(reviewer)


def test_an_item_with_findings_is_not_sent(author: User) -> None:
    item = make_item(kind="situation", live=False, owner=author)
    with pytest.raises(NotSoundError) as refused:
        services.submit(item, user=author)
    assert {"basis-missing", "needs", "plain-missing"} <= {f.code for f in refused.value.findings}


def test_an_edit_of_a_public_item_needs_both_steps_again(
    draft: Item, author: User, reviewer: User, approver: User
) -> None:
    services.submit(draft, user=author)
    services.review(draft, user=reviewer)
    services.approve(draft, user=approver)
    item = _fresh(draft)
    item.title = "Tiêu đề mới"
    revision = item.save_revision(user=author)
    with pytest.raises(NotApprovedError):
        revision.publish(user=approver)
    assert _fresh(draft).title != "Tiêu đề mới"
    services.submit(item, user=author)
    services.review(item, user=reviewer)
    services.approve(item, user=approver)
    assert _fresh(draft).title == "Tiêu đề mới"
    assert _fresh(draft).slug == draft.slug


def test_withdrawing_needs_permission_and_a_reason(author: User, approver: User) -> None:
    item = make_item()
    with pytest.raises(RefusedError):
        services.withdraw(item, user=author, reason="Sai")
    with pytest.raises(RefusedError, match="lý do"):
        services.withdraw(item, user=approver, reason="")
    services.withdraw(item, user=approver, reason="Sai số tiền.")
    assert not _fresh(item).live


def test_an_approved_item_waits_for_its_hour_and_can_be_stopped(
    draft: Item, author: User, reviewer: User, approver: User
) -> None:
    draft.go_live_at = timezone.now() + timedelta(days=2)
    draft.save_revision(user=author)
    services.submit(draft, user=author)
    services.review(draft, user=reviewer)
    services.approve(draft, user=approver)
    assert not _fresh(draft).live
    assert _fresh(draft).scheduled_revision is not None
    with pytest.raises(RefusedError):
        services.unschedule(_fresh(draft), user=author)
    services.unschedule(_fresh(draft), user=approver)
    assert _fresh(draft).scheduled_revision is None
    assert not Approval.objects.exists()


def test_each_person_sees_only_what_they_may_decide(
    draft: Item, author: User, reviewer: User, approver: User
) -> None:
    services.submit(draft, user=author)
    assert [item for _, item in workflow.waiting_for(reviewer)] == [draft]
    assert workflow.waiting_for(author) == []
    assert workflow.waiting_for(approver) == []
    services.review(draft, user=reviewer)
    assert workflow.waiting_for(reviewer) == []
    assert [item for _, item in workflow.waiting_for(approver)] == [draft]
    assert TaskState.objects.filter(task__in=ApproveStep.objects.all()).count() == 1
