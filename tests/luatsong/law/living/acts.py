"""Small invented documents, and the way they come into the store."""

from __future__ import annotations

from datetime import date

from luatsong.law import services
from luatsong.law.models import Document, Effect, Intake

_HEADS = {
    "Luật": ("QUỐC HỘI", "LUẬT"),
    "Nghị định": ("CHÍNH PHỦ", "NGHỊ ĐỊNH"),
    "Nghị quyết": ("CHÍNH PHỦ", "NGHỊ QUYẾT"),
    "Thông tư": ("BỘ TƯ PHÁP", "THÔNG TƯ"),
}


def text(
    kind: str,
    number: str,
    title: str,
    body: str,
    *,
    day: date,
    issuer: str = "",
    place: str = "Hà Nội",
    bases: str = "",
) -> str:
    """A document as people would upload it; `body` are its articles."""
    body_name, type_name = _HEADS.get(kind, ("", kind.upper()))
    return "\n".join(
        filter(
            None,
            [
                issuer.upper() or body_name,
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "Độc lập - Tự do - Hạnh phúc",
                f"Số: {number}",
                f"{place}, ngày {day.day:02} tháng {day.month:02} năm {day.year}",
                type_name,
                title,
                bases,
                body.strip(),
                "TM. CƠ QUAN BAN HÀNH",
                "Lê Thị Suối",
            ],
        )
    )


def stored(*texts: str) -> list[Document]:
    """Take texts in one after the other; all must be stored."""
    documents = []
    for one in texts:
        intake = services.intake_bytes(data=one.encode(), name="van-ban.txt")
        assert intake.state == Intake.State.STORED, intake.reasons
        assert intake.document
        documents.append(intake.document)
        services.refresh()  # a test has no commit that would call it
    for document in documents:
        document.refresh_from_db()
    return documents


def effects(document: Document, *verbs: str) -> list[Effect]:
    """What a document does to others, in its order."""
    found = Effect.objects.filter(document=document, own=False, recorded_to__isnull=True)
    return list(found.filter(verb__in=verbs) if verbs else found)


STREAMS = text(
    "Nghị định",
    "10/2031/NĐ-CP",
    "Quy định về bảo vệ suối",
    """Điều 1. Phạm vi điều chỉnh
Nghị định này quy định về bảo vệ suối.
Điều 2. Việc phải làm
1. Dọn suối mỗi tháng một lần.
2. Trồng cây bên suối theo quy định tại khoản 1 Điều này.
3. Báo cáo Ủy ban nhân dân cấp huyện.
Điều 3. Mức chi
Mức chi là 100.000 đồng.
Điều 4. Hiệu lực thi hành
Nghị định này có hiệu lực thi hành kể từ ngày 01 tháng 3 năm 2031.""",
    day=date(2031, 1, 10),
)

CHANGED = text(
    "Nghị định",
    "20/2032/NĐ-CP",
    "Sửa đổi, bổ sung một số điều của Nghị định số 10/2031/NĐ-CP quy định về bảo vệ suối",
    """Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 10/2031/NĐ-CP
1. Sửa đổi, bổ sung khoản 1 Điều 2 như sau:
“1. Dọn suối mỗi tuần một lần.”.
2. Bổ sung Điều 3a vào sau Điều 3 như sau:
“Điều 3a. Khen thưởng
Người dọn suối giỏi được khen thưởng.”.
3. Bãi bỏ khoản 3 Điều 2.
Điều 2. Hiệu lực thi hành
Nghị định này có hiệu lực thi hành kể từ ngày 01 tháng 6 năm 2032.""",
    day=date(2032, 4, 1),
)
