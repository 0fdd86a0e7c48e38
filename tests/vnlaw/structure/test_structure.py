"""What counts as a provision, and what does not."""

import pytest
from tests.vnlaw.structure.outline_of import paths

from vnlaw.document import ComponentKind, Level
from vnlaw.structure import structure


def body_paths(text: str) -> list[str]:
    return paths(structure(text.splitlines()).body.provisions)


def test_a_quoted_article_is_not_counted():
    text = """Điều 1. Sửa đổi Điều 2 như sau:
“Điều 2. Tên mới
1. Khoản được trích.”.
Điều 2. Hiệu lực thi hành
Có hiệu lực từ ngày ký."""
    assert body_paths(text) == ["Điều 1", "Điều 2"]


def test_quoted_paragraphs_are_marked_in_the_text_of_the_instruction():
    article = structure(
        [
            "Điều 1. Sửa đổi khoản 2 Điều 7 như sau:",
            "“2. Khoản mới:",
            "a) Điểm mới.”.",
            "Câu không trích.",
        ]
    ).body.provisions[0]
    assert article.text == ("“2. Khoản mới:", "a) Điểm mới.”.", "Câu không trích.")
    assert article.quoted == ((0, 2),)


@pytest.mark.parametrize("mark", ["“{}”.", '"{}".', "'{}'.", "‘{}’;", "«{}»", "”{}“."])
def test_any_pair_of_quotation_marks_quotes(mark: str):
    quoted = mark.format("3. Khoản mới\na) Điểm mới")
    text = f"Điều 1. Sửa đổi\n1. Sửa đổi khoản 3 Điều 5 như sau:\n{quoted}\n2. Bãi bỏ Điều 6."
    assert body_paths(text) == ["Điều 1", "Điều 1/Khoản 1", "Điều 1/Khoản 2"]


def test_a_forgotten_closing_mark_ends_with_the_next_instruction_in_sequence():
    text = """Điều 1. Sửa đổi
1. Sửa đổi Điều 2 như sau:
“Điều 2. Tên
1. Khoản một.
2. Sửa đổi khoản 1 Điều 3 như sau:
“1. Khoản khác.”.
Điều 2. Hiệu lực thi hành"""
    assert body_paths(text) == ["Điều 1", "Điều 1/Khoản 1", "Điều 1/Khoản 2", "Điều 2"]


def test_a_line_that_breaks_before_a_reference_starts_nothing():
    text = """Điều 1. Phạm vi
Thực hiện theo quy định tại
Điều 2 Luật Mẫu và
Điều 2
của Nghị định Mẫu.
Điều 2. Đối tượng"""
    assert body_paths(text) == ["Điều 1", "Điều 2"]


@pytest.mark.parametrize(
    "label", ["Điều 5.", "Điều 5:", "Điều 5 -", "ĐIỀU 5.", "Điều5.", "Điều  5 ."]
)
def test_articles_are_recognised_in_every_spelling(label: str):
    article = structure([f"{label} Phạm vi"]).body.provisions[0]
    assert (article.level, article.number, article.heading) == (Level.ARTICLE, "5", "Phạm vi")


@pytest.mark.parametrize("label", ["1.", "1)", "1 .", "1-", "Khoản 1.", "01."])
def test_clauses_are_recognised_in_every_spelling(label: str):
    clause = structure(["Điều 1. Tên", f"{label} Nội dung"]).body.provisions[0].children[0]
    assert (clause.level, clause.number, clause.text) == (Level.CLAUSE, "1", ("Nội dung",))


def test_dates_and_amounts_at_the_start_of_a_line_are_text():
    text = "Điều 1. Tên\n01/7/2025 là ngày bắt đầu.\n1.000 đồng một ngày.\n1,5 mét."
    assert body_paths(text) == ["Điều 1"]


def test_points_run_through_the_vietnamese_letters():
    letters = "abcdđeghiklmnopqrstuvxy"
    text = "Điều 1. Tên\n1. Gồm:\n" + "\n".join(f"{letter}) Việc {letter};" for letter in letters)
    assert body_paths(text)[2:] == [f"Điều 1/Khoản 1/Điểm {letter}" for letter in letters]


def test_point_d_and_point_dd_stay_apart():
    text = "Điều 1. Tên\n1. Gồm:\na) A;\nb) B;\nc) C;\nd) D;\nđ) Đ."
    numbers = [point.number for point in structure(text.splitlines()).body.walk()][-2:]
    assert numbers == ["d", "đ"]


