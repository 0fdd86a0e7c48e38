"""Effects of which one part is certain and another is not; effects on parts of a document."""

from __future__ import annotations

from datetime import date

import pytest
from tests.luatsong.law.living.acts import STREAMS, effects, stored, text

from luatsong.accounts.models import User
from luatsong.law import selectors, services
from luatsong.law.models import Document, Effect, Force
from luatsong.law.selectors import living

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.service,
    pytest.mark.usefixtures("reading_at_once"),
]
_DAY = date(2032, 7, 1)
_AMENDS = "Sửa đổi, bổ sung một số điều của Nghị định số 10/2031/NĐ-CP quy định về bảo vệ suối"


def _acting(number: str, body: str, *, title: str = "", day: date = date(2032, 4, 1)) -> str:
    """A decree in force from 01/06/2032."""
    end = "Nghị định này có hiệu lực thi hành kể từ ngày 01 tháng 6 năm 2032."
    return text(
        "Nghị định",
        number,
        title
        or "Sửa đổi, bổ sung một số điều của Nghị định số 10/2031/NĐ-CP quy định về bảo vệ suối",
        f"{body}\nĐiều 9. Hiệu lực thi hành\n{end}",
        day=day,
    )


def _says(document: Document, day: date = _DAY, **more: str) -> dict[str, str]:
    return {
        row.address: "\n".join(row.text)
        for row in living.law_on(document, day, **more)  # type: ignore[arg-type]
        if row.status in ("in-force", "partly-ended")
    }


REPEALS = _acting(
    "21/2032/NĐ-CP",
    """Điều 1. Bãi bỏ một số quy định của Nghị định số 10/2031/NĐ-CP
Bãi bỏ khoản 3 Điều 2, khoản 9 Điều 2 và Điều 3 Nghị định số 10/2031/NĐ-CP.""",
    title="Bãi bỏ một số quy định",
)


def _repeal(document: Document) -> Effect:
    return Effect.objects.get(document=document, verb="repeal", summary=False)


def test_certain_places_are_applied_and_the_doubtful_one_waits() -> None:
    law, repealing = stored(STREAMS, REPEALS)
    assert {"dieu-3", "dieu-2/khoan-3"}.isdisjoint(_says(law))
    found = _repeal(repealing)
    assert found.state == Effect.State.PARTLY
    [finding] = found.findings
    assert (finding["held"], finding["places"]) == (["dieu-2/khoan-9"], ["khoản 9 Điều 2"])
    certain = {row.address: row.certain for row in living.law_on(law, _DAY)}
    assert certain["dieu-2/khoan-1"]
    assert [row.state for row in living.effects_on(law) if row.id == found.pk] == [found.state]


def test_rejecting_the_rest_restores_all_of_it() -> None:
    editor = User.objects.create_user("bien-tap")
    law, repealing = stored(STREAMS, REPEALS)
    before = _says(law, date(2032, 5, 1))
    found = _repeal(repealing)
    services.effect_unapply(found, editor)
    assert _says(law) == before


def test_an_accepted_effect_that_failed_is_tried_again_when_its_document_changes() -> None:
    editor = User.objects.create_user("bien-tap")
    late = _acting(
        "22/2032/NĐ-CP",
        "Điều 1. Bãi bỏ khoản 4 Điều 2 Nghị định số 10/2031/NĐ-CP.",
        title="Bãi bỏ một số quy định",
    )
    law, repealing = stored(STREAMS, late)
    [found] = effects(repealing, "repeal")
    services.effect_accept(found, editor)
    assert found.state == Effect.State.REVIEW
    adding = text(
        "Nghị định",
        "19/2032/NĐ-CP",
        "Sửa đổi, bổ sung một số điều của Nghị định số 10/2031/NĐ-CP quy định về bảo vệ suối",
        """Điều 1. Bổ sung khoản 4 vào sau khoản 3 Điều 2 Nghị định số 10/2031/NĐ-CP như sau:
“4. Thả cá.”.
Điều 2. Nghị định này có hiệu lực thi hành kể từ ngày 01 tháng 5 năm 2032.""",
        day=date(2032, 3, 1),
    )
    stored(adding)
    found.refresh_from_db()
    assert (found.state, found.findings) == (Effect.State.APPLIED, [])
    assert "dieu-2/khoan-4" in _says(law, date(2032, 5, 15))
    assert "dieu-2/khoan-4" not in _says(law)


