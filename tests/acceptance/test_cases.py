"""The acceptance cases of the field (requirements, section 9) in invented documents.

One test or more a case, in the order of the list, through what everybody else uses: parsing,
intake, the selectors of the living law, and pages. Cases 20 and 22 to 24 belong to rooms that
are not built. More on a case stands with its room: what a pilot resolution ends with and what it
goes before (3) in `tests/luatsong/law/living/test_events.py`; how pages ask which province is meant
(17) in `tests/luatsong/portal/test_provisions.py` and `test_search_page.py`; one wrong word in a
term (11) in `tests/vnlaw/recognise/test_misspellings.py`.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from tests.acceptance import texts
from tests.luatsong.law.living.acts import CHANGED, STREAMS, effects, stored, text

from luatsong.law import selectors, services
from luatsong.law.models import Citation, Document, Effect, Force, Intake
from luatsong.law.selectors import living
from vnlaw.document import Kind
from vnlaw.parse import parse_text

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.service,
    pytest.mark.usefixtures("reading_at_once"),
]

_STATE_MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"


def _word(document: Document, day: date, territory: str | None = None) -> str:
    return living.validity_of(document, day, territory=territory).word


def _taken(words: str) -> Intake:
    return services.intake_bytes(data=words.encode(), name="van-ban.txt")


def _decision(province: str, number: str, body: str, day: date = date(2031, 4, 12)) -> str:
    issuer = f"Ủy ban nhân dân tỉnh {province}"
    title = f"Về chợ phiên tỉnh {province}"
    return text("Quyết định", number, title, body, day=day, issuer=issuer, place=province)


# 1: the five seeds


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (
            "ỦY BAN NHÂN DÂN\nTỈNH SÔNG MÂY\nSỞ TƯ PHÁP\nNHIỆM VỤ, GIẢI PHÁP\n"
            "1. Số hóa sách luật\n- Ưu tiên nguồn lực.",
            Kind.OTHER,
        ),
        (
            f"ỦY BAN NHÂN DÂN\nTỈNH SÔNG MÂY\n{_STATE_MOTTO}\nSố:      /KH-UBND\n"
            "Sông Mây, ngày     tháng 6 năm 2031\nKẾ HOẠCH\nThực hiện nghị quyết về số hóa sách\n"
            "I. MỤC ĐÍCH\n1. Số hóa sách luật.",
            Kind.ADMINISTRATIVE,
        ),
        (
            f"ỦY BAN NHÂN DÂN\nTỈNH SÔNG MÂY\n{_STATE_MOTTO}\nSố: 1462/QĐ-UBND\n"
            "Sông Mây, ngày 26 tháng 4 năm 2031\nQUYẾT ĐỊNH\nBan hành Kế hoạch số hóa sách\n"
            "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch số hóa sách.",
            Kind.ADMINISTRATIVE,
        ),
        (
            f"ỦY BAN NHÂN DÂN\nTHÀNH PHỐ SÔNG MÂY\n{_STATE_MOTTO}\nSố: 210/KH-UBND\n"
            "Sông Mây, ngày 08 tháng 5 năm 2031\nKẾ HOẠCH\nTriển khai số hóa sách\n"
            "I. MỤC ĐÍCH\n1. Số hóa sách luật.",
            Kind.ADMINISTRATIVE,
        ),
        (
            "TỈNH ỦY SÔNG MÂY\nBAN THƯỜNG VỤ\nĐẢNG CỘNG SẢN VIỆT NAM\n"
            "CHƯƠNG TRÌNH HÀNH ĐỘNG\nThực hiện nghị quyết về số hóa sách\n"
            "I. MỤC TIÊU\n1. Số hóa sách luật.",
            Kind.PARTY,
        ),
    ],
    ids=["leaflet", "plan with blanks", "decision without year", "plan", "programme of the Party"],
)
def test_leaflets_plans_and_party_papers_are_not_normative(words: str, kind: Kind) -> None:
    assert parse_text(words).metadata.kind is kind


# 2: 766/QĐ-TTg and 48/2025/QĐ-TTg


def test_a_decision_with_a_year_in_its_number_is_normative_and_one_without_is_not() -> None:
    body = "Điều 1. Thư viện mở cửa cả ngày.\nĐiều 2. Quyết định này có hiệu lực từ ngày ký."
    prime = "Thủ tướng Chính phủ"
    normative, administrative = stored(
        text(
            "Quyết định",
            "48/2031/QĐ-TTg",
            "Quy định về thư viện",
            body,
            day=date(2031, 3, 2),
            issuer=prime,
        ),
        text(
            "Quyết định",
            "766/QĐ-TTg",
            "Ban hành Kế hoạch mở thư viện",
            body,
            day=date(2031, 3, 4),
            issuer=prime,
        ),
    )
    assert normative.kind == Document.Kind.NORMATIVE
    assert administrative.kind == Document.Kind.ADMINISTRATIVE


# 3: 66.7/2025/NQ-CP


def _pilot() -> Document:
    [pilot] = stored(
        text(
            "Nghị quyết",
            "66.7/2031/NQ-CP",
            "Về cắt giảm giấy tờ mượn sách",
            """Điều 1. Người mượn sách không phải nộp bản sao giấy tờ.
