"""An ingest that is killed for real, again and again, ends as one that was left alone."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.luatsong.law.texts import OTHER_TEXT, circular

pytestmark = pytest.mark.slow

_COUNT = 24
# Everything but the time of day and row numbers, which depend on when rows were written.
_DUMPS = (
    "select fingerprint, name, form, size, file from law_sourcefile order by 1",
    "select s.fingerprint, i.state, i.reasons, d.slug from law_intake i join law_sourcefile s"
    " on s.id = i.source_id left join law_document d on d.id = i.document_id order by 1",
    "select key, slug, state, number, title, text_hash, provision_count from law_document"
    " order by 1",
    "select d.slug, p.identity, p.address, p.'order', q.address, c.slug, v.heading, v.text,"
    " v.valid_from from law_provision p join law_document d on d.id = p.document_id"
    " join law_component c on c.id = p.component_id left join law_provision q on q.id = p.parent_id"
    " join law_provisionversion v on v.provision_id = p.id order by 1, 3",
    "select d.slug, t.heading, t.closing from law_documenttext t"
    " join law_document d on d.id = t.document_id order by 1",
    "select d.slug, i.slug from law_document_issuers di join law_issuer i on i.id = di.issuer_id"
    " join law_document d on d.id = di.document_id order by 1, 2",
)


def _environment(home: Path) -> dict[str, str]:
    settings = {
        "DJANGO_SETTINGS_MODULE": "luatsong.site.settings.core",
        "LUATSONG_HOME": str(home),
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "SECRET_KEY": "only-for-tests",
    }
    left = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "SEARCH_URL")}
    return left | settings


def _start(home: Path, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "django", *arguments],
        env=_environment(home),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def _finish(process: subprocess.Popen[bytes]) -> None:
    _, errors = process.communicate(timeout=90)
    assert process.returncode == 0, errors.decode()


def _stored(home: Path) -> int:
    with sqlite3.connect(f"file:{home / 'luatsong.sqlite3'}?mode=ro", uri=True) as store:
        return int(store.execute("select count(*) from law_intake").fetchone()[0])


def _dump(home: Path) -> list[list[tuple[object, ...]]]:
    with sqlite3.connect(f"file:{home / 'luatsong.sqlite3'}?mode=ro", uri=True) as store:
        assert store.execute("pragma foreign_key_check").fetchall() == []
        return [store.execute(query).fetchall() for query in _DUMPS]


def _files(home: Path) -> set[str]:
    files = home / "files"
    return {str(path.relative_to(files)) for path in files.rglob("*.txt")}


def test_killed_at_any_moment_and_run_again_the_store_is_the_same(tmp_path: Path) -> None:
    source = tmp_path / "van-ban"
    source.mkdir()
    for serial in range(1, _COUNT):
        (source / f"{serial:03}.txt").write_bytes(circular(serial))
    (source / "990.txt").write_bytes(OTHER_TEXT.replace("98/2031", "7/2031").encode())
    (source / "991.txt").write_bytes(b"")
    calm, rough = tmp_path / "calm", tmp_path / "rough"
    for home in (calm, rough):
        home.mkdir()
        _finish(_start(home, "migrate", "--verbosity", "0"))
    ingest = ("ingest", str(source), "--no-index", "--quiet", "--jobs", "2")
    _finish(_start(calm, *ingest))

    chance = random.Random(20311)  # noqa: S311 - moments to kill at, not a secret
    kills = 0
    for target in sorted(chance.sample(range(1, _COUNT), 4)):
        process = _start(rough, *ingest)
        while process.poll() is None and _stored(rough) < target:
            time.sleep(0.001)
        time.sleep(chance.random() * 0.01)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        kills += process.returncode == -signal.SIGKILL
    assert kills >= 3
    _finish(_start(rough, *ingest))

    assert _dump(rough) == _dump(calm)
    assert _files(rough) == _files(calm)