def test_new_wording_follows_the_place_a_person_enters() -> None:
    editor = User.objects.create_user("bien-tap")
    wrong = _acting(
        "23/2032/NĐ-CP",
        """Điều 1. Sửa đổi khoản 1 Điều 2 Nghị định số 10/2031/NĐ-CP như sau:
“1. Trồng cây mỗi năm.”.""",
    )
    law, amending = stored(STREAMS, wrong)
    [found] = effects(amending, "amend")
    services.effect_correct(found, {"places": "khoản 2 Điều 2"}, editor)
    assert found.state == Effect.State.APPLIED
    said = _says(law)
    assert said["dieu-2/khoan-1"] == "Dọn suối mỗi tháng một lần."
    assert said["dieu-2/khoan-2"] == "Trồng cây mỗi năm."


def test_a_correction_holds_from_the_start_and_takes_nothing_of_the_force() -> None:
    misprint = STREAMS.replace("Dọn suối mỗi tháng", "Dọn suói mỗi tháng")
    correcting = text(
        "Quyết định",
        "99/QĐ-BTP",
        "Về việc đính chính Nghị định số 10/2031/NĐ-CP",
        """Điều 1. Đính chính Nghị định số 10/2031/NĐ-CP
1. Tại khoản 1 Điều 2, cụm từ “Dọn suói” được đính chính thành “Dọn suối”.
2. Đính chính lỗi kỹ thuật tại khoản 2 Điều 2.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.""",
        day=date(2031, 9, 1),
        issuer="Bộ Tư pháp",
    )
    law, decision = stored(misprint, correcting)
    assert _says(law, date(2031, 3, 1))["dieu-2/khoan-1"].startswith("Dọn suối")
    assert living.validity_of(law, _DAY).label == "Còn hiệu lực"
    states = [effect.state for effect in effects(decision, "correct") if not effect.summary]
    assert states == [Effect.State.APPLIED, Effect.State.REVIEW]


def test_a_correction_of_an_amending_text_reaches_the_text_it_amended() -> None:
    editor = User.objects.create_user("bien-tap")
    amending = _acting(
        "37/2032/NĐ-CP",
        """Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 10/2031/NĐ-CP
1. Sửa đổi khoản 1 Điều 2 như sau:
“1. Dọn suối bằng tay.”.
2. Sửa đổi Điều 3 như sau:
“Điều 3. Mức chi
Mức chi là 300.000 đồng.”.""",
    )
    correcting = text(
        "Quyết định",
        "98/QĐ-BTP",
        "Về việc đính chính Nghị định số 37/2032/NĐ-CP",
        """Điều 1. Đính chính Nghị định số 37/2032/NĐ-CP
Tại khoản 1 Điều 1, cụm từ “bằng tay” được đính chính thành “bằng máy”.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.""",
        day=date(2032, 9, 1),
        issuer="Bộ Tư pháp",
    )
    law, change = stored(STREAMS, amending)
    assert _says(law)["dieu-2/khoan-1"] == "Dọn suối bằng tay."
    [decision] = stored(correcting)
    assert _says(law)["dieu-2/khoan-1"] == "Dọn suối bằng máy."
    assert _says(law)["dieu-3"] == "Mức chi là 300.000 đồng."
    [correct] = [found for found in effects(decision, "correct") if not found.summary]
    services.effect_unapply(correct, editor)
    assert _says(law)["dieu-2/khoan-1"] == "Dọn suối bằng tay."
    services.effect_accept(correct, editor)
    assert _says(law)["dieu-2/khoan-1"] == "Dọn suối bằng máy."
    assert not Document.objects.filter(folded_at__isnull=True, state="published").exists()
    assert {found.state for found in effects(change)} == {Effect.State.APPLIED}


def test_provisions_that_continue_live_on_in_an_ended_document() -> None:
    end = _acting(
        "24/2032/NĐ-CP",
        """Điều 1. Bãi bỏ Nghị định số 10/2031/NĐ-CP.
Điều 2. Khoản 1 Điều 2 Nghị định số 10/2031/NĐ-CP tiếp tục có hiệu lực đến hết ngày 31 tháng 12 \
năm 2033.""",
        title="Về việc xử lý văn bản",
    )
    law, _ = stored(STREAMS, end)
    assert living.validity_of(law, _DAY).label == "Hết hiệu lực một phần"
    assert set(_says(law)) == {"dieu-2", "dieu-2/khoan-1"}
    shown = {row.address for row in selectors.provisions_of(law, _DAY)}
    assert shown == {"dieu-2", "dieu-2/khoan-1"}
    assert living.validity_of(law, date(2034, 1, 1)).label == "Hết hiệu lực toàn bộ"
    assert _says(law, date(2034, 1, 1)) == {}


