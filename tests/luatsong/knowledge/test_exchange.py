"""Items told to other stores and taken in from them: nothing missed, nothing public touched."""

from __future__ import annotations

import json
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.luatsong.factories import make_document
from tests.luatsong.knowledge.factories import make_item
from tests.luatsong.knowledge.people import make_person

from luatsong.knowledge import selectors, services
from luatsong.knowledge.exchange import arriving, ledger, records, schema
from luatsong.knowledge.exchange.reading import FileRefusedError, lines_of
from luatsong.knowledge.models import Agency, Arrival, Item, SharedEntry

pytestmark = pytest.mark.django_db
_HOUSE = [
    ("heading", "Trước khi trồng"),
    ("text", "<p>Chọn <b>giống cây</b> bản địa.</p><ul><li>Tre</li><li>Gáo</li></ul>"),
]


def record(**changes: Any) -> dict[str, Any]:
    """A good record of a store that is not ours."""
    return {
        "phien_ban": "1.0",
        "ma": str(uuid4()),
        "trang_thai": "cong-bo",
        "dia_chi": "https://kho.example/bai-1",
        "loai": {"ma": "article"},
        "tieu_de": "Giữ rừng đầu nguồn",
        "tom_tat": "Ai giữ rừng được gì.",
        "ngon_ngu": "vi",
        "giay_phep": {"ma": "cc-by"},
        "co_quan": {"ten": "Sở Tư pháp tỉnh bạn"},
        "doi_tuong": [{"ma": "citizen"}],
        "noi_dung": [{"phan": "text", "html": "<p>Rừng là của chung.</p>"}],
        **changes,
    }


def file_of(folder: Path, *lines: Mapping[str, Any] | str | bytes) -> Path:
    path = folder / "noi-dung.jsonl"
    written = [
        line
        if isinstance(line, bytes)
        else (line if isinstance(line, str) else json.dumps(line)).encode()
        for line in lines
    ]
    path.write_bytes(b"\n".join(written) + b"\n")
    return path


def take(folder: Path, *lines: Any, **options: Any) -> list[arriving.Outcome]:
    services.load_lists()
    return list(arriving.take_in(lines_of(file_of(folder, *lines)), **options))


def told(item: Item) -> dict[str, Any]:
    ledger.bring_up_to_date()
    found = selectors.with_details(Item.objects.filter(pk=item.pk)).get()
    return records.record_of(found, SharedEntry.objects.get(item=item), lambda at: f"https://a{at}")


def test_the_check_knows_every_word_of_the_schema() -> None:
    known = schema.TELLING | {
        *("type", "const", "enum", "required", "properties", "items", "if", "then"),
        *("minLength", "maxLength", "maxItems", "minimum", "pattern", "format"),
    }

    def words(rule: Mapping[str, Any]) -> set[str]:
        inner = [*rule.get("properties", {}).values()]
        inner += [rule[name] for name in ("items", "if", "then") if name in rule]
        return set(rule).union(*map(words, inner))

    assert words(schema.schema()) <= known


def test_every_field_has_a_vietnamese_name_and_a_kind() -> None:
    found = schema.fields()
    assert {"ma", "can_cu[]", "can_cu[].ghi", "ban_the_hien[].hinh_thuc"} <= {f.path for f in found}
    assert all(field.title and field.kind for field in found)
    assert next(field for field in found if field.path == "ma").required


def test_what_we_tell_is_as_our_own_schema_says() -> None:
    document = make_document()
    item = make_item(body=_HOUSE, bases=[(document, "dieu-1/khoan-2")], licence="cc-by-nc")
    found = told(item)
    assert schema.problems(found) == []
    assert found["giay_phep"]["ma"] == "cc-by-nc"
    assert found["can_cu"][0]["vi_tri"] == "dieu-1/khoan-2"
    assert [part["phan"] for part in found["noi_dung"]] == ["heading", "text"]
    assert "data-block-key" not in json.dumps(found)


def test_of_an_item_with_rights_reserved_only_its_description_is_told() -> None:
    found = told(make_item(body=_HOUSE, licence="reserved", plain="Dễ đọc."))
    assert schema.problems(found) == []
    assert not {"noi_dung", "ban_de_doc", "ban_the_hien"} & set(found)


