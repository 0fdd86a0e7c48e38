"""How a sentence was read, as rows of words for people: act, target, places, new text, days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from luatsong.law.typed_places import place_text
from luatsong.staff.effects.words import OWN_VERBS, doubt_lines, verb_label
from vnlaw.effects import Effect, Phrase, Place, Target

WHOLE = "toàn bộ văn bản"
OWN = "chính văn bản này"
UNKNOWN = "chưa xác định"
ANNOUNCED = "một số nội dung nêu bên dưới (câu dẫn)"
_FEW = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One fact of a reading; `quoted` lines are words of the law, shown as such."""

    label: str
    lines: tuple[str, ...]
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A reading told in words."""

    headline: str
    rows: tuple[Row, ...]
    doubts: tuple[str, ...]
    percent: int
    certain: bool


def tell(effect: Effect) -> Told:
    """All that was read of an effect, in the order in which people check it."""
    return Told(
        headline(effect),
        tuple(row for row in _rows(effect) if any(row.lines)),
        tuple(doubt_lines(effect.doubts)),
        round(effect.confidence * 100),
        effect.certain,
    )


def headline(effect: Effect) -> str:
    """The effect in one line: "Bãi bỏ khoản 2 Điều 5 · Nghị định 34/2016/NĐ-CP"."""
    act = f"{verb_label(effect.verb)} {_where(effect)}".strip()
    return f"{act} · {target_text(effect.target)}"


def places_in_short(places: Sequence[str]) -> str:
    """A few places and how many more: "Điều 5, Điều 6, Điều 7 và 4 vị trí khác"."""
    more = f" và {len(places) - _FEW} vị trí khác" if len(places) > _FEW else ""
    return ", ".join(places[:_FEW]) + more


def target_text(target: Target) -> str:
    """The document an effect is on, as the text names it."""
    if target.own:
        return OWN
    number = target.number.text if target.number else target.printed
    return " ".join(filter(None, (target.name, number))) or UNKNOWN


def day_text(day: date | None) -> str:
    """A day as Vietnamese writes it; "" for none."""
    return f"{day:%d/%m/%Y}" if day else ""


def _rows(effect: Effect) -> Iterator[Row]:
    yield Row("Hành động", (verb_label(effect.verb),))
    yield Row("Văn bản chịu tác động", (target_text(effect.target),))
    yield Row("Vị trí", tuple(map(place_text, effect.places)) or (_where(effect),))
    yield Row("Đặt", tuple(_position(effect)))
    if effect.becomes:
        yield Row("Đánh số lại thành", (place_text(effect.becomes),))
    yield from _new_text(effect)
    if effect.phrase:
        yield from _phrase(effect.phrase)
    yield Row("Thay bằng", (effect.replaced_by,), quoted=True)
    yield Row("Áp dụng từ ngày", (day_text(effect.start) or UNKNOWN,))
    yield Row("Đến trước ngày", (day_text(effect.end),))
    yield Row("Điều kiện", (effect.condition,), quoted=True)
    yield Row("Phạm vi", (effect.scope,), quoted=True)
    yield Row("Địa bàn", (effect.territory,))
    if effect.prevails:
        yield Row("Ưu tiên", ("Được áp dụng thay quy định khác trong thời gian còn hiệu lực.",))


def _where(effect: Effect) -> str:
    if effect.summary:
        return ANNOUNCED
    places = places_in_short([t for place in effect.places if (t := place_text(place))])
    return places or ("" if effect.verb in OWN_VERBS else WHOLE)


def _position(effect: Effect) -> Iterator[str]:
    for word, place in (("sau", effect.after), ("trước", effect.before), ("vào", effect.into)):
        if place is not None:
            yield f"{word} {place_text(place)}"


def _new_text(effect: Effect) -> Iterator[Row]:
    for unit in effect.units:
        named = _of(unit.place) if len(effect.units) > 1 or unit.place is None else ""
        yield Row(f"Nội dung mới{named}", unit.lines, quoted=True)


def _of(place: Place | None) -> str:
    return f" của {place_text(place)}" if place else " (chưa rõ vị trí)"


def _phrase(phrase: Phrase) -> Iterator[Row]:
    yield Row("Cụm từ cũ", (phrase.old,), quoted=True)
    if phrase.new:
        yield Row("Cụm từ mới", (phrase.new,), quoted=True)
    else:
        yield Row("Cụm từ mới", ("(bỏ cụm từ cũ)",))
    yield Row("Trừ tại", tuple(map(place_text, phrase.excepted)))