Điều 2. Hiệu lực thi hành
1. Nghị quyết này có hiệu lực thi hành từ ngày 01 tháng 3 năm 2031 đến hết ngày 28 tháng 02 \
năm 2033.
2. Trong thời gian quy định của Nghị quyết này có hiệu lực, nếu có quy định khác nhau giữa \
Nghị quyết này với các văn bản quy phạm pháp luật có liên quan thì thực hiện theo quy định của \
Nghị quyết này.""",
            day=date(2031, 2, 20),
        )
    )
    return pilot


def test_a_number_with_a_dot_is_one_number() -> None:
    pilot = _pilot()
    assert pilot.number == "66.7/2031/NQ-CP"
    [found] = Document.objects.filter(number_key="66.7/2031/nq-cp")
    assert found == pilot


def test_a_sunset_ends_the_text_on_its_day_and_not_before() -> None:
    pilot = _pilot()
    assert _word(pilot, date(2033, 2, 28)) == Force.Word.IN_FORCE
    assert _word(pilot, date(2033, 3, 1)) == Force.Word.ENDED


def test_a_text_that_goes_before_others_while_it_lives_is_known_as_such() -> None:
    pilot = _pilot()
    assert Effect.objects.filter(document=pilot, prevails=True, own=True).exists()


# 4: 13/NQ-CP and Nghị định 24/2016


def test_a_text_ends_with_what_it_details_unless_it_was_announced_to_continue() -> None:
    law = text(
        "Luật",
        "12/2030/QH17",
        "Suối",
        """Điều 1. Suối là của chung.
Điều 2. Luật này có hiệu lực thi hành kể từ ngày 01 tháng 01 năm 2031.""",
        day=date(2030, 11, 20),
    )
    detail = STREAMS.replace(
        "Quy định về bảo vệ suối", "Quy định chi tiết một số điều của Luật Suối số 12/2030/QH17"
    )
    end = text(
        "Luật",
        "40/2032/QH17",
        "Sông",
        """Điều 1. Luật Suối số 12/2030/QH17 hết hiệu lực kể từ ngày Luật này có hiệu lực thi hành.
Điều 2. Luật này có hiệu lực thi hành kể từ ngày 01 tháng 01 năm 2033.""",
        day=date(2032, 6, 20),
    )
    parent, child, _ = stored(law, detail, end)
    day = date(2033, 1, 1)
    assert _word(parent, day) == Force.Word.ENDED
    assert _word(child, day) == Force.Word.ENDED
    keep = text(
        "Nghị quyết",
        "13/NQ-CP",
        "Về việc tiếp tục có hiệu lực của Nghị định số 10/2031/NĐ-CP",
        """Điều 1. Nghị định số 10/2031/NĐ-CP tiếp tục có hiệu lực kể từ ngày 01 tháng 01 năm 2033.
