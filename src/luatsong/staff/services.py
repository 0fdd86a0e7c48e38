"""What staff do: hand in files, decide on the quarantine desk, withdraw and restore documents.

Who did it, when and why goes into the CMS's log, which administrators read as “Nhật ký”.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile as ReceivedFile
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from luatsong.accounts.models import User
from luatsong.law import services as law
from luatsong.law.models import Document, Intake
from luatsong.law.signals import documents_changed
from luatsong.staff.models import Upload, UploadedFile
from luatsong.staff.receiving import Refused
from vnlaw.text import clean

logger = logging.getLogger(__name__)

FAILED_MESSAGE = (
    "Hệ thống gặp lỗi khi đọc tệp này. Tệp vẫn được giữ nguyên; bấm “Thử lại”, "
    "nếu vẫn lỗi hãy báo quản trị viên kèm tên tệp."
)
EMPTY_NAME = "(không có tên)"


class WrongStateError(Exception):
    """The thing is no longer in a state in which this can be done; the message says so."""


def start_upload(*, user: User) -> Upload:
    """Open an upload that files can be added to."""
    return Upload.objects.create(uploaded_by=user)


def add_file(*, upload: Upload, received: ReceivedFile[Any]) -> UploadedFile:
    """Keep one received file and hand it to the background worker."""
    from luatsong.staff.tasks import process_uploaded_file

    kept = UploadedFile(
        upload=upload, name=_shown_name(received.name or ""), size=received.size or 0
    )
    kept.file.save(kept.name, received, save=False)
    kept.save()
    transaction.on_commit(lambda: process_uploaded_file.enqueue(kept.pk))
    return kept


def note_refused(*, upload: Upload, refused: Refused, limit: int) -> UploadedFile:
    """Record a file that was too large, so that its sender sees what became of it."""
    return UploadedFile.objects.create(
        upload=upload,
        name=_shown_name(refused.name),
        size=refused.size,
        state=UploadedFile.State.REFUSED,
        message=(
            f"Tệp lớn hơn mức cho phép ({limit // 2**20} MB) nên không được nhận. "
            "Hãy chia nhỏ hoặc nén ảnh quét rồi tải lại."
        ),
    )


def process(*, file_id: int) -> None:
    """Read one kept file into the law; never raises for what is wrong with the file.

    Safe to run twice: the law room knows bytes it has seen.
    """
    with transaction.atomic():
        file = UploadedFile.objects.select_for_update().get(pk=file_id)
        if not file.file:
            return
        file.state = UploadedFile.State.RUNNING
        file.save(update_fields=["state", "changed_at"])
    try:
        intake = law.intake_bytes(data=_content(file), name=file.name, user=file.upload.uploaded_by)
    except Exception:
        # Whatever happens, the bytes stay and the person sees that it happened.
        logger.exception("Uploaded file %s could not be processed", file_id)
        file.state, file.message = UploadedFile.State.FAILED, FAILED_MESSAGE
        file.save(update_fields=["state", "message", "changed_at"])
        return
    file.state, file.message, file.intake = UploadedFile.State.DONE, "", intake
    waiting, file.file = file.file.name, ""
    file.save(update_fields=["state", "message", "intake", "file", "changed_at"])
    file.file.storage.delete(waiting)


def retry_file(*, file: UploadedFile) -> None:
    """Hand a file that failed, or that a dead worker held, to the worker again."""
    from luatsong.staff.tasks import process_uploaded_file

    if not file.can_retry:
        raise WrongStateError("Tệp này không cần xử lý lại.")
    file.state, file.message = UploadedFile.State.WAITING, ""
    file.save(update_fields=["state", "message", "changed_at"])
    transaction.on_commit(lambda: process_uploaded_file.enqueue(file.pk))


def retry_intake(*, intake: Intake, corrections: dict[str, str], user: User) -> Intake:
    """Read a quarantined file again with what the person corrected (may be nothing)."""
    try:
        result = law.intake_retry(intake=intake, corrections=corrections, user=user)
    except law.NotOpen as error:
        raise WrongStateError(str(error)) from error
    log_action(result, "luatsong.retry", user, corrections=corrections, state=result.state)
    return result


def reject_intake(*, intake: Intake, reason: str, user: User) -> Intake:
    """Take a file off the desk for good; its bytes stay in the store."""
    try:
        result = law.intake_reject(intake=intake, reason=reason, user=user)
    except law.NotOpen as error:
        raise WrongStateError(str(error)) from error
    log_action(result, "luatsong.reject", user, reason=reason)
    return result


def judge(*, document: Document, said: Mapping[str, Any], unsuited: bool, user: User) -> None:
    """Say that a document is no longer suited, or that it is again; `said` as `UnsuitedForm`."""
    judged = law.document_unsuited if unsuited else law.document_suited
    judged(document, user, **said)
    action = "luatsong.unsuited" if unsuited else "luatsong.suited"
    log_action(document, action, user, reason=said["reason"])


@transaction.atomic
def withdraw(*, document: Document, reason: str, user: User) -> None:
    """Take a published document off the public site."""
    _move(document, Document.State.PUBLISHED, Document.State.WITHDRAWN)
    log_action(document, "luatsong.withdraw", user, reason=reason)
    transaction.on_commit(_announce)


@transaction.atomic
def restore(*, document: Document, reason: str, user: User) -> None:
    """Put a withdrawn document back on the public site."""
    _move(document, Document.State.WITHDRAWN, Document.State.PUBLISHED)
    log_action(document, "luatsong.restore", user, reason=reason)
    transaction.on_commit(_announce)


def _move(document: Document, before: Document.State, after: Document.State) -> None:
    # A conditional update: of two people who press the button, one gets the message.
    changed = Document.objects.filter(pk=document.pk, state=before).update(
        state=after, indexed_at=None, updated_at=timezone.now()
    )
    if not changed:
        raise WrongStateError(
            f"Văn bản không còn ở trạng thái “{before.label}”; hãy tải lại trang để xem."
        )
    document.refresh_from_db()


def _announce() -> None:
    """Tell the rooms that keep something of documents, the search index first."""
    documents_changed.send_robust(sender=Document)


def log_action(instance: Any, action: str, user: User, **data: Any) -> None:
    """Write to the log that administrators read; `data` is what `staff.history` shows."""
    log(instance=instance, action=action, user=user, data=data, title=str(instance)[:255])


def _content(file: UploadedFile) -> bytes:
    with file.file.open("rb") as stream:
        data: bytes = stream.read()
    return data


def _shown_name(name: str) -> str:
    """A file name that fits its column; browsers may send any length."""
    shown = clean(name).strip() or EMPTY_NAME  # no marks that turn a name around
    if len(shown) <= 200:
        return shown
    return f"{shown[:180]}…{shown[-19:]}"  # keep the extension
