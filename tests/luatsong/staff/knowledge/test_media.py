"""Pictures and recordings that are too large or broken."""

from __future__ import annotations

import json
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from tests.luatsong.staff.knowledge.conftest import Person, picture_bytes, sound_bytes
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # smaller pictures, made by the CMS
]


def _said(answer: bytes) -> str:
    told = json.loads(answer)
    return "chosen" if told["step"] == "chosen" else json.dumps(told, ensure_ascii=False)


def _picture(client: Client, data: bytes, name: str = "suoi.png") -> str:
    sent = {
        "image-chooser-upload-title": "Suối",
        "image-chooser-upload-file": SimpleUploadedFile(name, data, "image/png"),
    }
    answer = client.post(reverse("wagtailimages_chooser:create"), sent)
    return _said(answer.content)


def _file(client: Client, data: bytes, name: str) -> str:
    sent = {
        "document-chooser-upload-title": "Lời",
        "document-chooser-upload-file": SimpleUploadedFile(name, data),
    }
    answer = client.post(reverse("wagtaildocs_chooser:create"), sent)
    return _said(answer.content)


def test_a_picture_of_the_right_size_is_taken(author: Person) -> None:
    assert _picture(author.client, picture_bytes()) == "chosen"
    assert get_image_model().objects.count() == 1


def test_a_picture_that_is_too_large_is_refused_with_its_size(
    author: Person, settings: Settings
) -> None:
    settings.LUATSONG_FILE_LIMITS = {"/quan-tri/images/": 2**20}
    page = _picture(author.client, picture_bytes() + b"\0" * (5 * 2**20))
    assert "nặng 6 MB, lớn hơn mức 1 MB" in page
    assert not get_image_model().objects.exists()


def test_what_is_no_picture_is_refused_with_what_to_do(author: Person) -> None:
    assert "tệp hỏng hoặc không phải ảnh" in _picture(author.client, b"<svg onload=alert(1)>")
    assert not get_image_model().objects.exists()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("loi.mp3", b"khong phai am thanh"),
        ("loi.wav", sound_bytes()[:20]),
        ("phim.mp4", b"<html>"),
        ("phu-de.vtt", b"1\n00:00"),
    ],
)
def test_a_broken_recording_is_refused(author: Person, name: str, data: bytes) -> None:
    said = _file(author.client, data, name)
    assert "hỏng hoặc không đúng loại" in said
    assert "Không nhận tệp đuôi" not in said
    assert not get_document_model().objects.exists()


def test_a_recording_is_taken_and_a_program_is_not(author: Person) -> None:
    assert _file(author.client, sound_bytes(), "loi.wav") == "chosen"
    assert _file(author.client, b"MZ", "tro-choi.exe") != "chosen"
    assert get_document_model().objects.count() == 1


def test_who_does_not_write_adds_no_picture(reviewer: Person) -> None:
    answer = reviewer.client.post(reverse("wagtailimages_chooser:create"), {})
    assert answer.status_code in (302, 403)
    assert not get_image_model().objects.exists()


def test_a_stranger_sends_no_large_file(client: Client, settings: Settings) -> None:
    settings.LUATSONG_MAX_OTHER_FILE_BYTES = 1000
    answer = client.post(
        reverse("wagtaildocs_chooser:create"),
        {"document-chooser-upload-file": SimpleUploadedFile("a.mp3", b"\0" * 5000)},
    )
    assert answer.status_code == 302
    assert not get_document_model().objects.exists()


def test_a_file_that_only_bears_the_name_of_a_document_is_refused(author: Person) -> None:
    for name in ("to-roi.pdf", "bai-giang.pptx"):
        assert "hỏng hoặc không đúng loại" in _file(
            author.client, b"<script>alert(1)</script>", name
        )
    assert _file(author.client, b"%PDF-1.7\n%%EOF\n", "to-roi.pdf") == "chosen"


def test_a_picture_of_too_many_pixels_is_refused_with_its_figures(author: Person) -> None:
    header = struct.pack(">IIBBBBB", 30_000, 20_000, 8, 2, 0, 0, 0)
    check = struct.pack(">I", zlib.crc32(b"IHDR" + header))
    bomb = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + header + check + picture_bytes()[33:]
    said = _picture(author.client, bomb)
    assert "rộng 30.000 và cao 20.000 điểm ảnh, nhiều hơn mức 64 triệu" in said
    assert "Hãy thu nhỏ" in said
    assert "không rõ" not in said
    assert not get_image_model().objects.exists()