Điều 2. Nghị quyết này có hiệu lực từ ngày ký.""",
        day=date(2032, 12, 16),
    )
    stored(keep)
    assert _word(child, day) == Force.Word.IN_FORCE


# 5: Nghị định 46/2026, suspended, and Nghị định 15/2018, revived


def test_suspending_a_replacement_revives_what_it_replaced() -> None:
    old, replacement, _ = stored(texts.FOOD, texts.NEW_FOOD, texts.SUSPENDING_FOOD)
    day = date(2032, 3, 1)
    assert _word(replacement, day) == Force.Word.SUSPENDED
    assert _word(old, date(2032, 1, 28)) == Force.Word.ENDED
    assert _word(old, day) == Force.Word.IN_FORCE
    assert _word(old, date(2032, 4, 16)) == Force.Word.ENDED


def test_citing_the_suspended_the_suspending_and_the_revived_text_is_no_error() -> None:
    *_, citing = stored(texts.FOOD, texts.NEW_FOOD, texts.SUSPENDING_FOOD, texts.CITING_FOOD)
    day = date(2032, 3, 1)
    assert not Citation.objects.filter(document=citing).exclude(findings=[]).exists()
    for measure in ("lapsed-basis", "stale-reference", "citation-doubt", "dead-link"):
        found = living.quality_list(measure, today=day)
        assert found
        assert citing.slug not in [fault.slug for fault in found.items], measure


# 6: Luật 123/2025/QH15, whose title names another number


def test_of_two_numbers_in_a_title_the_one_of_the_heading_is_the_documents(tmp_path: Path) -> None:
    law = text(
        "Luật",
        "123/2031/QH17",
        "Sửa đổi, bổ sung một số điều của Luật Thư viện số 43/2029/QH17",
        """Điều 1. Bãi bỏ khoản 2 Điều 5 của Luật Thư viện số 43/2029/QH17.
Điều 2. Luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2032.""",
        day=date(2031, 12, 10),
    )
    [intake] = texts.take_pages(
        tmp_path,
        texts.saved_page(
            law,
            title="Luật sửa đổi, bổ sung một số điều của Luật Thư viện số 43/2029/QH17. số"
            " 123/2031/QH17",
            number="43/2029/QH17",
            doc_type="Luật",
        ),
    )
    assert (intake.state, intake.reasons) == (Intake.State.STORED, [])
    assert intake.document
    assert intake.document.number == "123/2031/QH17"


# 7: 152/2025/TT-BTС with a Cyrillic letter


def test_a_number_typed_with_a_cyrillic_letter_means_the_same_document() -> None:
    circular = text(
        "Thông tư",
        "152/2031/TT-BTC",
        "Về tiền mua sách",
        "Điều 1. Mua sách có hóa đơn.\nĐiều 2. Thông tư này có hiệu lực từ ngày 01/5/2031.",
        day=date(2031, 3, 1),
        issuer="Bộ Tài chính",
    )
    cyrillic = "152/2031/TT-BT" + "\N{CYRILLIC CAPITAL LETTER ES}"
    citing = text(
        "Thông tư",
        "70/2032/TT-BTP",
        "Về thư viện",
        f"Điều 1. Tiền mua sách theo Thông tư số {cyrillic}.\n"
        "Điều 2. Thông tư này có hiệu lực từ ngày 01 tháng 6 năm 2032.",
        day=date(2032, 4, 1),
    )
    money, library = stored(circular, citing)
    assert Citation.objects.get(document=library, target_document=money).state == "resolved"


# 8: 05/2026/TT-BCT, whose page says 05/2025, and 21: a page that holds another document


def test_a_page_that_names_another_number_than_its_text_is_not_published(tmp_path: Path) -> None:
    year, other = texts.take_pages(
        tmp_path,
        texts.saved_page(
            texts.CITING_SHELVES,
            number="24/2016/TT-BTP",
            title="Thông tư số 24/2016/TT-BTP Quy định về thư viện thôn",
            doc_type="Thông tư",
        ),
        texts.saved_page(
            texts.SHELVES,
            number="102/2016/QH13",
            title="Luật Sách số 102/2016/QH13",
            doc_type="Luật",
        ),
    )
    for intake in (year, other):
        assert intake.state == Intake.State.QUARANTINED
        assert [reason["code"] for reason in intake.reasons] == ["heading-mismatch"]
    assert not selectors.published().exists()


# 9: “Nghị định số 187/2020/NĐ-CP ngày 01/7/2025”


def test_a_number_whose_year_contradicts_its_date_is_a_doubt_not_a_link() -> None:
    basis = "Căn cứ Nghị định số 10/2031/NĐ-CP ngày 10 tháng 01 năm 2030 của Chính phủ;"
    body = "Điều 1. Suối được dọn.\nĐiều 2. Thông tư này có hiệu lực từ ngày 01 tháng 6 năm 2032."
    _, citing = stored(
        STREAMS,
        text("Thông tư", "70/2032/TT-BTP", "Về suối", body, day=date(2032, 4, 1), bases=basis),
    )
    found = Citation.objects.get(document=citing, target_key="10/2031/nđ-cp")
    assert found.state == Citation.State.AMBIGUOUS
    doubts = living.quality_list("citation-doubt", today=date(2032, 7, 1))
    assert doubts
    assert [fault.slug for fault in doubts.items] == [citing.slug]


# 10: Quyết định 48/2025, Quy chế, Điều 16 khoản 4, which means the article on reports


def test_a_cross_reference_to_an_article_on_something_else_is_suspicious_and_no_link() -> None:
    [decision] = stored(texts.ATTACHED)
    doubted = [c for c in Citation.objects.filter(document=decision) if c.findings]
    assert [(c.provision and c.provision.address, c.findings) for c in doubted] == [
        ("kem-theo-1/dieu-4/khoan-2", ["cross-reference-doubt"])
    ]
    spans = living.citations_in(decision)["text", "kem-theo-1/dieu-4/khoan-2", 0]
    assert [span.slug for span in spans if span.addresses] == [""]
    told = living.quality_list("citation-doubt", today=date(2032, 7, 1))
    assert told
    assert [fault.detail for fault in told.items] == ["Điều 2 Quy chế này"]


# 11: “băn bản quy phạm pháp luật”


def test_a_mistyped_legal_term_is_found_and_a_quoted_one_is_left_alone() -> None:
    body = """Điều 1. Sách được kiểm tra, xử lý như {}.
