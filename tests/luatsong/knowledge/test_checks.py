"""What an item must be before it may go on, and how pasted text is cleaned."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Drawing
from tests.luatsong.factories import make_document
from tests.luatsong.knowledge.factories import make_item
from wagtail.images import get_image_model
from wagtail.models import Collection

from luatsong.knowledge import binding, checks
from luatsong.knowledge.cleaning import clean_plain, clean_rich, safe_address
from luatsong.knowledge.models import Item
from luatsong.law.models import Document

pytestmark = pytest.mark.django_db


def _codes(item: Item) -> set[str]:
    return {finding.code for finding in checks.blocking(item)}


def _with_body(*body: tuple[str, Any], **fields: Any) -> Item:
    return make_item(live=False, body=list(body), **fields)


def _said(item: Item) -> str:
    return " ".join(finding.message for finding in checks.check(item))


def test_an_item_with_all_it_needs_has_no_findings() -> None:
    assert checks.check(make_item(live=False)) == []


def test_empty_fields_and_missing_blocks_block() -> None:
    item = _with_body(("text", "<p>Lời.</p>"), kind="guide", summary="", audiences=[])
    assert {"empty", "needs", "plain-missing"} <= _codes(item)
    assert "Chưa điền “tóm tắt”" in _said(item)
    assert "Các bước" in _said(item)


def test_an_unfinished_block_is_told_with_its_place() -> None:
    item = _with_body(("warning", {"title": "", "text": ""}))
    assert "Phần 1 (Lưu ý, điều cấm)" in _said(item)
    assert "incomplete" in _codes(item)


@pytest.mark.parametrize("words", ["", "  "])
def test_a_picture_without_words_is_told_once(words: str) -> None:
    if Collection.get_first_root_node() is None:  # tests with a server empty the tables
        Collection.add_root(name="Gốc")
    held = io.BytesIO()
    Drawing.new("RGB", (4, 3), "teal").save(held, "PNG")
    file = ContentFile(held.getvalue(), name="suoi.png")
    image = get_image_model().objects.create(title="Suối", file=file)
    picture = {"image": {"image": image.pk, "decorative": False, "alt_text": words}}
    decoration = {"image": {"image": image.pk, "decorative": True, "alt_text": ""}}
    item = make_item(live=False)
    item.body = Item._meta.get_field("body").stream_block.to_python(
        [
            {"type": "picture", "value": picture},
            {"type": "picture", "value": decoration},
            {"type": "pictures", "value": {"title": "Bên suối", "pictures": [picture]}},
        ]
    )
    assert [finding.message for finding in checks.blocking(item)] == [
        "Phần 1 (Ảnh): ảnh “Suối” chưa có lời mô tả.",
        "Phần 3 (Bộ tranh, ảnh): ảnh “Suối” chưa có lời mô tả.",
    ]


def test_a_game_has_exactly_one_right_answer() -> None:
    options = [{"text": "A", "right": True}, {"text": "B", "right": True}]
    body = ("choice", {"question": "Gì?", "options": options, "why": "<p>Vì.</p>"})
    assert "choice" in _codes(_with_body(body, kind="game"))


def test_a_changed_basis_blocks_until_it_is_read_again() -> None:
    document = make_document()
    item = make_item(live=False)
    today = timezone.localdate()
    assert binding.bind(item, f"Điều 1 {document}", today) == []
    item.save()
    assert checks.blocking(item) == []
    Document.objects.filter(pk=document.pk).update(state=Document.State.WITHDRAWN)
    assert "basis-changed" in _codes(Item.objects.get(pk=item.pk))


def test_a_line_that_names_no_law_blocks_and_is_kept() -> None:
    item = make_item(live=False)
    assert binding.bind(item, "Điều 5 Luật Không Có 1990", timezone.localdate())
    item.save()
    assert "basis-unclear" in _codes(item)
    assert item.basis_text == "Điều 5 Luật Không Có 1990"


def test_a_line_that_stays_keeps_its_pin() -> None:
    document = make_document()
    item = make_item(live=False)
    early = timezone.localdate() - timedelta(days=30)
    binding.bind(item, f"Điều 1 {document}", early)
    item.save()
    binding.bind(item, f"Điều 2 {document}\nĐiều 1 {document}", timezone.localdate())
    days = {basis.address: basis.as_of for basis in item.bases.all()}
    assert days == {"dieu-1": early, "dieu-2": timezone.localdate()}


def test_long_sentences_of_the_plain_version_block() -> None:
    long = "Người " + "dân " * 40 + "làm việc."
    assert "plain-long-sentence" in _codes(make_item(live=False, plain=long))


def test_links_to_nothing_and_to_ended_law_block() -> None:
    ended = make_document(
        number="9/2020/TT-BTL", expiry_date=timezone.localdate() - timedelta(days=9)
    )
    alive = make_item()
    item = _with_body(
        ("text", '<p><a href="/khong-co-trang">a</a> <a href="/kien-thuc/khong-co">b</a></p>'),
        ("link", {"title": "c", "address": f"/van-ban/{ended.slug}"}),
        ("link", {"title": "d", "address": "/van-ban/khong-co/dieu-1"}),
        ("link", {"title": "e", "address": "javascript:alert(1)"}),
        ("link", {"title": "f", "address": f"/kien-thuc/{alive.slug}"}),
        ("link", {"title": "g", "address": "https://example.vn/x"}),
    )
    said = _said(item)
    for broken in "abcde":
        assert f"liên kết “{broken}”" in said
    assert "liên kết “f”" not in said
    assert "liên kết “g”" not in said


def test_a_quote_must_be_the_words_of_the_law() -> None:
    document = make_document()
    place = f"Điều 1 {document}"
    right = {"place": place, "words": "Người trồng cây có trách nhiệm: … Tưới nước mỗi tuần"}
    wrong = {"place": place, "words": "Người trồng cây được thưởng"}
    assert checks.blocking(_with_body(("quote", right))) == []
    assert "không đúng nguyên văn" in _said(_with_body(("quote", wrong)))


def test_days_that_cannot_be_block() -> None:
    now = timezone.now()
    item = make_item(live=False, kind="event", event_start=now, event_end=now - timedelta(hours=1))
    item.expire_at = now - timedelta(days=1)
    assert "dates" in _codes(item)


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("<script>alert(1)</script>Lời", "Lời"),
        ("a < b và c > d", "a < b và c > d"),
        ("2 <3 cây", "2 <3 cây"),
        ("<p class=MsoNormal>Một</p><p>Hai</p>", "Một\nHai"),
        ("Một<br>Hai", "Một\nHai"),
        ("<o:p>&nbsp;</o:p>Lời &amp; lẽ", "Lời & lẽ"),
        ("Cột\tHai", "Cột\tHai"),
    ],
)
def test_markup_in_plain_fields_is_taken_out_and_words_stay(pasted: str, kept: str) -> None:
    assert clean_plain(pasted).text == kept


def test_rich_text_keeps_lists_and_links_and_says_what_went() -> None:
    cleaned = clean_rich(
        '<p style="x" onclick="y()">A <b>b</b> <a href="javascript:z()">c</a></p>'
        '<iframe src="https://x"></iframe><ul><li>d</li></ul><table><tr><td>e</td></tr></table>'
    )
    assert cleaned.text == "<p>A <b>b</b> <a>c</a></p><ul><li>d</li></ul>e"
    assert {"liên kết nguy hiểm", "khung nhúng trang khác (iframe)"} <= set(cleaned.removed)
    assert "mã lệnh gắn trong thẻ" in cleaned.removed


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://example.vn", True),
        ("/van-ban/a", True),
        ("tel:19001000", True),
        ("#muc", True),
        ("//evil.example", False),
        ("/\\evil.example", False),
        ("JavaScript:alert(1)", False),
        ("data:text/html,x", False),
        ("http://[", False),
    ],
)
def test_links_lead_only_where_they_may(address: str, safe: bool) -> None:
    assert safe_address(address) is safe


@given(st.text(max_size=200))
def test_cleaning_never_fails_and_is_done_once(text: str) -> None:
    plain = clean_plain(text).text
    assert "<script" not in plain.lower() or "<script" in text.lower()
    rich = clean_rich(text).text
    assert clean_rich(rich).text == rich