def test_each_change_gets_a_later_place_and_what_is_withdrawn_stays_told() -> None:
    first, second = make_item(), make_item()
    make_item(live=False)
    head = ledger.bring_up_to_date()
    assert [row.item for row in ledger.entries_after()] == [first, second]
    assert ledger.bring_up_to_date() == head
    services.publish_loaded(first, note="sửa")
    second.unpublish()
    again = ledger.bring_up_to_date()
    assert again.position == head.position + 2
    rows = {row.item_id: row for row in ledger.entries_after(head.position)}
    assert rows[first.pk].live
    assert not rows[second.pk].live
    gone = records.withdrawn_record(rows[second.pk])
    assert schema.problems(gone) == []
    services.publish_loaded(second, note="lại")
    ledger.bring_up_to_date()
    assert ledger.entries_after(again.position).get().live


def test_who_follows_position_by_position_ends_with_exactly_what_is_public() -> None:
    held: dict[str, bool] = {}
    position = 0
    items = [make_item() for _ in range(5)]
    for step in range(4):
        for at, item in enumerate(items):
            if (at + step) % 3 == 0:
                item.refresh_from_db()
                item.unpublish() if item.live else services.publish_loaded(item, note="lại")
        ledger.bring_up_to_date()
        while page := list(ledger.entries_after(position)[:2]):
            held |= {str(row.uid): row.live for row in page}
            position = page[-1].position
    assert {uid for uid, live in held.items() if live} == {
        str(uid) for uid in Item.objects.filter(live=True).values_list("uid", flat=True)
    }


def test_law_that_changes_and_a_renamed_agency_are_told_again() -> None:
    services.load_lists()
    agency = Agency.objects.get(code="so-y-te")
    make_item(agency=agency)
    head = ledger.bring_up_to_date()
    Item.objects.update(basis_state=Item.BasisState.AFFECTED)
    assert ledger.bring_up_to_date().position == head.position + 1
    Agency.objects.filter(pk=agency.pk).update(name="Sở Y tế và Dân số")
    assert ledger.bring_up_to_date().position == head.position + 2


def test_an_item_arrives_as_a_draft_with_source_agency_and_bases(tmp_path: Path) -> None:
    document = make_document()
    owner = make_person("author")
    base = {"ghi": f"khoản 2 Điều 1 {document.type_name} {document.number}"}
    (outcome,) = take(tmp_path, record(can_cu=[base], co_quan={"ten": "Sở Y tế"}), owner=owner)
    assert (outcome.what, outcome.notes) == ("new", ())
    item = Item.objects.get()
    assert not item.live
    assert item.owner == owner
    assert item.agency == Agency.objects.get(name="Sở Y tế")
    assert item.source == "Sở Y tế; https://kho.example/bai-1"
    assert item.bases.get().address == "dieu-1/khoan-2"
    assert item.arrival.sender == "Sở Y tế"
    services.submit(item, user=make_person("author"))
    assert Item.objects.get().current_workflow_task is not None


def test_what_we_tell_another_store_of_ours_takes_in_with_its_parts(tmp_path: Path) -> None:
    body = [
        ("facts", {"title": "Sự việc", "text": "<p>Ông Tư chặt cây.</p>"}),
        ("question_answer", {"question": "Có sai không?", "answer": "<p>Có &lt;sai&gt;.</p>"}),
        ("checklist", {"title": "Cần có", "items": ["Đơn", "Ảnh"]}),
        (
            "steps",
            {"title": "Các bước", "steps": [{"title": "Hỏi xã", "text": "<p>Ở a &lt; b.</p>"}]},
        ),
        ("table", {"caption": "Mức", "head": True, "rows": "Lỗi | Tiền\nChặt | 5"}),
    ]
    item = make_item(kind="situation", body=body)
    sent = told(item)
    Item.objects.all().delete()
    (outcome,) = take(tmp_path, sent)
    assert outcome.what == "new"
    found = Item.objects.get()
    assert [child.block_type for child in found.body][:4] == [name for name, _ in body[:4]]
    assert found.body[3].value["steps"][0]["title"] == "Hỏi xã"
    said = selectors.paragraphs_of(found)
    assert "Có <sai>." in said
    assert "Ở a < b." in said
    assert any("Chặt; 5" in line for line in said)


