"""A sheet with one of everything, and how to look into pages."""

from __future__ import annotations

from datetime import date

import pypdfium2 as pdfium

from luatsong.renditions.sheet import Ground, Line, Part, Sheet

LONG = (
    "Người trồng cây không được chặt cây của người khác, không được đào bờ suối, không được đổ đá "
    "xuống suối, trừ trường hợp trưởng thôn đồng ý bằng giấy và mọi hộ dùng nước suối đều biết."
)


def make_sheet(**changes: object) -> Sheet:
    """A fictional item in all its parts."""
    fields: dict[str, object] = {
        "title": "Trồng cây bên suối Mây",
        "summary": "Ai trồng cây bên suối phải chọn giống cây bản địa và tưới mỗi tuần.",
        "kind": "Hướng dẫn",
        "slug": "trong-cay-ben-suoi-may",
        "language": "vi",
        "address": "https://luat.anha.example/kien-thuc/trong-cay-ben-suoi-may",
        "agency": "Ủy ban nhân dân xã Suối Mây",
        "licence": "Được dùng lại, ghi rõ nguồn",
        "published": date(2026, 11, 3),
        "audiences": ("Người dân", "Nông dân"),
        "grounds": (
            Ground("khoản 2 Điều 1 Thông tư số 12/2026/TT-BTL", date(2026, 10, 5)),
            Ground("Luật Suối số 9/2025/QH15", date(2026, 9, 1)),
        ),
        "parts": (
            Part("text", html="<p>Cây bên suối giữ đất và giữ nước.</p>"),
            Part("heading", "Cách trồng"),
            Part(
                "steps",
                lines=(
                    Line("Chọn giống cây", "<p>Chọn cây bản địa.</p>"),
                    Line("Đào hố", "<p>Cách bờ suối ba mét.</p>"),
                ),
            ),
            Part("warning", "Không đào bờ suối", "<p>Đất lở sẽ lấp suối.</p>"),
            Part("facts", "Chuyện anh Páo", "<p>Anh Páo trồng cây sát bờ. Mưa xuống, đất lở.</p>"),
            Part(
                "question_answer",
                lines=(Line("Trồng tre có được không?", "<p>Được, tre là cây bản địa.</p>"),),
            ),
            Part("checklist", "Mang theo", lines=(Line("Cuốc"), Line("Cây giống"))),
            Part("quote", html="<p>Chọn giống cây bản địa;</p>", source="điểm a khoản 2 Điều 1"),
            Part("table", "Khoảng cách", rows=(("Cây", "Cách bờ"), ("Tre", "3 m"))),
            Part("dialogue", "Bên suối", lines=(Line("Chị Mẩy", "<p>Trồng ở đâu hả anh?</p>"),)),
            Part("choice", "Cây nào?", "<p>Vì là cây bản địa.</p>", (Line("Tre"),), source="Tre"),
            Part("recording", "Bài hát trồng cây", "<p>Trồng cây ta trồng cây.</p>"),
            Part("elsewhere", "Mẫu đơn", source="https://luat.anha.example/mau"),
        ),
    }
    return Sheet(**{**fields, **changes})  # type: ignore[arg-type]


def pages_of(content: bytes) -> list[str]:
    """The words of each page of a PDF."""
    with pdfium.PdfDocument(content) as document:
        return [
            " ".join(document[number].get_textpage().get_text_range().split())
            for number in range(len(document))
        ]


def sizes_of(content: bytes) -> set[tuple[int, int]]:
    """Width and height of the pages of a PDF in millimetres."""
    with pdfium.PdfDocument(content) as document:
        points = [document[number].get_size() for number in range(len(document))]
    return {(round(width / 72 * 25.4), round(height / 72 * 25.4)) for width, height in points}
