"""Packs open from a folder, are small, and tell what has changed."""

from __future__ import annotations

import hashlib
import io
import json
import random
import re
import zipfile
from datetime import date
from html.parser import HTMLParser
from posixpath import join, normpath

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from tests.luatsong.factories import make_document
from tests.luatsong.knowledge.factories import make_item
from wagtail.documents.models import Document as Attached
from wagtail.models import Collection

from luatsong.knowledge import services as knowledge
from luatsong.knowledge.models import Item
from luatsong.renditions import packs
from luatsong.renditions.models import Form, Pack, Rendition
from luatsong.renditions.packing import INDEX, MANIFEST
from luatsong.renditions.sources import page_hash
from luatsong.renditions.topics import AREA, AUDIENCE, LIFE_EVENT, topic_of, topics

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)
SYLLABLES = (
    "cây suối trồng người thôn bản xã tỉnh quy định chọn giống đào hố bờ nước tưới tuần tháng năm "
    "được không phải trách nhiệm quyền nghĩa vụ chủ tịch ủy ban nhân dân giấy tờ nộp nhận xử phạt "
    "mức tiền đồng khoản điều luật nghị thông tư hướng dẫn thủ tục hồ sơ đăng ký khai sinh hộ kết "
    "hôn đất rừng nhà cửa con cái cha mẹ ông bà học trường lớp bảo hiểm y tế lao động hợp đồng "
    "lương ngày giờ nghỉ ốm đau tai nạn giao thông xe máy đường rượu bia phòng chống ma túy"
)