def test_a_second_time_the_draft_is_updated_and_the_same_changes_nothing(tmp_path: Path) -> None:
    sent = record()
    take(tmp_path, sent)
    assert [one.what for one in take(tmp_path, sent)] == ["same"]
    assert [one.what for one in take(tmp_path, sent | {"tieu_de": "Giữ rừng"})] == ["updated"]
    assert Item.objects.get().title == "Giữ rừng"
    assert Item.objects.get().latest_revision.as_object().title == "Giữ rừng"


@pytest.mark.parametrize("how", ["live", "withdrawn", "edited", "waiting", "own"])
def test_what_is_public_waiting_or_written_here_is_never_touched(tmp_path: Path, how: str) -> None:
    sent = record()
    take(tmp_path, sent)
    item = Item.objects.get()
    if how in ("live", "withdrawn"):
        services.publish_loaded(item, note="đã duyệt")
    if how == "withdrawn":
        item.unpublish()
    if how == "edited":
        item.save_revision(user=make_person("author"))
    if how == "waiting":
        services.submit(item, user=make_person("author"))
    if how == "own":
        Arrival.objects.all().delete()
    (outcome,) = take(tmp_path, sent | {"tieu_de": "Đè lên"})
    assert outcome.what == "kept"
    assert outcome.notes[0]
    assert Item.objects.get().title == "Giữ rừng đầu nguồn"
    assert "Đè lên" not in str(item.latest_revision.content)


def test_a_trial_run_leaves_nothing(tmp_path: Path) -> None:
    found = take(tmp_path, record(), record(), dry_run=True)
    assert [one.what for one in found] == ["new", "new"]
    assert not Item.objects.exists()


def test_hostile_markup_is_cleaned_and_it_is_said(tmp_path: Path) -> None:
    evil = '<p onclick="x()">Rừng</p><script>alert(1)</script><a href="javascript:x()">đây</a>'
    parts = [
        {"phan": "text", "html": evil},
        {"phan": "facts", "tieu_de": "<b>Tên</b>", "html": evil},
    ]
    (outcome,) = take(
        tmp_path,
        record(noi_dung=parts, tieu_de="Rừng<script>alert(2)</script>", nguon="<i>Tôi</i>"),
    )
    item = Item.objects.get()
    kept = json.dumps(item.body.get_prep_value()) + item.title + item.source
    assert not any(word in kept for word in ("script", "alert", "onclick", "javascript", "<i>"))
    assert any("Đã bỏ khỏi lời" in note for note in outcome.notes)


def test_what_lists_here_do_not_have_is_said_and_left_to_the_editor(tmp_path: Path) -> None:
    (outcome,) = take(
        tmp_path,
        record(
            linh_vuc="Phép thuật",
            giay_phep={"ma": "wtfpl"},
            doi_tuong=[{"ma": "citizen"}, {"ma": "wizard", "ten": "Phù thủy"}],
            can_cu=[{"ghi": "Điều 9 Luật Phép thuật 1/2099/QH20"}],
        ),
    )
    item = Item.objects.get()
    assert (item.area, item.licence) == ("", "")
    assert [audience.code for audience in item.audiences.all()] == ["citizen"]
    assert len(outcome.notes) == 4
    assert item.basis_text == "Điều 9 Luật Phép thuật 1/2099/QH20"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"loai": {"ma": "spell"}}, "Loại nội dung “spell”"),
        ({"ngon_ngu": "xx"}, "Ngôn ngữ “xx”"),
        ({"giay_phep": {"ma": "reserved"}}, "giữ bản quyền"),
        ({"noi_dung": []}, "không có phần nội dung"),
        ({"tieu_de": "<script>x</script>"}, "không có chữ nào"),
        ({"ma": "7"}, "ma: phải là mã UUID"),
        ({"phien_ban": "9.0"}, "phien_ban: phải là “1.0”"),
        ({"tieu_de": "x" * 300}, "tieu_de: dài quá 200"),
        ({"tieu_de": 5}, "tieu_de: phải là chữ"),
        ({"noi_dung": "x"}, "noi_dung: phải là danh sách"),
        ({"noi_dung": [{}]}, "noi_dung[1].phan: thiếu"),
        ({"co_phan_may_lam": "có"}, "co_phan_may_lam: phải là có hoặc không"),
        ({"dia_chi": "javascript:x"}, "dia_chi: phải là địa chỉ"),
        ({"tieu_de": "a\x00b"}, "ký tự hỏng"),
        ({"tieu_de": "a\ud800"}, "ký tự hỏng"),
    ],
)
def test_a_bad_record_is_refused_with_the_reason(
    tmp_path: Path, change: dict[str, Any], said: str
) -> None:
    (bad, good) = take(tmp_path, record(**change), record())
    assert bad.what == "refused"
    assert said in bad.notes[0]
    assert good.what == "new"


