"""What an editor's browser sends for an item: the fields of the form, blocks and all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail.test.utils.form_data import rich_text

from luatsong.knowledge.kinds import Kind
from luatsong.knowledge.models import Agency, Audience, RightsGroup

Files = dict[str, int]


def filled(kind: Kind, files: Files, basis: str, **more: Any) -> dict[str, Any]:
    """A form of this kind with everything it needs; `more` are further fields."""
    data: dict[str, Any] = {
        "title": f"Chuyện {kind.name.lower()} bên suối",
        "summary": "Ai trồng cây bên suối phải chọn giống cây bản địa.",
        "plain": "Bạn trồng cây bên suối.\nBạn chọn cây của quê mình.",
        "audiences": [Audience.objects.get(code="citizen").pk],
        "area": "",
        "language": "vi",
        "licence": "cc-by",
        "basis_text": "" if kind.basis == "none" else basis,
        "rights_groups": [RightsGroup.objects.all()[0].pk] if kind.has("rights_groups") else [],
        "agency": Agency.objects.all()[0].pk,
        "reply_number": "12/STP-PBGDPL",
        "reply_date": "02/03/2026",
        "event_start": "02/12/2030 08:00",
        "event_end": "02/12/2030 11:00",
        "event_place": "Nhà văn hóa xã Suối Mây",
        "address": "Số 1, đường Suối",
        "phone": "0123 456 789",
        "hours": "7:00 đến 17:00",
        **more,
    }
    wanted = kind.needs or (("text",) if "body" in kind.required else ())
    data.update(_flat("body", [(name, _value(name, files)) for name in wanted]))
    return {name: value for name, value in data.items() if value is not None}


def _value(name: str, files: Files) -> Any:
    words = rich_text("<p>Chọn giống cây bản địa.</p>", features=["bold", "italic", "ol", "ul"])
    picture = {
        "image": {"image": files["picture"], "decorative": "", "alt_text": "Con suối nhỏ"},
        "caption": "Suối Mây",
        "credit": "",
    }
    recording = {"title": "Chương một", "file": files["sound"], "transcript": "Lời của chương."}
    return {
        "text": words,
        "heading": "Trồng cây",
        "facts": {"title": "Sự việc", "text": words},
        "question_answer": {"question": "Trồng cây gì?", "answer": words},
        "steps": {"title": "", "steps": _list({"title": "Chọn giống", "text": words})},
        "warning": {"title": "Không chặt cây đầu nguồn", "text": words},
        "pictures": {"title": "", "pictures": _list(picture)},
        "audio": recording,
        "video": {**recording, "file": files["film"], "poster": "", "subtitles": ""},
        "dialogue": {
            "title": "",
            "lines": _list(
                {
                    "character": "Bà Mận",
                    "words": "Trồng keo nhé.",
                    "picture": {"image": "", "decorative": "", "alt_text": ""},
                }
            ),
        },
        "choice": {
            "question": "Trồng cây gì?",
            "options": _list({"text": "Bản địa", "right": "on"}, {"text": "Cây lạ"}),
            "why": words,
        },
    }[name]


def _list(*values: Any) -> list[Any]:
    return list(values)


def _flat(prefix: str, blocks: list[tuple[str, Any]]) -> dict[str, Any]:
    data: dict[str, Any] = {f"{prefix}-count": str(len(blocks))}
    for number, (name, value) in enumerate(blocks):
        data[f"{prefix}-{number}-type"] = name
        data[f"{prefix}-{number}-order"] = str(number)
        data[f"{prefix}-{number}-deleted"] = ""
        data[f"{prefix}-{number}-id"] = ""
        data.update(_leaves(f"{prefix}-{number}-value", value))
    return data


def _leaves(prefix: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(f"{prefix}-{name}", inner)
    elif isinstance(value, list):
        yield f"{prefix}-count", str(len(value))
        for number, inner in enumerate(value):
            yield f"{prefix}-{number}-deleted", ""
            yield f"{prefix}-{number}-order", str(number)
            yield f"{prefix}-{number}-id", ""
            yield from _leaves(f"{prefix}-{number}-value", inner)
    else:
        yield prefix, value