Điều 2. Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 6 năm 2032."""
    wrong, quoting = stored(
        text(
            "Thông tư",
            "70/2032/TT-BTP",
            "Về sách cũ",
            body.format("băn bản quy phạm pháp luật"),
            day=date(2032, 4, 1),
        ),
        text(
            "Thông tư",
            "71/2032/TT-BTP",
            "Về sách mới",
            body.format("văn bản quy phạm pháp luật, không viết “băn bản quy phạm pháp luật”"),
            day=date(2032, 4, 1),
        ),
    )
    [finding] = wrong.metadata["findings"]
    assert finding["code"] == "misspelt-term"
    assert "“băn bản quy phạm pháp luật”" in finding["message"]
    assert quoting.metadata["findings"] == []
    told = living.quality_list("spelling", today=date(2032, 7, 1))
    assert told
    assert [fault.slug for fault in told.items] == [wrong.slug]


# 12: Thông tư 24/2025/TT-BVHTTDL, Điều 11, and Nghị định 85/2016


def test_a_reference_is_stale_from_the_day_its_text_is_replaced() -> None:
    old, citing, new = stored(texts.SHELVES, texts.CITING_SHELVES, texts.NEW_SHELVES)
    before, after = date(2019, 6, 30), date(2019, 7, 1)
    assert living.stale_references(before) == []
    [stale] = living.stale_references(after)
    assert (stale.document_id, stale.address) == (citing.pk, "dieu-11/khoan-1")
    assert (stale.target_slug, stale.ended_on) == (old.slug, after)
    assert "dẫn chiếu văn bản hết hiệu lực từ ngày 01/07/2019" in stale.sentence
    assert stale.successor == str(new)
    assert stale.replaced


def test_a_stale_reference_is_told_on_the_page_of_relations_and_counted_for_alive(
    client: Client,
) -> None:
    _, citing, new = stored(texts.SHELVES, texts.CITING_SHELVES, texts.NEW_SHELVES)
    relations = client.get(f"/van-ban/{citing.slug}/quan-he").content.decode()
    assert "dẫn chiếu văn bản hết hiệu lực từ ngày 01/07/2019" in relations
    assert f"được thay thế bởi {new}" in relations
    listed = client.get("/dung-du-sach-song/stale-reference").content.decode()
    assert f'href="/van-ban/{citing.slug}"' in listed
    assert "khoản 1 Điều 11" in listed
    [alive] = [word for word in living.quality(today=date(2019, 7, 1)) if word.code == "alive"]
    assert {m.code: m.count for m in alive.measures}["stale-reference"] == 1


def test_what_ends_a_text_and_what_was_reworded_since_are_no_stale_references() -> None:
    reworded = text(
        "Thông tư",
        "05/2019/TT-BTP",
        "Sửa đổi Thông tư số 24/2017/TT-BTP quy định về thư viện thôn",
        """Điều 1. Sửa đổi, bổ sung khoản 1 Điều 11 của Thông tư số 24/2017/TT-BTP như sau:
