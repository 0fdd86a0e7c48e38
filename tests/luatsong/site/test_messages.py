"""The Vietnamese of the libraries: complete, compiled, and stronger than theirs."""

from __future__ import annotations

import gettext as gettext_files
import importlib.util
import re
import sys
import unicodedata
from pathlib import Path
from types import ModuleType

import axes
import django
import pytest
import taggit
import wagtail
from django.utils.translation import gettext, ngettext, override

_SCRIPT = Path(__file__).parents[3] / "scripts/messages.py"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages_tool", _SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["messages_tool"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_compiled_catalogues_are_in_step(tool: ModuleType, domain: str) -> None:
    source = tool.LOCALE / f"{domain}.po"
    assert source.with_suffix(".mo").read_bytes() == tool.compiled(tool.read_po(source))


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_no_string_of_the_cms_is_left_in_english(tool: ModuleType, domain: str) -> None:
    left = [m.msgid for package, m in tool.missing(domain) if not package.startswith("django.conf")]
    assert left == []


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_placeholders_survive_translation(tool: ModuleType, domain: str) -> None:
    placeholder = re.compile(r"%\(\w+\)[a-z]|\{\w+\}")
    wrong = [
        message.msgid
        for message in tool.read_po(tool.LOCALE / f"{domain}.po")
        if message.msgid
        and set(placeholder.findall(message.text))
        != set(placeholder.findall(message.plural or message.msgid))
    ]
    assert wrong == []


def test_the_project_catalogue_wins_over_the_libraries() -> None:
    with override("vi"):
        assert gettext("Sign in to Wagtail") == "Đăng nhập trang nghiệp vụ"
        assert gettext("Groups") == "Vai trò"


def test_plural_forms_work() -> None:
    with override("vi"):
        text = ngettext("There is %(counter)s match", "There are %(counter)s matches", 3)
    assert text % {"counter": 3} == "Có 3 kết quả"


# One word for one thing (docs/glossary.md): what staff must not read beside it. Strings of parts of
# Django that no page of ours shows (its own admin, its documentation) are not looked at.
_UNLIKE = re.compile(
    r"tập tin|tệp tin|đăng tải|hình ảnh|xuất bản|\bxoá\b|\bhuỷ\b|\bkhối\b", re.IGNORECASE
)
_NOT_SHOWN = ("django/contrib/admin", "django/contrib/admindocs", "django/contrib/redirects")


def test_one_thing_has_one_word() -> None:
    folders = {Path(module.__file__ or "").parent for module in (django, wagtail, axes, taggit)}
    shown: dict[str, str] = {}
    for folder in sorted(folders):
        for found in sorted(folder.glob("**/locale/vi/LC_MESSAGES/*.mo")):
            if not any(part in found.as_posix() for part in _NOT_SHOWN):
                shown.update(_words(found))
    for found in sorted((_SCRIPT.parents[1] / "src").glob("**/locale/vi/LC_MESSAGES/*.mo")):
        shown.update(_words(found))
    unlike = {msgid: words for msgid, words in shown.items() if _UNLIKE.search(words)}
    assert unlike.keys() <= {"Static Files"}  # the name of a part of Django, on no page


def _words(catalogue: Path) -> dict[str, str]:
    with catalogue.open("rb") as file:
        read = gettext_files.GNUTranslations(file)
    held: dict[object, str] = vars(read)["_catalog"]
    return {str(msgid): unicodedata.normalize("NFC", words) for msgid, words in held.items()}
