"""Forms for pictures and recordings: what is too large or broken is said plainly."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from luatsong.knowledge.checks_media import extensions, file_problem
from luatsong.staff.receiving import TooLargeFile

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
        elif field == "file" and getattr(error, "code", "") == "invalid_image":
            error = ValidationError(_BROKEN)
        elif field is None and hasattr(error, "error_dict") and self.has_error("file"):  # type: ignore[attr-defined]
            # The model looks at a file that the form has refused: one reason is enough.
            error.error_dict.pop("file", None)
        super().add_error(field, error)  # type: ignore[misc]


class StaffImageForm(_SaysWhy, BaseImageForm):  # type: ignore[misc]
    """A picture."""


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