“1. Thư viện bảo đảm an toàn theo Nghị định số 33/2019/NĐ-CP.”.
Điều 2. Hiệu lực thi hành
Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 9 năm 2019.""",
        day=date(2019, 7, 5),
    )
    stored(texts.SHELVES, texts.CITING_SHELVES, texts.NEW_SHELVES, reworded)
    assert len(living.stale_references(date(2019, 8, 31))) == 1
    assert living.stale_references(date(2019, 9, 1)) == []


# 13: Luật 146/2025/QH15 and “cấp huyện”


def test_words_an_amendment_takes_out_are_no_fault_of_the_amendment() -> None:
    amending = text(
        "Nghị định",
        "20/2032/NĐ-CP",
        "Sửa đổi, bổ sung một số điều của Nghị định số 10/2031/NĐ-CP quy định về bảo vệ suối",
        """Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 10/2031/NĐ-CP
1. Thay thế cụm từ “cấp huyện” bằng cụm từ “cấp xã” tại khoản 3 Điều 2.
Điều 2. Hiệu lực thi hành
Nghị định này có hiệu lực thi hành kể từ ngày 01 tháng 6 năm 2032.""",
        day=date(2032, 4, 1),
    )
    law, source = stored(STREAMS, amending)
    assert source.metadata["findings"] == []
    assert [effect.state for effect in effects(source, "replace-phrase")] == [Effect.State.APPLIED]
    rows = {row.address: row for row in living.law_on(law, date(2032, 6, 1))}
    assert rows["dieu-2/khoan-3"].text == ("Báo cáo Ủy ban nhân dân cấp xã.",)
    for word in living.quality(today=date(2032, 7, 1)):
        for measure in word.measures:
            found = living.quality_list(measure.code, today=date(2032, 7, 1))
            assert found
            assert source.slug not in [fault.slug for fault in found.items], measure.code


# 14: Quyết định 48/2025 with its Quy chế


def test_a_decision_and_what_it_issues_are_two_trees_with_an_article_1_each() -> None:
    [decision] = stored(texts.ATTACHED)
    rows = {row.address: row for row in living.law_on(decision, date(2032, 2, 1))}
    assert rows["dieu-1"].component == ""
    assert rows["kem-theo-1/dieu-1"].heading == "Phạm vi điều chỉnh"
    assert [row.number for row in rows.values() if row.level == "article"].count("1") == 2


def test_an_article_cited_in_an_attached_text_is_its_own_article() -> None:
    [decision] = stored(texts.ATTACHED)
    spans = living.citations_in(decision)
    [first] = [s for s in spans["text", "kem-theo-1/dieu-4/khoan-1", 0] if s.addresses]
    assert first.addresses == ("kem-theo-1/dieu-2",)
    dead = living.quality_list("dead-link", today=date(2032, 7, 1))
    assert dead
    assert dead.items == []


# 15: điểm d and điểm đ


def test_point_d_and_point_dd_are_different_places() -> None:
    points = "\n".join(f"{letter}) Việc {letter};" for letter in "abcdđ")
    [law] = stored(
        text(
            "Nghị định",
            "10/2031/NĐ-CP",
            "Về việc làng",
            f"""Điều 1. Việc làng
