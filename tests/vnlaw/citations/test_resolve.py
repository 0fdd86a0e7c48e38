"""Linking: only what is certain."""

from collections.abc import Sequence
from datetime import date

from vnlaw.citations import State, Target, acts_named, find, named_acts, resolve
from vnlaw.numbers import DocumentNumber, parse_number


class Shelf:
    """A store of document numbers; the same number may stand on it twice."""

    def __init__(self, *numbers: str) -> None:
        self.numbers = numbers

    def by_number(self, number: DocumentNumber, target: Target) -> Sequence[str]:
        return [held for held in self.numbers if parse_number(held) == number]

    def by_name(self, name: str, target: Target) -> Sequence[str]:
        return [held for held in self.numbers if held == name]


def states(text: str, shelf: Shelf, on: date | None = None) -> list[State]:
    return [resolution.state for resolution in resolve(find(text), shelf, on=on)]


def test_a_number_held_once_is_linked_and_spelling_does_not_matter() -> None:
    (linked,) = resolve(find("Nghị định số 5/2020/NĐ - CP"), Shelf("05/2020/NĐ-CP"), on=None)
    assert (linked.state, linked.documents) == (State.LINKED, ("05/2020/NĐ-CP",))


def test_a_number_of_two_provinces_is_ambiguous_and_an_unknown_one_missing() -> None:
    # Acceptance case 17: every province has a 01/2024/QĐ-UBND.
    shelf = Shelf("01/2024/QĐ-UBND", "1/2024/QĐ-UBND")
    assert states("Quyết định số 01/2024/QĐ-UBND", shelf) == [State.AMBIGUOUS]
    assert states("Quyết định số 02/2024/QĐ-UBND", shelf) == [State.MISSING]


def test_a_misprint_is_never_linked() -> None:
    shelf = Shelf("187/2020/NĐ-CP")
    text = "Nghị định số 187/2020/NĐ-CP ngày 01/7/2025"
    assert states(text, shelf) == [State.AMBIGUOUS]


def test_a_law_called_by_name_is_the_one_in_force_on_the_day() -> None:
    shelf = Shelf("45/2013/QH13", "31/2024/QH15")
    (old,) = resolve(find("Điều 5 Luật Đất đai"), shelf, on=date(2020, 1, 1))
    (new,) = resolve(find("Điều 5 Luật Đất đai"), shelf, on=date(2025, 1, 1))
    assert (old.documents, new.documents) == (("45/2013/QH13",), ("31/2024/QH15",))


def test_between_passing_and_taking_effect_a_name_is_ambiguous() -> None:
    shelf = Shelf("45/2013/QH13", "31/2024/QH15")
    assert states("Luật Đất đai", shelf, on=date(2024, 3, 1)) == [State.AMBIGUOUS]


def test_a_year_after_the_name_decides() -> None:
    shelf = Shelf("45/2013/QH13", "31/2024/QH15")
    (linked,) = resolve(find("Luật Đất đai năm 2013"), shelf, on=date(2025, 1, 1))
    assert linked.documents == ("45/2013/QH13",)
    assert states("Luật Đất đai năm 1950", shelf, on=date(2025, 1, 1)) == [State.MISSING]


def test_what_no_list_knows_is_looked_up_by_its_name() -> None:
    assert states("theo Hiến pháp", Shelf("Hiến pháp")) == [State.LINKED]


def test_own_provisions_and_treaties_are_not_looked_up() -> None:
    shelf = Shelf()
    assert states("khoản 1 Điều này", shelf) == [State.SELF]
    assert states("Điều 5 Công ước Viên", shelf) == [State.EXTERNAL]


def test_the_list_of_laws_is_sound() -> None:
    for act in named_acts():
        assert parse_number(act.number) is not None, act
        if act.issued and act.effective:
            assert act.issued <= act.effective, act
    keys = [parse_number(act.number) for act in named_acts()]
    assert len({number.key for number in keys if number}) == len(keys)


def test_acts_that_amend_the_same_law_live_side_by_side() -> None:
    name = "Luật sửa đổi, bổ sung một số điều của Luật Sở hữu trí tuệ"
    assert len(acts_named(name, date(2023, 6, 1))) == 2
    assert [act.number for act in acts_named(name, year=2022)] == ["07/2022/QH15"]
