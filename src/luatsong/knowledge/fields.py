"""Fields of blocks that clean what people put in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtail.rich_text import RichText

from luatsong.knowledge.cleaning import clean_plain, clean_rich, safe_address

# What the editor of rich text offers: no colours, sizes, pictures or frames.
FEATURES = ["bold", "italic", "ol", "ul", "link"]


class CleanRichTextBlock(blocks.RichTextBlock):  # type: ignore[misc]
    """Text with bold, italic, lists and links; everything else is cleaned away on save."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("features", FEATURES)
        super().__init__(**options)

    def clean(self, value: Any) -> Any:
        """The value with safe markup."""
        found = super().clean(value)
        return RichText(clean_rich(found.source).text) if found else found


class CleanTextBlock(blocks.TextBlock):  # type: ignore[misc]
    """Plain text of several lines; markup in it is cleaned away on save."""

    def clean(self, value: Any) -> Any:
        """The value without markup, in NFC."""
        found = super().clean(value)
        return clean_plain(found).text if found else found


class DescribedImageBlock(ImageBlock):  # type: ignore[misc]
    """A picture with its words for people who do not see it, or marked as decoration."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.child_blocks["image"].label = "Tệp ảnh"  # the library has no words for it


class PlaceBlock(blocks.CharBlock):  # type: ignore[misc]
    """A place of the law as people write it: "khoản 2 Điều 5 Luật Đất đai 2024", an address."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 500)
        options.setdefault(
            "help_text", "Gõ như “khoản 2 Điều 5 Luật Đất đai 2024” hoặc dán địa chỉ điều luật."
        )
        super().__init__(**options)


class AddressBlock(blocks.FieldBlock):  # type: ignore[misc]
    """Where a link leads: the web, or a place of this site."""

    def __init__(self, required: bool = True, help_text: str | None = None, **options: Any) -> None:
        self.field = forms.CharField(
            required=required, help_text=help_text or "", max_length=1000, strip=True
        )
        super().__init__(**options)

    def clean(self, value: Any) -> Any:
        """The address; ValidationError for one that is not safe to follow."""
        found = super().clean(value)
        if found and not safe_address(found):
            raise ValidationError(
                "Địa chỉ phải bắt đầu bằng https://, http:// hoặc / (trang trong website này)."
            )
        return found
