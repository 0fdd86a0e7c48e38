"""Set `recall`: an amending document comes in; until all that rests on what it changes is marked.

Made-up law, so nothing of the measuring data is read: 2,000 items on 1,000 provisions.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.measuring import Figures, Stopwatch, peak_memory_mb, percentile
from benchmarks.stores import fresh_store

DECREES, ARTICLES, CLAUSES = 25, 10, 4
ITEMS = 2_000
# Of every decree this many clauses are changed.
CHANGED = 12
TODAY = datetime.now(tz=ZoneInfo("Asia/Ho_Chi_Minh")).date()
_HEAD = """CHÍNH PHỦ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: {number}/{year}/NĐ-CP
Hà Nội, ngày 10 tháng 01 năm {year}
NGHỊ ĐỊNH
{title}
{body}
TM. CHÍNH PHỦ
Nguyễn Văn Đo
"""


def run(folder: Path) -> Figures:  # noqa: ARG001 - the data are made here
    """Load decrees and items, hand in an amending decree, and look once in each of the two ways:
    as the process that changed the law does, and as the worker's round does."""
    with fresh_store():
        from luatsong.knowledge import recall
        from luatsong.knowledge.models import Recall

        _load_law()
        _load_items()
        recall.sweep()
        with Stopwatch() as idle:
            recall.sweep()
        expected = _expected()
        started = time.perf_counter()
        _hand_in(_amendment())
        seconds = time.perf_counter() - started
        marks = set(
            Recall.objects.filter(resolved_at__isnull=True, ahead=False).values_list(
                "item__slug", flat=True
            )
        )
        with Stopwatch() as full:
            recall.sweep(full=True)
        return {
            "items": ITEMS,
            "provisions": DECREES * ARTICLES * CLAUSES,
            "expected": len(expected),
            "marked": len(marks & expected),
            "share_marked": round(len(marks & expected) / len(expected), 4),
            "wrongly_marked": len(marks - expected),
            "seconds": round(seconds, 2),
            "idle_ms": round(idle.wall * 1000, 1),
            "full_sweep_seconds": round(full.wall, 2),
            "notice_p95_ms": _notices(),
            "peak_memory_mb": peak_memory_mb(),
        }


def _load_law() -> None:
    for number in range(1, DECREES + 1):
        body = "\n".join(_article(number, article) for article in range(1, ARTICLES + 1))
        end = (
            f"Điều {ARTICLES + 1}. Hiệu lực\nNghị định này có hiệu lực từ ngày 01 tháng 3 năm 2025."
        )
        title = f"Quy định về suối thứ {number}"
        _hand_in(_HEAD.format(number=number, year=2025, title=title, body=f"{body}\n{end}"))


def _article(number: int, article: int) -> str:
    clauses = (
        f"{clause}. Suối thứ {number} được giữ sạch theo cách {article}.{clause}."
        for clause in range(1, CLAUSES + 1)
    )
    return "\n".join((f"Điều {article}. Việc thứ {article}", *clauses))


def _hand_in(text: str) -> None:
    from luatsong.law import services
    from luatsong.law.models import Intake

    intake = services.intake_bytes(data=text.encode(), name="van-ban.txt")
    if intake.state != Intake.State.STORED:
        raise RuntimeError(f"Văn bản đo không được nhận: {intake.reasons}")


def _places() -> Iterator[tuple[int, int, int]]:
    """(decree, article, clause), each provision in turn."""
    while True:
        for clause in range(1, CLAUSES + 1):
            for article in range(1, ARTICLES + 1):
                for number in range(1, DECREES + 1):
                    yield number, article, clause


def _is_changed(article: int, clause: int) -> bool:
    return (article - 1) * CLAUSES + clause <= CHANGED


def _load_items() -> None:
    from luatsong.knowledge.basis import resolve
    from luatsong.knowledge.models import Basis, Item

    places = _places()
    pins = {}
    for count in range(ITEMS):
        number, article, clause = place = next(places)
        typed = f"khoản {clause} Điều {article} Nghị định {number}/2025/NĐ-CP"
        if place not in pins:
            pins[place] = resolve(typed, TODAY).pin()
        item = Item(kind="question", title=f"Hỏi đáp {count}", slug=_slug(count, place), live=True)
        item.bases = [Basis(**pins[place])]
        item.save()


def _slug(count: int, place: tuple[int, int, int]) -> str:
    return f"hoi-dap-{count}-" + "-".join(map(str, place))


def _expected() -> set[str]:
    places = _places()
    found = ((count, next(places)) for count in range(ITEMS))
    return {_slug(count, place) for count, place in found if _is_changed(*place[1:])}


def _amendment() -> str:
    """One decree that changes the first clauses of every decree."""
    parts = []
    for number in range(1, DECREES + 1):
        told = [
            f"{at}. Sửa đổi, bổ sung khoản {clause} Điều {article} như sau:\n"
            f"“{clause}. Suối thứ {number} được trồng cây theo cách {article}.{clause}.”."
            for at, (article, clause) in enumerate(_changed(), start=1)
        ]
        title = f"Sửa đổi, bổ sung một số điều của Nghị định số {number}/2025/NĐ-CP"
        parts.append("\n".join((f"Điều {number}. {title}", *told)))
    start = f"Nghị định này có hiệu lực từ ngày {TODAY - timedelta(days=5):%d tháng %m năm %Y}."
    parts.append(f"Điều {DECREES + 1}. Hiệu lực\n{start}")
    title = "Sửa đổi, bổ sung một số điều của các nghị định về suối"
    return _HEAD.format(number=900, year=2026, title=title, body="\n".join(parts))


def _changed() -> list[tuple[int, int]]:
    return [
        (article, clause)
        for article in range(1, ARTICLES + 1)
        for clause in range(1, CLAUSES + 1)
        if _is_changed(article, clause)
    ]


def _notices() -> float:
    """What the notice adds to the page of an item, 95th percentile in milliseconds."""
    from django.utils import timezone

    from luatsong.knowledge import recall
    from luatsong.knowledge.models import Item

    today = timezone.localdate()
    spent = []
    for item in Item.objects.order_by("pk").defer("body")[:300]:
        with Stopwatch() as watch:
            recall.notice(item, today)
        spent.append(watch.wall * 1000)
    return round(percentile(spent, 0.95), 2)