@pytest.mark.parametrize(
    "line",
    [
        b"\xff\xfe{}",
        "{",
        "[" * 100_000,
        "1" * 5000,
        '{"a": NaN}',
        "null",
        "[]",
        '"x"',
        '{"a":' * 900,
    ],
)
def test_a_line_that_is_no_record_harms_nothing(tmp_path: Path, line: Any) -> None:
    found = take(tmp_path, record(), line, record())
    assert [one.what for one in found] == ["new", "refused", "new"]


def test_a_line_without_end_is_refused_and_the_next_one_read(tmp_path: Path) -> None:
    long = json.dumps(record(noi_dung=[{"phan": "text", "html": "x" * 3_000_000}]))
    found = take(tmp_path, record(), long, record())
    assert [one.what for one in found] == ["new", "refused", "new"]
    assert "dài quá" in found[1].notes[0]


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"PK\x03\x04\x00", b"<html>", b"\x00" * 50])
def test_a_file_of_another_kind_is_refused_as_a_whole(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    with pytest.raises(FileRefusedError, match="không phải tệp JSON Lines"):
        list(lines_of(path))


def test_dates_of_no_calendar_do_not_stop_the_others(tmp_path: Path) -> None:
    event = {"bat_dau": "0001-01-01T00:00:00+14:00", "ket_thuc": "2026-11-09T08:00:00"}
    (outcome,) = take(tmp_path, record(loai={"ma": "event"}, su_kien=event))
    assert outcome.what == "new"
    assert Item.objects.get().event_start is None
    assert Item.objects.get().event_end is not None


def test_what_the_sender_withdrew_is_said(tmp_path: Path) -> None:
    sent = record()
    take(tmp_path, sent)
    gone = {"phien_ban": "1.0", "ma": sent["ma"], "trang_thai": "da-go"}
    (outcome,) = take(tmp_path, gone)
    assert outcome.what == "gone"
    assert Item.objects.count() == 1


def test_the_command_tells_what_it_did_and_fails_where_something_was_refused(
    tmp_path: Path,
) -> None:
    services.load_lists()
    out = StringIO()
    call_command("knowledge", "import", str(file_of(tmp_path, record())), "--dry-run", stdout=out)
    assert "Chạy thử, chưa ghi gì: 1 bản thảo mới" in out.getvalue()
    path = str(file_of(tmp_path, record(), record(ngon_ngu="xx")))
    with pytest.raises(CommandError, match="1 dòng không nhận được"):
        call_command("knowledge", "import", path, stdout=out)
    assert Item.objects.count() == 1
    with pytest.raises(CommandError, match="Không mở được tệp"):
        call_command("knowledge", "import", str(tmp_path / "khong-co"), stdout=out)
    with pytest.raises(CommandError, match="Không có tài khoản"):
        call_command("knowledge", "import", path, "--owner", "ai-do", stdout=out)


@settings(max_examples=60)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(sorted(schema.schema()["properties"])), inner, max_size=4
            )
        ),
        max_leaves=12,
    )
)
def test_whatever_is_in_a_record_the_check_answers(value: Any) -> None:
    assert all(isinstance(problem, str) for problem in schema.problems(value))
    good = record()
    if isinstance(value, dict):
        assert isinstance(schema.problems(good | value), list)
