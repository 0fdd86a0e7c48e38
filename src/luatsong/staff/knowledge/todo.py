"""What waits for one person at the editor's desk, and what has become of what they wrote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from luatsong.accounts.models import User
from luatsong.knowledge import workflow
from luatsong.knowledge.models import Approval, Item
from luatsong.knowledge.recall_backlog import waiting_count
from luatsong.staff.knowledge.states import State, state_of

MOST = 10
_LOOKED_AT = 40  # latest items of a person among which what is not finished is sought
NEWS = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Todo:
    """`waiting`: steps to decide on; `returned`: what came back, with the step that says why;
    `drafts`: what is being written or on its way; `published`: what went live of late."""

    waiting: list[tuple[TaskState, Item]]
    returned: list[tuple[Item, TaskState]]
    drafts: list[tuple[Item, State]]
    published: list[Item]
    recalled: int

    @property
    def count(self) -> int:
        """How many things ask for this person's hand."""
        return len(self.waiting) + len(self.returned) + self.recalled


def todo_of(user: User) -> Todo:
    """Everything for the first page."""
    own = _own(user)
    drafts = [
        (item, state)
        for item in own.order_by("-updated_at")[:_LOOKED_AT]
        if (state := state_of(item)).code in ("draft", "waiting", "scheduled")
    ]
    since = timezone.now() - NEWS
    sealed = Approval.objects.filter(
        item__owner=user, item__live=True, at__gte=since, how=Approval.How.WORKFLOW
    )
    published = list(own.filter(pk__in=sealed.values("item")).order_by("-last_published_at")[:MOST])
    return Todo(
        waiting=workflow.waiting_for(user),
        returned=_returned(user),
        drafts=drafts[:MOST],
        published=published,
        recalled=waiting_count(user),
    )


def count_of(user: User) -> int:
    """The number beside the bell on every page."""
    return len(workflow.waiting_for(user)) + len(_returned(user)) + waiting_count(user)


def _own(user: User) -> QuerySet[Item]:
    return Item.objects.filter(owner=user).defer("body", "plain", "search_text")


def _returned(user: User) -> list[tuple[Item, TaskState]]:
    """What waits for its author again. One query and one for each."""
    states = WorkflowState.objects.filter(
        base_content_type=Item.get_base_content_type(),
        status=WorkflowState.STATUS_NEEDS_CHANGES,
    )
    keys = [int(pk) for pk in states.values_list("object_id", flat=True)]
    found = []
    for item in _own(user).filter(pk__in=keys).order_by("-updated_at"):
        step = workflow.returned_with(item)
        if step is not None:
            found.append((item, step))
    return found
