"""Parts of templates that are set once, and short ways that give what the long ones give."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.template.defaultfilters import date, truncatechars
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from luatsong.portal.templatetags.once import address, on_day, shortened


def test_a_part_sees_only_the_values_it_names() -> None:
    part = Template("{% load once %}{% once a %}{{ a }}|{{ b }}{% endonce %}")
    assert part.render(Context({"a": "1", "b": "of one reader"})) == "1|"
    assert part.render(Context({"a": "2", "b": "of another"})) == "2|"


def test_a_part_is_set_once_for_each_set_of_values() -> None:
    told = []

    class Word(str):
        def __str__(self) -> str:
            told.append(self)
            return "x"

    part = Template("{% load once %}{% once a %}{{ a }}{% endonce %}")
    one = Word("one")
    assert [part.render(Context({"a": one})) for _ in range(3)] == ["x"] * 3
    assert len(told) == 1


def test_a_part_escapes_as_elsewhere_and_many_values_do_no_harm() -> None:
    part = Template("{% load once %}{% once a %}{{ a }}{% endonce %}")
    for number in range(200):
        assert part.render(Context({"a": f"<{number}>"})) == f"&lt;{number}&gt;"


def test_a_block_may_not_be_hidden_in_a_part() -> None:
    with pytest.raises(TemplateSyntaxError):
        Template("{% load once %}{% once %}{% block a %}{% endblock %}{% endonce %}")


def test_addresses_are_those_of_the_site() -> None:
    for _ in range(2):
        assert address("portal:item", "a-b") == reverse("portal:item", args=["a-b"])
        assert address("portal:items") == reverse("portal:items")
    with pytest.raises(NoReverseMatch):
        address("portal:nothing-of-the-kind")


@given(st.text(alphabet=st.sampled_from("aăâ đ.\u0301<&"), max_size=40), st.integers(2, 30))
def test_words_are_shortened_as_django_does(text: str, most: int) -> None:
    assert shortened(text, most) == truncatechars(text, most)


@given(st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_days_are_written_as_django_does(moment: datetime) -> None:
    assert on_day(moment) == date(timezone.localtime(moment), "d/m/Y")
    assert on_day(None) == ""
