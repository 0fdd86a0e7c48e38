"""Numbers of documents: every printed form, and what equals what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnlaw.numbers import (
    DocumentNumber,
    agency_codes,
    find_numbers,
    parse_blank,
    parse_number,
    type_code,
)


def number(text: str) -> DocumentNumber:
    parsed = parse_number(text)
    assert parsed is not None, text
    return parsed


@pytest.mark.parametrize(
    ("printed", "serial", "year", "symbol"),
    [
        ("48/2025/QĐ-TTg", "48", 2025, "QĐ-TTg"),
        ("766/QĐ-TTg", "766", None, "QĐ-TTg"),
        ("140/NQ-CP", "140", None, "NQ-CP"),
        ("66-NQ/TW", "66", None, "NQ/TW"),
        ("168-KH/TU", "168", None, "KH/TU"),
        ("35-CTr/TU", "35", None, "CTr/TU"),
        ("36-HD/VPTW", "36", None, "HD/VPTW"),
        ("33/VBHN-VPQH", "33", None, "VBHN-VPQH"),
        ("66.7/2025/NQ-CP", "66.7", 2025, "NQ-CP"),
        ("01/2026/TT-BTP", "1", 2026, "TT-BTP"),
        ("91/2015/QH13", "91", 2015, "QH13"),
        ("115/2025/UBTVQH15", "115", 2025, "UBTVQH15"),
        ("05/2004/PL-UBTVQH11", "5", 2004, "PL-UBTVQH11"),
        ("68-LCT/HĐNN8", "68", None, "LCT/HĐNN8"),
        ("34-L/CTN", "34", None, "L/CTN"),
        ("103-SL/L-004", "103", None, "SL/L-004"),
        ("47-CP", "47", None, "CP"),
        ("49/CP", "49", None, "CP"),
        ("05/2016/AL", "5", 2016, "AL"),
        ("130/QĐ-HĐBT", "130", None, "QĐ-HĐBT"),
        ("61/2025/QĐ-CTUBND", "61", 2025, "QĐ-CTUBND"),
        ("1450/BTP-PBGDPL", "1450", None, "BTP-PBGDPL"),
    ],
)
def test_each_printed_form_is_read_and_printed_back(
    printed: str, serial: str, year: int | None, symbol: str
) -> None:
    parsed = number(printed)
    assert (parsed.text, parsed.serial, parsed.year, parsed.symbol) == (
        printed,
        serial,
        year,
        symbol,
    )


@pytest.mark.parametrize(
    ("variant", "canonical"),
    [
        ("Luật số: 91/2015/QH13", "91/2015/QH13"),
        ("91/2015/QH 13", "91/2015/QH13"),
        ("38/2019QH14", "38/2019/QH14"),
        ("12/2020/NĐ - CP", "12/2020/NĐ-CP"),
        ("12/2020/NĐ–CP", "12/2020/NĐ-CP"),
        ("12/2020/NĐ_CP", "12/2020/NĐ-CP"),
        ("12/2020/NĐ-CP.", "12/2020/NĐ-CP"),
        ("12/2020/ND-CP", "12/2020/NĐ-CP"),
        ("12/2020/NÐ-CP", "12/2020/NĐ-CP"),
        ("12/2020/NĐ-C", "12/2020/NĐ-CP"),
        ("766/qđ-ttg", "766/QĐ-TTg"),
        ("766/QD-TTg", "766/QĐ-TTg"),
        ("766-QĐ-TTg", "766/QĐ-TTg"),
        ("1.462/QĐ-UBND", "1462/QĐ-UBND"),
        ("7079VBHN-BVHTTDL", "7079/VBHN-BVHTTDL"),
        ("152/2025/TT-BTС", "152/2025/TT-BTC"),  # the last letter is Cyrillic
        ("07/2025/NĐ-СР", "07/2025/NĐ-CP"),
        ("Số: 70 /2025/TT-NHNN", "70/2025/TT-NHNN"),
        ("27/ 2020/TT-BCT", "27/2020/TT-BCT"),
        ("01/2022/TTBTC", "01/2022/TT-BTC"),
        ("2/2019/NQ.HĐTP", "02/2019/NQ-HĐTP"),
        ("66/NQ-TW", "66-NQ/TW"),
        ("68-lct/hdnn8", "68-LCT/HĐNN8"),
        ("15/2003/QĐ-UB", "15/2003/QĐ-UBND"),
        ("5/2011/NQ-HĐND8", "05/2011/NQ-HĐND"),
        ("1/2026/TT-BTP", "01/2026/TT-BTP"),
        ("06/2021/TT-BGD&ĐT", "06/2021/TT-BGDĐT"),
        ("47/CP", "47-CP"),
        ("29/2025/TTLT-BCA-BTP-TANDTC", "29/2025/TTLT/TANDTC-BTP-BCA"),
    ],
)
def test_spellings_of_one_number_are_equal(variant: str, canonical: str) -> None:
    assert number(variant) == number(canonical)
    assert hash(number(variant)) == hash(number(canonical))


def test_an_old_spelling_is_equal_but_keeps_its_own_text() -> None:
    assert number("15/2003/QĐ-UB").text == "15/2003/QĐ-UB"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("48/2025/QĐ-TTg", "48/2025/QĐ-CTN"),
        ("48/2025/QĐ-TTg", "48/QĐ-TTg"),
        ("66.3/2025/NQ-CP", "3/2025/NQ-CP"),
        ("66.3/2025/NQ-CP", "66.13/2025/NQ-CP"),
        ("12/2025/QH15", "12/2025/UBTVQH15"),
        ("1/2024/TT-BTC", "1/2024/TT-BCT"),
        ("12/TTr-CP", "12/TT-CP"),
        ("12/HD-UBND", "12/HĐ-UBND"),
        ("21-LCT/HĐNN8", "21-LCT/HĐNN7"),
    ],
)
def test_numbers_that_mean_different_documents_differ(one: str, other: str) -> None:
    assert number(one) != number(other)


@pytest.mark.parametrize(
    "text", ["", "Số:      /KH-UBND", "26/4/2025", "22/202/QH15", "Điều 5", "QĐ-UB", "1/2", "…/…"]
)
def test_text_without_a_number_gives_none(text: str) -> None:
    assert parse_number(text) is None


def test_text_with_two_numbers_gives_none_but_the_same_number_twice_gives_it() -> None:
    assert parse_number("sửa đổi 43/2019/QH14 và 123/2025/QH15") is None
    assert parse_number("12/2020/NĐ-CP, tức là 12/2020/ND-CP") == number("12/2020/NĐ-CP")


def test_numbers_are_found_with_their_places() -> None:
    text = "Nghị định số 12/2020/NĐ-CP ngày 05/3/2020; Nghị quyết 66-NQ/TW; 766/qđ-ttg."
    found = find_numbers(text)
    assert [text[start:end] for start, end, _ in found] == [
        "12/2020/NĐ-CP",
        "66-NQ/TW",
        "766/qđ-ttg",
    ]
    assert [n.text for _, _, n in found] == ["12/2020/NĐ-CP", "66-NQ/TW", "766/QĐ-TTg"]


def test_a_dotted_number_is_never_found_as_its_tail() -> None:
    assert [n.serial for _, _, n in find_numbers("theo 66.3/2025/NQ-CP")] == ["66.3"]


def test_a_word_typed_against_a_number_is_left_out() -> None:
    text = "Luật số 34/2024/QH15như sau và 12/2020/TT-BYTngày"
    assert [n.text for _, _, n in find_numbers(text)] == ["34/2024/QH15", "12/2020/TT-BYT"]


def test_a_number_at_the_end_of_a_sentence_keeps_its_term() -> None:
    assert [n.text for _, _, n in find_numbers("Luật số 34/2024/QH15.")] == ["34/2024/QH15"]


@pytest.mark.parametrize(
    "text",
    [
        "QCVN 06:2021/BXD",
        "ngày 26/4/2025",
        "2,3,7,8-TCDD",
        "khí R-134a",
        "Mẫu 01/ĐK",
        "tỷ lệ 1/2 và 24/7",
        "TCVN 5738:2021",
    ],
)
def test_dates_standards_and_formulas_are_not_numbers(text: str) -> None:
    assert find_numbers(text) == []


def test_a_blank_number_still_tells_its_symbol() -> None:
    blank = parse_blank("Số:      /KH-UBND")
    assert blank is not None
    assert (blank.symbol, blank.year) == ("KH-UBND", None)
    party = parse_blank("Số       -NQ/TU")
    assert party is not None
    assert party.symbol == "NQ/TU"
    draft = parse_blank("Số: …/2025/NĐ-CP")
    assert draft is not None
    assert (draft.symbol, draft.year) == ("NĐ-CP", 2025)
    assert parse_blank("Số: 12/KH-UBND") is None
    assert parse_blank("Số lượng: 5") is None


def test_a_symbol_tells_type_and_agencies() -> None:
    joint = number("29/2025/TTLT-BTP-BCA")
    assert (type_code(joint), agency_codes(joint)) == ("TTLT", ("BTP", "BCA"))
    law = number("91/2015/QH13")
    assert (type_code(law), agency_codes(law)) == ("", ("QH",))
    assert agency_codes(number("66-NQ/TW")) == ("TW",)


serials = st.one_of(
    st.integers(1, 99999).map(str),
    st.integers(1, 9).map(lambda n: f"0{n}"),
    st.tuples(st.integers(1, 99), st.integers(1, 20)).map(lambda p: f"{p[0]}.{p[1]}"),
)
types = st.sampled_from(["QĐ", "NQ", "NĐ", "TT", "CT", "KH", "TTr", "CTr", "VBHN", "HD", "TB"])
bodies = st.sampled_from(["TTg", "CP", "BTC", "BNNMT", "UBND", "HĐND", "NHNN", "BGDĐT", "VPQH"])
terms = st.sampled_from(["QH13", "QH15", "QH16", "UBTVQH15"])
years = st.integers(1976, 2045)


@st.composite
def numbers(draw: st.DrawFn) -> str:
    serial, year = draw(serials), draw(years)
    typed = f"{draw(types)}-{draw(bodies)}"
    return draw(
        st.sampled_from(
            [
                f"{serial}/{year}/{typed}",
                f"{serial}/{typed}",
                f"{serial}/{year}/{draw(terms)}",
                f"{serial}-{draw(types)}/TW",
                f"{serial}/{year}/TTLT-{'-'.join(draw(st.permutations(['BTP', 'BCA', 'BTC'])))}",
            ]
        )
    )


@given(numbers())
def test_printing_and_reading_give_the_same_number(printed: str) -> None:
    once = number(printed)
    again = number(once.text)
    assert again == once
    assert again.text == once.text


@given(
    numbers(),
    st.sampled_from(
        [
            str.lower,
            lambda t: t.replace("-", " - ", 1),
            lambda t: t.replace("-", "–"),
            lambda t: t.replace("/", " / "),
            lambda t: t + ".",
            lambda t: "Số: " + t,
            lambda t: t.replace("C", "С"),
            lambda t: "0" + t,
        ]
    ),
)
def test_spelling_variants_mean_the_same(printed: str, misspell: object) -> None:
    assert callable(misspell)
    assert number(misspell(printed)) == number(printed)


@given(numbers(), numbers())
def test_two_numbers_are_equal_only_when_serial_year_and_symbol_agree(a: str, b: str) -> None:
    one, other = number(a), number(b)
    same = (one.serial, one.year) == (other.serial, other.year) and sorted(
        one.symbol.split("-")
    ) == sorted(other.symbol.split("-"))
    assert (one == other) == same


@given(st.text(max_size=80))
def test_any_text_is_read_without_failing(text: str) -> None:
    parse_number(text)
    parse_blank(text)
    for start, end, found in find_numbers(text):
        assert 0 <= start < end <= len(text)
        assert found.text