def test_a_document_that_is_repealed_but_continues_ends_when_it_no_longer_does() -> None:
    end = _acting(
        "34/2032/NĐ-CP",
        """Điều 1. Bãi bỏ Nghị định số 10/2031/NĐ-CP.
Điều 2. Nghị định số 10/2031/NĐ-CP tiếp tục có hiệu lực đến hết ngày 31 tháng 12 năm 2033.""",
        title="Về việc xử lý văn bản",
    )
    law, _ = stored(STREAMS, end)
    assert living.validity_of(law, _DAY).label == "Còn hiệu lực"
    assert "dieu-3" in _says(law, date(2033, 12, 31))
    assert living.validity_of(law, date(2034, 1, 1)).label == "Hết hiệu lực toàn bộ"


def test_a_continuation_said_before_gives_way_to_a_later_repeal() -> None:
    keep = _acting(
        "35/2032/NĐ-CP",
        "Điều 1. Nghị định số 10/2031/NĐ-CP tiếp tục có hiệu lực đến hết ngày 31/12/2034.",
        title="Về việc xử lý văn bản",
        day=date(2032, 3, 1),
    )
    end = _acting(
        "36/2032/NĐ-CP",
        "Điều 1. Bãi bỏ Nghị định số 10/2031/NĐ-CP.",
        title="Bãi bỏ văn bản",
    )
    law, *_ = stored(STREAMS, keep, end)
    assert living.validity_of(law, _DAY).label == "Hết hiệu lực toàn bộ"


def test_what_stands_in_a_suspended_article_is_suspended() -> None:
    stop = _acting(
        "25/2032/NĐ-CP",
        "Điều 1. Tạm ngưng hiệu lực Điều 2 Nghị định số 10/2031/NĐ-CP đến hết ngày 31/12/2032.",
        title="Tạm ngưng hiệu lực một số quy định",
    )
    law, _ = stored(STREAMS, stop)
    words = {row.address: row.status for row in living.law_on(law, _DAY)}
    assert words["dieu-2/khoan-1"] == Force.Word.SUSPENDED
    assert words["dieu-3"] == Force.Word.IN_FORCE
    assert "dieu-2/khoan-1" not in {row.address for row in selectors.provisions_of(law, _DAY)}


def test_a_text_changed_for_one_area_reads_otherwise_there_only() -> None:
    editor = User.objects.create_user("bien-tap")
    change = _acting(
        "26/2032/NĐ-CP",
        """Điều 1. Sửa đổi khoản 1 Điều 2 Nghị định số 10/2031/NĐ-CP như sau:
“1. Dọn suối mỗi ngày.”.""",
    )
    law, amending = stored(STREAMS, change)
    [found] = effects(amending, "amend")
    services.effect_correct(found, {"territory": "tỉnh Nam Suối"}, editor)
    services.note_merger("Nam Suối", "Bắc Suối", date(2032, 7, 1))
    assert found.state == Effect.State.APPLIED
    assert _says(law)["dieu-2/khoan-1"] == "Dọn suối mỗi tháng một lần."
    assert _says(law, territory="Nam Suối")["dieu-2/khoan-1"] == "Dọn suối mỗi ngày."
    assert date(2032, 6, 1) in living.change_days(Document.objects.get(pk=law.pk))
    assert _says(law, territory="Bắc Suối")["dieu-2/khoan-1"] == "Dọn suối mỗi tháng một lần."
    assert "Dọn suối mỗi tháng một lần." in {
        line for row in selectors.provisions_of(law, _DAY) for line in row.text
    }
    services.effect_unapply(found, editor)
    assert _says(law, territory="Nam Suối") == _says(law)


CHAPTERS = text(
    "Nghị định",
    "11/2031/NĐ-CP",
    "Quy định về sông",
    """Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi
Nghị định này quy định về sông.
Chương II
BẢO VỆ SÔNG
Mục 1. DỌN SÔNG
Điều 2. Dọn sông
1. Dọn sông mỗi tháng.
2. Báo cáo việc dọn sông.
Điều 3. Người dọn sông
Người dọn sông được nghỉ.
Mục 2. THẢ CÁ
Điều 4. Thả cá
Thả cá mỗi năm.
Chương III
HIỆU LỰC
Điều 5. Hiệu lực thi hành
Nghị định này có hiệu lực thi hành kể từ ngày 01 tháng 3 năm 2031.""",
    day=date(2031, 1, 10),
)
ANNEXES = """
PHỤ LỤC I
DANH MỤC SÔNG
(Ban hành kèm theo Nghị định số 11/2031/NĐ-CP)
Sông Dài
PHỤ LỤC II
DANH MỤC CÁ
(Ban hành kèm theo Nghị định số 11/2031/NĐ-CP)
Cá chép"""


