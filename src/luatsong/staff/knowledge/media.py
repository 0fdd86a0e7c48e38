"""Forms for pictures and recordings: what is too large or broken is said plainly."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from PIL import Image
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from luatsong.knowledge.checks_media import extensions, file_problem
from luatsong.staff.receiving import TooLargeFile

GOOD_SIDE = 2000  # pixels of the longer side that are enough for any screen of ours
MOST_PIXELS: int = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS

_BROKEN = (
    "Không đọc được ảnh này: tệp hỏng hoặc không phải ảnh. "
    "Hãy mở ảnh trên máy của bạn, lưu lại thành PNG hoặc JPG rồi chọn lại."
)


class _SaysWhy:
    """Says of a file that was not taken how large it was and how large it may be."""

    files: Any

    def add_error(self, field: str | None, error: Any) -> None:
        """The reason of ours in place of the one the field gives for an empty file."""
        sent = self.files.get(self.add_prefix("file")) if self.files else None  # type: ignore[attr-defined]
        if field == "file" and isinstance(sent, TooLargeFile):
            error = ValidationError(sent.message)
        elif field == "file" and getattr(error, "code", "") == "file_too_many_pixels":
            error = ValidationError(_too_many_pixels(sent))
        elif field == "file" and getattr(error, "code", "") == "invalid_image":
            error = ValidationError(_BROKEN)
        elif field is None and hasattr(error, "error_dict") and self.has_error("file"):  # type: ignore[attr-defined]
            # The model looks at a file that the form has refused: one reason is enough.
            error.error_dict.pop("file", None)
        super().add_error(field, error)  # type: ignore[misc]


def _too_many_pixels(sent: Any) -> str:
    """How wide and high the picture is, and what to do; not more of it is read than its head."""
    size = _size_of(sent)
    told = f"rộng {_dotted(size[0])} và cao {_dotted(size[1])} điểm ảnh" if size else "quá lớn"
    return (
        f"Ảnh “{sent.name}” {told}, nhiều hơn mức {MOST_PIXELS // 10**6} triệu điểm ảnh. "
        f"Hãy thu nhỏ (cạnh dài {_dotted(GOOD_SIDE)} điểm ảnh là đủ đẹp) rồi chọn lại; "
        "những gì bạn đã gõ vẫn còn."
    )


def _size_of(sent: Any) -> tuple[int, int] | None:
    Image.init()
    sent.seek(0)
    head = sent.read(16)
    for factory, accept in Image.OPEN.values():
        if accept is None or accept(head) is not True:
            continue
        sent.seek(0)
        try:
            # Not `Image.open`: it refuses such pictures before it says how large they are.
            picture: Any = factory(sent, str(sent.name))
        except (OSError, ValueError, SyntaxError):
            continue
        width, height = picture.size
        return int(width), int(height)
    return None


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


class StaffImageForm(_SaysWhy, BaseImageForm):  # type: ignore[misc]
    """A picture: its file, a name to find it by, and words for people who do not see it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("tags", None)  # nothing of ours is found by them
        if "title" in self.fields:
            self.fields["title"].label = "Tên ảnh (để tìm lại trong kho)"
        if "description" in self.fields:
            words = self.fields["description"]
            words.label = "Lời mô tả cho người không nhìn thấy ảnh"
            words.help_text = "Một câu: trong ảnh có gì. Câu này được điền sẵn vào bài."


class StaffDocumentForm(_SaysWhy, BaseDocumentForm):  # type: ignore[misc]
    """A file: a recording that cannot be played is refused."""

    def clean_file(self) -> Any:
        """The file; ValidationError where it is too large, or broken sound, video, subtitles."""
        sent = self.cleaned_data["file"]
        if isinstance(sent, TooLargeFile):
            raise ValidationError(sent.message)
        if sent is not None and "file" in self.changed_data:
            form = extensions().get(PurePath(sent.name).suffix.lower().lstrip("."))
            problem = file_problem(sent.name, sent, form) if form else ""
            if problem:
                raise ValidationError(problem)
        return sent