class Links(HTMLParser):
    """Everything a page points at."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in ("src", "href")]


def pages_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def built(forms: tuple[str, ...] = (), since: str = "") -> packs.Ready:
    topic = topic_of(AUDIENCE, "citizen")
    assert topic is not None
    return packs.ready(topic, forms, DAY, since)


def paragraph(chosen: random.Random) -> str:
    return " ".join(chosen.choices(SYLLABLES.split(), k=75)).capitalize() + "."


def fifty() -> list[Item]:
    """Items as long as those people write: a warning, steps, and some six hundred words."""
    chosen = random.Random(1)  # noqa: S311 - words, not secrets
    steps = {"title": "Các bước", "steps": [{"title": "Chọn cây", "text": "<p>Cây bản địa.</p>"}]}
    return [
        make_item(
            title=f"Trồng cây ở thôn {n}",
            body=[
                ("text", "".join(f"<p>{paragraph(chosen)}</p>" for _ in range(8))),
                ("steps", steps),
            ],
        )
        for n in range(50)
    ]


def test_every_link_of_a_pack_leads_into_the_pack_or_to_the_site() -> None:
    make_item(bases=[make_document()])
    make_item(title="Bài thứ hai")
    files = pages_of(built().content)
    for path, content in files.items():
        if not path.endswith(".html"):
            continue
        for link in Links(content.decode()).found:
            if link.startswith(("http://", "https://", "data:")):
                continue
            assert not link.startswith(("/", "#", "javascript:")), (path, link)
            assert normpath(join(path.rpartition("/")[0], link)) in files, (path, link)


def test_nothing_in_a_page_of_a_pack_is_fetched_from_elsewhere() -> None:
    make_item()
    for path, content in pages_of(built().content).items():
        if path.endswith((".html", ".css")):
            assert not re.search(rb'(?:src="|url\()\s*["\']?https?:', content), path


def test_the_manifest_holds_versions_the_day_of_the_law_and_every_hash() -> None:
    item = make_item(bases=[make_document()], as_of=date(2026, 9, 1))
    ready = built()
    files = pages_of(ready.content)
    manifest = json.loads(files[MANIFEST])
    assert manifest["version"] == ready.version
    assert manifest["law_day"] == "2026-09-01"
    assert [one["slug"] for one in manifest["items"]] == [item.slug]
    assert manifest["items"][0]["version"] == item.live_revision_id
    for path, digest in manifest["files"].items():
        assert hashlib.sha256(files[path]).hexdigest() == digest
    assert set(manifest["files"]) == set(files) - {MANIFEST}


def test_a_pack_of_fifty_items_is_small_and_one_change_is_smaller_still() -> None:
    items = fifty()
    whole = built()
    assert len(whole.content) <= 5_000_000
    assert len(json.loads(pages_of(whole.content)[MANIFEST])["items"]) == 50
    items[7].title = "Trồng cây ở thôn Bảy"
    knowledge.publish_loaded(items[7], note="Bộ kiểm thử")
    part = built(since=whole.version)
    assert part.partial
    assert len(part.content) <= len(whole.content) / 10
    changed = pages_of(part.content)
    slug = items[7].slug
    assert set(changed) == {INDEX, MANIFEST, f"bai/{slug}.html", f"tim/{slug}.js"}
    # Copied over the old one, it is the new one.
    joined = {**pages_of(whole.content), **changed}
    assert joined == pages_of(built().content)


def test_the_same_items_give_the_same_pack_and_are_set_once() -> None:
    make_item()
    first = built()
    again = built()
    assert (first.version, first.content) == (again.version, again.content)
    assert Pack.objects.count() == 1


def test_a_version_nobody_knows_gets_the_whole_pack() -> None:
    make_item()
    assert not built(since="abcdefabcdef").partial
    assert built(since=built().version).content == built().content


def test_an_item_that_has_gone_is_not_in_the_next_pack() -> None:
    make_item(title="Ở lại")
    gone = make_item(title="Ra đi")
    before = built().version
    Item.objects.filter(pk=gone.pk).update(live=False)
    files = pages_of(built().content)
    assert f"bai/{gone.slug}.html" not in files
    assert built().version != before


def test_a_change_of_the_law_is_said_in_the_pack() -> None:
    item = make_item()
    Item.objects.filter(pk=item.pk).update(
        basis_state=Item.BasisState.AFFECTED, affected_since=timezone.now()
    )
    files = pages_of(built().content)
    assert "đã thay đổi" in files[f"bai/{item.slug}.html"].decode()
    assert "Luật đã thay đổi" in files[INDEX].decode()


def test_words_are_found_without_marks() -> None:
    item = make_item(title="Đăng ký nước suối")
    words = pages_of(built().content)[f"tim/{item.slug}.js"].decode()
    assert "dang" in words
    assert "nuoc" in words
    assert "đ" not in words


def test_markup_in_a_title_is_text_in_a_pack() -> None:
    make_item(title='<img src=x onerror=alert(1)> "cây"', slug="cay")
    files = pages_of(built().content)
    assert b"<img src=x" not in files[INDEX] + files["bai/cay.html"]


def test_hostile_markup_in_a_body_does_not_reach_a_pack() -> None:
    text = '<p onclick="a()">Cây<script>alert(1)</script> <a href="javascript:a()">suối</a></p>'
    make_item(slug="cay", body=[("text", text)])
    page = pages_of(built().content)["bai/cay.html"].decode()
    assert "Cây" in page
    for forbidden in ("alert(1)", "onclick", "javascript:"):
        assert forbidden not in page


def test_topics_are_those_with_public_items() -> None:
    make_item(life_events=[], audiences=["pupil"])
    make_item(live=False, audiences=["farmer"])
    assert [(one.kind, one.code, one.count) for one in topics()] == [(AUDIENCE, "pupil", 1)]
    assert topic_of(LIFE_EVENT, "khong-co") is None
    assert topic_of(AREA, "khong-co") is None


def test_a_file_made_later_comes_along_with_the_next_pack() -> None:
    item = make_item()
    form = Form.LEAFLET.value
    before = built((form,))
    row = Rendition(item=item, form=form, variant="a5", title="Tờ gấp", state="made")
    row.source_hash, row.media_type, row.sha256 = page_hash(item), "application/pdf", "a" * 64
    row.file.save("to-gap.abc.pdf", ContentFile(b"%PDF-1.7"))
    after = built((form,))
    assert after.version != before.version
    files = pages_of(after.content)
    assert files[f"tep/{row.pk}-to-gap.pdf"] == b"%PDF-1.7"
    assert f"../tep/{row.pk}-to-gap.pdf" in files[f"bai/{item.slug}.html"].decode()
    assert not [path for path in pages_of(built().content) if path.startswith("tep/")]


def test_an_audio_book_is_heard_from_a_pack_with_sound() -> None:
    place = Collection.add_root(name="Root")
    sound = Attached(title="Chương một", collection=place)
    sound.file.save("chuong-mot.mp3", ContentFile(b"ID3"))
    item = make_item(
        kind="audio-book",
        body=[("audio", {"title": "Chương một", "file": sound, "transcript": "Ngày xưa…"})],
    )
    silent, heard = pages_of(built().content), pages_of(built((Form.SOUND.value,)).content)
    (path,) = [path for path in heard if path.startswith("tep/")]
    assert heard[path] == b"ID3"
    assert f'src="../{path}"' in heard[f"bai/{item.slug}.html"].decode()
    assert not [path for path in silent if path.startswith("tep/")]


def test_films_come_along_only_when_they_are_asked_for_and_their_size_is_told(
    client: Client,
) -> None:
    place = Collection.add_root(name="Root")
    film = Attached(title="Suối", collection=place)
    film.file.save("suoi.mp4", ContentFile(b"\x00\x00\x00\x18ftypmp42" + bytes(2_000_000)))
    value = {"title": "Suối {sạch}", "file": film, "transcript": "Suối sạch."}
    item = make_item(kind="video", body=[("video", value), ("text", "<p>Lời.</p>")])
    with_sound = pages_of(built((Form.SOUND.value,)).content)
    assert not [path for path in with_sound if path.startswith("tep/")]
    files = pages_of(built(("video",)).content)
    (path,) = [path for path in files if path.startswith("tep/")]
    assert path.endswith(".mp4")
    assert (
        f'<video controls preload="none" src="../{path}">'
        in files[f"bai/{item.slug}.html"].decode()
    )
    page = client.get("/ngoai-tuyen/doi-tuong/citizen/").content.decode()
    assert "Riêng video 2,0 MB" in page
    assert "kem=am-thanh,video" in page
