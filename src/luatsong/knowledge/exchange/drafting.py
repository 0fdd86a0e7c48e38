"""A record of another store as a draft: every word cleaned, lists matched, bases bound anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from html.parser import HTMLParser
from typing import Any

from django.utils import timezone
from django.utils.html import escape, linebreaks

from luatsong.knowledge import binding
from luatsong.knowledge.addresses import free_slug
from luatsong.knowledge.cleaning import clean_plain, clean_rich
from luatsong.knowledge.models import Agency, Audience, Item, LifeEvent
from luatsong.knowledge.reading import rich_paragraphs
from luatsong.knowledge.wordlists import areas, licences

Block = tuple[str, Any]
_YEARS = range(1900, 2200)


def plain(text: str) -> str:
    """Words without markup, on one line."""
    return " ".join(clean_plain(text).text.split())


def drafted(record: Mapping[str, Any], item: Item | None) -> tuple[Item, list[str]]:
    """The item (a new one for None) as the record says, not saved; and what could not be kept."""
    notes: list[str] = []
    title = plain(record["tieu_de"])[:200]
    draft = item or Item(uid=record["ma"], live=False, slug=free_slug(title))
    draft.kind = record["loai"]["ma"]
    draft.title = title
    draft.summary = plain(record.get("tom_tat", ""))
    draft.language = record["ngon_ngu"]
    draft.territory = plain(record.get("dia_ban", ""))
    draft.plain = clean_plain(record.get("ban_de_doc", "")).text
    draft.ai_made = record.get("co_phan_may_lam", False)
    draft.area = _known(record.get("linh_vuc", ""), areas(), "Lĩnh vực", notes)
    draft.licence = _known(record["giay_phep"]["ma"], licences(), "Giấy phép", notes)
    draft.translation_of = Item.objects.filter(uid=record.get("la_ban_dich_cua")).first()
    draft.agency, draft.source = _from_whom(record)
    draft.event_start = _moment(record.get("su_kien", {}).get("bat_dau"))
    draft.event_end = _moment(record.get("su_kien", {}).get("ket_thuc"))
    draft.event_place = plain(record.get("su_kien", {}).get("dia_diem", ""))
    draft.reply_number = plain(record.get("van_ban_tra_loi", {}).get("so", ""))
    replied = record.get("van_ban_tra_loi", {}).get("ngay")
    draft.reply_date = date.fromisoformat(replied) if replied else None
    blocks = _body(record["noi_dung"], draft, notes)
    stream = Item._meta.get_field("body").stream_block
    draft.body = stream.to_python([{"type": name, "value": value} for name, value in blocks])
    draft.audiences = _listed(Audience, record.get("doi_tuong", ()), "Đối tượng", notes)
    draft.life_events = _listed(LifeEvent, record.get("viec_doi", ()), "Việc đời", notes)
    _bind(draft, record, notes)
    if record.get("ban_the_hien"):
        notes.append("Tệp nghe, in không được nhận; máy ở đây làm lại sau khi công bố.")
    return draft, notes


def _from_whom(record: Mapping[str, Any]) -> tuple[Agency | None, str]:
    """The agency where the list has it; the source always names it and where it was."""
    told = record.get("co_quan", {})
    name = plain(told.get("ten", ""))
    agency = None
    if name:
        agency = Agency.objects.filter(name=name).first()
    parts = [plain(record.get("nguon", "")), name, record.get("dia_chi", "")]
    source = "; ".join(dict.fromkeys(part for part in parts if part))
    return agency, source[:300]


def _known(value: str, known: Any, what: str, notes: list[str]) -> str:
    if value and value not in known:
        notes.append(f"{what} “{value}” không có trong danh mục ở đây; hãy chọn lại.")
        return ""
    return value


def _listed(model: Any, rows: Any, what: str, notes: list[str]) -> list[Any]:
    codes = [row["ma"] for row in rows]
    found = {row.code: row for row in model.objects.filter(code__in=codes)}
    missing = [row.get("ten") or row["ma"] for row in rows if row["ma"] not in found]
    if missing:
        notes.append(f"{what} không có trong danh mục ở đây: {plain(', '.join(missing))}.")
    return list(found.values())


def _bind(draft: Item, record: Mapping[str, Any], notes: list[str]) -> None:
    """Bind the bases to the law of this store, as it reads today; what is unclear stays as text."""
    draft.bases = []
    lines = "\n".join(plain(row["ghi"]) for row in record.get("can_cu", ()))
    unclear = binding.bind(draft, lines, timezone.localdate())
    notes += [f"Căn cứ “{one.line}”: {one.problem}" for one in unclear]
    if record.get("phap_luat_da_thay_doi"):
        notes.append("Kho gửi nói pháp luật đã thay đổi từ khi bài được viết; hãy đọc lại.")


def _moment(text: str | None) -> datetime | None:
    if not text:
        return None
    found = datetime.fromisoformat(text)
    if found.year not in _YEARS:  # no event of ours; far years do not fit a database
        return None
    return found if timezone.is_aware(found) else timezone.make_aware(found)


def _body(parts: Any, draft: Item, notes: list[str]) -> list[Block]:
    allowed = draft.of_kind.blocks
    found: list[Block] = []
    removed: dict[str, None] = {}
    for part in parts:
        cleaned = clean_rich(part.get("html", ""))
        removed |= dict.fromkeys(cleaned.removed)
        title, name = plain(part.get("tieu_de", "")), part["phan"]
        make = _MAKERS.get(name) if name in allowed or name == "heading" else None
        made = make(title, cleaned.text) if make else None
        found += [made] if made else _as_text(title, cleaned.text)
    if removed:
        notes.append(f"Đã bỏ khỏi lời: {', '.join(removed)}.")
    return found


def _as_text(title: str, html: str) -> list[Block]:
    heading: list[Block] = [("heading", title[:160])] if title else []
    return [*heading, *([("text", html)] if html.strip() else [])]


def _heading(title: str, _html: str) -> Block | None:
    return ("heading", title[:160]) if title else None


def _titled(name: str, title_field: str, text_field: str) -> Callable[[str, str], Block | None]:
    def make(title: str, html: str) -> Block | None:
        return (name, {title_field: title, text_field: html}) if title or html else None

    return make


def _place(name: str, words: str) -> Callable[[str, str], Block | None]:
    def make(title: str, html: str) -> Block | None:
        said = "\n".join(text for _, text in rich_paragraphs(html))
        return (name, {"place": title, words: said}) if title else None

    return make


def _checklist(title: str, html: str) -> Block | None:
    things = [text[:300] for role, text in rich_paragraphs(html) if role == "item"]
    return ("checklist", {"title": title, "items": things}) if things else None


def _steps(title: str, html: str) -> Block | None:
    reader = _StepReader()
    reader.feed(html)
    steps = [
        {"title": head[:200], "text": linebreaks(escape(rest)) if rest else ""}
        for head, rest in reader.found
        if head
    ]
    return ("steps", {"title": title, "steps": steps}) if steps else None


class _StepReader(HTMLParser):
    """<li><strong>what to do</strong> how</li> → pairs of the words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []
        self._head = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag == "li":
            self.found.append(("", ""))
        self._head = tag in ("strong", "b") and bool(self.found) and not self.found[-1][0]

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._head = False

    def handle_data(self, data: str) -> None:
        if not self.found or not data.strip():
            return
        head, rest = self.found[-1]
        if self._head:
            self.found[-1] = (f"{head}{data}".strip(), rest)
        else:
            self.found[-1] = (head, f"{rest} {data}".strip())


_MAKERS: dict[str, Callable[[str, str], Block | None]] = {
    "heading": _heading,
    "facts": _titled("facts", "title", "text"),
    "question_answer": _titled("question_answer", "question", "answer"),
    "warning": _titled("warning", "title", "text"),
    "quote": _place("quote", "words"),
    "law": _place("law", "note"),
    "checklist": _checklist,
    "steps": _steps,
}
