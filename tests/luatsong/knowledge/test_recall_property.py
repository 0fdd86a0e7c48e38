"""Whatever happens to the law: an item is marked exactly when its basis reads otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.luatsong.knowledge.factories import make_item
from tests.luatsong.law.living.acts import stored, text

from luatsong.accounts.models import User
from luatsong.knowledge import recall, services
from luatsong.knowledge.models import Basis, Item, Recall
from luatsong.knowledge.recall_looking import seen_of, verdicts
from luatsong.knowledge.recall_reading import NOT_HOLDING, Place, laws_of
from luatsong.law import services as law_services
from luatsong.law.models import Document, Effect, Provision
from luatsong.law.selectors import living, subtree

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.service,
    pytest.mark.slow,
    pytest.mark.usefixtures("reading_at_once"),
]

NUMBER = "10/2031/NĐ-CP"
WORDS = ("suối", "sông", "hồ", "bãi bồi", "rừng")
FIRST = date(2031, 3, 1)
ARTICLES, CLAUSES = 3, 3
PLACES = ("", *(f"dieu-{a}" for a in range(1, ARTICLES + 1)), "dieu-1/khoan-1", "dieu-2/khoan-3")

articles = st.integers(1, ARTICLES)
clauses = st.integers(1, CLAUSES)
words = st.sampled_from(WORDS)
# Days from the first one on; also before the pins, so that some are told afterwards only.
starts = st.integers(20, 500)


def _base() -> str:
    body = "\n".join(
        f"Điều {a}. Việc thứ {a}\n"
        + "\n".join(f"{c}. Giữ sạch suối thứ {c} của xã {a}." for c in range(1, CLAUSES + 1))
        for a in range(1, ARTICLES + 1)
    )
    end = "Điều 4. Hiệu lực\nNghị định này có hiệu lực thi hành từ ngày 01 tháng 3 năm 2031."
    return text("Nghị định", NUMBER, "Quy định về suối", f"{body}\n{end}", day=date(2031, 1, 10))


@dataclass(frozen=True)
class Act:
    """A text that changes the base: one instruction, from a day on."""

    instruction: str
    start: int
    does: str

    def written(self, number: int) -> str:
        day = FIRST + timedelta(days=self.start)
        from_day = f"ngày {day.day:02} tháng {day.month:02} năm {day.year}"
        said = self.instruction.format(day=from_day)
        some = "" if self.does == "đính chính" else " một số điều của"
        name = f"{self.does[:1].upper()}{self.does[1:]}{some} Nghị định số {NUMBER}"
        return text(
            "Nghị định",
            f"{number}/2031/NĐ-CP",
            f"{name} quy định về suối",
            f"Điều 1. {name}\n{said}\nĐiều 2. Hiệu lực thi hành\n"
            f"Nghị định này có hiệu lực thi hành từ {from_day}.",
            day=FIRST - timedelta(days=10),
        )


# Every kind of change; {a} an article, {c} a clause, {word} new words, {day} the first day.
KINDS = {
    "amend": "1. Sửa đổi, bổ sung khoản {c} Điều {a} như sau:\n“{c}. Chăm sóc {word}.”.",
    "insert": "1. Bổ sung khoản {c}a vào sau khoản {c} Điều {a} như sau:\n"
    "“{c}a. Trồng cây bên {word}.”.",
    "phrase": "1. Thay thế cụm từ “suối” bằng cụm từ “{word}” tại Điều {a}.",
    "repeal": "1. Bãi bỏ khoản {c} Điều {a}.",
    "repeal article": "1. Bãi bỏ Điều {a}.",
    "suspend": "1. Ngưng hiệu lực Điều {a} Nghị định số " + NUMBER + " kể từ {day}.",
    "correct": "1. Tại khoản {c} Điều {a}, cụm từ “Giữ sạch” được đính chính thành “{word}”.",
}


def act(kind: str, a: int, c: int, word: str, start: int) -> Act:
    """An act of a kind."""
    said = KINDS[kind].format(a=a, c=c, word=word, day="{day}")
    return Act(said, start, "đính chính" if kind == "correct" else "sửa đổi, bổ sung")


acts = st.builds(act, st.sampled_from(sorted(KINDS)), articles, clauses, words, starts)


steps = st.lists(
    st.one_of(
        acts,
        st.tuples(st.just("pin"), st.sampled_from(PLACES), st.integers(0, 300)),
        st.tuples(st.just("undo"), st.integers(0, 5), st.just(0)),
        st.tuples(st.just("pass"), st.just(0), st.integers(1, 200)),
        st.tuples(st.just("withdraw"), st.just(0), st.just(0)),
    ),
    min_size=2,
    max_size=6,
)

Rows = tuple[tuple[str, str, tuple[str, ...], str], ...]


def _reads(law: Document, place: str, day: date) -> tuple[bool, Rows]:
    """Whether a place holds on a day and what it says, by the reads that pages use."""
    law.refresh_from_db()
    if law.state != Document.State.PUBLISHED:
        return False, ()
    rows = living.law_on(law, day, territory="An Hà")
    if place:
        rows = subtree(rows, place)
        if not rows:
            return False, ()
        word = rows[0].status
    else:
        word = living.validity_of(law, day, territory="An Hà").word
    said = tuple(
        (
            row.address,
            row.heading,
            row.text,
            row.status if row.status != word and row.status in NOT_HOLDING else "",
        )
        for row in rows
        if row.status != "ended"
    )
    return word not in NOT_HOLDING, said


@dataclass
class World:
    """A law, the items that rest on it with what their authors read, and a clock."""

    law: Document
    today: date = FIRST + timedelta(days=30)
    hour: int = 0
    texts: int = 20
    items: list[tuple[int, str, date, Rows]] = field(default_factory=list)

    def step(self, what: Act | tuple[str, object, int], user: User) -> None:
        if isinstance(what, Act):
            self.texts += 1
            stored(what.written(self.texts))
        elif what[0] == "pin":
            self.pin(str(what[1]), FIRST + timedelta(days=what[2]))
        elif what[0] == "undo":
            self.undo(int(str(what[1])), user)
        elif what[0] == "pass":
            self.today += timedelta(days=what[2])
        else:
            self.law.refresh_from_db()
            there = self.law.state == Document.State.PUBLISHED
            self.law.state = Document.State.WITHDRAWN if there else Document.State.PUBLISHED
            self.law.save(update_fields=["state", "updated_at"])

    def pin(self, place: str, day: date) -> None:
        holds, rows = _reads(self.law, place, day)
        if not holds:
            return
        provision = Provision.objects.filter(document=self.law, address=place).first()
        where = Place(self.law.pk, provision.pk if provision else None, place)
        said = laws_of([self.law.pk])[self.law.pk].said(where, day)
        item = make_item(live=False)
        item.bases = [
            Basis(
                document=self.law,
                provision=provision,
                address=place,
                as_of=day,
                words_hash=said.hash,
            )
        ]
        item.save()
        services.publish_loaded(item, note="Bộ kiểm thử")
        self.items.append((item.pk, place, day, rows))

    def undo(self, which: int, user: User) -> None:
        done = Effect.objects.filter(
            target_document=self.law, own=False, summary=False, state=Effect.State.APPLIED
        ).order_by("pk")
        if done:
            law_services.effect_unapply(done[which % len(done)], user)

    def expected(self) -> dict[int, bool]:
        """By item: whether it must be marked."""
        found = {}
        for pk, place, as_of, rows in self.items:
            holds, now = _reads(self.law, place, max(self.today, as_of))
            found[pk] = not holds or now != rows
        return found

    def check(self) -> None:
        expected = self.expected()
        # What readers see does not wait for the sweep.
        seen = seen_of(Basis.objects.all())
        live = verdicts(seen, self.today)
        assert {row.item_id: not live[row.pk].sound for row in seen} == expected
        self.hour += 1
        recall.sweep(_moment(self.today, self.hour))
        marked = {
            pk: found == Item.BasisState.AFFECTED
            for pk, found in Item.objects.values_list("pk", "basis_state")
        }
        assert marked == expected
        waiting = Recall.objects.filter(resolved_at__isnull=True, ahead=False)
        assert sorted(waiting.values_list("item_id", flat=True)) == sorted(
            pk for pk, bad in expected.items() if bad
        )


def _moment(day: date, minute: int) -> datetime:
    return datetime(day.year, day.month, day.day, 8, minute, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@given(
    st.lists(st.tuples(st.sampled_from(PLACES), st.integers(0, 300)), min_size=1, max_size=4), steps
)
@settings(max_examples=12)
def test_an_item_is_marked_exactly_when_its_basis_no_longer_reads_as_pinned(
    pins: Sequence[tuple[str, int]], happening: Sequence[Act | tuple[str, object, int]]
) -> None:
    with transaction.atomic():
        cache.clear()
        user = User.objects.create_user("nguoi-xu-ly")
        world = World(stored(_base())[0])
        for place, days in pins:
            world.pin(place, FIRST + timedelta(days=days))
        world.check()
        for what in happening:
            world.step(what, user)
            world.check()
        transaction.set_rollback(True)


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("place", ["dieu-1/khoan-1", "dieu-1", ""])
def test_each_kind_of_change_marks_and_its_undoing_clears(kind: str, place: str) -> None:
    world = World(stored(_base())[0])
    world.pin(place, FIRST + timedelta(days=5))
    world.check()
    world.step(act(kind, 1, 1, "sông", 40), User.objects.create_user("nguoi-xu-ly"))
    world.today = FIRST + timedelta(days=60)
    marked = kind != "insert" or place != "dieu-1/khoan-1"
    assert list(world.expected().values()) == [marked]
    world.check()
    for effect in Effect.objects.filter(
        target_document=world.law, own=False, summary=False, state=Effect.State.APPLIED
    ):
        law_services.effect_unapply(effect, User.objects.get())
    world.check()
    assert list(world.expected().values()) == [False]
