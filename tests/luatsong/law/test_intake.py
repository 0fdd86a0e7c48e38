from __future__ import annotations

import pytest
from tests.luatsong.law.texts import CIRCULAR, COMMUNE_DECISION, OTHER_TEXT

from luatsong.accounts.models import User
from luatsong.law import selectors, services
from luatsong.law.models import Document, Intake
from luatsong.law.reasons import reason

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.service,
    pytest.mark.usefixtures("reading_at_once"),
]


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("bien-tap")


def _take(text: str | bytes, name: str = "van-ban.txt") -> Intake:
    data = text.encode() if isinstance(text, str) else text
    return services.intake_bytes(data=data, name=name)


def _codes(intake: Intake) -> list[str]:
    return [reason["code"] for reason in intake.reasons]


def test_a_clear_text_is_stored_and_published() -> None:
    intake = _take(CIRCULAR)
    assert (intake.state, intake.reasons) == (Intake.State.STORED, [])
    document = selectors.document_by_slug("thong-tu-98-2031-tt-btp")
    assert document == intake.document
    assert [row.number for row in selectors.provisions_of(document) if row.depth == 0] == [
        "1",
        "2",
        "3",
    ]


def test_the_same_bytes_again_change_nothing() -> None:
    first = _take(CIRCULAR)
    again = _take(CIRCULAR, name="ten-khac.txt")
    assert again == first
    assert Document.objects.get().updated_at == selectors.published().get().updated_at


def test_the_same_text_in_another_file_is_a_second_source_of_one_document() -> None:
    first = _take(CIRCULAR)
    second = _take(CIRCULAR.replace("\n", "\r\n"), name="ban-sao.txt")
    assert second.state == Intake.State.DUPLICATE
    assert second.document == first.document
    names = [source.name for source in selectors.sources_of(Document.objects.get())]
    assert names == ["van-ban.txt", "ban-sao.txt"]


def test_a_copy_with_a_slip_is_a_second_source_and_says_how_alike_it_is() -> None:
    _take(CIRCULAR)
    second = _take(CIRCULAR.replace("Lê Thị Suối", "Lê Thị Suôi "))
    assert second.state == Intake.State.DUPLICATE
    third = _take(CIRCULAR.replace("mỗi tuần một lần", "mỗi tuần hai lần"))
    assert (third.state, _codes(third)) == (Intake.State.DUPLICATE, ["near-identical"])


def test_a_like_text_about_another_matter_is_no_second_source() -> None:
    longer = CIRCULAR.replace(
        "Điều 3.", "3. Mỗi thôn cử một người trông vườn ươm trong mùa mưa bão.\n" * 12 + "Điều 3."
    )
    _take(longer)
    other = _take(longer.replace("Quy định về trồng cây bên suối", "Quy định về nuôi ong mật"))
    assert other.state == Intake.State.QUARANTINED
    assert _codes(other) == ["same-number-different-text"]


def test_a_copy_with_another_figure_waits_for_a_person(editor: User) -> None:
    _take(CIRCULAR.replace("mỗi tuần một lần", "mỗi tuần 01 lần, mất 500.000 đồng"))
    second = _take(CIRCULAR.replace("mỗi tuần một lần", "mỗi tuần 01 lần, mất 600.000 đồng"))
    assert second.state == Intake.State.QUARANTINED
    assert _codes(second) == ["same-number-different-figures"]
    assert "500000, 600000" in second.reasons[0]["message"]
    services.intake_retry(intake=second, corrections={"accept": "1"}, user=editor)
    second.refresh_from_db()
    assert second.state == Intake.State.DUPLICATE
    assert Document.objects.count() == 1


def test_another_text_under_the_same_number_waits_in_quarantine() -> None:
    _take(CIRCULAR)
    other = _take(OTHER_TEXT, name="nuoi-ong.txt")
    assert other.state == Intake.State.QUARANTINED
    assert _codes(other) == ["same-number-different-text"]
    assert "Thông tư 98/2031/TT-BTP" in other.reasons[0]["message"]
    assert Document.objects.count() == 1


def test_a_corrected_number_lets_the_other_text_in(editor: User) -> None:
    _take(CIRCULAR)
    other = _take(OTHER_TEXT, name="nuoi-ong.txt")
    services.intake_retry(intake=other, corrections={"number": "99/2031/TT-BTP"}, user=editor)
    other.refresh_from_db()
    assert other.state == Intake.State.STORED
    assert [d.slug for d in Document.objects.order_by("number")] == [
        "thong-tu-98-2031-tt-btp",
        "thong-tu-99-2031-tt-btp",
    ]
    assert (other.decided_by, other.decided_at is not None) == (editor, True)


