"""The same address with .json, .xml, .txt."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from lxml import etree
from tests.luatsong.portal import samples

pytestmark = pytest.mark.django_db
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"


def test_json_holds_the_whole_tree_with_its_addresses(client: Client) -> None:
    response = client.get(f"/van-ban/{samples.decree().slug}.json")
    assert response["Content-Type"] == "application/json; charset=utf-8"
    value = json.loads(response.content)
    assert value["metadata"]["issue_date"] == "2026-02-05"
    assert value["components"][0]["provisions"][0]["children"][1]["address"] == "dieu-2"
    assert "Điều" in response.content.decode()  # readable, not escaped


def test_xml_is_akoma_ntoso(client: Client) -> None:
    response = client.get(f"/van-ban/{samples.decree().slug}.xml")
    assert response["Content-Type"].startswith("application/akn+xml")
    assert etree.fromstring(response.content).tag == f"{AKN}akomaNtoso"


def test_text_is_plain_utf8(client: Client) -> None:
    response = client.get(f"/van-ban/{samples.decree().slug}.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "đ) Bón phân." in response.content.decode()


def test_a_provision_keeps_its_branch_and_its_address(client: Client) -> None:
    base = f"/van-ban/{samples.decree().slug}"
    value = json.loads(client.get(f"{base}/dieu-2/khoan-2.json").content)
    chapter = value["components"][0]["provisions"][0]
    clause = chapter["children"][0]["children"][0]
    assert clause["address"] == "dieu-2/khoan-2"
    assert [point["number"] for point in clause["children"]] == ["a", "d", "đ"]
    assert len(chapter["children"]) == 1
    assert value["footnotes"] == []
    attached = json.loads(client.get(f"{base}/kem-theo-1/dieu-1.json").content)
    assert attached["components"][1]["provisions"][0]["address"] == "kem-theo-1/dieu-1"


def test_a_provision_as_text_has_only_itself_and_its_headings(client: Client) -> None:
    base = f"/van-ban/{samples.decree().slug}"
    text = client.get(f"{base}/dieu-2/khoan-2.txt").content.decode()
    assert "Chăm sóc gồm:" in text
    assert "Chương I" in text
    assert "Cây xanh là cây trồng nơi công cộng" not in text


def test_forms_name_the_page_they_belong_to(client: Client) -> None:
    base = f"/van-ban/{samples.decree().slug}"
    response = client.get(f"{base}/dieu-2.xml")
    assert response["Link"] == f'<{base}/dieu-2>; rel="canonical"'
    assert etree.fromstring(response.content) is not None


def test_a_form_of_a_missing_provision_is_not_found(client: Client) -> None:
    assert client.get(f"/van-ban/{samples.law().slug}/dieu-9.json").status_code == 404
    assert client.get("/van-ban/khong-co.json").status_code == 404
