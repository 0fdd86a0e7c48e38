from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError
from tests.luatsong.factories import make_document, make_parsed, make_source, provision

from luatsong.law import selectors, services
from luatsong.law.models import Document, Provision, ProvisionVersion
from vnlaw.document import Component, ComponentKind, Kind, Level, Structure

pytestmark = [pytest.mark.django_db, pytest.mark.service]


def _structure(*articles: object) -> Structure:
    body = Component(ComponentKind.BODY, 0, "", "", (), tuple(articles), 0)  # type: ignore[arg-type]
    return Structure((), (), (body,), (), None)


def _with(parsed, structure: Structure):
    from dataclasses import replace

    return replace(parsed, structure=structure)


def test_each_provision_of_a_stored_document_has_its_own_address() -> None:
    document = make_document()
    addresses = [row.address for row in selectors.provisions_of(document)]
    assert addresses == [
        "dieu-1",
        "dieu-1/khoan-1",
        "dieu-1/khoan-2",
        "dieu-1/khoan-2/diem-a",
        "dieu-1/khoan-2/diem-dd",
        "dieu-2",
    ]


def test_a_provision_is_valid_from_the_effective_date_to_the_expiry_date() -> None:
    document = make_document(effective_date=date(2026, 5, 1), expiry_date=date(2027, 3, 1))
    row = selectors.provisions_of(document)[0]
    assert (row.valid_from, row.valid_to) == (date(2026, 5, 1), date(2027, 3, 1))


def test_the_issue_date_never_stands_in_for_an_unknown_effective_date() -> None:
    document = make_document(effective_date=None)
    assert selectors.provisions_of(document)[0].valid_from is None


def test_an_expiry_before_the_start_is_not_taken_for_an_end() -> None:
    document = make_document(effective_date=date(2026, 5, 1), expiry_date=date(2026, 4, 1))
    assert selectors.provisions_of(document)[0].valid_to is None


def test_the_same_local_number_of_two_communes_is_two_documents() -> None:
    first = make_document(number="01/2026/QĐ-UBND", issuer="Ủy ban nhân dân xã Suối Mây")
    second = make_document(number="01/2026/QĐ-UBND", issuer="Ủy ban nhân dân xã Đồi Gió")
    assert first.slug == "thong-tu-01-2026-qd-ubnd-uy-ban-nhan-dan-xa-suoi-may"
    assert second.slug == "thong-tu-01-2026-qd-ubnd-uy-ban-nhan-dan-xa-doi-gio"


def test_a_ministry_with_a_place_word_in_its_name_is_not_local() -> None:
    document = make_document(number="3/2025/TT-BLĐ", issuer="Bộ Lao động và Xã hội")
    assert document.slug == "thong-tu-3-2025-tt-bld"


def test_a_central_number_is_one_document_however_its_issuer_is_spelt() -> None:
    make_document(issuer="Bộ Thủy lâm")
    with pytest.raises(IntegrityError):
        make_document(number="12/2026/TT-BTL", issuer="BỘ THUỶ LÂM VÀ SUỐI")


def test_a_number_without_a_year_is_another_document_in_another_year() -> None:
    kind, name = Kind.ADMINISTRATIVE, "Quyết định"
    old = make_document(number="7/QĐ-BTL", kind=kind, type_name=name, issue_date=date(2025, 2, 1))
    new = make_document(number="7/QĐ-BTL", kind=kind, type_name=name, issue_date=date(2026, 2, 1))
    assert (old.slug, new.slug) == ("quyet-dinh-7-qd-btl-2025", "quyet-dinh-7-qd-btl-2026")


def test_documents_without_a_number_are_told_apart_by_date_and_title() -> None:
    first = make_document(number="", kind=Kind.OTHER, title="Sổ tay trồng cây")
    second = make_document(number="", kind=Kind.OTHER, title="Sổ tay tưới cây")
    assert first.key != second.key


def test_names_of_one_issuer_that_differ_in_marks_are_one_issuer() -> None:
    first = make_document(number="1/2026/TT-BTL", issuer="Bộ Thủy lâm")
    second = make_document(number="2/2026/TT-BTL", issuer="Bộ Thuỷ lâm")
    assert first.issuers.get() == second.issuers.get()


def test_two_articles_with_one_number_in_body_and_attachment_stay_apart() -> None:
    article = provision(Level.ARTICLE, "1", "Ban hành kèm theo Quyết định này Quy chế.")
    rule = provision(Level.ARTICLE, "1", "Phạm vi.")
    body = Component(ComponentKind.BODY, 0, "", "", (), (article,), 0)
    attached = Component(
        ComponentKind.ATTACHED, 1, "Quy chế", "Về suối", ("Ban hành kèm theo",), (rule,), 0
    )
    parsed = _with(make_parsed(), Structure((), (), (body, attached), (), None))
    document = services.store(parsed)
    addresses = [row.address for row in selectors.provisions_of(document)]
    assert addresses == ["dieu-1", "kem-theo-1/dieu-1"]


def test_a_new_reading_keeps_the_identity_of_provisions_that_stay() -> None:
    source = make_source()
    document = make_document(source=source)
    before = {row.address: row.identity for row in selectors.provisions_of(document)}
    again = _with(
        make_parsed(),
        _structure(
            provision(Level.ARTICLE, "1", "Lời mới.", heading="Phạm vi điều chỉnh"),
            provision(Level.ARTICLE, "3", "Thêm."),
        ),
    )
    services.store(again, source=source, document=document)
    after = {row.address: row.identity for row in selectors.provisions_of(document)}
    assert list(after) == ["dieu-1", "dieu-3"]
    assert after["dieu-1"] == before["dieu-1"]


def test_a_new_reading_closes_the_old_words_instead_of_overwriting_them() -> None:
    document = make_document()
    changed = _structure(provision(Level.ARTICLE, "1", "Lời mới."))
    services.store(_with(make_parsed(), changed), document=document)
    versions = ProvisionVersion.objects.filter(provision__address="dieu-1").order_by("pk")
    assert [version.recorded_to is None for version in versions] == [False, True]
    assert [row.text for row in selectors.provisions_of(document)] == [("Lời mới.",)]


def test_the_same_reading_again_writes_no_new_versions() -> None:
    document = make_document()
    before = list(ProvisionVersion.objects.values_list("pk", "recorded_to"))
    services.store(make_parsed(), document=document)
    assert list(ProvisionVersion.objects.values_list("pk", "recorded_to")) == before


def test_a_document_that_cannot_be_stored_leaves_nothing_behind() -> None:
    make_document()
    with pytest.raises(IntegrityError):
        make_document()
    assert Document.objects.count() == 1
    assert Provision.objects.count() == 6
