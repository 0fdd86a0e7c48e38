from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.vnlaw.made_up import DECREE
from tests.vnlaw.strategies import documents
from tests.vnlaw.test_akn import NS, schema

from vnlaw.akn import History, Modification, to_akn
from vnlaw.document import Document
from vnlaw.effects import Verb

OTHER = "/akn/vn/act/nghi-dinh/chinh-phu/2027/9-2027-nd-cp"
MAY, JULY = date(2027, 5, 1), date(2027, 7, 1)
HISTORY = History(
    passive=(
        Modification("repeal", OTHER, "dieu-2/khoan-1/diem-d", "dieu-3", JULY),
        Modification("amend", OTHER, "dieu-1", "dieu-1/khoan-2", MAY),
        Modification("suspend", OTHER, "", "dieu-4", MAY, JULY),
    ),
    active=(Modification("replace", OTHER, "dieu-2", "", MAY),),
    intervals={"dieu-1": (MAY, None), "dieu-2": (None, None), "khong-co": (MAY, JULY)},
)
days = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))
modifications = st.builds(
    Modification,
    verb=st.sampled_from([*(verb.value for verb in Verb), "renumber", "?"]),
    other=st.just(OTHER),
    address=st.sampled_from(["", "dieu-1", "dieu-2/khoan-1", "khong-co"]),
    other_address=st.sampled_from(["", "dieu-1"]),
    start=days,
    end=days,
)
histories = st.builds(
    History,
    passive=st.lists(modifications, max_size=4).map(tuple),
    active=st.lists(modifications, max_size=4).map(tuple),
    intervals=st.dictionaries(st.sampled_from(["dieu-1", "dieu-4a", "x"]), st.tuples(days, days)),
)


def written(history: History = HISTORY) -> etree._Element:
    return etree.fromstring(to_akn(DECREE, history))


def test_a_document_without_history_is_written_as_before():
    assert to_akn(DECREE, History()) == to_akn(DECREE)


def test_a_history_is_valid_against_the_standard():
    schema().assertValid(written())


@given(documents, histories)
@settings(max_examples=30, deadline=None)
def test_any_history_of_any_document_is_valid(document: Document, history: History):
    schema().assertValid(etree.fromstring(to_akn(document, history)))


def test_what_was_done_to_a_provision_names_the_instruction_and_the_provision():
    mods = written().xpath("//a:passiveModifications/*", namespaces=NS)
    found = [
        (mod.tag.rpartition("}")[2], mod.get("type"), mod[0].get("href"), mod[1].get("href"))
        for mod in mods
    ]
    assert found == [
        ("efficacyMod", "inapplication", f"{OTHER}/~dieu-4", "#"),
        ("textualMod", "substitution", f"{OTHER}/~dieu-1/khoan-2", "#art_1"),
        ("textualMod", "repeal", f"{OTHER}/~dieu-3", "#art_2__para_1__point_d"),
    ]


def test_what_the_document_does_runs_the_other_way():
    (mod,) = written().xpath("//a:activeModifications/a:textualMod", namespaces=NS)
    assert (mod[0].get("href"), mod[1].get("href")) == ("#art_2", OTHER)


def test_the_life_of_a_document_lists_every_day_on_which_something_changed():
    events = written().xpath("//a:lifecycle/a:eventRef", namespaces=NS)
    assert [e.get("date") for e in events][-2:] == ["2027-05-01", "2027-07-01"]
    assert [e.get("type") for e in events][-2:] == ["amendment", "repeal"]


def test_a_changed_provision_belongs_to_the_days_on_which_its_words_hold():
    root = written()
    (period,) = root.xpath("//a:article[@eId='art_1']/@period", namespaces=NS)
    (interval,) = root.xpath(
        "//a:temporalGroup[@eId=$eid]/a:timeInterval", namespaces=NS, eid=period[1:]
    )
    assert interval.get("start") == "#eventRef_2027-05-01"
    assert interval.get("end") is None
    assert not root.xpath("//a:article[@eId='art_2']/@period", namespaces=NS)


def test_a_text_that_was_amended_is_a_single_version_of_many():
    assert written().xpath("//a:act/@contains", namespaces=NS) == ["singleVersion"]
