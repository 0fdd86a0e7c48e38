"""The bookshelf for readers: shelves, a book, the reader, sound, files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.test import Client
from django.utils import timezone
from lxml import etree
from lxml.html import fromstring as html_of
from PIL import Image as Picture
from pytest_django import DjangoAssertNumQueries, Settings
from tests.luatsong.bookshelf.conftest import EVIL
from tests.luatsong.bookshelf.epub_rules import faults_of
from tests.luatsong.knowledge.factories import make_item
from tests.luatsong.portal import chain
from tests.luatsong.responses.conftest import FIREFOX
from wagtail.images import get_image_model
from wagtail.models import Collection

from luatsong.accounts.models import User
from luatsong.bookshelf import services
from luatsong.bookshelf.models import Book
from luatsong.bookshelf.registers import load_shelves
from luatsong.knowledge.models import Item
from luatsong.renditions import press
from luatsong.renditions.models import Form, Rendition, SpokenText
from luatsong.responses import counting
from luatsong.responses.models import Reach

pytestmark = pytest.mark.django_db
BOOK = "/tu-sach/cay-xanh-quanh-ta/"
Publish = Callable[[], Book]


def _picture(alt: str, caption: str) -> dict[str, object]:
    """The value of a picture block."""
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    target = io.BytesIO()
    Picture.new("RGBA", (64, 48), (0, 128, 0, 128)).save(target, "PNG")
    image = get_image_model().objects.create(
        title="Cây", description=alt, file=ImageFile(target, name="cay.png")
    )
    image.contextual_alt_text, image.decorative = alt, False
    return {"image": image, "caption": caption, "credit": ""}


def _heard(item: Item) -> Rendition:
    row = Rendition(
        item=item,
        form=Form.SOUND,
        variant="bac",
        state=Rendition.State.MADE,
        seconds=95.0,
        bytes=1000,
        media_type="audio/mpeg",
    )
    from luatsong.renditions.making import registered

    sound = registered(Form.SOUND)
    row.source_hash = sound.source(item) if sound else ""
    row.file.save("bac.abc.mp3", ContentFile(b"\xff\xfb" + bytes(998)))
    return row


def test_the_shelves_show_books_by_audience_with_their_covers(
    client: Client, on_shelf: Publish
) -> None:
    load_shelves()
    on_shelf()
    html = client.get("/tu-sach/").content.decode()
    assert "Pháp luật trong đời sống hằng ngày" in html
    assert "Cây xanh quanh ta" in html
    assert "<svg" in html
    assert "Người dân" in html
    assert "1 quyển" in client.get("/tu-sach/", {"q": "cay xanh"}).content.decode()
    assert "Không có quyển nào khớp" in client.get("/tu-sach/", {"q": "<b>"}).content.decode()
    assert "Sách cho người dân" in client.get("/tu-sach/?doi-tuong=nguoi-dan").content.decode()


def test_an_empty_shelf_says_so(client: Client) -> None:
    assert "Tủ chưa có quyển nào" in client.get("/tu-sach/").content.decode()


def test_a_book_tells_what_is_in_it_and_how_to_take_it_along(
    client: Client,
    on_shelf: Publish,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    on_shelf()
    with django_assert_max_num_queries(12):
        page = client.get(BOOK)
    html = page.content.decode()
    assert "Bắt đầu đọc" in html
    assert "Điều 3 đến Điều 4" in html
    assert f"{BOOK[:-1]}.epub" in html
    assert not page.cookies
    assert "Luật đã thay đổi" not in html
    chain.amend()
    html = client.get(BOOK).content.decode()
    assert html.count("Luật đã thay đổi") == 2
    assert "2 phần" in html


def test_the_reader_turns_pages_and_shows_the_law_of_today(
    client: Client,
    on_shelf: Publish,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    book = on_shelf()
    first, second, third = (part.slug for part in book.parts.all())
    with django_assert_max_num_queries(12):
        html = client.get(f"{BOOK}{first}").content.decode()
    assert "Chọn giống cây bản địa." in html
    assert f'rel="next" class="sau" href="{BOOK}{second}"' in html
    assert 'rel="prev"' not in html
    chain.amend()
    with django_assert_max_num_queries(12):
        html = client.get(f"{BOOK}{second}").content.decode()
    assert "mỗi tuần hai lần" in html
    assert "mỗi tuần một lần" not in html
    assert f'Lời luật đang có hiệu lực hôm nay, <time datetime="{timezone.localdate()}"' in html
    assert "xem chỗ khác nhau" in html
    assert 'rel="next"' not in client.get(f"{BOOK}{third}").content.decode()
    assert client.get(f"{BOOK}khong-co").status_code == 404
    assert client.get("/tu-sach/khong-co/").status_code == 404


def test_an_unpublished_book_and_a_withdrawn_item_are_not_shown(
    client: Client, book: Book, maker: User, publisher: User
) -> None:
    assert client.get(BOOK).status_code == 404
    assert client.get(f"{BOOK[:-1]}.epub").status_code == 404
    services.submit(book, maker)
    services.publish(book, publisher)
    part = book.parts.all()[0]
    Item.objects.filter(pk=part.item_id).update(live=False)
    assert "Trồng cây trước cửa nhà" not in client.get(BOOK).content.decode()
    assert client.get(f"{BOOK}{part.slug}").status_code == 404


def test_an_audio_book_lists_what_can_be_heard(client: Client, on_shelf: Publish) -> None:
    book = on_shelf()
    assert "chưa có phần nào nghe được" in client.get(f"{BOOK}nghe").content.decode()
    item = book.parts.all()[0].item
    assert item
    row = _heard(Item.objects.get(pk=item.pk))
    html = client.get(f"{BOOK}nghe").content.decode()
    assert f"/ban/{row.pk}/" in html
    assert "2 phút, giọng máy" in html
    assert 'preload="none"' in html
    assert "Nghe sách (2 phút)" in client.get(BOOK).content.decode()
    Rendition.objects.update(source_hash="của lời cũ")
    if "chưa có phần nào" not in client.get(f"{BOOK}nghe").content.decode():
        pytest.skip("no maker of sound is registered here")


def test_the_epub_holds_every_part_as_it_stands_today_and_is_counted(
    on_shelf: Publish,
) -> None:
    on_shelf()
    chain.amend()
    reader = Client(headers={"user-agent": FIREFOX})
    counting.forget()
    answer = reader.get(f"{BOOK[:-1]}.epub")
    assert answer["Content-Type"] == "application/epub+zip"
    assert "attachment" in answer["Content-Disposition"]
    assert faults_of(answer.content) == []
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    pages = [name for name in archive.namelist() if "phan-" in name]
    assert len(pages) == 4  # three parts, and what the book says of itself
    for name in pages:
        etree.fromstring(archive.read(name))
    law = archive.read("OEBPS/phan-002.xhtml").decode()
    assert "mỗi tuần hai lần" in law
    assert "Lời luật đã thay đổi" in law
    assert "http://testserver/van-ban/" in law
    counting.flush()
    row = Reach.objects.select_related("page").get()
    assert (row.page.address, row.page.kind, row.form) == (BOOK, "book", "downloaded")


def test_law_that_an_item_shows_is_in_the_epub_as_it_stands(
    client: Client, maker: User, publisher: User
) -> None:
    chain.amended()
    place = {"place": "khoản 1 Điều 2 Nghị định số 12/2023/NĐ-CP"}
    item = make_item(title="Tưới cây", body=[("text", "<p>Tưới đều.</p>"), ("law", place)])
    book = services.create(maker, title="Tưới", summary="Sách.")
    book.audiences.set(item.audiences.all())
    services.add_item(book, maker, item)
    services.submit(book, maker)
    services.publish(book, publisher)
    archive = zipfile.ZipFile(io.BytesIO(client.get("/tu-sach/tuoi.epub").content))
    page = archive.read("OEBPS/phan-001.xhtml").decode()
    assert page.index("Tưới đều.") < page.index("Luật quy định")
    assert "Cây được tưới mỗi tuần hai lần." in page


# Wagtail leaves the file it writes a smaller picture into to the garbage collector.
@pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.Spooled:ResourceWarning")
def test_pictures_of_an_item_are_in_the_epub_with_what_they_show(
    client: Client, maker: User, publisher: User
) -> None:
    with_one = _picture("Cây ven suối", "Cây <ba> năm")
    item = make_item(
        title="Tranh cây",
        body=[("text", "<p>Trước.</p>"), ("picture", with_one), ("text", "<p>Sau.</p>")],
    )
    book = services.create(maker, title="Tranh", summary="Sách.")
    book.audiences.set(item.audiences.all())
    services.add_item(book, maker, item)
    services.submit(book, maker)
    services.publish(book, publisher)
    content = client.get("/tu-sach/tranh.epub").content
    assert faults_of(content) == []
    archive = zipfile.ZipFile(io.BytesIO(content))
    page = etree.fromstring(archive.read("OEBPS/phan-001.xhtml"))
    (shown,) = page.iter("{*}img")
    assert shown.get("alt") == "Cây ven suối"
    assert archive.read(f"OEBPS/{shown.get('src')}")[:2] == b"\xff\xd8"
    words = " ".join("".join(page.itertext()).split())
    assert words.index("Trước.") < words.index("Cây <ba> năm") < words.index("Sau.")
    assert "visual" in archive.read("OEBPS/content.opf").decode()
    if not press.missing():
        assert client.get("/tu-sach/tranh.pdf").content[:5] == b"%PDF-"


def test_law_in_a_book_is_read_aloud_on_wish_and_heard_with_the_book(
    client: Client,
    on_shelf: Publish,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    book = on_shelf()
    law = book.parts.exclude(document=None).order_by("order")[0]
    wish = f"{BOOK}{law.slug}/nghe"
    assert wish in client.get(f"{BOOK}nghe").content.decode()
    assert wish in client.get(f"{BOOK}{law.slug}").content.decode()
    assert "Chưa có bản nghe" in client.get(wish).content.decode()
    assert client.post(wish, {"giong": "north"}).status_code == 302
    row = SpokenText.objects.get()
    assert "mỗi tuần một lần" in row.text or row.state == SpokenText.State.MADE
    SpokenText.objects.update(state=SpokenText.State.MADE, file="spoken/a.mp3", seconds=9, bytes=9)
    with django_assert_max_num_queries(12):
        page = client.get(f"{BOOK}nghe").content.decode()
    assert f"/am-thanh/tep/{row.pk}/" in page
    assert wish not in page
    with django_assert_max_num_queries(12):
        client.get(wish)
    # Other words, other sound: after an amendment nobody hears the old law.
    chain.amend()
    assert f"/am-thanh/tep/{row.pk}/" not in client.get(f"{BOOK}nghe").content.decode()
    assert "Chưa có bản nghe" in client.get(wish).content.decode()


def test_a_book_opens_from_a_usb_stick_with_its_law_of_the_day(
    client: Client, on_shelf: Publish
) -> None:
    on_shelf()
    assert "/ngoai-tuyen/sach/cay-xanh-quanh-ta.zip" in client.get(BOOK).content.decode()
    assert "Cây xanh quanh ta" in client.get("/ngoai-tuyen/").content.decode()

    def taken(query: str = "") -> tuple[str, dict[str, bytes]]:
        answer = client.get(f"/ngoai-tuyen/sach/cay-xanh-quanh-ta.zip{query}")
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        return answer["Content-Disposition"], files

    named, files = taken()
    index = html_of(files["index.html"])
    paths = index.xpath("//li[@data-bai]/a/@href")
    assert len(paths) == 3  # in the order of the book
    assert paths[0].startswith("bai/")
    assert all(path.startswith("luat/") for path in paths[1:])
    assert index.xpath("//section/h2/text()")[0] == "Mục lục"
    assert "mỗi tuần một lần" in files[paths[1]].decode()
    for path in paths:
        for link in html_of(files[path]).xpath("//@src | //@href"):
            assert link.startswith(("../", "http://", "https://", "data:")), link
            assert not link.startswith("../") or link[3:] in files
    for slug in index.xpath("//li/@data-bai"):
        assert f"tim/{slug}.js" in files
    version = named.rpartition("-")[2].removesuffix('.zip"')
    chain.amend()
    named, changed = taken(f"?co={version}")
    assert "phan-moi-" in named
    assert "mỗi tuần hai lần" in changed[paths[1]].decode()
    assert "đã thay đổi so với khi làm sách" in changed[paths[1]].decode()
    assert paths[0] not in changed
    assert client.get("/ngoai-tuyen/sach/khong-co.zip").status_code == 404


def test_only_law_that_is_in_force_is_read_aloud(client: Client, on_shelf: Publish) -> None:
    book = on_shelf()
    item = book.parts.exclude(item=None)[0]
    assert client.get(f"{BOOK}{item.slug}/nghe").status_code == 404
    assert client.get(f"{BOOK}khong-co/nghe").status_code == 404
    law = book.parts.exclude(document=None)[0]
    foreign = client.post(
        f"{BOOK}{law.slug}/nghe", {"giong": "north"}, headers={"origin": "https://xau.example"}
    )
    assert foreign.status_code == 403
    assert client.post(f"{BOOK}{law.slug}/nghe", {"giong": "khac"}).status_code == 400
    assert not SpokenText.objects.exists()


def test_hostile_words_stay_words_everywhere(client: Client, maker: User, publisher: User) -> None:
    item = make_item(title=EVIL, summary=EVIL, body=[("heading", EVIL), ("text", "<p>Chữ.</p>")])
    book = services.create(maker, title=EVIL, summary=EVIL)
    book.audiences.set(item.audiences.all())
    services.add_item(book, maker, item)
    services.submit(book, maker)
    services.publish(book, publisher)
    part = book.parts.all()[0].slug
    for path in ("", part, "nghe", "ca-cuon"):
        html = client.get(f"/tu-sach/{book.slug}/{path}").content.decode()
        assert "<script>alert" not in html, path
    archive = zipfile.ZipFile(io.BytesIO(client.get(f"/tu-sach/{book.slug}.epub").content))
    for name in archive.namelist():
        if name.endswith((".xhtml", ".opf", ".svg")):
            assert not list(etree.fromstring(archive.read(name)).iter("{*}script"))


def test_the_pdf_is_tagged_or_the_page_says_how_to_print(client: Client, on_shelf: Publish) -> None:
    on_shelf()
    answer = client.get(f"{BOOK[:-1]}.pdf")
    if press.missing():
        assert "in trang này bằng trình duyệt" in answer.content.decode()
        return
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_a_browser_may_keep_the_whole_book(client: Client, on_shelf: Publish) -> None:
    book = on_shelf()
    told = client.get(f"{BOOK[:-1]}.json").json()
    assert told["pages"] == [BOOK, *(f"{BOOK}{part.slug}" for part in book.parts.all())]
    for path in told["pages"]:
        assert "public" in client.get(path)["Cache-Control"]
    assert f"{BOOK[:-1]}.json" in client.get(BOOK).content.decode()


def test_books_stand_in_the_sitemap(client: Client, on_shelf: Publish) -> None:
    on_shelf()
    assert BOOK in client.get("/sitemap-sach.xml").content.decode()
    assert "/so-lieu/" in client.get("/sitemap-trang.xml").content.decode()


def test_pages_weigh_little(client: Client, on_shelf: Publish) -> None:
    load_shelves()
    book = on_shelf()
    for path in ("/tu-sach/", BOOK, f"{BOOK}{book.parts.all()[1].slug}"):
        assert len(client.get(path).content) < 40_000


def test_the_national_bookshelf_leads_and_its_address_is_a_setting(
    client: Client, settings: Settings
) -> None:
    settings.NATIONAL_BOOKSHELF_URL = "https://tusach.example/"
    page = client.get("/tu-sach/").content.decode()
    assert 'href="https://tusach.example/"' in page
    assert "Quyết định 39/2025/QĐ-TTg" in page
    settings.NATIONAL_BOOKSHELF_URL = ""
    page = client.get("/tu-sach/").content.decode()
    assert "Tủ sách pháp luật điện tử quốc gia do Bộ Tư pháp quản lý" in page
