"""The shared store described for machines: DCAT 3 (W3C) and schema.org Dataset, as JSON-LD."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString

from luatsong.knowledge.exchange.schema import VERSION

# A data block is no script, but its text ends where "</script" stands.
_ESCAPED = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}
_NAME = "Kho dữ liệu số phổ biến, giáo dục pháp luật dùng chung"
_ABOUT = (
    "Bài viết, tình huống, hỏi đáp, hướng dẫn và tài liệu pháp luật đã thẩm định, kèm căn cứ tới "
    "từng điều khoản, đối tượng, lĩnh vực, cơ quan, giấy phép và tệp; có cả nội dung đã gỡ."
)
FORMS = (
    ("jsonl", "application/x-ndjson", "JSON Lines, đầy đủ lời và căn cứ"),
    ("csv", "text/csv", "CSV, phần mô tả"),
)


def dcat(request: HttpRequest, modified: datetime | None) -> dict[str, Any]:
    """The catalogue entry a national or other store takes."""
    full = request.build_absolute_uri
    publisher = {"@type": "foaf:Agent", "foaf:name": settings.SITE_AGENCY}
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
        },
        "@type": "dcat:Dataset",
        "@id": full(reverse("portal:store")),
        "dct:title": {"@value": f"{_NAME}, {settings.SITE_PROVINCE}", "@language": "vi"},
        "dct:description": {"@value": _ABOUT, "@language": "vi"},
        "dct:publisher": publisher,
        "dct:spatial": settings.SITE_PROVINCE,
        "dct:language": "vi",
        "dct:accessRights": "công khai",
        "dct:conformsTo": full(reverse("portal:store-schema", args=[VERSION])),
        **({"dct:modified": modified.isoformat(timespec="seconds")} if modified else {}),
        "dcat:landingPage": full(reverse("portal:store")),
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dct:title": {"@value": title, "@language": "vi"},
                "dcat:accessURL": full(reverse("portal:store-records", args=[form])),
                "dcat:mediaType": media_type,
                "dct:rights": "Giấy phép ghi ở từng nội dung (giay_phep).",
            }
            for form, media_type, title in FORMS
        ],
    }


def dataset(request: HttpRequest, modified: datetime | None) -> SafeString:
    """The JSON of <script type="application/ld+json">, safe to stand in a page."""
    full = request.build_absolute_uri
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": f"{_NAME}, {settings.SITE_PROVINCE}",
        "description": _ABOUT,
        "url": full(reverse("portal:store")),
        "inLanguage": "vi",
        "isAccessibleForFree": True,
        "spatialCoverage": settings.SITE_PROVINCE,
        "creator": {"@type": "GovernmentOrganization", "name": settings.SITE_AGENCY},
        "version": VERSION,
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": media_type,
                "contentUrl": full(reverse("portal:store-records", args=[form])),
            }
            for form, media_type, _ in FORMS
        ],
    }
    if modified:
        data["dateModified"] = modified.isoformat(timespec="seconds")
    return SafeString(json.dumps(data, ensure_ascii=False).translate(_ESCAPED))
