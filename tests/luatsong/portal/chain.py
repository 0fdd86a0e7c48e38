"""A fictional decree, the decree that amends it, and one whose term is over, in the store."""

from __future__ import annotations

from datetime import date

from luatsong.law import models
from luatsong.law.refreshing import refresh
from luatsong.law.storing import store
from vnlaw.parse import parse_text

HEAD = """CHÍNH PHỦ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: {number}
Hà Nội, ngày {day}
NGHỊ ĐỊNH
{title}
Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;
Chính phủ ban hành Nghị định {title}.
{body}
TM. CHÍNH PHỦ
THỦ TƯỚNG
Nguyễn Văn Mẫu
"""

BASE = HEAD.format(
    number="12/2023/NĐ-CP",
    day="05 tháng 02 năm 2023",
    title="Quy định chi tiết việc chăm sóc cây xanh ở đô thị",
    body="""Điều 1. Phạm vi điều chỉnh
Nghị định này quy định việc chăm sóc cây xanh ở đô thị.
Điều 2. Chăm sóc cây
1. Cây được tưới mỗi tuần một lần.
2. Cây được cắt tỉa mỗi năm hai lần theo quy định tại khoản 1 Điều 3 Nghị định này.
Điều 3. Trách nhiệm
1. Ủy ban nhân dân cấp tỉnh lập kế hoạch chăm sóc.
2. Người dân báo tin khi thấy cây gãy đổ.
Điều 4. Hiệu lực thi hành
Nghị định này có hiệu lực thi hành từ ngày 01 tháng 4 năm 2023.""",
)
AMENDING = HEAD.format(
    number="34/2024/NĐ-CP",
    day="10 tháng 11 năm 2024",
    title="Sửa đổi, bổ sung một số điều của Nghị định số 12/2023/NĐ-CP ngày 05 tháng 02 năm 2023"
    " của Chính phủ quy định chi tiết việc chăm sóc cây xanh ở đô thị",
    body="""Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 12/2023/NĐ-CP
1. Sửa đổi khoản 1 Điều 2 như sau:
“1. Cây được tưới mỗi tuần hai lần.”
2. Bổ sung khoản 3 vào sau khoản 2 Điều 2 như sau:
“3. Cây non được che nắng.”
3. Bãi bỏ khoản 2 Điều 3.
Điều 2. Hiệu lực thi hành
Nghị định này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2025.""",
)
ENDED = HEAD.format(
    number="77/2022/NĐ-CP",
    day="10 tháng 01 năm 2022",
    title="Thí điểm trồng cây ven sông",
    body="""Điều 1. Phạm vi điều chỉnh
Nghị định này quy định việc trồng cây ven sông.
Điều 2. Hiệu lực thi hành
Nghị định này có hiệu lực từ ngày 01 tháng 3 năm 2022 đến hết ngày 31 tháng 12 năm 2023.""",
)

PILOT = (
    HEAD.format(
        number="66.7/2025/NQ-CP",
        day="20 tháng 3 năm 2025",
        title="Thí điểm tưới cây tiết kiệm nước",
        body="""Điều 1. Thí điểm
Cây ở đô thị được tưới bằng nước tái sinh.
Điều 2. Hiệu lực thi hành
1. Nghị quyết này có hiệu lực từ ngày 01 tháng 4 năm 2025 đến hết ngày 28 tháng 02 năm 2027.
2. Trong thời gian Nghị quyết này có hiệu lực, nếu khoản 1 Điều 2 Nghị định số 12/2023/NĐ-CP có \
quy định khác với Nghị quyết này thì thực hiện theo Nghị quyết này.""",
    )
    .replace("NGHỊ ĐỊNH\n", "NGHỊ QUYẾT\n")
    .replace("ban hành Nghị định", "ban hành Nghị quyết")
)
SUSPENDING = HEAD.format(
    number="41/2024/NĐ-CP",
    day="10 tháng 5 năm 2024",
    title="Ngưng hiệu lực một số quy định của Nghị định số 12/2023/NĐ-CP",
    body="""Điều 1. Ngưng hiệu lực khoản 2 Điều 3 Nghị định số 12/2023/NĐ-CP từ ngày 01 tháng 6 \
năm 2024 đến hết ngày 31 tháng 12 năm 2024.
Điều 2. Hiệu lực thi hành
Nghị định này có hiệu lực thi hành từ ngày 01 tháng 6 năm 2024.""",
)

