"""Notes beside provisions: what happened to each and when, and what it does to others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from html import escape
from urllib.parse import urlencode

from django.urls import reverse

from luatsong.law.models import Effect
from luatsong.law.selectors import ProvisionRow
from luatsong.law.selectors.living import EffectRow
from luatsong.portal.addressing import address_words, provision_link
from luatsong.portal.wording import verb_words

# Effects that hold, in all their places or in some.
APPLIED = frozenset({Effect.State.APPLIED.value, Effect.State.PARTLY.value})
# What a provision states of its own document is told by its own words.
_TOLD_BY_ITSELF = frozenset({Effect.Verb.ISSUE.value, Effect.Verb.TAKE_EFFECT.value})
# What changes the force of a text and none of its words: there is nothing to compare.
_OF_FORCE = frozenset(
    verb.value
    for verb in (
        Effect.Verb.SUSPEND,
        Effect.Verb.RESUME,
        Effect.Verb.EXTEND,
        Effect.Verb.EXPIRE,
        Effect.Verb.CONTINUE,
    )
)
_MAKES_NEW = frozenset({Effect.Verb.INSERT.value})


def by_place(effects: Iterable[EffectRow]) -> dict[str, list[EffectRow]]:
    """Effects by the address of each provision they are on."""
    found: dict[str, list[EffectRow]] = {}
    for effect in effects:
        for address in dict.fromkeys(address for _, address in effect.places if address):
            if not effect.summary:
                found.setdefault(address, []).append(effect)
    return found


def by_source(effects: Iterable[EffectRow]) -> dict[str, list[EffectRow]]:
    """Effects by the address of the provision that states them."""
    found: dict[str, list[EffectRow]] = {}
    for effect in effects:
        told = effect.own and effect.verb in _TOLD_BY_ITSELF
        if effect.source_address and not effect.summary and not told:
            found.setdefault(effect.source_address, []).append(effect)
    return found


def notes_of(
    rows: Sequence[ProvisionRow],
    on: Mapping[str, list[EffectRow]],
    of: Mapping[str, list[EffectRow]],
    known: Mapping[int, EffectRow],
    *,
    slug: str,
    day: date,
) -> dict[str, str]:
    """The notes of a document on a day, safe HTML by address; `known` are effects by id."""
    notes: dict[str, str] = {}
    told: dict[str, set[int]] = {}
    unsure: set[str] = set()
    for row in rows:
        done = {effect.id: effect for effect in on.get(row.address, ())}
        for made in (row.effect_id, row.end_effect_id):
            ended = made == row.end_effect_id and (row.valid_to is None or row.valid_to > day)
            if made is not None and made in known and not ended:
                done.setdefault(made, known[made])
        # What was done to a whole is told there, not again of each of its parts.
        above = told.get(row.parent, set())
        told[row.address] = above | done.keys()
        done = {pk: effect for pk, effect in done.items() if pk not in above}
        lines = [_done(effect, slug, row, day) for effect in _in_time(done.values())]
        lines += _does(of.get(row.address, ()))
        waits = any(e.state not in APPLIED or _is_held(e, row) for e in done.values())
        if not row.certain and not waits and row.parent not in unsure:
            lines.append("<li>Phần chữ này đang chờ người đối chiếu.</li>")
        if not row.certain:
            unsure.add(row.address)
        if lines:
            notes[row.address] = f'<ul class="ghi">{"".join(lines)}</ul>\n'
    return notes


def source_words(effect: EffectRow) -> str:
    """ "khoản 1 Điều 2 Nghị quyết 14/2024/NQ-HĐND"."""
    return f"{address_words(effect.source_address)} {effect.source_label}".strip()


def source_link(effect: EffectRow) -> str:
    """A link to the instruction an effect was read from."""
    href = provision_link(effect.source_slug, effect.source_address)
    return f'<a href="{href}">{escape(source_words(effect))}</a>'


def spread(effect: EffectRow) -> str:
    """ ", từ 01/05/2024 đến trước 01/07/2025"."""
    start = f", từ {effect.start:%d/%m/%Y}" if effect.start else ""
    end = f" đến trước {effect.end:%d/%m/%Y}" if effect.end else ""
    return start + end


def limits(effect: EffectRow) -> str:
    """The words of the text that limit an effect, in brackets, as safe HTML; "" for none."""
    area = effect.territory and f"địa bàn {effect.territory}"
    said = "; ".join(filter(None, (effect.condition, effect.scope, area)))
    return f" ({escape(said)})" if said else ""


def _in_time(effects: Iterable[EffectRow]) -> list[EffectRow]:
    return sorted(effects, key=lambda effect: (effect.start or date.max, effect.id))


def _is_held(effect: EffectRow, row: ProvisionRow) -> bool:
    """Whether an effect that holds in some of its places waits in this one."""
    made = effect.id in (row.effect_id, row.end_effect_id)
    return effect.state == Effect.State.PARTLY and not row.certain and not made


def _done(effect: EffectRow, slug: str, row: ProvisionRow, day: date) -> str:
    """One thing that was, or will be, done to a provision."""
    if effect.state not in APPLIED or _is_held(effect, row):
        return (
            f"<li>Có thể đã chịu tác động của {source_link(effect)};"
            " đang chờ người có thẩm quyền xem xét.</li>"
        )
    coming = effect.start is not None and effect.start > day
    words = verb_words(effect.verb, "will" if coming else "done")
    more = _around(effect, slug, row.address, coming=coming) if effect.start else ""
    said = f"<b>{words}</b> {source_link(effect)}{spread(effect)}{limits(effect)}"
    return f"<li>{said}{more}</li>"


def _around(effect: EffectRow, slug: str, address: str, *, coming: bool) -> str:
    """Links to the words before, or after, and to both side by side."""
    if effect.start is None or effect.own or effect.verb in _OF_FORCE:
        return ""
    before, after = effect.start - timedelta(days=1), effect.start
    if coming:
        then = f'<a href="{provision_link(slug, address)}?ngay={after}">xem khi đó</a>'
    elif effect.verb in _MAKES_NEW:
        return ""
    else:
        then = f'<a href="{provision_link(slug, address)}?ngay={before}">bản trước</a>'
    query = urlencode({"cu": slug, "ngay-cu": before, "ngay-moi": after, "tai": address})
    compared = f'<a href="{reverse("portal:compare")}?{escape(query)}">so sánh</a>'
    return f' <span class="lien">{then} {compared}</span>'


def _does(effects: Iterable[EffectRow]) -> list[str]:
    """What a provision does to others, one line an act and target."""
    lines = []
    for effect in effects:
        day = f"?ngay={effect.start}" if effect.start else ""
        if effect.own and not effect.places:
            continue
        target = "văn bản này" if effect.own else effect.target_label
        places = [_place(text, address, effect, day) for text, address in effect.places] or [
            _place(target, "", effect, day)
        ]
        where = ", ".join(places)
        tail = f" {escape(target)}" if effect.places else ""
        waits = "" if effect.state in APPLIED else " (đang chờ xem xét)"
        if not effect.own and not effect.target_slug:
            waits = " (chưa có trong kho)"
        words = verb_words(effect.verb, "does")
        lines.append(f"<li><b>{words}</b> {where}{tail}{spread(effect)}{waits}</li>")
    return list(dict.fromkeys(lines))


def _place(text: str, address: str, effect: EffectRow, day: str) -> str:
    if not effect.target_slug:
        return escape(text)
    query = day if effect.state in APPLIED else ""
    href = provision_link(effect.target_slug, address) + query
    return f'<a href="{href}">{escape(text)}</a>'
