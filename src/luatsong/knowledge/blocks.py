"""The blocks a body is made of; which kind of item takes which is in `data/kinds.toml`."""

from __future__ import annotations

from typing import Any

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from luatsong.knowledge.fields import (
    AddressBlock,
    CleanRichTextBlock,
    CleanTextBlock,
    DescribedImageBlock,
    PlaceBlock,
)

_PICTURE = "Chọn ảnh rồi viết lời mô tả cho người không nhìn thấy, hoặc đánh dấu ảnh trang trí."
_RENAME = "Giữ nguyên cũng được."
_TRANSCRIPT = "Chép lại toàn bộ lời nói: người khiếm thính đọc, máy tìm kiếm tìm được."
_TABLE = (
    "Dán bảng từ Word hoặc Excel vào đây; hoặc gõ mỗi dòng một hàng, các ô cách nhau bằng dấu |."
)


def _words(label: str, length: int = 200, **options: Any) -> blocks.Block:
    return blocks.CharBlock(label=label, max_length=length, **options)


class FactsBlock(blocks.StructBlock):  # type: ignore[misc]
    """What happened."""

    text = CleanRichTextBlock(label="Chuyện gì đã xảy ra")
    title = _words("Tên phần", required=False, default="Sự việc", help_text=_RENAME)

    class Meta:
        label = "Sự việc"
        icon = "doc-full"


class QuestionAnswerBlock(blocks.StructBlock):  # type: ignore[misc]
    """One question and its answer."""

    question = CleanTextBlock(label="Câu hỏi", rows=2)
    answer = CleanRichTextBlock(label="Trả lời")

    class Meta:
        label = "Câu hỏi và trả lời"
        icon = "help"


class StepBlock(blocks.StructBlock):  # type: ignore[misc]
    """One thing to do."""

    title = _words("Việc phải làm")
    text = CleanRichTextBlock(label="Làm thế nào", required=False)


class StepsBlock(blocks.StructBlock):  # type: ignore[misc]
    """Things to do, one after the other."""

    steps = blocks.ListBlock(StepBlock(label="Bước"), label="Các bước")
    title = _words("Tên phần", required=False, default="Các bước", help_text=_RENAME)

    class Meta:
        label = "Các bước"
        icon = "list-ol"


class ChecklistBlock(blocks.StructBlock):  # type: ignore[misc]
    """Papers and things to bring."""

    items = blocks.ListBlock(_words("Thứ cần có", 300), label="Gồm")
    title = _words("Tên phần", required=False, default="Cần chuẩn bị", help_text=_RENAME)

    class Meta:
        label = "Giấy tờ, thứ cần chuẩn bị"
        icon = "list-ul"


class WarningBlock(blocks.StructBlock):  # type: ignore[misc]
    """Something that must not be done or forgotten."""

    title = _words("Điều phải nhớ, điều cấm")
    text = CleanRichTextBlock(label="Giải thích", required=False)

    class Meta:
        label = "Lưu ý, điều cấm"
        icon = "warning"


class QuoteBlock(blocks.StructBlock):  # type: ignore[misc]
    """Words of the law."""

    place = PlaceBlock(label="Điều, khoản")
    words = CleanTextBlock(label="Lời văn trích nguyên văn", rows=3)

    class Meta:
        label = "Trích luật"
        icon = "openquote"


class LawBlock(blocks.StructBlock):  # type: ignore[misc]
    """A provision shown in full, as it stands on the day it is read."""

    place = PlaceBlock(label="Điều, khoản")
    note = _words("Lời dẫn", 300, required=False)

    class Meta:
        label = "Hiện điều luật đang có hiệu lực"
        icon = "form"


class PictureBlock(blocks.StructBlock):  # type: ignore[misc]
    """One picture with its alternative text."""

    image = DescribedImageBlock(label="Ảnh", help_text=_PICTURE)
    caption = CleanTextBlock(label="Chú thích dưới ảnh", required=False, rows=1)
    credit = _words("Tác giả, nguồn ảnh", required=False)

    class Meta:
        label = "Ảnh"
        icon = "image"


class PicturesBlock(blocks.StructBlock):  # type: ignore[misc]
    """Pictures that belong together."""

    title = _words("Tên bộ tranh", required=False)
    pictures = blocks.ListBlock(PictureBlock(), label="Tranh")

    class Meta:
        label = "Bộ tranh, ảnh"
        icon = "image"


class AudioBlock(blocks.StructBlock):  # type: ignore[misc]
    """A sound of our own, with its words."""

    title = _words("Tên bài, tên chương")
    file = DocumentChooserBlock(label="Tệp âm thanh (mp3, ogg, m4a)")
    transcript = CleanTextBlock(label="Lời", rows=4, help_text=_TRANSCRIPT)

    class Meta:
        label = "Âm thanh"
        icon = "media"


