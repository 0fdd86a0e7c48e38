"""People at the editor's desk, signed in, and files for their items."""

from __future__ import annotations

import io
import wave
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image as Drawing
from tests.luatsong.knowledge.people import make_person
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Locale, Page

from luatsong.accounts.models import User
from luatsong.knowledge import services
from luatsong.staff.knowledge.collections import give_collections


@dataclass(frozen=True)
class Person:
    """An account and a browser it is signed in with."""

    user: User
    client: Client


def signed_in(role: str) -> Person:
    user = make_person(role)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return Person(user, client)


@pytest.fixture(autouse=True)
def _lists(db: None) -> None:
    Locale.objects.get_or_create(language_code="vi")
    if not Page.objects.exists():
        Page.add_root(title="Gốc", slug="root")
    if not Collection.objects.exists():
        Collection.add_root(name="Gốc")
    services.load_lists()


@pytest.fixture
def author(_lists: None) -> Person:
    person = signed_in("author")
    for group in Group.objects.all():
        give_collections(group)
    return person


@pytest.fixture
def reviewer(_lists: None) -> Person:
    return signed_in("reviewer")


@pytest.fixture
def approver(_lists: None) -> Person:
    return signed_in("approver")


def picture_bytes(width: int = 40, height: int = 30) -> bytes:
    held = io.BytesIO()
    Drawing.new("RGB", (width, height), "teal").save(held, "PNG")
    return held.getvalue()


def sound_bytes() -> bytes:
    held = io.BytesIO()
    with wave.open(held, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"\0\0" * 800)
    return held.getvalue()


@pytest.fixture
def picture(_lists: None) -> int:
    content = ContentFile(picture_bytes(), name="suoi.png")
    return int(get_image_model().objects.create(title="Suối", file=content).pk)


@pytest.fixture
def sound(_lists: None) -> int:
    content = ContentFile(sound_bytes(), name="loi.wav")
    return int(get_document_model().objects.create(title="Lời", file=content).pk)


@pytest.fixture
def film(_lists: None) -> int:
    content = ContentFile(b"\0\0\0\x18ftypmp42" + b"\0" * 64, name="phim.mp4")
    return int(get_document_model().objects.create(title="Phim", file=content).pk)
