"""How the form of each kind is laid out: what everybody fills first, what few need last."""

from __future__ import annotations

from functools import cache
from typing import Any

from django import forms
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList

from luatsong.knowledge.kinds import Kind, kind_of, kinds
from luatsong.knowledge.models import Item
from luatsong.staff.knowledge.forms import ItemForm

_BASIS_HELP = (
    "Mỗi dòng một căn cứ, gõ như thường viết: “khoản 2 Điều 5 Luật Đất đai 2024”, "
    "“Điều 3 Nghị định 168/2024/NĐ-CP”; hoặc dán địa chỉ điều luật trên trang này."
)
_PLAIN_HELP = (
    "Kể lại cho người ít đọc sách: mỗi câu một ý, dưới 20 tiếng, từ quen dùng. "
    "Bản này được đọc thành tiếng và in tờ gấp."
)
_NEEDED = "(bắt buộc)"
_OWN_LABELS = {
    "draft-notice": {"event_end": "Nhận góp ý đến", "event_link": "Nơi gửi góp ý (địa chỉ trang)"},
    "procedure": {"event_link": "Nộp trực tuyến tại (địa chỉ trang)"},
    "service": {"event_link": "Trang thông tin của nơi này"},
    "activity": {"event_start": "Đã diễn ra lúc"},
}
_OWN = (
    "rights_groups", "reply_number", "reply_date", "event_start", "event_end", "event_place",
    "event_link", "address", "phone", "hours",
)  # fmt: skip


# Choosers of the CMS need scripts in the page (adr 0008).
_PLAIN = {"agency": forms.Select, "translation_of": forms.Select}


@cache
def panel_for(kind: str) -> Any:
    """The form of one kind, bound to the model."""
    return _layout(kind_of(kind)).bind_to_model(Item)


@cache
def panel_for_all() -> Any:
    """Every field, for comparing revisions of any kind."""
    names = dict.fromkeys(name for kind in kinds().values() for name in kind.fields)
    panels = [FieldPanel(name, widget=_PLAIN.get(name)) for name in (*names, "basis_text")]
    return ObjectList(panels, base_form_class=ItemForm).bind_to_model(Item)


def _layout(kind: Kind) -> ObjectList:
    return ObjectList(
        [
            _checks(),
            *_own(kind),
            _words(kind),
            *_basis(kind),
            _plain(kind),
            _whom(kind),
            _source(kind),
            _dates(),
        ],
        base_form_class=ItemForm,
    )


def _checks() -> Any:
    return HelpPanel(template="staff/knowledge/checks_panel.html", heading="Trước khi gửi")


def _field(kind: Kind, name: str, **options: Any) -> FieldPanel:
    """A field; that it must be filled before sending stands beside its name, not only in checks."""
    if name in kind.required and name != "title":  # the title bears the CMS's own mark
        label = options.get("heading") or Item._meta.get_field(name).verbose_name
        options["heading"] = f"{str(label)[:1].upper()}{str(label)[1:]} {_NEEDED}"
    return FieldPanel(name, **options)


def _words(kind: Kind) -> Any:
    return MultiFieldPanel(
        [
            FieldPanel("title", help_text="Như người dân hỏi, dưới 110 ký tự."),
            _field(
                kind,
                "summary",
                help_text="Một, hai câu trả lời thẳng: người vội chỉ đọc chỗ này.",
                widget=forms.Textarea(attrs={"rows": 2}),
            ),
            FieldPanel("body"),
        ],
        heading="Nội dung",
    )


def _basis(kind: Kind) -> list[Any]:
    if kind.basis == "none":
        return []
    heading = f"Căn cứ pháp lý {_NEEDED if kind.basis == 'required' else '(nếu có)'}"
    return [
        MultiFieldPanel(
            [
                FieldPanel(
                    "basis_text",
                    heading="Điều, khoản mà bài dựa vào",
                    help_text=_BASIS_HELP,
                    widget=forms.Textarea(attrs={"rows": 3}),
                ),
                HelpPanel(template="staff/knowledge/bases_panel.html", heading="Đã hiểu là"),
                FieldPanel("reread"),
            ],
            heading=heading,
        )
    ]


def _plain(kind: Kind) -> Any:
    field = FieldPanel(
        "plain",
        heading="Bản dễ đọc",
        help_text=_PLAIN_HELP,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    heading = f"Bản dễ đọc {_NEEDED if kind.plain else '(nên có)'}"
    return MultiFieldPanel([field], heading=heading)


def _whom(kind: Kind) -> Any:
    return MultiFieldPanel(
        [
            _field(kind, "audiences"),
            _field(kind, "area"),
            _field(kind, "life_events", heading="Gắn với việc đời nào"),
        ],
        heading="Dành cho ai, về việc gì",
    )


def _own(kind: Kind) -> list[Any]:
    labels = _OWN_LABELS.get(kind.code, {})
    found = []
    for name in _OWN:
        if kind.has(name):
            options: dict[str, Any] = {"heading": labels[name]} if name in labels else {}
            found.append(_field(kind, name, **options))
    return [MultiFieldPanel(found, heading=kind.name)] if found else []


def _source(kind: Kind) -> Any:
    return MultiFieldPanel(
        [
            _field(kind, "agency", widget=forms.Select),
            FieldPanel("territory", help_text="Để trống nếu áp dụng trong cả tỉnh."),
            _field(kind, "source"),
            FieldPanel("licence"),
            FieldPanel("ai_made", help_text="Người đọc sẽ thấy lời ghi chú này."),
            FieldPanel("language"),
            FieldPanel("translation_of", widget=forms.Select),
        ],
        heading="Cơ quan, nguồn, ngôn ngữ",
        classname="" if "agency" in kind.required else "collapsed",
    )


def _dates() -> Any:
    return MultiFieldPanel(
        [
            FieldPanel(
                "go_live_at",
                heading="Công bố lúc",
                help_text="Để trống: công bố ngay khi được duyệt.",
            ),
            FieldPanel("expire_at", heading="Tự gỡ lúc", help_text="Để trống: không tự gỡ."),
        ],
        heading="Hẹn giờ",
        classname="collapsed",
    )