def test_bytes_that_cannot_be_read_are_kept_with_the_reason() -> None:
    data = b"%PDF-1.7\nnot really"
    intake = _take(data, name="hong.pdf")
    assert intake.state == Intake.State.QUARANTINED
    assert intake.reasons[0]["message"]
    assert services.source_bytes(intake.source) == data


def test_an_empty_file_is_kept_with_the_reason() -> None:
    intake = _take(b"", name="rong.txt")
    assert (intake.state, _codes(intake)) == (Intake.State.QUARANTINED, ["empty"])


def test_a_normative_text_without_a_number_waits_for_one(editor: User) -> None:
    intake = _take(CIRCULAR.replace("Số: 98/2031/TT-BTP\n", ""))
    assert intake.state == Intake.State.QUARANTINED
    services.intake_retry(
        intake=intake, corrections={"number": "98/2031/TT-BTP", "kind": "normative"}, user=editor
    )
    assert Document.objects.get().number == "98/2031/TT-BTP"


def test_a_local_decision_carries_its_issuer_in_its_address() -> None:
    intake = _take(COMMUNE_DECISION)
    assert intake.state == Intake.State.STORED, intake.reasons
    assert intake.document
    assert intake.document.slug.endswith("03-2031-qd-ubnd-uy-ban-nhan-dan-xa-suoi-may")


def test_a_wrong_entry_on_the_desk_is_explained_and_changes_nothing(editor: User) -> None:
    intake = _take(b"", name="rong.txt")
    with pytest.raises(services.InvalidCorrection, match="31/12/2025"):
        services.intake_retry(intake=intake, corrections={"issue_date": "30/2/2031"}, user=editor)
    intake.refresh_from_db()
    assert intake.corrections == {}


def test_an_empty_entry_takes_an_earlier_correction_back(editor: User) -> None:
    intake = _take(b"", name="rong.txt")
    services.intake_retry(intake=intake, corrections={"title": "Một"}, user=editor)
    services.intake_retry(intake=intake, corrections={"title": ""}, user=editor)
    intake.refresh_from_db()
    assert intake.corrections == {}


def test_a_rejected_file_stays_rejected_with_who_and_why(editor: User) -> None:
    intake = _take(b"", name="rong.txt")
    services.intake_reject(intake=intake, reason="Gửi nhầm", user=editor)
    assert _take(b"", name="rong.txt").state == Intake.State.REJECTED
    assert intake.reasons[-1] == {"code": "rejected", "message": "Gửi nhầm"}
    assert intake.decided_by == editor


def test_what_is_stored_cannot_be_decided_again(editor: User) -> None:
    intake = _take(CIRCULAR)
    with pytest.raises(services.NotOpen):
        services.intake_reject(intake=intake, reason="", user=editor)


def test_a_new_engine_reads_again_and_keeps_the_corrections(
    editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    intake = _take(CIRCULAR.replace("Số: 98/2031/TT-BTP\n", ""))
    services.intake_retry(intake=intake, corrections={"number": "98/2031/TT-BTP"}, user=editor)
    slug = Document.objects.get().slug
    monkeypatch.setattr("luatsong.law.intake.ENGINE_VERSION", "next")
    again = _take(CIRCULAR.replace("Số: 98/2031/TT-BTP\n", ""))
    assert (again.state, again.engine_version) == (Intake.State.STORED, "next")
    assert Document.objects.get().slug == slug


def test_a_document_a_new_engine_doubts_is_hidden_until_a_newer_one_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _take(CIRCULAR)
    with monkeypatch.context() as doubting:
        doubting.setattr("luatsong.law.intake.ENGINE_VERSION", "next")
        doubting.setattr("luatsong.law.deciding._missing", lambda _: iter([reason("no-title")]))
        again = _take(CIRCULAR)
    assert again.state == Intake.State.QUARANTINED
    assert not selectors.published().exists()
    assert again.document == Document.objects.get(state=Document.State.WITHDRAWN)
    monkeypatch.setattr("luatsong.law.intake.ENGINE_VERSION", "newer")
    _take(CIRCULAR)
    assert selectors.published().exists()


def test_what_a_person_withdrew_stays_withdrawn_when_it_is_read_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _take(CIRCULAR)
    Document.objects.update(state=Document.State.WITHDRAWN)
    monkeypatch.setattr("luatsong.law.intake.ENGINE_VERSION", "next")
    _take(CIRCULAR)
    assert not selectors.published().exists()


def test_a_name_with_a_path_is_kept_as_a_name() -> None:
    intake = _take(CIRCULAR, name="..\\..\\etc/../Thông tư.txt")
    assert intake.source.name == "Thông tư.txt"
    assert ".." not in intake.source.file.name
