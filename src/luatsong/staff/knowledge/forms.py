"""The form an item is written in: only the fields and blocks of its kind."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail import blocks
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.blocks.base import BlockField

from luatsong.knowledge import binding
from luatsong.knowledge.addresses import free_slug
from luatsong.knowledge.blocks import body_blocks
from luatsong.knowledge.cleaning import clean_plain, noted
from luatsong.knowledge.kinds import kind_of
from luatsong.knowledge.models import Item
from luatsong.staff.knowledge.bases import shown_bases

# Plain fields that people paste into.
_PASTED = ("title", "summary", "plain", "source", "event_place", "address", "hours", "phone")
# Lists of which people choose several; the CMS's own field hides all but a few.
_BOXES = ("audiences", "life_events", "rights_groups")
_BODY_HELP = (
    "Bấm dấu + để thêm phần. Chỉ có những phần hợp với loại nội dung này. "
    "Dán từ Word được: định dạng lạ sẽ được làm sạch, chữ vẫn giữ nguyên."
)
_BODY_LOST = (
    "Phần nội dung chưa gửi tới được nên chưa lưu. Phần này cần JavaScript: hãy bật JavaScript, "
    "mở lại bản đã lưu rồi sửa tiếp."
)


class ItemForm(WagtailAdminModelForm):  # type: ignore[misc]
    """An item of one kind. What people paste is cleaned; `removed` says what was taken out."""

    reread = forms.BooleanField(
        label="Tôi đã đọc lại các căn cứ theo luật hôm nay, nội dung vẫn đúng",
        required=False,
        help_text="Đánh dấu khi luật đã thay đổi và bạn đã sửa bài cho khớp.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.removed: list[str] = []
        item: Item = self.instance
        if "body" in self.fields and item.kind:
            present = {child.block_type for child in item.body}
            allowed = frozenset({*kind_of(item.kind).blocks, *present})
            self.fields["body"] = BlockField(
                block=_body_of(allowed), required=False, label="Nội dung", help_text=_BODY_HELP
            )
        if "basis_text" in self.fields and item.pk:
            self.initial["basis_text"] = binding.text_of(item)
        if "reread" in self.fields and not _overtaken(item):
            del self.fields["reread"]
        if "translation_of" in self.fields:
            chosen = Item.objects.filter(language="vi", translation_of=None).exclude(pk=item.pk)
            self.fields["translation_of"].queryset = chosen.only("title").order_by("title")
        for name in _BOXES:
            if name in self.fields:
                field = self.fields[name]
                field.widget = forms.CheckboxSelectMultiple()
                field.widget.choices = field.choices

    def full_clean(self) -> None:
        """Clean everything, blocks too, and remember what was taken out."""
        with noted() as removed:
            super().full_clean()
        self.removed += removed

    def clean(self) -> dict[str, Any]:
        """Clean what was pasted into plain fields."""
        data: dict[str, Any] = super().clean() or {}
        for name in _PASTED:
            if isinstance(data.get(name), str):
                data[name] = clean_plain(data[name]).text
        return data

    def save(self, commit: bool = True) -> Item:
        """Bind the bases, name the address, and save as the CMS does."""
        item: Item = self.instance
        if "basis_text" in self.cleaned_data:
            binding.bind(
                item,
                self.cleaned_data["basis_text"],
                timezone.localdate(),
                reread=bool(self.cleaned_data.get("reread")),
            )
        if item.first_published_at is None:
            item.slug = free_slug(item.title, but=item.pk)
        if item.pk is None:
            item.owner = self.for_user
        return super().save(commit)  # type: ignore[no-any-return]


def _overtaken(item: Item) -> bool:
    """Whether the law has moved on since the bases of the item were read."""
    return bool(item.pk) and any(not basis.sound for basis in shown_bases(item))


class _Body(blocks.StreamBlock):  # type: ignore[misc]
    """A body whose form may arrive incomplete: it is written with JavaScript."""

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        """The body; an empty one, marked as lost, where its fields are not all there."""
        try:
            return super().value_from_datadict(data, files, prefix)
        except (KeyError, ValueError, IndexError):
            value = self.empty_value()
            value.lost = True
            return value

    def clean(self, value: Any) -> Any:
        """The body; an error where it was lost on the way, so that the stored one stays."""
        if getattr(value, "lost", False):
            raise blocks.StreamBlockValidationError(non_block_errors=[ValidationError(_BODY_LOST)])
        return super().clean(value)


@lru_cache(maxsize=64)
def _body_of(names: frozenset[str]) -> blocks.StreamBlock:
    """A body that takes only these blocks."""
    chosen = [(name, block) for name, block in body_blocks() if name in names]
    return _Body(chosen, required=False)


def start_body(kind: str) -> list[tuple[str, Any]]:
    """The blocks an empty form of this kind begins with."""
    known = dict(body_blocks())
    return [(name, known[name].get_default()) for name in kind_of(kind).start]


class ReasonForm(forms.Form):
    """A decision in words."""

    comment = forms.CharField(
        label="Ý kiến",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bắt buộc khi trả lại: nói rõ chỗ phải sửa.",
    )
