"""Which document a bare "Điều 17" is of: of the text itself only where it is certain."""

from __future__ import annotations

from datetime import date

from tests.luatsong.law.living.acts import text

from luatsong.law.law_reading import Cited, read_law
from vnlaw.parse import parse_text


def _cited(body: str) -> dict[str, Cited]:
    document = parse_text(text("Nghị định", "30/2033/NĐ-CP", "Về suối", body, day=date(2033, 1, 5)))
    return {one.surface: one for one in read_law(document).citations if any(one.addresses)}


_END = "Điều 3. Nghị định này có hiệu lực từ ngày 01 tháng 3 năm 2033."


def test_a_place_in_a_list_of_repeals_is_one_of_the_text_that_is_changed() -> None:
    found = _cited(f"""Điều 1. Suối là của chung.
Điều 2. Bãi bỏ một số điều của Nghị định số 10/2031/NĐ-CP
1. Bãi bỏ Điều 1 và Điều 17.
{_END}""")
    one = next(one for surface, one in found.items() if "Điều 17" in surface)
    assert (one.kind, one.key.upper()) == ("document", "10/2031/NĐ-CP")


def test_a_place_that_is_not_there_is_nobodys() -> None:
    found = _cited(f"""Điều 1. Suối được dọn theo Điều 73.
Điều 2. Cây được trồng theo Điều 1.
{_END}""")
    assert (found["Điều 73"].kind, found["Điều 73"].key) == ("document", "")
    assert found["Điều 1"].kind == "self"


def test_a_wrong_reference_to_the_text_itself_stays_one() -> None:
    found = _cited(f"""Điều 1. Suối được dọn theo Điều 26a Nghị định này.
{_END.replace("3.", "2.", 1)}""")
    assert found["Điều 26a Nghị định này"].kind == "self"
