"""Two texts beside each other: rows of what was changed, added, left out, moved, renumbered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

from luatsong.law.models import Force
from luatsong.law.selectors import ProvisionRow
from luatsong.portal.addressing import address_words
from luatsong.portal.wording import ChangeName, change_name
from vnlaw.diff import Change, Difference, Does, Edit, Kind, Unit, by_identity, by_likeness, compare
from vnlaw.document import Level

_ENDED = Force.Word.ENDED.value


@dataclass(slots=True)
class Row:
    """One provision of both texts; the HTML is safe.

    `name` is how the new text calls it (the old one when it is gone), `note` says where it came
    from. `old` and `new` stand side by side, `inline` is both in one.
    """

    name: str
    change: ChangeName
    note: str
    address: str
    old: str
    new: str
    inline: str
    keys: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Comparison:
    """All rows that are shown, and how often each sort of change was met."""

    rows: list[Row]
    counts: list[tuple[ChangeName, int]]
    same: int  # provisions that did not change

    @property
    def is_empty(self) -> bool:
        """Whether both texts say the same."""
        return not self.counts


def compared(
    old: Sequence[ProvisionRow],
    new: Sequence[ProvisionRow],
    *,
    same_document: bool,
    everything: bool = False,
) -> Comparison:
    """Compare two wordings of one document, or two documents.

    With `everything`, what did not change is shown, too.
    """
    key = "identity" if same_document else "address"
    matching = by_identity if same_document else by_likeness
    difference = compare(_units(old, key), _units(new, key), matching)
    names = {str(getattr(row, key)): address_words(row.address) for row in (*old, *new)}
    names_old = {str(getattr(row, key)): address_words(row.address) for row in old}
    addresses = {str(getattr(row, key)): row.address for row in (*old, *new)}
    rows = list(_rows(difference, names, names_old, addresses, everything=everything))
    counts = Counter(change.kind for change in difference.changes)
    shown = [(change_name(kind.value), counts[kind]) for kind in Kind if counts[kind]]
    return Comparison(
        rows,
        [pair for pair in shown if pair[0].style != "giu"],
        counts[Kind.UNCHANGED],
    )


def without_marks(
    rows: Sequence[ProvisionRow], footnotes: Sequence[dict[str, str]]
) -> list[ProvisionRow]:
    """The rows without the calls of footnotes ("[2]"), which are no words of the law."""
    markers = [re.escape(note["marker"]) for note in footnotes]
    if not markers:
        return list(rows)
    calls = re.compile(rf"\[(?:{'|'.join(markers)})\]")
    return [
        row._replace(
            heading=calls.sub("", row.heading), text=tuple(calls.sub("", t) for t in row.text)
        )
        for row in rows
    ]


def _units(rows: Sequence[ProvisionRow], key: str) -> list[Unit]:
    """What stands in the text on the day: ended provisions are left out."""
    kept = [row for row in rows if row.status != _ENDED or row.valid_to is None]
    keys = {row.address: str(getattr(row, key)) for row in kept}
    return [
        Unit(
            keys[row.address],
            keys.get(row.parent, ""),
            Level(row.level),
            row.number,
            row.label,
            row.heading,
            row.text,
        )
        for row in kept
    ]


def _rows(
    difference: Difference,
    names: dict[str, str],
    names_old: dict[str, str],
    addresses: dict[str, str],
    *,
    everything: bool,
) -> Iterable[Row]:
    last: Row | None = None
    for change in difference.changes:
        unit = change.new or change.old
        if unit is None or (change.kind is Kind.UNCHANGED and not everything):
            continue
        whole = change.kind in (Kind.INSERTED, Kind.REMOVED)
        name = change_name(change.kind.value)
        if whole and last is not None and unit.parent in last.keys and last.change == name:
            _extend(last, change, unit)
            continue
        if last is not None:
            yield last
        last = _row(change, unit, name, names, names_old, addresses)
    if last is not None:
        yield last


def _row(
    change: Change,
    unit: Unit,
    name: ChangeName,
    names: dict[str, str],
    names_old: dict[str, str],
    addresses: dict[str, str],
) -> Row:
    called = names.get(unit.key, "") or unit.label
    note = ""
    if change.old and change.new and change.kind in (Kind.MOVED, Kind.RENUMBERED):
        before = names_old.get(change.old.key, "")
        if before and before != called:
            note = f"trước là {before}"
        elif change.kind is Kind.MOVED:
            note = "đứng ở chỗ khác so với trước"
    row = Row(
        called[:1].upper() + called[1:],
        name,
        note,
        addresses.get(unit.key, ""),
        _side(change, Does.DELETE) if change.old else "",
        _side(change, Does.INSERT) if change.new else "",
        _inline(change),
    )
    row.keys.add(unit.key)
    return row


def _extend(row: Row, change: Change, unit: Unit) -> None:
    """What stands below a provision that is new, or gone, is told with it."""
    row.keys.add(unit.key)
    if change.old:
        row.old += _side(change, Does.DELETE)
    if change.new:
        row.new += _side(change, Does.INSERT)
    row.inline += _inline(change)


def _side(change: Change, does: Does) -> str:
    """One of both texts, with what the other does not have marked."""
    unit = change.old if does is Does.DELETE else change.new
    if unit is None:
        return ""
    label = f"<b>{escape(unit.label)}</b> "
    if change.old is None or change.new is None:
        return _paragraph(label + _marked(Edit(does, unit.words)))
    edits = change.edits or (Edit(Does.KEEP, unit.words),)
    wanted = (edit for edit in edits if edit.does in (Does.KEEP, does))
    return _paragraph(label + "".join(map(_marked, wanted)))


def _inline(change: Change) -> str:
    if change.old is None or change.new is None:
        return _side(change, Does.INSERT if change.old is None else Does.DELETE)
    label = f"<b>{escape(change.new.label)}</b> "
    if change.old.label != change.new.label:
        old, new = Edit(Does.DELETE, change.old.label), Edit(Does.INSERT, change.new.label)
        label = f"<b>{_marked(old)} {_marked(new)}</b> "
    edits = change.edits or (Edit(Does.KEEP, change.new.words),)
    return _paragraph(label + "".join(map(_marked, edits)))


def _paragraph(html: str) -> str:
    return f"<p>{html}</p>"


def _marked(edit: Edit) -> str:
    """Words as they are, struck out or added; said in words for those who do not see it."""
    text = escape(edit.text, quote=False).replace("\n", "<br>")
    if edit.does is Does.DELETE:
        return f'<del><span class="hidden">[bỏ: </span>{text}<span class="hidden">]</span></del>'
    if edit.does is Does.INSERT:
        return f'<ins><span class="hidden">[thêm: </span>{text}<span class="hidden">]</span></ins>'
    return text
