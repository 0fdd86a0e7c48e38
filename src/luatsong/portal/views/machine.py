"""What machines read: sitemap, robots.txt, the feed of new documents."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemap_views
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from luatsong.bookshelf.models import Book
from luatsong.bookshelf.selectors import published as shelved
from luatsong.knowledge.models import Item
from luatsong.knowledge.selectors import live_items
from luatsong.law.models import Document
from luatsong.law.selectors import newest, published
from luatsong.portal.caching import public
from luatsong.portal.citation import cite_document, full_title

FEED_LENGTH = 50


class Documents(Sitemap[Document]):
    """All published documents, 10,000 a file: search engines fetch small files more readily."""

    limit = 10_000

    def items(self) -> list[Document]:
        return published().only("slug", "updated_at").order_by("pk")  # type: ignore[return-value]

    def location(self, item: Document) -> str:
        return reverse("portal:document", args=[item.slug])

    def lastmod(self, item: Document) -> datetime:
        return item.updated_at


class Books(Sitemap[Book]):
    """All published books of the bookshelf."""

    limit = 10_000

    def items(self) -> list[Book]:
        return shelved().order_by("pk")  # type: ignore[return-value]

    def location(self, item: Book) -> str:
        return reverse("portal:book", args=[item.slug])

    def lastmod(self, item: Book) -> datetime:
        return item.updated_at


class Items(Sitemap[Item]):
    """All live knowledge items."""

    limit = 10_000

    def items(self) -> list[Item]:
        return live_items().order_by("pk")  # type: ignore[return-value]

    def location(self, item: Item) -> str:
        return item.get_absolute_url()

    def lastmod(self, item: Item) -> datetime | None:
        changed: datetime | None = item.last_published_at
        return changed


class Pages(Sitemap[str]):
    """The pages that are no documents."""

    def items(self) -> list[str]:
        names = ("home", "list", "compare", "quality", "about", "accessibility")
        entries = ("items", "for", "life-events", "forbidden", "events", "services", "register")
        shared = ("bookshelf", "figures", "store", "campaigns", "practices")
        return [f"portal:{name}" for name in (*names, *entries, *shared)]

    def location(self, item: str) -> str:
        return reverse(item)


SITEMAPS: dict[str, type[Sitemap[Any]] | Sitemap[Any]] = {
    "van-ban": Documents,
    "kien-thuc": Items,
    "sach": Books,
    "trang": Pages,
}


@public
def sitemap_index(request: HttpRequest) -> HttpResponseBase:
    """/sitemap.xml: the list of sitemap files."""
    return sitemap_views.index(request, SITEMAPS, sitemap_url_name="portal:sitemap-part").render()


@public
def sitemap_part(request: HttpRequest, section: str) -> HttpResponseBase:
    """/sitemap-van-ban.xml?p=2: addresses of one kind."""
    return sitemap_views.sitemap(request, SITEMAPS, section).render()


@public
def robots(request: HttpRequest) -> HttpResponse:
    """/robots.txt: searching and staff pages are not for crawlers."""
    lines = (
        "User-agent: *",
        f"Disallow: {reverse('portal:search')}",
        "Disallow: /quan-tri/",
        f"Sitemap: {request.build_absolute_uri(reverse('portal:sitemap'))}",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


class Newest(Feed[Document, None]):
    """Atom feed of the latest documents by issue date."""

    feed_type = Atom1Feed
    title = "Luật Sống: văn bản mới"
    language = "vi"

    def link(self) -> str:
        return reverse("portal:home")

    def subtitle(self) -> str:
        return f"Văn bản mới trong kho của {settings.SITE_AGENCY}"

    def items(self) -> list[Document]:
        return newest(FEED_LENGTH)

    def item_title(self, item: Document) -> str:
        return f"{item}: {full_title(item)}"

    def item_description(self, item: Document) -> str:
        return cite_document(item)

    def item_link(self, item: Document) -> str:
        return reverse("portal:document", args=[item.slug])

    def item_pubdate(self, item: Document) -> datetime | None:
        return _midnight(item)

    def item_updateddate(self, item: Document) -> datetime:
        return item.updated_at

    def item_categories(self, item: Document) -> list[str]:
        return [str(item.get_kind_display())]


_newest = Newest()


@public
def feed(request: HttpRequest) -> HttpResponse:
    """/van-ban-moi.atom: the latest documents."""
    return _newest(request)


def _midnight(document: Document) -> datetime | None:
    if document.issue_date is None:
        return None
    return timezone.make_aware(datetime.combine(document.issue_date, time.min))