1. Làng có việc chung.
2. Ai cũng làm việc chung.
3. Việc chung gồm:
{points}
Điều 2. Ưu tiên
Việc tại điểm đ khoản 3 Điều 1 Nghị định này làm trước việc tại điểm d khoản 3 Điều 1.
Điều 3. Nghị định này có hiệu lực từ ngày 01 tháng 3 năm 2031.""",
            day=date(2031, 1, 10),
        )
    )
    rows = {row.address: " ".join(row.text) for row in living.law_on(law, date(2031, 4, 1))}
    assert rows["dieu-1/khoan-3/diem-d"] == "Việc d;"
    assert rows["dieu-1/khoan-3/diem-dd"] == "Việc đ;"
    cited = (
        Citation.objects.filter(document=law, provision__address="dieu-2")
        .order_by("start")
        .values_list("target_addresses", flat=True)
    )
    assert list(cited) == [["dieu-1/khoan-3/diem-dd"], ["dieu-1/khoan-3/diem-d"]]


# 16: a decree in English


def test_a_decree_in_english_with_a_point_f_is_english_and_no_error() -> None:
    intake = _taken(texts.ENGLISH)
    assert (intake.state, intake.reasons) == (Intake.State.STORED, [])
    assert intake.document
    assert intake.document.language == "en"
    assert intake.document.metadata["findings"] == []
    addresses = intake.document.provisions.values_list("address", flat=True)
    assert "dieu-1/khoan-1/diem-f" in addresses


# 17: 01/2024/QĐ-UBND, of which province?


def test_a_number_every_province_has_is_linked_inside_one_province_only() -> None:
    market = "Điều 1. Chợ họp chủ nhật.\nĐiều 2. Quyết định này có hiệu lực từ ngày 01/5/2031."
    end = """Điều 1. Bãi bỏ Quyết định số 01/2031/QĐ-UBND.
Điều 2. Quyết định này có hiệu lực từ ngày 01 tháng 6 năm 2031."""
    north, south, repeal, abroad = stored(
        _decision("Bắc Suối", "01/2031/QĐ-UBND", market),
        _decision("Nam Suối", "01/2031/QĐ-UBND", market.replace("chủ nhật", "thứ bảy")),
        _decision("Nam Suối", "02/2031/QĐ-UBND", end),
        text(
            "Thông tư",
            "70/2031/TT-BTP",
            "Về chợ",
            "Điều 1. Chợ họp theo Quyết định số 01/2031/QĐ-UBND.\n"
            "Điều 2. Thông tư này có hiệu lực từ ngày 01 tháng 6 năm 2031.",
            day=date(2031, 5, 2),
        ),
    )
    assert [effect.target_document for effect in effects(repeal, "repeal")] == [south]
    day = date(2031, 7, 1)
    assert (_word(north, day), _word(south, day)) == (Force.Word.IN_FORCE, Force.Word.ENDED)
    [asked] = Citation.objects.filter(document=abroad).exclude(state=Citation.State.SELF)
    assert (asked.state, asked.target_document) == (Citation.State.AMBIGUOUS, None)


# 18: a decision of Bình Định after 1 July 2025


def test_texts_of_a_merged_province_live_on_in_its_old_territory() -> None:
    services.note_merger("Nam Suối", "Bắc Suối", date(2032, 7, 1))
    body = "Điều 1. Chợ họp chủ nhật.\nĐiều 2. Quyết định này có hiệu lực từ ngày 01/5/2031."
    [old] = stored(_decision("Nam Suối", "05/2031/QĐ-UBND", body))
    validity = living.validity_of(old, date(2033, 1, 1), territory="Bắc Suối")
    assert (validity.word, validity.territory) == (Force.Word.IN_FORCE, "Nam Suối")


# 19: “Nghị định 13/2023 còn áp dụng không?”


def test_a_replaced_decree_is_not_applied_any_more_and_says_since_when_and_why() -> None:
    repeal = text(
        "Nghị định",
        "30/2033/NĐ-CP",
        "Về việc xử lý văn bản",
        """Điều 1. Bãi bỏ toàn bộ Nghị định số 10/2031/NĐ-CP ngày 10 tháng 01 năm 2031.
Điều 2. Hiệu lực thi hành
Nghị định này có hiệu lực thi hành kể từ ngày 01 tháng 3 năm 2033.""",
        day=date(2033, 1, 5),
    )
    law, _, _ = stored(STREAMS, CHANGED, repeal)
    validity = living.validity_of(law, date(2033, 3, 1))
    assert (validity.label, validity.since) == ("Hết hiệu lực toàn bộ", date(2033, 3, 1))
    assert validity.reasons[0].effect
    assert "30/2033/NĐ-CP" in validity.reasons[0].text
    assert _word(law, date(2033, 2, 28)) != Force.Word.ENDED
    assert selectors.provisions_of(law, date(2033, 3, 1)) == []
    assert {row.status for row in living.law_on(law, date(2033, 3, 1))} == {Force.Word.ENDED}
