"""A small law, and short ways to write documents that act on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from vnlaw.consolidation import plain
from vnlaw.consolidation.rendering import own_lines
from vnlaw.effects import Effect, Place, Quote, Step, Target, Unit, Verb, find_effects
from vnlaw.numbers import DocumentNumber, parse_number
from vnlaw.parse import parse_text
from vnlaw.versions import Entry, History, Register, Standing, fold, law_on, record

LAW_TEXT = """QUỐC HỘI
Luật số: 10/2020/QH14
Hà Nội, ngày 15 tháng 6 năm 2020
LUẬT
ĐĂNG KÝ TÀU CÁ
Điều 1. Phạm vi
Luật này quy định việc đăng ký tàu cá.
Điều 2. Hồ sơ
1. Hồ sơ gồm đơn đăng ký.
2. Cơ quan đăng ký nhận hồ sơ.
Điều 3. Hiệu lực thi hành
Luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2021."""

ISSUED, START = date(2020, 6, 15), date(2021, 1, 1)


def number(text: str) -> DocumentNumber:
    """A number that is known to parse."""
    found = parse_number(text)
    assert found is not None
    return found


def law(**changes: object) -> Entry:
    """The law all others act on."""
    document = parse_text(LAW_TEXT)
    made = Entry(
        "luat",
        number("10/2020/QH14"),
        ISSUED,
        START,
        document=document,
        effects=find_effects(document),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def amending(name: str, issued: date, body: str, start: date, key: str = "") -> Entry:
    """A law that amends it, read from its text."""
    text = "\n".join(
        [
            "QUỐC HỘI",
            f"Luật số: {name}",
            f"Hà Nội, ngày {_in_words(issued)}",
            "LUẬT",
            "SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT ĐĂNG KÝ TÀU CÁ SỐ 10/2020/QH14",
            "Điều 1. Sửa đổi, bổ sung một số điều của Luật Đăng ký tàu cá số 10/2020/QH14",
            body,
            "Điều 2. Hiệu lực thi hành",
            f"Luật này có hiệu lực thi hành từ ngày {_in_words(start)}.",
        ]
    )
    document = parse_text(text)
    return Entry(
        key or name, number(name), issued, start, document=document, effects=find_effects(document)
    )


def _in_words(day: date) -> str:
    return f"{day:%d} tháng {day:%m} năm {day.year}"


def effect(verb: Verb, target: str, start: date | None, **more: object) -> Effect:
    """One effect, certain."""
    values: dict[str, object] = {
        "quote": Quote(f"{verb.value} {target}", 1),
        "target": Target(number(target), target, ""),
        "start": start,
        "certain": True,
    }
    return Effect(verb, "dieu-1", **(values | more))  # type: ignore[arg-type]


def decree(key: str, name: str, issued: date, *effects: Effect, **more: object) -> Entry:
    """A document of which only its effects matter; in force from the day after its issue on."""
    made = Entry(
        key,
        number(name),
        issued,
        issued,
        effects=tuple(replace(one, order=index) for index, one in enumerate(effects)),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def place(words: str) -> Place:
    """ "khoản 2 điều 2" as a place."""
    units = {"điều": Unit.ARTICLE, "khoản": Unit.CLAUSE, "điểm": Unit.POINT}
    parts = words.split()
    steps = [
        Step(units[unit], value, f"{unit} {value}")
        for unit, value in zip(parts[::2], parts[1::2], strict=True)
    ]
    return Place(tuple(reversed(steps)))


def history(*entries: Entry, key: str = "luat", **more: object) -> History:
    """The history of one document among others, recorded on one day."""
    register = Register(entries, **more)  # type: ignore[arg-type]
    return record(None, fold(register, key), date(2021, 1, 1), register)


def text_on(found: History, day: date, **more: object) -> str:
    """The text of the law on a day."""
    return "\n".join(map(_text, law_on(found, day, **more)))  # type: ignore[arg-type]


def _text(standing: Standing) -> str:
    return "\n".join(plain(line) for line in own_lines(standing.node))
