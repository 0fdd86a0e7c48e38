"""Fictional documents as people would upload them."""

from __future__ import annotations

CIRCULAR = """BỘ TƯ PHÁP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 98/2031/TT-BTP
Hà Nội, ngày 02 tháng 3 năm 2031
THÔNG TƯ
Quy định về trồng cây bên suối
Căn cứ Luật Suối số 12/2030/QH17;
Bộ trưởng Bộ Tư pháp ban hành Thông tư quy định về trồng cây bên suối.
Điều 1. Phạm vi điều chỉnh
1. Thông tư này quy định việc trồng cây bên suối.
2. Người trồng cây có trách nhiệm:
a) Chọn giống cây bản địa, có rễ bám chắc vào bờ;
b) Tưới nước mỗi tuần một lần trong mùa khô.
Điều 2. Cây giống
1. Cây giống phải khỏe, không sâu bệnh, cao ít nhất nửa mét.
2. Vườn ươm cấp giấy xác nhận nguồn gốc cho từng lô cây giống.
Điều 3. Hiệu lực thi hành
Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 5 năm 2031.
BỘ TRƯỞNG
Lê Thị Suối
"""

# The same number over other words: one of the two must be wrong.
OTHER_TEXT = CIRCULAR[: CIRCULAR.index("Điều 1.")].replace("trồng cây bên suối", "nuôi ong") + (
    """Điều 1. Nuôi ong
1. Hộ nuôi ong đặt thùng cách nhà ở ít nhất hai mươi mét.
2. Mật thu hoạch vào mùa hoa được dán nhãn ghi rõ nơi nuôi và tên người nuôi.
Điều 2. Hiệu lực
Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 6 năm 2031.
BỘ TRƯỞNG
Lê Thị Suối
"""
)

COMMUNE_DECISION = """ỦY BAN NHÂN DÂN
XÃ SUỐI MÂY
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 03/2031/QĐ-UBND
Suối Mây, ngày 12 tháng 4 năm 2031
QUYẾT ĐỊNH
Ban hành quy định về chợ phiên
Điều 1. Chợ phiên họp vào sáng chủ nhật hằng tuần.
Điều 2. Quyết định này có hiệu lực kể từ ngày 25 tháng 4 năm 2031.
CHỦ TỊCH
Giàng A Mây
"""


def circular(serial: int) -> bytes:
    """A circular like no other: its number and some of its words change with `serial`."""
    text = CIRCULAR.replace("98/2031", f"{serial}/2031")
    return text.replace("nửa mét", f"{serial} gang tay").encode()
