"""Invented documents that reproduce the cases of the field, and the way they come in."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

from tests.luatsong.law.living.acts import text

from luatsong.law import services
from luatsong.law.models import Intake

SHELVES = text(
    "Nghị định",
    "85/2016/NĐ-CP",
    "Về bảo đảm an toàn giá sách thư viện",
    """Điều 1. Giá sách được chia thành năm cấp độ.
Điều 2. Hiệu lực thi hành
Nghị định này có hiệu lực thi hành kể từ ngày 01 tháng 9 năm 2016.""",
    day=date(2016, 7, 1),
)
CITING_SHELVES = text(
    "Thông tư",
    "24/2017/TT-BTP",
    "Quy định về thư viện thôn",
    """Điều 1. Thông tư này quy định về thư viện thôn.
Điều 11. Bảo đảm an toàn
1. Thư viện bảo đảm an toàn giá sách theo cấp độ được quy định tại Nghị định số 85/2016/NĐ-CP \
ngày 01 tháng 7 năm 2016 của Chính phủ về bảo đảm an toàn giá sách thư viện.
2. Giá sách được kiểm tra mỗi quý một lần.
Điều 12. Hiệu lực thi hành
Thông tư này có hiệu lực thi hành kể từ ngày 15 tháng 11 năm 2017.""",
    day=date(2017, 9, 20),
)
NEW_SHELVES = text(
    "Nghị định",
    "33/2019/NĐ-CP",
    "Về bảo đảm an toàn thư viện",
    """Điều 1. Thư viện được chia thành ba cấp độ.
Điều 2. Hiệu lực thi hành
1. Nghị định này có hiệu lực thi hành kể từ ngày 01 tháng 7 năm 2019.
2. Nghị định này thay thế Nghị định số 85/2016/NĐ-CP ngày 01 tháng 7 năm 2016 của Chính phủ \
về bảo đảm an toàn giá sách thư viện.""",
    day=date(2019, 4, 2),
)
FOOD = text(
    "Nghị định",
    "15/2028/NĐ-CP",
    "Về vệ sinh bếp ăn",
    """Điều 1. Bếp ăn được rửa mỗi ngày.
Điều 2. Nghị định này có hiệu lực thi hành kể từ ngày 02 tháng 02 năm 2028.""",
    day=date(2028, 2, 2),
)
NEW_FOOD = text(
    "Nghị định",
    "46/2032/NĐ-CP",
    "Về vệ sinh bếp ăn và quán ăn",
    """Điều 1. Bếp ăn, quán ăn được rửa mỗi ngày hai lần.
Điều 2. Nghị định này có hiệu lực thi hành kể từ ngày 26 tháng 01 năm 2032 và thay thế \
Nghị định số 15/2028/NĐ-CP ngày 02 tháng 02 năm 2028 của Chính phủ về vệ sinh bếp ăn.""",
    day=date(2032, 1, 26),
)
SUSPENDING_FOOD = text(
    "Nghị quyết",
    "09/2032/NQ-CP",
    "Tạm ngưng hiệu lực của Nghị định số 46/2032/NĐ-CP",
    """Điều 1. Tạm ngưng hiệu lực toàn bộ Nghị định số 46/2032/NĐ-CP từ ngày 04 tháng 02 \
năm 2032 đến hết ngày 15 tháng 4 năm 2032.
Điều 2. Nghị quyết này có hiệu lực từ ngày 04 tháng 02 năm 2032.""",
    day=date(2032, 2, 4),
)
CITING_FOOD = text(
    "Thông tư",
    "11/2032/TT-BTP",
    "Quy định về bếp ăn cơ quan",
    """Điều 1. Bếp ăn cơ quan thực hiện theo Nghị định số 15/2028/NĐ-CP trong thời gian \
Nghị định số 46/2032/NĐ-CP ngưng hiệu lực.
Điều 2. Thông tư này có hiệu lực thi hành kể từ ngày 20 tháng 02 năm 2032.""",
    day=date(2032, 2, 12),
    bases="""Căn cứ Nghị định số 46/2032/NĐ-CP ngày 26 tháng 01 năm 2032 của Chính phủ;
Căn cứ Nghị định số 15/2028/NĐ-CP ngày 02 tháng 02 năm 2028 của Chính phủ về vệ sinh bếp ăn;
Căn cứ Nghị quyết số 09/2032/NQ-CP ngày 04 tháng 02 năm 2032 của Chính phủ;""",
)
ATTACHED = text(
    "Quyết định",
    "48/2031/QĐ-TTg",
    "Ban hành Quy chế tiếp nhận góp ý",
    """Điều 1. Ban hành kèm theo Quyết định này Quy chế tiếp nhận góp ý.
Điều 2. Quyết định này có hiệu lực thi hành từ ngày 30 tháng 01 năm 2032.""",
    day=date(2031, 12, 20),
    issuer="Thủ tướng Chính phủ",
) + (
    """
QUY CHẾ
Tiếp nhận góp ý
(Ban hành kèm theo Quyết định số 48/2031/QĐ-TTg ngày 20 tháng 12 năm 2031 của Thủ tướng Chính phủ)
Điều 1. Phạm vi điều chỉnh
Quy chế này quy định việc tiếp nhận góp ý.
Điều 2. Trả lời góp ý
Cơ quan nhận góp ý trả lời trong 15 ngày làm việc.
Điều 3. Chế độ báo cáo
Các bộ báo cáo kết quả trước ngày 15 tháng 12 hằng năm.
Điều 4. Trách nhiệm của Bộ Tư pháp
1. Vận hành hệ thống góp ý theo quy định tại Điều 2 Quy chế này.
2. Tổng hợp tình hình góp ý, báo cáo Thủ tướng Chính phủ theo quy định tại Điều 2 Quy chế này.
3. Gửi báo cáo theo quy định tại Điều 3 Quy chế này.
"""
)
ENGLISH = """THE GOVERNMENT
SOCIALIST REPUBLIC OF VIETNAM
Independence - Freedom - Happiness
No. 117/2031/ND-CP
Hanoi, March 9, 2031
DECREE
ON TALKING BOOKS
Pursuant to the Law on Organization of the Government;
At the request of the Minister of Justice;
Article 1. Scope
1. This Decree sets out the rules for the making of talking books by the libraries:
a) of the provinces;
b) of the districts;
c) of the communes;
d) of the schools;
e) of the hospitals;
f) of the prisons;
g) of the temples.
Article 2. Effect
This Decree takes effect on May 1, 2031.
FOR THE GOVERNMENT
THE PRIME MINISTER
Nguyen Van Mau"""


def saved_page(body: str, **fields: object) -> str:
    """One record of saved pages of the national database, as a line of JSON."""
    html = "".join(f"<p>{line}</p>" for line in body.splitlines())
    record = {"file": "trang.html", "html": html, "has_fulltext": True, **fields}
    return json.dumps(record, ensure_ascii=False)


def take_pages(folder: Path, *pages: str) -> list[Intake]:
    """What became of saved pages, in their order."""
    file = folder / "trang.jsonl.gz"
    file.write_bytes(gzip.compress("\n".join(pages).encode()))
    services.ingest_paths([file], jobs=1, index=False)
    return list(Intake.objects.order_by("pk"))
