"""Slides and outlines: all of the item is on them, they open, and go when the law moves."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from docx import Document as Paper
from lxml import html as markup
from PIL import Image
from pptx import Presentation
from pytest_django import DjangoAssertNumQueries
from tests.luatsong.factories import make_document
from tests.luatsong.knowledge.factories import make_item
from tests.luatsong.renditions.sheets import LONG, make_sheet

from luatsong.knowledge.models import Basis, Item
from luatsong.renditions import deck, outline, selectors, services, slides
from luatsong.renditions.making import CannotMakeError, Made
from luatsong.renditions.models import Form, Rendition
from luatsong.renditions.packs import ready
from luatsong.renditions.sheet import Line, Part, Picture
from luatsong.renditions.toolkit import Quote, quotes_of
from luatsong.renditions.topics import AUDIENCE, topic_of

DAY = date(2026, 11, 22)
LAW = Quote(
    "khoản 2 Điều 1 Thông tư số 12/2026/TT-BTL",
    ("2. Người trồng cây phải:", "a) Chọn giống cây bản địa;", "b) Tưới nước mỗi tuần một lần."),
    DAY,
    "https://luat.anha.example/van-ban/thong-tu-12/dieu-1/khoan-2",
)


def by_variant(made: list[Made]) -> dict[str, Made]:
    return {one.variant: one for one in made}


def shown(content: bytes) -> list[str]:
    """The words of each slide of a .pptx, its title first."""
    show = Presentation(io.BytesIO(content))
    return ["\n".join(_words(shape) for shape in slide.shapes) for slide in show.slides]


def _words(shape: Any) -> str:
    if shape.has_text_frame:
        return str(shape.text_frame.text)
    if getattr(shape, "has_table", False) and shape.has_table:
        return "\n".join(cell.text for row in shape.table.rows for cell in row.cells)
    return ""


def page_of(content: bytes) -> Any:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return markup.fromstring(archive.read(slides.PAGE).decode())


def picture() -> Picture:
    target = io.BytesIO()
    Image.new("RGB", (800, 600), "green").save(target, "WEBP")
    return Picture(target.getvalue(), "image/webp", "Cây bên suối", "Cây ba năm tuổi")


def test_slides_say_all_an_item_says_and_the_law_word_for_word() -> None:
    sheet = make_sheet(parts=(*make_sheet().parts, Part("picture", pictures=(picture(),))))
    words = "\n".join(shown(by_variant(slides.of(sheet, (LAW,)))["pptx"].content))
    for expected in (
        "Trồng cây bên suối Mây", "Mục tiêu buổi nói", "Chọn giống cây: Chọn cây bản địa.",
        "Mưa xuống, đất lở.", "Trồng tre có được không?", "Được, tre là cây bản địa.", "A. Tre",
        "3 m", "Chị Mẩy: Trồng ở đâu hả anh?", "Cây ba năm tuổi", *LAW.lines,
        "Lời luật ngày 22/11/2026", "Hỏi – đáp", "Theo pháp luật đến ngày 01/09/2026",
    ):  # fmt: skip
        assert expected in words


def test_both_forms_of_the_slides_have_the_same_slides() -> None:
    made = by_variant(slides.of(make_sheet(), (LAW,)))
    page = page_of(made["html"].content)
    titles = [one.text_content() for one in page.xpath("//section/h1 | //section/h2")]
    show = Presentation(io.BytesIO(made["pptx"].content))
    assert [slide.shapes.title.text_frame.text for slide in show.slides] == titles


def test_every_slide_has_a_title_a_language_and_words_that_fit() -> None:
    sheet = make_sheet(parts=(*make_sheet().parts, Part("pictures", pictures=(picture(),) * 2)))
    show = Presentation(io.BytesIO(by_variant(slides.of(sheet, (LAW,)))["pptx"].content))
    for slide in show.slides:
        assert slide.shapes.title.text_frame.text.strip()
        for run in slide._element.iter("{*}r"):
            assert run.find("{*}rPr").get("lang") == "vi-VN"
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= show.slide_width
            assert shape.top + shape.height <= show.slide_height
            if shape.shape_type == 13:  # a picture
                assert shape._element.find(".//{*}cNvPr").get("descr")
    assert "Giơ tay chọn" in "".join(slide.notes_slide.notes_text_frame.text for slide in
                                     show.slides if slide.has_notes_slide)  # fmt: skip


def test_a_page_of_slides_needs_no_script_and_fetches_nothing() -> None:
    made = by_variant(slides.of(make_sheet(), (LAW,)))
    with zipfile.ZipFile(io.BytesIO(made["html"].content)) as archive:
        names = set(archive.namelist())
        text = archive.read(slides.PAGE).decode()
    page = markup.fromstring(text)
    for link in page.xpath("//@src | //link/@href"):
        assert link in names or link == "data:,"
    assert not page.xpath("//*[@style or @onclick] | //style | //script[not(@src)]")
    assert page.xpath("//nav[@hidden]")  # buttons are for the script, which shows them
    numbers = page.xpath("//section/@id")
    assert numbers == [f"t{n}" for n in range(1, len(numbers) + 1)]
    assert page.xpath("//html/@lang") == ["vi"]


def test_no_sentence_is_cut_between_slides() -> None:
    parts = (Part("facts", "", f"<p>{LONG} {LONG} Hết.</p>"),)
    made = deck.deck_of(make_sheet(parts=parts, plain=()), (), (), "")
    said = [item for one in made.slides if one.source == "facts" for item in one.items]
    assert " ".join(said) == f"{LONG} {LONG} Hết."
    assert len(said) > 1


def test_a_long_law_tells_where_the_rest_is() -> None:
    quote = Quote(LAW.name, LAW.lines, DAY, LAW.address, whole=False)
    (slide,) = deck.law_slides(quote)
    assert LAW.address in slide.text


def test_hostile_words_are_letters_on_slides_and_in_outlines() -> None:
    sheet = make_sheet(
        title="<script>alert(1)</script> & \x0b\x00cây",
        parts=(Part("steps", lines=(Line("<img src=x onerror=a()>", "<p>\x08Chọn</p>"),)),),
    )
    made = by_variant([*slides.of(sheet, (LAW,)), *outline.of(sheet, (LAW,))])
    assert not page_of(made["html"].content).xpath("//script[contains(text(), 'alert')] | //img")
    assert "<script>alert(1)</script> & cây" in shown(made["pptx"].content)[0]
    assert any("<img src=x onerror=a()>" in line.text
               for line in Paper(io.BytesIO(made["docx"].content)).paragraphs)  # fmt: skip


def test_the_same_words_give_the_same_files() -> None:
    first, again = ([*slides.of(make_sheet(), (LAW,)), *outline.of(make_sheet(), (LAW,))]
                    for _ in range(2))  # fmt: skip
    assert first == again


def test_an_item_too_long_for_slides_is_refused_with_what_to_do() -> None:
    parts = (Part("question_answer", lines=(Line("Gì?", "<p>Đó.</p>"),) * 100),)
    with pytest.raises(CannotMakeError, match="chia bài"):
        slides.of(make_sheet(parts=parts), ())


def test_an_outline_has_aims_minutes_questions_law_and_a_feedback_sheet() -> None:
    (made,) = outline.of(make_sheet(), (LAW,))
    paper = Paper(io.BytesIO(made.content))
    words = "\n".join(line.text for line in paper.paragraphs)
    headings = [line.text for line in paper.paragraphs if line.style.name.startswith("Heading")]
    assert [one.split(".")[0] for one in headings[:5]] == ["I", "II", "III", "IV", "V"]
    for expected in (
        "Làm được theo 2 bước: Chọn giống cây; Đào hố",
        "Trả lời được câu hỏi: “Trồng tre có được không?”",
        "1. Trồng tre có được không?", "Trả lời: Tre", *LAW.lines, "ngày 22/11/2026",
        "Phiếu phản hồi", "☐ Rất hài lòng", "☐ Ý kiến khác", "Không cần ghi tên",
    ):  # fmt: skip
        assert expected in words
    assert paper.core_properties.language == "vi"


def test_the_minutes_of_an_outline_follow_each_other_and_name_slides() -> None:
    (made,) = outline.of(make_sheet(), (LAW,))
    (table,) = Paper(io.BytesIO(made.content)).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    spans = [[int(n) for n in row[0].split("–")] for row in rows[1:]]
    assert spans[0][0] == 0
    assert all(before[1] == after[0] for before, after in pairwise(spans))
    assert int(re.findall(r"Giáo án (\d+) phút", made.title)[0]) >= spans[-1][1]
    last = max(int(n) for row in rows[1:] for n in row[4].split("–"))
    assert f"{last} trang" in by_variant(slides.of(make_sheet(), (LAW,)))["pptx"].title
    assert table.rows[0]._tr.find(".//{*}tblHeader") is not None


@pytest.mark.parametrize(
    "changes", [{"parts": ()}, {"parts": (), "summary": "", "grounds": (), "audiences": ()}]
)
def test_an_item_with_little_in_it_still_has_its_papers(changes: dict[str, object]) -> None:
    for made in (*slides.of(make_sheet(**changes), ()), *outline.of(make_sheet(**changes), ())):
        assert made.content


@pytest.fixture
def item(db: None) -> Item:
    return make_item(bases=[(make_document(), "dieu-1")], audiences=["rapporteur"])


def made_now(item: Item) -> None:
    for form in (Form.SLIDES, Form.OUTLINE):
        assert services.make(item, form.value), selectors.standings(item)


def test_the_law_is_quoted_as_it_stands(item: Item) -> None:
    (quote,) = quotes_of(item)
    assert quote.whole
    made_now(item)
    with selectors.of(item, Form.SLIDES)[0].file.open("rb") as file:
        words = "\n".join(shown(file.read()))
    assert all(line in words for line in quote.lines)


def test_papers_go_when_the_law_moves_and_come_back_with_other_words(item: Item) -> None:
    made_now(item)
    assert {row.form for row in selectors.of(item)} == {"slides", "outline"}
    Basis.objects.filter(item=item).update(state=Basis.State.CHANGED)
    Item.objects.filter(pk=item.pk).update(basis_state=Item.BasisState.AFFECTED)
    affected = Item.objects.get(pk=item.pk)
    assert selectors.of(affected) == []
    assert services.make(affected, Form.SLIDES.value) == []
    assert "rà soát" in next(
        one.problem for one in selectors.standings(affected) if one.form == "slides"
    )
    # An editor says that the item still holds: it is pinned to the new words.
    Basis.objects.filter(item=item).update(state=Basis.State.SOUND, words_hash="b" * 64)
    Item.objects.filter(pk=item.pk).update(basis_state=Item.BasisState.SOUND)
    assert selectors.of(Item.objects.get(pk=item.pk)) == []


def test_slides_open_from_a_pack(item: Item) -> None:
    made_now(item)
    topic = topic_of(AUDIENCE, "rapporteur")
    assert topic is not None
    content = ready(topic, (Form.SLIDES.value, Form.OUTLINE.value), DAY).content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        page = markup.fromstring(archive.read(f"bai/{item.slug}.html").decode())
    links = [link.removeprefix("../") for link in page.xpath("//p[@class='file']//@href")]
    assert {link.rpartition(".")[2] for link in links} == {"pptx", "html", "docx"}
    assert set(links) <= names
    assert f"chieu/{item.slug}/chieu.css" in names


def test_slides_are_shown_on_the_site_and_offered_to_speakers(
    item: Item, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    made_now(item)
    with django_assert_max_num_queries(12):
        answer = client.get(f"/ban/{item.slug}/trinh-chieu")
    assert answer.status_code == 200
    assert len(answer.content) < 60_000
    assert f"/ban/{item.slug}/trinh-chieu" in client.get(f"/kien-thuc/{item.slug}").content.decode()
    with django_assert_max_num_queries(12):
        page = client.get("/cho/bao-cao-vien").content.decode()
    for row in Rendition.objects.filter(variant__in=["pptx", "docx"]):
        assert f"/ban/{row.pk}/{row.file_name}" in page
    assert client.get("/kien-thuc/?dang=trang-chieu").content.decode().count(item.title)
    Item.objects.filter(pk=item.pk).update(basis_state=Item.BasisState.AFFECTED)
    assert client.get(f"/ban/{item.slug}/trinh-chieu").status_code == 404


def test_a_topic_has_slides_of_all_its_items(item: Item, client: Client) -> None:
    other = make_item(title="Bài thứ hai", audiences=["rapporteur"])
    answer = client.get("/ngoai-tuyen/doi-tuong/rapporteur.pptx")
    words = shown(answer.content)
    assert answer["Content-Disposition"].endswith('"trang-chieu-rapporteur.pptx"')
    assert item.title in words[1]
    assert other.title in words[1]
    assert client.get("/ngoai-tuyen/doi-tuong/khong-co.pptx").status_code == 404


def test_blank_papers_are_there_to_fill_in(client: Client, db: None) -> None:
    assert "[Tên buổi nói]" in shown(client.get("/ban/mau/trang-chieu.pptx").content)[0]
    paper = Paper(io.BytesIO(client.get("/ban/mau/giao-an.docx").content))
    assert any("Phiếu phản hồi" in line.text for line in paper.paragraphs)
    assert client.get("/ban/mau/khac.exe").status_code == 404
