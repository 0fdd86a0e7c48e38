"""A document on a day, with everything its page tells about that day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from luatsong.law.models import Document, Force
from luatsong.law.selectors import ComponentRow, ProvisionRow, components_of, living
from luatsong.law.selectors.living import CitedSpan, EffectRow, Prevailing, Reason, Validity
from luatsong.law.selectors.living.validity import ForceRow
from luatsong.portal import margin, precedence
from luatsong.portal.addressing import provision_link
from luatsong.portal.areas import Areas, areas_of
from luatsong.portal.days import Day
from luatsong.portal.grounds import Ground, grounds, stretch
from luatsong.portal.opened import Opened, opened
from luatsong.portal.overlay import Overlay, State
from luatsong.portal.render import anchor
from luatsong.portal.weaving import HEADING, Cut, Lines, Link, Marks, Piece
from luatsong.portal.wording import Sign, component_word, sign

# Kinds of which force is not said: a draft has none, a consolidation has that of its texts.
_WITHOUT_FORCE = frozenset(
    {Document.Kind.DRAFT.value, Document.Kind.CONSOLIDATED.value, Document.Kind.OTHER.value}
)
_REWORDS = frozenset({"amend", "replace-phrase", "correct"})
_ISSUED = "issued"
# Changes of which the effect made no words.
_OTHERS_WORDS = frozenset({_ISSUED, "", "revived", "renumbered"})
_ENDED = Force.Word.ENDED.value
_NOT_YET = Force.Word.NOT_YET.value
_PLAIN_WORDS = frozenset({Force.Word.IN_FORCE.value, Force.Word.NOT_YET.value})
# A provision ends as a whole or not at all, so the official word is shorter.
_PROVISION_ENDED = "Hết hiệu lực"
# Words of a provision that say the same as its document's, or nothing a reader must know.
_UNREMARKABLE = frozenset({Force.Word.IN_FORCE.value, Force.Word.UNKNOWN.value, ""})

Spans = Mapping[tuple[str, str, int], Sequence[CitedSpan]]


@dataclass(frozen=True, slots=True)
class Living:
    """One document on one day."""

    document: Document
    day: Day
    rows: list[ProvisionRow]
    components: list[ComponentRow]
    validity: Validity | None
    days: list[date]
    overlay: Overlay
    effects: dict[int, EffectRow]  # applied and waiting, on and of the document, by id
    forces: list[ForceRow]
    areas: Areas | None  # to choose from, where the law is not one everywhere
    before: list[Prevailing] = field(default_factory=list)  # what goes before it while alive
    behind: list[precedence.Behind] = field(default_factory=list)  # what it goes before
    open: Opened = field(default_factory=lambda: Opened([]))  # what its own page shows

    @property
    def sign(self) -> Sign:
        """The shape of the word of validity."""
        return sign(self.validity.word if self.validity else "")

    @property
    def grounds(self) -> list[Ground]:
        """Why the text is, or is not, in force."""
        return grounds(self.validity) if self.validity else []

    @property
    def prevailing(self) -> list[precedence.Before]:
        """The texts that go before this one on the day, in words."""
        return precedence.told(self.before, self.document.slug, self.day.query)

    @property
    def stretch(self) -> str:
        """From when to when it does not apply, in words."""
        return stretch(self.validity) if self.validity else ""

    @property
    def in_force(self) -> list[ProvisionRow]:
        """The rows that are law on the day, or all of them while (or once) the document is not.

        What exports give: a repealed point is no part of a text in force.
        """
        return [row for row in self.rows if not _is_over(row, self.overlay)]


def living_document(
    document: Document,
    day: Day,
    *,
    links_inside: bool = True,
    entire: bool = True,
) -> Living:
    """Read a document as of a day. At most eleven queries.

    `links_inside`: citations of the document itself lead to places on the same page; `entire`:
    that page opens all of a long text (`portal.opened`).
    """
    forces = living.forces_of(document)
    done, does = living.effects_around(document)
    areas = areas_of(document, forces, done)
    area = areas.named(day.area) if areas else ""
    day = replace(day, area=area)
    territory = area or None
    rows = living.law_on(document, day.on, forces=forces, territory=territory)
    # What has no force of its own only repeats, or proposes, what others do.
    acts = document.kind not in _WITHOUT_FORCE
    does = does if acts else []
    effects = {effect.id: effect for effect in (*done, *does)}
    components = components_of(document, day.on if _around_articles(done) else None)
    validity = None
    if acts:
        validity = living.validity_of(
            document, day.on, forces=forces, territory=territory, effects=effects
        )
        if document.kind != Document.Kind.NORMATIVE and validity.word == Force.Word.UNKNOWN:
            validity = None
    spans = living.citations_in(document)
    around = sum(map(len, (document.text.heading, document.text.preamble, document.text.closing)))
    shown = opened(rows, components, around=around, entire=entire)
    known = {row.address for row in shown.rows} if links_inside else set[str]()
    before = precedence.prevailing(document, day.on) if acts else []
    on = margin.by_place(effect for effect in done if not effect.own)
    notes = margin.notes_of(
        rows,
        on,
        margin.by_source(does),
        effects,
        slug=document.slug,
        day=day.on,
    )
    overlay = Overlay(
        lines=_lines(document, day, rows, spans, known, on),
        notes=precedence.notes_with(notes, before, (row.address for row in rows)),
        states=_states(rows, validity),
        preamble=_preamble(document, spans, day, known),
    )
    days = living.change_days(document, forces=forces, rows=rows)
    behind = precedence.gone_before(document, does, rows, spans)
    return Living(
        document,
        day,
        rows,
        components,
        validity,
        days,
        overlay,
        effects,
        forces,
        areas,
        before,
        behind,
        shown,
    )


def _around_articles(done: Sequence[EffectRow]) -> bool:
    """Whether effects may have changed what components say outside their provisions."""
    return any(
        component_word(address.partition("/")[0].rpartition("-")[0])
        if address
        else effect.verb in _REWORDS
        for effect in done
        if effect.state in margin.APPLIED and not effect.summary
        for address in ([address for _, address in effect.places] or [""])
    )


def of_provision(whole: Living, row: ProvisionRow) -> Living:
    """The same with the validity of one provision, where it is not that of the whole text."""
    if whole.validity is None or row.status in ("", whole.validity.word):
        return whole
    label = _PROVISION_ENDED if row.status == _ENDED else str(Force.Word(row.status).label)
    area = whole.validity.territory
    if force := _own_force(whole, row):
        effects = [whole.effects[pk] for pk in force.reasons if pk in whole.effects]
        reasons = tuple(Reason(effect.sentence, effect) for effect in effects)
        if force.note:
            reasons = (*reasons, Reason(force.note, None))
        return replace(
            whole,
            validity=Validity(
                row.status,
                label,
                reasons,
                force.valid_from,
                force.valid_to,
                force.territory or area,
                force.note,
            ),
        )
    ended = row.status == _ENDED
    effect = whole.effects.get((row.end_effect_id if ended else row.effect_id) or 0)
    reasons = whole.validity.reasons if effect is None and not ended else ()
    if effect is not None:
        reasons = (Reason(effect.sentence, effect),)
    elif row.status in _PLAIN_WORDS and row.valid_from:
        reasons = (Reason(f"Có hiệu lực từ ngày {row.valid_from:%d/%m/%Y}", None),)
    start, end = (row.valid_to, None) if ended else (row.valid_from, row.valid_to)
    if row.status == _NOT_YET:
        start, end = None, row.valid_from
    validity = Validity(row.status, label, reasons, start, end, area)
    return replace(whole, validity=validity)


def _own_force(whole: Living, row: ProvisionRow) -> ForceRow | None:
    """The stretch of validity of a provision itself that says its status on the day."""
    day = whole.day.on
    found = [
        force
        for force in whole.forces
        if force.provision_id == row.id
        and force.word == row.status
        and (force.valid_from is None or force.valid_from <= day)
        and (force.valid_to is None or day < force.valid_to)
    ]
    return found[-1] if found else None


def _is_over(row: ProvisionRow, overlay: Overlay) -> bool:
    state = overlay.states.get(row.address)
    return state is not None and row.status == _ENDED


def _states(rows: Sequence[ProvisionRow], validity: Validity | None) -> dict[str, State]:
    """The provisions whose status a reader must see: it is not that of the whole text."""
    whole = validity.word if validity else ""
    labels = dict(Force.Word.choices)
    found = {}
    for row in rows:
        if row.status in _UNREMARKABLE or row.status == whole:
            continue
        word = Force.Word(row.status)
        label = _PROVISION_ENDED if row.status == _ENDED else str(labels[word])
        if row.status == _ENDED and row.valid_to:
            label = f"{label} từ {row.valid_to:%d/%m/%Y}"
        elif row.status == Force.Word.NOT_YET and row.valid_from:
            label = f"{label}, áp dụng từ {row.valid_from:%d/%m/%Y}"
        found[row.address] = State(sign(row.status).style, label)
    return found


def _lines(
    document: Document,
    day: Day,
    rows: Sequence[ProvisionRow],
    spans: Spans,
    known: set[str],
    on: Mapping[str, Sequence[EffectRow]],
) -> dict[str, Lines]:
    """The marks of each provision: citations, and the sources of words that are not as issued.

    `on` are the effects on provisions by their addresses.
    """
    issued = _cited(spans, document, day, known)
    reworded = _cited(living.citations_in_rewordings(document, rows), document, day, known)
    removed = living.removed_words(rows)
    lines: dict[str, Lines] = {}
    for row in rows:
        pieces = _pieces(row)
        # Stored offsets of citations are those of the words as issued.
        cited = issued if row.change in (_ISSUED, "") else reworded
        links = cited.get(row.address, {})
        cuts: dict[int, tuple[Cut, ...]] = {}
        for line, at, words, source in removed.get(row.id, ()):
            taker = _taker(words, source, on.get(row.address, ()))
            cuts[line] = (*cuts.get(line, ()), Cut(at, taker, words))
        if pieces or links or cuts:
            lines[row.address] = {
                line: Marks(links.get(line, ()), pieces.get(line, ()), cuts.get(line, ()))
                for line in (*links, *pieces, *cuts)
            }
    return lines


def _taker(words: str, source: int, effects: Sequence[EffectRow]) -> int:
    """Which effect took words out: several of one day make one wording, which tells the last."""
    taken = words.strip(" ,;.").casefold()
    made = next((effect for effect in effects if effect.id == source), None)
    if made is None or taken in made.quote.casefold():
        return source
    same_day = (e for e in effects if e.start == made.start and e.state in margin.APPLIED)
    return next((e.id for e in same_day if taken in e.quote.casefold()), source)


def _cited(
    spans: Spans, document: Document, day: Day, known: set[str]
) -> dict[str, dict[int, tuple[Link, ...]]]:
    """Links by address and line; -1 is the heading."""
    cited: dict[str, dict[int, tuple[Link, ...]]] = {}
    for (part, address, paragraph), found in spans.items():
        if part in ("text", "heading") and (links := _links(found, document, day, known)):
            line = HEADING if part == "heading" else paragraph
            cited.setdefault(address, {})[line] = links
    return cited


def _pieces(row: ProvisionRow) -> dict[int, tuple[Piece, ...]]:
    """By line: what `row.spans` do not say to come from elsewhere is of the version's effect."""
    told: dict[int, list[tuple[int, int, int | None]]] = {}
    for line, start, end, source in row.spans:
        told.setdefault(line, []).append((start, end, source))
    rest = None if row.change in _OTHERS_WORDS else row.effect_id
    found: dict[int, tuple[Piece, ...]] = {}
    for line, text in enumerate((row.heading, *row.text), start=HEADING):
        pieces: list[Piece] = []
        at = 0
        end_of_line = (len(text), len(text), None)
        for start, end, source in (*sorted(told.get(line, ()), key=_start), end_of_line):
            if rest is not None and at < start:
                pieces.append(Piece(at, start, rest))
            if source is not None:
                pieces.append(Piece(start, end, source))
            at = max(at, end)
        if pieces:
            found[line] = tuple(pieces)
    return found


def _start(span: tuple[int, int, int | None]) -> int:
    return span[0]


def _links(
    spans: Sequence[CitedSpan], document: Document, day: Day, known: set[str]
) -> tuple[Link, ...]:
    """Links of what is certain; everything else stays plain words."""
    found = []
    for span in spans:
        address = next(filter(None, span.addresses), "")
        if not span.slug or (span.slug == document.slug and not address):
            continue
        if span.slug == document.slug and address in known:
            href = f"#{anchor(address)}"
        else:
            same = span.slug == document.slug
            href = provision_link(span.slug, address, (day if same else day.anywhere).query)
        found.append(Link(span.start, span.end, href))
    return tuple(found)


def _preamble(document: Document, spans: Spans, day: Day, known: set[str]) -> dict[str, Marks]:
    lines = document.text.preamble.split("\n")
    found = {}
    for (part, _, paragraph), cited in spans.items():
        if part == "preamble" and paragraph < len(lines):
            found[lines[paragraph]] = Marks(_links(cited, document, day, known))
    return found