class VideoBlock(blocks.StructBlock):  # type: ignore[misc]
    """A video of our own, with its words; never one of another site."""

    title = _words("Tên video")
    file = DocumentChooserBlock(label="Tệp video (mp4, webm)")
    poster = ImageChooserBlock(label="Hình bìa", required=False)
    subtitles = DocumentChooserBlock(label="Phụ đề (tệp .vtt)", required=False)
    transcript = CleanTextBlock(label="Lời thoại", rows=4, help_text=_TRANSCRIPT)

    class Meta:
        label = "Video"
        icon = "media"


class LineBlock(blocks.StructBlock):  # type: ignore[misc]
    """What one character says."""

    character = _words("Nhân vật", 80)
    words = CleanTextBlock(label="Lời thoại", rows=2)
    picture = DescribedImageBlock(label="Hình nhân vật", required=False)


class DialogueBlock(blocks.StructBlock):  # type: ignore[misc]
    """A scene."""

    title = _words("Cảnh", required=False)
    lines = blocks.ListBlock(LineBlock(label="Câu"), label="Lời thoại")

    class Meta:
        label = "Đối thoại"
        icon = "comment"


class OptionBlock(blocks.StructBlock):  # type: ignore[misc]
    """One answer of a game."""

    text = _words("Đáp án", 300)
    right = blocks.BooleanBlock(label="Đây là đáp án đúng", required=False)


class ChoiceBlock(blocks.StructBlock):  # type: ignore[misc]
    """A question of a game."""

    question = CleanTextBlock(label="Câu hỏi", rows=2)
    options = blocks.ListBlock(OptionBlock(label="Đáp án"), label="Đáp án")
    why = CleanRichTextBlock(label="Vì sao")

    class Meta:
        label = "Câu đố chọn đáp án"
        icon = "radio-full"


class TableValue(blocks.StructValue):  # type: ignore[misc]
    """A table as pasted from Word or a spreadsheet."""

    @property
    def lines(self) -> list[list[str]]:
        """Rows of cells; cells are divided by tabs, or by “|” where there are none."""
        found = []
        for line in (self.get("rows") or "").splitlines():
            if line.strip():
                divider = "\t" if "\t" in line else "|"
                found.append([cell.strip() for cell in line.strip(" |").split(divider)])
        return found

    @property
    def header(self) -> list[str]:
        """The first row, where it names the columns."""
        return self.lines[0] if self.get("head") and self.lines else []

    @property
    def content(self) -> list[list[str]]:
        """The rows below the header."""
        return self.lines[1:] if self.header else self.lines


class TableBlock(blocks.StructBlock):  # type: ignore[misc]
    """A table, pasted as text."""

    caption = _words("Tên bảng")
    head = blocks.BooleanBlock(label="Dòng đầu là tên cột", required=False, default=True)
    rows = CleanTextBlock(label="Các dòng", rows=6, help_text=_TABLE)

    class Meta:
        label = "Bảng"
        icon = "table"
        value_class = TableValue


class FileBlock(blocks.StructBlock):  # type: ignore[misc]
    """A file to download."""

    title = _words("Tên tệp cho người đọc")
    file = DocumentChooserBlock(label="Tệp")

    class Meta:
        label = "Tệp để tải về"
        icon = "download"


class LinkBlock(blocks.StructBlock):  # type: ignore[misc]
    """A link that stands for itself."""

    title = _words("Chữ của liên kết")
    address = AddressBlock(label="Địa chỉ")

    class Meta:
        label = "Liên kết"
        icon = "link"


def body_blocks() -> list[tuple[str, Any]]:
    """Every block by name."""
    return [
        ("heading", _words("Đề mục", 160, icon="title")),
        ("text", CleanRichTextBlock(label="Đoạn văn", icon="pilcrow")),
        ("facts", FactsBlock()),
        ("question_answer", QuestionAnswerBlock()),
        ("steps", StepsBlock()),
        ("checklist", ChecklistBlock()),
        ("warning", WarningBlock()),
        ("quote", QuoteBlock()),
        ("law", LawBlock()),
        ("picture", PictureBlock()),
        ("pictures", PicturesBlock()),
        ("audio", AudioBlock()),
        ("video", VideoBlock()),
        ("dialogue", DialogueBlock()),
        ("choice", ChoiceBlock()),
        ("table", TableBlock()),
        ("file", FileBlock()),
        ("link", LinkBlock()),
    ]
