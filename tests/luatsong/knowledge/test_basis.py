from __future__ import annotations

from datetime import date

import pytest
from tests.luatsong.law.living.acts import CHANGED, STREAMS, stored, text

from luatsong.knowledge.basis import resolve, resolve_all
from luatsong.law.models import Document

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.service,
    pytest.mark.usefixtures("reading_at_once"),
]

DAY = date(2031, 6, 1)
LATER = date(2032, 7, 1)


def _law(name: str, number: str, day: date, body: str = "") -> str:
    articles = body or "Điều 1. Phạm vi\n1. Giữ sạch suối.\n2. Trồng cây.\nĐiều 2. Hiệu lực"
    start = f"Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm {day.year}."
    return text("Luật", number, name, f"{articles}\n{start}", day=day)


@pytest.mark.parametrize(
    "typed",
    [
        "khoản 2 Điều 2 Nghị định số 10/2031/NĐ-CP",
        "khoản 2 Điều 2 Nghị định 10/2031/NĐ-CP ngày 10/01/2031 của Chính phủ",
        "Khoản 2, Điều 2 NĐ 10/2031",
        "Điều 2 khoản 2 NĐ 10/2031/NĐ-CP",
        "k2 đ2 nghị định 10/2031",
        "dieu 2 khoan 2 nghi dinh 10/2031/ND-CP",
        "Điều 2.2 Nghị định 10/2031/NĐ-CP",
        "  khoản 2   Điều 2 của Nghị định 10/2031/NĐ-CP. ",
    ],
)
def test_a_place_is_found_however_people_write_it(typed: str) -> None:
    [law] = stored(STREAMS)
    found = resolve(typed, DAY)
    assert not found.problem
    assert found.document == law
    assert found.provision is not None
    assert found.address == found.provision.address == "dieu-2/khoan-2"
    assert found.quote == "Trồng cây bên suối theo quy định tại khoản 1 Điều này."
    assert found.as_of == DAY
    assert found.version is not None


def test_an_address_of_this_site_is_read_with_its_day() -> None:
    law, _ = stored(STREAMS, CHANGED)
    typed = f"https://luat.example.vn/van-ban/{law.slug}/dieu-2/khoan-1?ngay=2031-06-01"
    before, after = resolve(typed, LATER), resolve(typed.partition("?")[0], LATER)
    assert before.as_of == DAY
    assert before.quote == "Dọn suối mỗi tháng một lần."
    assert after.quote == "Dọn suối mỗi tuần một lần."
    assert before.words_hash != after.words_hash


def test_a_document_alone_is_a_place_with_all_that_is_in_it() -> None:
    law, _ = stored(STREAMS, CHANGED)
    before, after = resolve("NĐ 10/2031/NĐ-CP", DAY), resolve("NĐ 10/2031/NĐ-CP", LATER)
    assert before.document == after.document == law
    assert before.provision is None
    assert before.words_hash != after.words_hash
    assert "Điều 3a" in after.words


def test_the_words_cover_all_below_the_place() -> None:
    stored(STREAMS, CHANGED)
    before, after = (resolve("Điều 2 NĐ 10/2031", day) for day in (DAY, LATER))
    assert before.words_hash != after.words_hash
    assert "Báo cáo" in before.words
    assert "Báo cáo" not in after.words
    same = {resolve("Điều 1 NĐ 10/2031", day).words_hash for day in (DAY, LATER)}
    assert len(same) == 1


def test_several_lines_and_places_give_one_basis_each() -> None:
    stored(STREAMS)
    found = resolve_all("khoản 1, 2 Điều 2 NĐ 10/2031/NĐ-CP\nĐiều 3 NĐ 10/2031/NĐ-CP;", DAY)
    assert [one.address for one in found] == ["dieu-2/khoan-1", "dieu-2/khoan-2", "dieu-3"]
    together = resolve("khoản 1, 2 Điều 2 Nghị định 10/2031/NĐ-CP", DAY)
    assert "mỗi căn cứ một dòng" in together.problem
    assert len(together.candidates) == 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Hãy ghi căn cứ"),
        ("   \n ", "Hãy ghi căn cứ"),
        ("Điều 5 Nghị định 999/2031/NĐ-CP", "Kho chưa có"),
        ("Điều 99 Nghị định 10/2031/NĐ-CP", "không có Điều 99"),
        ("khoản 2 Nghị định 10/2031/NĐ-CP", "ghi kèm số điều"),
        ("Điều 2", "Chưa rõ"),
        ("/van-ban/khong-co/dieu-1", "Không tìm thấy trang"),
        ("<script>alert(1)</script>", "Chưa rõ"),
        ("\x00\x01 \ufffd" * 200, "Chưa rõ"),
    ],
)
def test_what_is_not_found_is_told_with_what_to_do(typed: str, said: str) -> None:
    stored(STREAMS)
    found = resolve(typed, DAY)
    assert said in found.problem
    with pytest.raises(ValueError, match=r".+"):
        found.pin()


