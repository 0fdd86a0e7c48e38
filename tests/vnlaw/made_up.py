"""A small fictional decree that has everything exports must carry."""

from __future__ import annotations

from datetime import date

from vnlaw.document import (
    Component,
    ComponentKind,
    Document,
    EffectiveClause,
    Footnote,
    Kind,
    Level,
    Metadata,
    Provision,
    Signer,
    Structure,
)
from vnlaw.numbers import DocumentNumber

_POINTS = (
    Provision(Level.POINT, "d", "d)", "", ("Chợ phiên;",), 17),
    Provision(Level.POINT, "đ", "đ)", "", ("Chợ nổi.",), 18),
)
_CLAUSES = (
    Provision(Level.CLAUSE, "1", "1.", "", ("Chợ gồm:",), 16, _POINTS),
    Provision(
        Level.CLAUSE,
        "2",
        "2.",
        "",
        ("Sửa đổi khoản 3 Điều 4 như sau:", "“3. Giờ mở cửa.", "a) Buổi sáng.”", "Thôi."),
        19,
        quoted=((1, 3),),
    ),
)
_BODY = (
    Provision(
        Level.CHAPTER,
        "1",
        "Chương I",
        "QUY ĐỊNH CHUNG",
        (),
        12,
        (
            Provision(Level.ARTICLE, "1", "Điều 1.", "Phạm vi", ("Nói về chợ[1].",), 14),
            Provision(Level.ARTICLE, "2", "Điều 2.", "Các loại chợ", (), 15, _CLAUSES),
        ),
    ),
)
_ATTACHED = (
    Provision(Level.ARTICLE, "1", "Điều 1.", "Nội quy", ("Giữ sạch[1].",), 30),
    Provision(Level.ARTICLE, "1", "Điều 1.", "Nội quy lặp", ("Đánh số nhầm.",), 32),
)

DECREE = Document(
    metadata=Metadata(
        kind=Kind.NORMATIVE,
        language="vi",
        type_code="NĐ",
        type_name="Nghị định",
        number=DocumentNumber("12/2031/NĐ-CP", "12/2031/ND-CP", "12", 2031, "NĐ-CP"),
        issuers=("Chính phủ",),
        place="Hà Nội",
        issue_date=date(2031, 3, 4),
        title="Quy định về chợ",
        legal_bases=("Căn cứ Luật Chợ số 1/2030/QH17;",),
        signers=(Signer("Trần Văn Ví Dụ", "Thủ tướng", "TM.", "Chính phủ"),),
        recipients=("Như Điều 2;",),
        effective=(
            EffectiveClause("", date(2031, 5, 1), None, "date", "", "từ ngày 01/5/2031", 20),
        ),
        effective_date=date(2031, 5, 1),
        expiry_date=None,
    ),
    structure=Structure(
        heading=(
            "CHÍNH PHỦ",
            "Số: 12/2031/NĐ-CP",
            "Hà Nội, ngày 04 tháng 3 năm 2031",
            "NGHỊ ĐỊNH",
            "QUY ĐỊNH VỀ CHỢ",
        ),
        preamble=("Căn cứ Luật Chợ số 1/2030/QH17;", "Chính phủ ban hành Nghị định."),
        components=(
            Component(ComponentKind.BODY, 0, "", "", (), _BODY, 12),
            Component(ComponentKind.ATTACHED, 1, "NỘI QUY", "CỦA CHỢ", (), _ATTACHED, 28),
            Component(
                ComponentKind.APPENDIX,
                1,
                "Phụ lục",
                "DANH MỤC CHỢ",
                ("Gồm các chợ sau:", "| Số | Tên chợ |", "| 1 | Chợ \\| Mới |"),
                (),
                34,
            ),
        ),
        closing=("TM. CHÍNH PHỦ", "THỦ TƯỚNG", "Trần Văn Ví Dụ"),
        closing_line=24,
    ),
    footnotes=(Footnote("1", "Chợ là nơi mua bán."), Footnote("2", "Không ai gọi.")),
)
