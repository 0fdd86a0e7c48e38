from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from luatsong.law import selectors
from luatsong.law.codified import article_order, parse_codified, read_notes
from luatsong.law.models import Document, Intake, ProvisionVersion

FULL = (
    "(Điều 1 Thông tư số 7/2030/TT-BTC Hướng dẫn Nghị định số 5/2029/NĐ-CP ngày 01/02/2029 của"
    " Chính phủ về suối ngày 09/03/2030 của Bộ Tài chính và Bộ Kế hoạch và Đầu tư, có hiệu lực thi"
    " hành kể từ ngày 01/05/2030)"
)
SHORT = "(Điều 2 Thông tư số 7/2030/TT-BTC, có hiệu lực thi hành kể từ ngày 01/05/2030)"


def _article(number: str, text: str, source: str = SHORT, law: str = "7/2030/tt-btc") -> str:
    fields = {"law_id": law, "article_id": number, "heading": f"Tên {number}", "text": text}
    return json.dumps({**fields, "source": source}, ensure_ascii=False)


def test_the_note_says_title_date_issuers_and_effective_date() -> None:
    note = read_notes([SHORT, FULL])
    assert note.type
    assert (note.type.name, note.number and note.number.text) == ("Thông tư", "7/2030/TT-BTC")
    assert note.title == "Hướng dẫn Nghị định số 5/2029/NĐ-CP ngày 01/02/2029 của Chính phủ về suối"
    assert note.issuers == ("Bộ Tài chính", "Bộ Kế hoạch và Đầu tư")
    assert (note.issue_date, note.start) == (date(2030, 3, 9), date(2030, 5, 1))


def test_a_law_is_titled_without_its_type_word() -> None:
    note = read_notes(
        [
            "(Điều 1 Luật số 12/2030/QH17 Luật Suối ngày 16/06/2030 của Quốc hội, có hiệu lực thi"
            " hành kể từ ngày 01/01/2031)"
        ]
    )
    assert (note.title, note.issuers) == ("Suối", ("Quốc hội",))


def test_the_last_day_named_by_all_articles_ends_the_document_the_day_after() -> None:
    ended = SHORT[:-1] + ", có hiệu lực thi hành đến ngày 31/12/2032)"
    assert read_notes([ended, ended]).end == date(2033, 1, 1)
    assert read_notes([ended, SHORT]).end is None


def test_articles_stand_in_the_order_of_the_law() -> None:
    assert sorted(["98e", "10", "98", "98đ", "9", "98d"], key=article_order) == [
        "9",
        "10",
        "98",
        "98d",
        "98đ",
        "98e",
    ]


def test_a_quote_left_open_does_not_swallow_the_next_article() -> None:
    lines = [_article("1", "Sửa như sau:\n“Điều 8. Tên\n1. Một", FULL), _article("2", "1. Hai")]
    document = parse_codified("\n".join(lines).encode())
    assert [p.number for p in document.structure.body.provisions] == ["1", "2"]


def test_a_type_the_note_forgets_is_taken_from_the_number() -> None:
    note = read_notes(["(Điều 1 số 7/2030/TT-BTC, có hiệu lực thi hành kể từ ngày 01/05/2030)"])
    assert note.type
    assert note.type.name == "Thông tư"


@pytest.mark.service
@pytest.mark.django_db(transaction=True)
def test_loading_twice_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "dieu.jsonl"
    other = _article("1", "Một điều.", FULL.replace("7/2030", "8/2030"), "8/2030/tt-btc")
    # Articles of one document may stand apart.
    file.write_text("\n".join([_article("1", "1. Một\n2. Hai", FULL), other, _article("2", "Hết")]))
    call_command("load_codified", file, jobs=1, quiet=True)
    document = selectors.document_by_slug("thong-tu-7-2030-tt-btc")
    assert (document.origin, document.is_partial) == ("Bộ pháp điển", True)
    assert [row.address for row in selectors.provisions_of(document)] == [
        "dieu-1",
        "dieu-1/khoan-1",
        "dieu-1/khoan-2",
        "dieu-2",
    ]
    before = list(ProvisionVersion.objects.values_list("pk", "recorded_from"))
    call_command("load_codified", file, jobs=1, quiet=True)
    assert list(ProvisionVersion.objects.values_list("pk", "recorded_from")) == before
    assert Document.objects.count() == Intake.objects.count() == 2


@pytest.mark.service
@pytest.mark.django_db(transaction=True)
def test_a_file_that_holds_no_articles_is_refused_with_a_message(tmp_path: Path) -> None:
    file = tmp_path / "sai.jsonl"
    file.write_text('{"html": "<p>"}\n')
    with pytest.raises(CommandError, match="Dòng 1"):
        call_command("load_codified", file, quiet=True)
