"""The look: colours that contrast, aids in addresses, signs and headings that exist."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest
from django.http import QueryDict
from django.test import Client

from luatsong.knowledge.kinds import kinds
from luatsong.knowledge.wordlists import read
from luatsong.portal import aids, palette
from luatsong.portal.templatetags.signs import sign_names

DATA = files("luatsong.portal").joinpath("data")


def toml(name: str) -> dict[str, dict[str, str]]:
    return tomllib.loads(DATA.joinpath(name).read_text("utf-8"))


@pytest.mark.parametrize("scheme", palette.schemes(), ids=lambda scheme: scheme.name)
def test_every_pair_of_colours_contrasts_enough(scheme: palette.Scheme) -> None:
    assert len(scheme.pairs) >= 9
    assert [pair.name for pair in scheme.pairs if not pair.holds] == []


def test_contrast_is_reckoned_as_wcag_says() -> None:
    assert palette.contrast("#000", "#fff") == pytest.approx(21)
    assert palette.contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


def test_the_high_contrast_scheme_reaches_the_stricter_level() -> None:
    strict = palette.schemes()[-1]
    assert all(pair.ratio >= 7 for pair in strict.pairs if pair.least >= 4.5)


def test_every_sign_that_data_name_is_drawn() -> None:
    drawn, named = set(sign_names()), toml("signs.toml")
    used = {str(named.pop("default"))}
    used |= {sign for group in named.values() for sign in group.values()}
    assert used <= drawn


def test_every_kind_audience_and_life_event_has_a_sign() -> None:
    signs = toml("signs.toml")
    assert set(kinds()) <= set(signs["kinds"])
    assert {one["code"] for one in read("audiences.toml")["audience"]} <= set(signs["audiences"])
    known = {one["code"] for one in read("life_events.toml")["life_event"]}
    assert known <= set(signs["life_events"])


def test_headings_of_entry_points_name_kinds_that_exist() -> None:
    data = tomllib.loads(DATA.joinpath("entries.toml").read_text("utf-8"))
    headings = [*data["default"], *data["life"]]
    for own in data["sections"].values():
        headings += own
    assert {kind for heading in headings for kind in heading["kinds"]} <= set(kinds())


def test_an_aid_in_the_address_is_switched_on_and_can_be_taken_back() -> None:
    on = aids.aids_of(QueryDict("q=cây&doc=chu-lon.gian-rong.khong-co"))
    assert on.classes == "chu-lon gian-rong"
    links = {link.code: link for link in on.links}
    assert links["chu-lon"].on
    assert links["chu-lon"].value == "gian-rong"
    assert set(links["chu-rat-lon"].value.split(".")) == {"gian-rong", "chu-rat-lon"}
    assert on.beside == (("q", "cây"),)


@pytest.mark.parametrize("value", ['"><script>', "x" * 5000, "\x00", "chu-lon\nchu-lon"])
def test_a_senseless_aid_changes_nothing(value: str) -> None:
    assert aids.aids_of(QueryDict(mutable=True)).classes == ""
    asked = QueryDict(mutable=True)
    asked["doc"] = value
    assert aids.aids_of(asked).classes == ""


@pytest.mark.django_db
def test_the_design_page_shows_the_figures_it_computes(client: Client) -> None:
    html = client.get("/giao-dien/").content.decode()
    assert "Không đạt" not in html
    for scheme in palette.schemes():
        assert scheme.name in html
