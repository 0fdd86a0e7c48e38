from __future__ import annotations

from datetime import date

import pytest
from tests.luatsong.law.living.acts import CHANGED, STREAMS, stored, text

from luatsong.law.models import Citation
from luatsong.law.selectors import living

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.service,
    pytest.mark.usefixtures("reading_at_once"),
]


def _citing(sentence: str, number: str = "70/2032/TT-BTP") -> str:
    body = f"Điều 1. {sentence}\nĐiều 2. Thông tư này có hiệu lực từ ngày 01 tháng 6 năm 2032."
    return text("Thông tư", number, "Về suối", body, day=date(2032, 4, 1))


def test_a_citation_waits_for_its_document_and_is_linked_when_it_comes() -> None:
    [citing] = stored(_citing("Thực hiện theo khoản 2 Điều 2 Nghị định số 10/2031/NĐ-CP."))
    waiting = Citation.objects.get(document=citing, target_key="10/2031/nđ-cp")
    assert (waiting.state, waiting.target_document) == (Citation.State.MISSING, None)
    [law] = stored(STREAMS)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.target_document) == (Citation.State.RESOLVED, law)
    assert waiting.target_addresses == ["dieu-2/khoan-2"]


def test_links_stand_at_the_words_that_cite() -> None:
    law, citing = stored(STREAMS, _citing("Thực hiện theo Điều 3 Nghị định số 10/2031/NĐ-CP."))
    [span] = (
        living.citations_in(citing)["text", "dieu-1", 0]
        if (("text", "dieu-1", 0) in living.citations_in(citing))
        else living.citations_in(citing)["heading", "dieu-1", 0]
    )
    assert span.slug == law.slug
    assert span.addresses == ("dieu-3",)
    own = living.citations_in(law)["text", "dieu-2/khoan-2", 0]
    assert [(s.slug, s.addresses) for s in own] == [(law.slug, ("dieu-2/khoan-1",))]


def test_a_provision_that_is_not_there_is_a_dead_link_until_it_is_inserted() -> None:
    _, citing = stored(STREAMS, _citing("Thực hiện theo Điều 3a Nghị định số 10/2031/NĐ-CP."))
    dead = living.quality_list("dead-link", today=date(2032, 7, 1))
    assert dead
    assert [fault.slug for fault in dead.items] == [citing.slug]
    stored(CHANGED)
    found = Citation.objects.get(document=citing, target_addresses=["dieu-3a"])
    assert found.findings == []


def test_relations_are_grouped_by_their_official_names_on_both_sides() -> None:
    law, amending = stored(STREAMS, CHANGED)
    seen = {group.label: group for group in living.relations_of(law)}
    assert [item.slug for item in seen["Được sửa đổi, bổ sung bởi"].items] == [amending.slug]
    back = {group.label: group for group in living.relations_of(amending)}
    assert [item.slug for item in back["Sửa đổi, bổ sung"].items] == [law.slug]


def test_a_cited_document_that_is_missing_is_told_and_makes_no_row() -> None:
    [citing] = stored(_citing("Theo Nghị định số 99/2030/NĐ-CP ngày 01 tháng 5 năm 2030."))
    missing = living.quality_list("missing-cited", today=date(2032, 7, 1))
    assert missing
    assert [(fault.slug, fault.detail) for fault in missing.items] == [
        (citing.slug, "99/2030/NĐ-CP")
    ]


def test_the_four_words_have_a_figure_each() -> None:
    stored(STREAMS, CHANGED)
    words = living.quality(today=date(2032, 7, 1))
    assert [word.label for word in words] == ["Đúng", "Đủ", "Sạch", "Sống"]
    assert all(word.figure is not None for word in words)
    assert living.quality_list("no-such-measure") is None
