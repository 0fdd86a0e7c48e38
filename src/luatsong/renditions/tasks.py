"""What the background worker does for renditions."""

from __future__ import annotations

from django_tasks import task

from luatsong.knowledge.models import Item
from luatsong.renditions import services, wishes


def item_published(item_pk: int) -> None:
    """Order every form of an item that has just been published."""
    item = Item.objects.filter(pk=item_pk).first()
    if item is not None:
        services.order(item)


@task()
def make_form(item_pk: int, form: str) -> None:
    """Make one form; one task a form, so that a slow or broken one stops no other."""
    item = Item.objects.filter(pk=item_pk).first()
    if item is not None:
        services.make(item, form)


@task()
def speak(pk: int) -> None:
    """Read a text aloud that somebody wished to hear."""
    wishes.make(pk)