def test_inserted_provisions_follow_the_one_they_are_inserted_after():
    text = """Điều 4. Tên
Điều 4a. Chèn
1. Một.
2. Hai.
2đ. Chèn khoản.
a) Điểm a.
a1) Chèn điểm.
3. Ba.
Điều 5. Tiếp"""
    assert body_paths(text) == [
        "Điều 4",
        "Điều 4a",
        "Điều 4a/Khoản 1",
        "Điều 4a/Khoản 2",
        "Điều 4a/Khoản 2đ",
        "Điều 4a/Khoản 2đ/Điểm a",
        "Điều 4a/Khoản 2đ/Điểm a1",
        "Điều 4a/Khoản 3",
        "Điều 5",
    ]


def test_a_bare_i_is_a_point_and_a_bracketed_one_a_subpoint():
    letters = "abcdđeghi"
    text = "Điều 1. Tên\n1. Gồm:\n" + "\n".join(f"{letter}) Việc;" for letter in letters)
    found = body_paths(text + "\n(i) Tiết một;\n(ii) Tiết hai.")
    assert found[-3:] == [
        "Điều 1/Khoản 1/Điểm i",
        "Điều 1/Khoản 1/Điểm i/Tiết i",
        "Điều 1/Khoản 1/Điểm i/Tiết ii",
    ]


def test_table_rows_never_start_a_provision():
    text = "Điều 1. Tên\n| Điều 2. Giả | 1. Giả |\n| a) Giả | 2 |\nĐiều 2. Thật"
    assert body_paths(text) == ["Điều 1", "Điều 2"]


def test_two_articles_1_stand_in_two_components():
    text = """QUYẾT ĐỊNH
Điều 1. Ban hành kèm theo Quyết định này Quy chế.
Điều 2. Chánh Văn phòng chịu trách nhiệm thi hành.
Nơi nhận:
- Lưu: VT.
QUY CHẾ
LÀM VIỆC
(Ban hành kèm theo Quyết định này)
Điều 1. Phạm vi
Điều 2. Đối tượng
Điều 3. Hiệu lực"""
    found = structure(text.splitlines())
    assert [component.kind for component in found.components] == [
        ComponentKind.BODY,
        ComponentKind.ATTACHED,
    ]
    assert paths(found.components[0].provisions) == ["Điều 1", "Điều 2"]
    assert paths(found.components[1].provisions) == ["Điều 1", "Điều 2", "Điều 3"]


def test_a_letter_that_carries_a_regulation_has_no_articles_itself():
    text = """SỞ MẪU
Số: 12/SM-VP
Kính gửi: Các phòng.
Sở gửi kèm Quy chế để các phòng thực hiện.
Nơi nhận:
- Như trên.
QUY CHẾ
(Kèm theo Công văn số 12/SM-VP)
Điều 1. Phạm vi
Điều 2. Đối tượng"""
    found = structure(text.splitlines())
    assert found.body.provisions == ()
    assert paths(found.components[1].provisions) == ["Điều 1", "Điều 2"]


def test_a_signature_quoted_inside_the_text_does_not_end_it():
    text = """Điều 1. Mẫu chữ ký
Văn bản ghi:
BỘ TRƯỞNG
Điều 2. Hiệu lực
Có hiệu lực ngay.
BỘ TRƯỞNG
Lê Mẫu"""
    found = structure(text.splitlines())
    assert paths(found.body.provisions) == ["Điều 1", "Điều 2"]
    assert found.closing == ("BỘ TRƯỞNG", "Lê Mẫu")
    assert found.closing_line == 6


def test_a_missing_article_is_reported_and_the_others_are_kept():
    found = structure(["Điều 1. Một", "Điều 2. Hai", "Điều 4. Bốn", "Điều 5. Năm"])
    assert paths(found.body.provisions) == ["Điều 1", "Điều 2", "Điều 4", "Điều 5"]
    assert [(finding.code, finding.line) for finding in found.findings] == [("numbering-gap", 3)]


def test_a_repeated_clause_number_is_taken_as_printed_and_reported():
    found = structure(["Điều 1. Tên", "1. Một.", "2. Hai.", "2. Hai nữa.", "3. Ba."])
    assert paths(found.body.provisions)[1:] == [f"Điều 1/Khoản {n}" for n in (1, 2, 2, 3)]
    assert [finding.code for finding in found.findings] == ["numbering-repeat"]


@pytest.mark.parametrize("lines", [[], [""], ["  "], ["?"], ["Điều"], ["“"], ["| |"]])
def test_next_to_nothing_gives_an_empty_body(lines: list[str]):
    found = structure(lines)
    assert found.body.provisions == ()
    assert found.body.kind is ComponentKind.BODY
