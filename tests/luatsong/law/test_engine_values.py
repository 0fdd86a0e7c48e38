"""What the engine says of an effect survives being kept as JSON."""

from __future__ import annotations

import json
from dataclasses import replace

from tests.vnlaw.effects.written import one

from luatsong.law.engine_values import from_json, to_json
from vnlaw.effects import Effect


def test_the_issuer_of_a_target_survives_although_equality_does_not_see_it() -> None:
    effect = one(
        "Điều 1. Hết hiệu lực",
        "Quyết định số 3/2027/QĐ-UBND ngày 05 tháng 6 năm 2027 của Ủy ban nhân dân tỉnh A ban hành "
        "Quy chế quản lý chợ hết hiệu lực.",
    )
    again = from_json(Effect, json.loads(json.dumps(to_json(effect))))
    assert again == effect
    assert again.target.issuer == effect.target.issuer == "Ủy ban nhân dân tỉnh A"
    assert replace(effect.target, issuer="") == again.target
