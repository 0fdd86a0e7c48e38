"""Counting use of pages: quick, exact, without persons."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import threading
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries, Settings

from luatsong.responses import counting, describing
from luatsong.responses.audience import is_browser
from luatsong.responses.batches import Batches
from luatsong.responses.describing import Described
from luatsong.responses.middleware import CountPages
from luatsong.responses.models import Form, Page, Reach

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
COC_COC = "Mozilla/5.0 (Windows NT 10.0) coc_coc_browser/120.0.0 Chrome/114.0 Safari/537.36"


@pytest.fixture(autouse=True)
def _nothing_counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(describing, "_describers", {})
    monkeypatch.setattr(describing, "_columns", [])
    counting.forget()
    yield
    counting.forget()


@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 5)), max_size=8), max_size=5
    ),
    st.integers(0, 3),
)
def test_batches_of_many_threads_sum_right_whatever_fails(
    threads: list[list[tuple[str, int]]], failures: int
) -> None:
    written: Counter[str] = Counter()
    left = [failures]

    def write(counts: dict[str, int]) -> None:
        if left[0]:
            left[0] -= 1
            raise DatabaseError("locked")
        written.update(counts)

    batches: Batches[str] = Batches(write)  # type: ignore[arg-type]

    def count(events: list[tuple[str, int]]) -> None:
        for key, times in events:
            batches.add(key, times)
            try:
                batches.flush()
            except DatabaseError:
                continue

    running = [threading.Thread(target=count, args=(events,)) for events in threads]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    left[0] = 0
    batches.flush()
    wanted: Counter[str] = Counter()
    for events in threads:
        for key, times in events:
            wanted[key] += times
    assert written == wanted
    assert batches.waiting() == 0


@pytest.mark.django_db
@pytest.mark.service
def test_batches_add_up_in_the_store(settings: Settings) -> None:
    for times in (1, 2, 4):  # as three processes would write them
        counting.seen("/a", times=times)
        counting.seen("/a", form=Form.LISTENED)
        counting.flush()
    found = {(row.page.address, row.form): row.times for row in Reach.objects.all()}
    assert found == {("/a", "read"): 7, ("/a", "listened"): 3}


@pytest.mark.django_db(transaction=True)
@pytest.mark.service
def test_writers_beside_each_other_lose_nothing() -> None:
    from django.db import connection

    page = Page.objects.create(address="/a")
    day = date(2026, 11, 22)
    wrong: list[BaseException] = []

    def write() -> None:
        try:
            for _ in range(5):
                counting.add({counting.Row(day, page.pk, "read", ""): 2})
        except BaseException as error:
            wrong.append(error)
        finally:
            connection.close()

    running = [threading.Thread(target=write) for _ in range(4)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    assert not wrong
    assert Reach.objects.get().times == 40


@pytest.mark.django_db
def test_a_part_counts_for_its_whole_with_what_it_is_about() -> None:
    whole = Described("/van-ban/luat", "Luật", "document", "Đất đai", "", ("citizen", "farmer"))
    describing.describes("/van-ban/", lambda found: dict.fromkeys(found, whole))
    counting.seen("/van-ban/luat/dieu-1")
    counting.seen("/van-ban/luat/dieu-2")
    counting.flush()
    page = Page.objects.get()
    assert (page.title, page.area, page.reach.get().times) == ("Luật", "Đất đai", 2)
    assert {row.code for row in page.audiences.all()} == {"citizen", "farmer"}
    changed = Described("/van-ban/luat", "Luật mới", "document", "Đất đai", "", ("citizen",))
    describing.describes("/van-ban/", lambda found: dict.fromkeys(found, changed))
    counting.seen("/van-ban/luat")
    counting.flush()
    page.refresh_from_db()
    assert page.title == "Luật mới"
    assert {row.code for row in page.audiences.all()} == {"citizen"}


@pytest.mark.django_db
def test_a_batch_costs_few_queries_however_many_pages(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(900):
        counting.seen(f"/trang-{number}")
    with django_assert_max_num_queries(20):
        counting.flush()
    assert Reach.objects.count() == 900


@pytest.mark.django_db
def test_columns_of_unknown_agencies_are_no_columns() -> None:
    describing.knows_columns(lambda codes: codes & {"xa-an-binh"})
    counting.seen("/nhung/cot/", column="xa-an-binh")
    counting.seen("/nhung/cot/", column="<script>")
    counting.flush()
    assert {row.column for row in Reach.objects.all()} == {"xa-an-binh", ""}


@pytest.mark.django_db
def test_a_page_view_costs_under_a_millisecond_and_no_query(
    django_assert_num_queries: DjangoAssertNumQueries, rf: RequestFactory
) -> None:
    middleware = CountPages(lambda _: HttpResponse("trang"))
    request = rf.get("/kien-thuc/a", headers={"user-agent": FIREFOX})
    with django_assert_num_queries(0):
        start = time.perf_counter()
        for _ in range(200):
            middleware(request)
        spent = (time.perf_counter() - start) / 200
    assert spent < 0.001
    counting.flush()
    assert Reach.objects.get().times == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "agent", "answer", "times"),
    [
        ("/kien-thuc/a", FIREFOX, HttpResponse("trang"), 1),
        ("/kien-thuc/a", COC_COC, HttpResponse("trang"), 1),
        ("/kien-thuc/a", FIREFOX, HttpResponse(status=304), 1),
        ("/kien-thuc/a.json", FIREFOX, HttpResponse(status=304), 0),
        ("/kien-thuc/a", FIREFOX, HttpResponse("không có", status=404), 0),
        ("/kien-thuc/a", FIREFOX, HttpResponse("{}", content_type="application/json"), 0),
        ("/kien-thuc/a", "Mozilla/5.0 (compatible; Googlebot/2.1)", HttpResponse("trang"), 0),
        ("/kien-thuc/a", "curl/8.5", HttpResponse("trang"), 0),
        ("/kien-thuc/a", "", HttpResponse("trang"), 0),
        ("/quan-tri/", FIREFOX, HttpResponse("trang"), 0),
    ],
)
def test_pages_that_readers_open_are_counted_and_nothing_else(
    rf: RequestFactory, path: str, agent: str, answer: HttpResponse, times: int
) -> None:
    def page(request: HttpRequest) -> HttpResponse:
        return answer

    CountPages(page)(rf.get(path, headers={"user-agent": agent}))
    CountPages(page)(rf.post(path, headers={"user-agent": agent}))
    counting.flush()
    assert sum(row.times for row in Reach.objects.all()) == times


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "kind", "asked", "taken"),
    [
        ("/ban/1/to-gap.pdf", "application/pdf", "document", True),
        ("/ban/1/to-gap.pdf", "application/pdf", "", True),
        ("/ban/2/the.png", "image/png", "image", False),
        ("/ban/2/the.png", "image/png", "", False),
        ("/ban/2/the.png", "image/png", "document", True),
        ("/ban/3/bac.mp3", "audio/mpeg", "audio", False),
        ("/tu-sach/a.epub", "application/epub+zip", "document", True),
        ("/sw.js", "text/javascript", "serviceworker", False),
    ],
)
def test_files_taken_away_are_downloads_and_what_a_page_shows_is_not(
    rf: RequestFactory, path: str, kind: str, asked: str, taken: bool
) -> None:
    headers = {"user-agent": FIREFOX, **({"sec-fetch-dest": asked} if asked else {})}
    CountPages(lambda _: HttpResponse(b"x", content_type=kind))(rf.get(path, headers=headers))
    counting.flush()
    forms = list(Reach.objects.values_list("form", flat=True))
    assert forms == (["downloaded"] if taken else [])


def test_nothing_of_a_person_is_stored() -> None:
    names = {field.name for model in (Reach, Page) for field in model._meta.fields}
    assert not names & {"user", "ip", "address_hash", "agent", "cookie", "session"}


def test_a_page_fetched_in_advance_is_not_read(rf: RequestFactory) -> None:
    headers = {"user-agent": FIREFOX, "sec-purpose": "prefetch"}
    CountPages(lambda _: HttpResponse("trang"))(rf.get("/", headers=headers))
    assert counting._batches.waiting() == 0
    assert is_browser(FIREFOX)


def test_an_orderly_end_of_the_process_writes_what_is_left(tmp_path: Path) -> None:
    program = """
        import os, sys
        os.environ["DJANGO_SETTINGS_MODULE"] = "luatsong.site.settings.embedded"
        import django
        django.setup()
        from django.db import connection
        from luatsong.responses import counting, models
        with connection.schema_editor() as store:
            for model in (models.Page, models.PageAudience, models.Reach):
                store.create_model(model)
        connection.close()
        if os.fork() == 0:  # as the web server does with its workers
            counting.seen("/con", times=3)
            sys.exit(0)
        os.wait()
        counting.seen("/cha", times=2)
        sys.exit(0)
    """
    environment = {"LUATSONG_HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)], env=environment, check=True, timeout=90
    )
    import sqlite3

    with sqlite3.connect(tmp_path / "luatsong.sqlite3") as store:
        rows = store.execute(
            "select p.address, r.times from responses_reach r join responses_page p"
            " on p.id = r.page_id"
        ).fetchall()
    store.close()
    assert sorted(rows) == [("/cha", 2), ("/con", 3)]