def _on_chapters(number: str, body: str, start: str, day: date) -> str:
    return text(
        "Nghị định",
        number,
        "Sửa đổi, bổ sung một số điều của Nghị định số 11/2031/NĐ-CP quy định về sông",
        f"""Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 11/2031/NĐ-CP
{body}
Điều 2. Hiệu lực thi hành
Nghị định này có hiệu lực thi hành kể từ ngày {start}.""",
        day=day,
    )


def test_headings_of_chapters_and_appendices_have_versions() -> None:
    renaming = _on_chapters(
        "27/2032/NĐ-CP",
        """1. Sửa đổi tên Chương II như sau:
“Chương II
BẢO VỆ SÔNG VÀ HỒ”.
2. Sửa đổi tên Mục 1 Chương II như sau:
“Mục 1. DỌN SÔNG, DỌN HỒ”.
3. Sửa đổi tên Phụ lục II như sau:
“Phụ lục II
DANH MỤC CÁ VÀ TÔM”.""",
        "01 tháng 6 năm 2032",
        date(2032, 4, 1),
    )
    law, amending = stored(CHAPTERS + ANNEXES, renaming)
    assert {effect.state for effect in effects(amending)} == {Effect.State.APPLIED}
    before, after = (
        {row.address: row.heading for row in living.law_on(law, day)}
        for day in (date(2032, 5, 1), _DAY)
    )
    assert (before["chuong-2"], after["chuong-2"]) == ("BẢO VỆ SÔNG", "BẢO VỆ SÔNG VÀ HỒ")
    assert after["chuong-2/muc-1"] == "DỌN SÔNG, DỌN HỒ"
    law.refresh_from_db()
    titles = [
        {row.slug: row.title for row in selectors.components_of(law, day)}["phu-luc-2"]
        for day in (date(2032, 5, 1), _DAY)
    ]
    assert titles == ["DANH MỤC CÁ", "DANH MỤC CÁ VÀ TÔM"]
    assert "DANH MỤC CÁ" in {row.title for row in selectors.components_of(law)}


def test_a_day_on_which_only_the_heading_of_an_appendix_changed_is_a_day_of_change() -> None:
    renaming = _on_chapters(
        "30/2032/NĐ-CP",
        "1. Sửa đổi tên Phụ lục II như sau:\n“Phụ lục II\nDANH MỤC CÁ VÀ TÔM”.",
        "01 tháng 6 năm 2032",
        date(2032, 4, 1),
    )
    law, _ = stored(CHAPTERS + ANNEXES, renaming)
    law.refresh_from_db()
    assert date(2032, 6, 1) in living.change_days(law)
    assert date(2031, 1, 10) <= min(living.change_days(law)) <= date(2031, 3, 1)


def test_a_repealed_section_takes_its_articles_with_it_but_not_those_added_later() -> None:
    repeal = _on_chapters(
        "28/2032/NĐ-CP", "1. Bãi bỏ Mục 1 Chương II.", "01 tháng 6 năm 2032", date(2032, 4, 1)
    )
    adding = _on_chapters(
        "29/2033/NĐ-CP",
        "1. Bổ sung Điều 3a vào sau Điều 3 như sau:\n“Điều 3a. Thuyền\nThuyền phải sạch.”.",
        "01 tháng 6 năm 2033",
        date(2033, 4, 1),
    )
    editor = User.objects.create_user("bien-tap")
    law, repealing, later = stored(CHAPTERS, repeal, adding)
    assert "dieu-2" in _says(law, date(2032, 5, 1))
    gone = {"chuong-2/muc-1", "dieu-2", "dieu-2/khoan-1", "dieu-2/khoan-2", "dieu-3"}
    assert gone.isdisjoint(_says(law))
    assert "dieu-4" in _says(law)
    words = living.validity_of_provisions(law, _DAY)
    for address in gone:
        assert words[address].label == "Hết hiệu lực toàn bộ"
        assert [reason.effect.source_id for reason in words[address].reasons if reason.effect] == [
            repealing.pk
        ]
    [insert] = effects(later, "insert")
    if insert.state != Effect.State.APPLIED:
        services.effect_accept(insert, editor)
    assert _says(law, date(2033, 7, 1))["dieu-3a"] == "Thuyền phải sạch."
