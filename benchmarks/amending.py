"""An amending decree added to a full store: how long until it is seen everywhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import date
from statistics import median

from benchmarks.measuring import Figures, Stopwatch

_DECREE = """CHÍNH PHỦ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 999/2026/NĐ-CP
Hà Nội, ngày 02 tháng 11 năm 2026
NGHỊ ĐỊNH
Sửa đổi, bổ sung một số điều của {kind} số {number}
Điều 1. Sửa đổi, bổ sung một số điều của {kind} số {number}
1. Sửa đổi, bổ sung Điều {article} như sau:
“Điều {article}. Điều đo thử
Câu này chỉ để đo thời gian cập nhật suối nguồn.”.
Điều 2. Hiệu lực thi hành
Nghị định này có hiệu lực thi hành kể từ ngày 15 tháng 11 năm 2026.
TM. CHÍNH PHỦ
Nguyễn Văn Đo
"""


def amendment() -> Figures:
    """Seconds from handing in the decree until text, relations and search show it.

    The document amended is the decree that most others cite: most hangs on it.
    """
    from django.db.models import Count

    from luatsong.law import services
    from luatsong.law.models import Document
    from luatsong.law.selectors import living, provisions_of
    from luatsong.search import search

    decrees = Document.objects.filter(type_name="Nghị định", number_key__contains="/")
    target = decrees.annotate(n=Count("cited_by")).order_by("-n", "pk")[0]
    article = next(row for row in provisions_of(target) if row.level == "article")
    text = _DECREE.format(kind=target.type_name, number=target.number, article=article.number)
    # Before anything is added: the index merges its files for a while afterwards.
    largest = Document.objects.order_by("-provision_count")[0]
    timings = [_timed(lambda: living.law_on(largest, date(2026, 11, 20))) for _ in range(9)]
    articles = Document.objects.order_by("-article_count")[0]
    codes = [_timed(lambda: living.law_on(articles, date(2026, 11, 20))) for _ in range(9)]
    started = time.perf_counter()
    intake = services.intake_bytes(data=text.encode(), name="sua-doi.txt")
    seconds = round(time.perf_counter() - started, 2)
    rows = living.law_on(target, date(2026, 11, 20))
    row = next(row for row in rows if row.address == article.address)
    return {
        "seconds": seconds,
        "state": intake.state,
        "cited_by": target.n,
        "articles": largest.article_count,
        "provisions": largest.provision_count,
        "law_on_ms": _median_ms(watch.wall for watch in timings),
        "law_on_cpu_ms": _median_ms(watch.cpu for watch in timings),
        "most_articles": {
            "articles": articles.article_count,
            "provisions": articles.provision_count,
            "law_on_ms": _median_ms(watch.wall for watch in codes),
            "law_on_cpu_ms": _median_ms(watch.cpu for watch in codes),
        },
        "text_changed": "đo thời gian" in " ".join(row.text),
        "found_by_search": any(
            hit.card.number == target.number for hit in search("câu này chỉ để đo thời gian").hits
        ),
    }


def _timed(work: Callable[[], object]) -> Stopwatch:
    """What one call takes."""
    with Stopwatch() as watch:
        work()
    return watch


def _median_ms(seconds: Iterable[float]) -> float:
    return round(median(seconds) * 1000, 1)