def test_a_name_of_two_laws_means_the_one_in_force() -> None:
    old, new = stored(
        _law("Luật Suối nguồn", "5/2029/QH15", date(2029, 3, 1)),
        _law(
            "Luật Suối nguồn",
            "9/2033/QH16",
            date(2033, 3, 1),
            "Điều 1. Phạm vi\n1. Giữ sạch suối.\nĐiều 2. Hiệu lực\n"
            "Luật Suối nguồn số 5/2029/QH15 hết hiệu lực kể từ ngày Luật này có hiệu lực.",
        ),
    )
    assert resolve("Điều 1 Luật Suối nguồn", date(2030, 1, 1)).document == old
    assert resolve("Điều 1 Luật Suối nguồn", date(2033, 9, 1)).document == new
    assert resolve("Điều 1 luat suoi nguon nam 2029", date(2033, 9, 1)).document == old
    assert "hết hiệu lực" in resolve("Luật Suối nguồn 2029", date(2033, 9, 1)).warning


def test_a_local_number_that_two_provinces_use_is_asked_back() -> None:
    def local(place: str) -> str:
        return text(
            "Quyết định",
            "01/2031/QĐ-UBND",
            f"Ban hành quy định về suối tại tỉnh {place}",
            "Điều 1. Phạm vi\nSuối trong tỉnh.\nĐiều 2. Hiệu lực\n"
            "Quyết định này có hiệu lực từ ngày 01 tháng 3 năm 2031.",
            day=date(2031, 1, 10),
            issuer=f"Ủy ban nhân dân tỉnh {place}",
            place=place,
        )

    first, second = stored(local("Suối Vàng"), local("Suối Bạc"))
    found = resolve("Điều 1 Quyết định 01/2031/QĐ-UBND", DAY)
    assert "có thể là nhiều văn bản" in found.problem
    assert len(found.candidates) == 2
    [home] = stored(local("An Hà"))
    assert resolve("Điều 1 Quyết định 01/2031/QĐ-UBND", DAY).document == home
    assert {first.territory, second.territory} == {"Suối Vàng", "Suối Bạc"}


def test_what_is_not_yet_in_force_is_pinned_on_its_first_day() -> None:
    stored(STREAMS)
    found = resolve("Điều 2 NĐ 10/2031/NĐ-CP", date(2031, 2, 1))
    assert not found.problem
    assert found.as_of == date(2031, 3, 1)
    assert "có hiệu lực từ ngày 01/03/2031" in found.warning


def test_what_has_ended_is_found_with_a_warning() -> None:
    stored(STREAMS, CHANGED)
    found = resolve("khoản 3 Điều 2 NĐ 10/2031/NĐ-CP", LATER)
    assert not found.problem
    assert "đã hết hiệu lực" in found.warning
    assert "Báo cáo" in found.words


def test_a_document_that_is_not_published_is_not_there() -> None:
    [law] = stored(STREAMS)
    Document.objects.filter(pk=law.pk).update(state=Document.State.WITHDRAWN)
    assert "Kho chưa có" in resolve("Điều 2 NĐ 10/2031/NĐ-CP", DAY).problem


def test_the_pin_fills_the_fields_of_a_basis() -> None:
    [law] = stored(STREAMS)
    pin = resolve("Điều 3 Nghị định 10/2031/NĐ-CP", DAY).pin()
    assert (pin["document"], pin["address"], pin["as_of"]) == (law, "dieu-3", DAY)
    assert len(pin["words_hash"]) == 64