STRUCK = HEAD.format(
    number="52/2023/NĐ-CP",
    day="10 tháng 6 năm 2023",
    title="Quy định việc trồng hoa ở công viên",
    body="""Điều 1. Trồng hoa
1. Hoa được trồng ở công viên, bờ sông, dải phân cách và quảng trường.
2. Hoa được chăm sóc hằng ngày.
Điều 2. Hiệu lực thi hành
Nghị định này có hiệu lực thi hành từ ngày 01 tháng 8 năm 2023.""",
)
STRIKING = HEAD.format(
    number="63/2024/NĐ-CP",
    day="10 tháng 6 năm 2024",
    title="Sửa đổi Nghị định số 52/2023/NĐ-CP quy định việc trồng hoa ở công viên",
    body="""Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 52/2023/NĐ-CP
1. Bỏ cụm từ “, bờ sông” tại khoản 1 Điều 1.
2. Bổ sung cụm từ “, trong chậu” vào trước cụm từ “và quảng trường” tại khoản 1 Điều 1.
Điều 2. Hiệu lực thi hành
Nghị định này có hiệu lực thi hành từ ngày 01 tháng 8 năm 2024.""",
)


_LOCAL_HEAD = """HỘI ĐỒNG NHÂN DÂN
TỈNH AN HÀ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: {number}
An Hà, ngày {day}
NGHỊ QUYẾT
{title}
Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;
Hội đồng nhân dân tỉnh An Hà ban hành Nghị quyết {title}.
{body}
CHỦ TỊCH
Nguyễn Văn Mẫu
"""
LOCAL = _LOCAL_HEAD.format(
    number="18/2026/NQ-HĐND",
    day="10 tháng 3 năm 2026",
    title="Quy định mức hỗ trợ trồng cây trên địa bàn tỉnh An Hà",
    body="""Điều 1. Mức hỗ trợ
1. Mỗi cây được hỗ trợ 100.000 đồng.
2. Mỗi vườn được hỗ trợ một lần.
Điều 2. Hiệu lực thi hành
Nghị quyết này có hiệu lực thi hành từ ngày 01 tháng 4 năm 2026.""",
)
LOCAL_CHANGE = _LOCAL_HEAD.format(
    number="29/2026/NQ-HĐND",
    day="10 tháng 9 năm 2026",
    title="Sửa đổi Nghị quyết số 18/2026/NQ-HĐND quy định mức hỗ trợ trồng cây",
    body="""Điều 1. Sửa đổi khoản 1 Điều 1 Nghị quyết số 18/2026/NQ-HĐND trên địa bàn \
tỉnh Bến Lau như sau:
“1. Mỗi cây được hỗ trợ 200.000 đồng.”
Điều 2. Hiệu lực thi hành
Nghị quyết này có hiệu lực thi hành từ ngày 01 tháng 10 năm 2026.""",
)
LATER = date(2025, 6, 1)
BASE_SLUG = "nghi-dinh-12-2023-nd-cp"


def base() -> models.Document:
    """The decree of 2023 alone."""
    document = store(parse_text(BASE))
    refresh()
    return document


def amend() -> models.Document:
    """The decree that amends it from 01/01/2025 on."""
    document = store(parse_text(AMENDING))
    refresh()
    return document


def amended() -> models.Document:
    """The decree of 2023 as amended on 01/01/2025."""
    document = base()
    amend()
    document.refresh_from_db()
    return document


def ended() -> models.Document:
    """A decree whose term ended on 31/12/2023."""
    document = store(parse_text(ENDED))
    refresh()
    return document


def gone_before() -> tuple[models.Document, models.Document]:
    """The decree of 2023, and a resolution that goes before it from 01/04/2025 on."""
    law, pilot = store(parse_text(BASE)), store(parse_text(PILOT))
    refresh()
    return law, pilot


def suspend() -> models.Document:
    """What suspends a clause of the decree of 2023 from 01/06/2024 to 31/12/2024."""
    document = store(parse_text(SUSPENDING))
    refresh()
    return document


def store_texts(*texts: str) -> list[models.Document]:
    """Any of the texts above, in the store."""
    documents = [store(parse_text(text)) for text in texts]
    refresh()
    return documents
