"""The fields of a document that the quarantine desk compares and corrects."""

from __future__ import annotations

FIELD_LABELS = {
    "number": "Số ký hiệu",
    "type_name": "Loại văn bản",
    "issuer": "Cơ quan ban hành",
    "issue_date": "Ngày ban hành",
    "title": "Trích yếu",
    "effective_date": "Ngày có hiệu lực",
    "expiry_date": "Ngày hết hiệu lực",
    "kind": "Nhóm",
    "accept": "Người xử lý xác nhận",
}
