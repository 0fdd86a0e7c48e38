"""Work that the background worker does for the staff side."""

from __future__ import annotations

from django_tasks import task

from luatsong.staff import services


@task()
def process_uploaded_file(file_id: int) -> None:
    """Read one uploaded file into the law."""
    services.process(file_id=file_id)
