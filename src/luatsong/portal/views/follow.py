"""Following a document or a search: a private feed at once, mail after confirmation."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from luatsong.accounts.client_address import client_address
from luatsong.assistant.masking import mask
from luatsong.follows import services, tasks
from luatsong.follows.models import Follow
from luatsong.follows.subjects import Change, Subject, changes
from luatsong.follows.writing import place_of, told
from luatsong.law import selectors
from luatsong.law.models import Document
from luatsong.portal import item_following
from luatsong.portal.citation import full_title, short_name
from luatsong.portal.item_narrowing import ItemNarrowing
from luatsong.portal.limiting import allowed
from luatsong.portal.seeking import Seeking
from luatsong.portal.views.errors import too_many
from luatsong.search.areas import areas

_SALT = "luatsong.follows.feed"
# A feed shows what happened in this time; readers fetch it more often than that.
_FEED_OF = timedelta(days=60)
_FEED_KEPT_SECONDS = 900
# So many mails one network address may ask for in an hour.
_ASKED_AN_HOUR = 8


class MailForm(forms.Form):
    """Where to send news and how often."""

    dia_chi = forms.CharField(max_length=254)
    nhip = forms.ChoiceField(choices=Follow.Rhythm.choices, initial=Follow.Rhythm.DAILY)

    def clean_dia_chi(self) -> str:
        """An address as mail servers take it."""
        address: str = self.cleaned_data["dia_chi"].strip()
        try:
            validate_email(address)
        except ValidationError as error:
            raise forms.ValidationError(
                "Địa chỉ thư điện tử chưa đúng. Hãy viết như ten@vi-du.vn."
            ) from error
        return address


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow_page(request: HttpRequest) -> HttpResponse:
    """What would be followed, the feed made at once, and the form for mail."""
    asked = Seeking.read(request.GET)
    document = _document(asked)
    knowledge = item_following.asked_for(request.GET)
    narrowed = any((asked.nhom, asked.loai, asked.co_quan, asked.linh_vuc, asked.dia_ban))
    if not (asked.q or document or knowledge or narrowed):
        offered = {"section": "search", "fields": areas()}
        return render(request, "portal/follow_what.html", offered)
    personal = mask(asked.q).labels
    if knowledge is None:
        subject, title = _subject(asked, document)
    else:
        subject, title = item_following.subject(knowledge)
    form = MailForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"title": title, "form": form, "personal": personal}
    context["mail"] = mail_works()
    if personal:
        return render(request, "portal/follow.html", context, status=400)
    if request.method == "POST" and mail_works() and form.is_valid():
        return _ask(request, form, subject, title)
    token = signing.dumps(subject.as_json(), salt=_SALT, compress=True)
    feed = request.build_absolute_uri(reverse("portal:follow-feed", args=[token]))
    status = 422 if form.is_bound else 200
    return render(request, "portal/follow.html", {**context, "feed": feed}, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, secret: str) -> HttpResponse:
    """The page of a confirmation link; only its button confirms, as mail scanners open links."""
    if request.method == "POST":
        follow = services.confirm(secret)
    else:
        follow = services.waiting_or_confirmed(secret)
    context = {"follow": follow, "done": bool(follow and follow.confirmed_at)}
    status = 200 if follow else 404
    return render(request, "portal/follow_confirm.html", context, status=status)


@csrf_exempt  # the secret is the permission; mail programs post here without a page (RFC 8058)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, secret: str) -> HttpResponse:
    """One click ends it; unknown secrets are ended already."""
    done = request.method == "POST"
    if done:
        services.stop(secret)
    return render(request, "portal/follow_leave.html", {"done": done})


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """News of one subject as Atom; the address is the only key."""
    try:
        subject = Subject.read(signing.loads(token, salt=_SALT))
    except (signing.BadSignature, ValueError) as error:
        raise Http404 from error
    title = _title(subject)
    key = f"follow-feed:{subject.key}"
    found: list[Change] | None = cache.get(key)
    if found is None:
        now = timezone.now()
        found = changes(subject, now - _FEED_OF, now)
        cache.set(key, found, _FEED_KEPT_SECONDS)
    response = HttpResponse(
        _atom(request, title, found), content_type="application/atom+xml; charset=utf-8"
    )
    response["Cache-Control"] = f"private, max-age={_FEED_KEPT_SECONDS}"
    response["X-Robots-Tag"] = "noindex"
    return response


def mail_works() -> bool:
    """Whether this site can send mail: a server is named, or a backend that needs none."""
    return bool(settings.EMAIL_HOST) or "smtp" not in settings.EMAIL_BACKEND


def _ask(request: HttpRequest, form: MailForm, subject: Subject, title: str) -> HttpResponse:
    who = client_address(request)
    if not allowed(f"follow:{who}", most=_ASKED_AN_HOUR, seconds=3600):
        return too_many(request)
    try:
        services.follow_by_mail(
            address=form.cleaned_data["dia_chi"],
            subject=subject,
            title=title,
            rhythm=form.cleaned_data["nhip"],
        )
    except services.TooManyFollowsError:
        form.add_error(
            "dia_chi",
            f"Địa chỉ này đã theo dõi {services.MOST_FOLLOWS} mục; hãy thôi bớt một mục.",
        )
        context = {"title": title, "form": form, "mail": True}
        return render(request, "portal/follow.html", context, status=422)
    tasks.deliver_letters.enqueue()
    address = form.cleaned_data["dia_chi"]
    return render(request, "portal/follow_asked.html", {"title": title, "address": address})


def _document(asked: Seeking) -> Document | None:
    if not asked.trong:
        return None
    try:
        return selectors.document_by_slug(asked.trong)
    except Document.DoesNotExist as error:
        raise Http404 from error


def _subject(asked: Seeking, document: Document | None) -> tuple[Subject, str]:
    counts = selectors.counts()
    issuers = {facet.value: facet.label for facet in counts.by_issuer}
    subject = Subject(
        words=asked.q,
        kind=asked.kind,
        type_name=asked.type_name(counts) if asked.loai else "",
        issuer=issuers.get(asked.co_quan, asked.co_quan),
        field=asked.linh_vuc,
        territory=asked.dia_ban,
        document_id=document.pk if document else None,
    )
    return subject, _title(subject)


def _title(subject: Subject) -> str:
    """A subject in words."""
    if subject.elsewhere:
        asked = ItemNarrowing.read(QueryDict(subject.elsewhere))
        return item_following.subject(asked)[1]
    parts = [f"“{subject.words}”"] if subject.words else []
    if subject.document_id:
        found = selectors.documents_by_id([subject.document_id])
        if not found:
            raise Http404
        name = f"{short_name(found[0])}: {full_title(found[0])}"
        parts.append(f"trong {name}" if parts else name)
    parts += filter(None, (subject.type_name, subject.issuer, subject.field, subject.territory))
    return ", ".join(parts)


def _atom(request: HttpRequest, title: str, found: list[Change]) -> str:
    made = Atom1Feed(
        title=f"Luật Sống: {title}",
        link=request.build_absolute_uri(reverse("portal:home")),
        feed_url=request.build_absolute_uri(request.path),
        description=f"Thay đổi về {title}",
        language="vi",
    )
    for change in found:
        moment: datetime = change.at
        made.add_item(
            title=told(change),
            link=request.build_absolute_uri(place_of(change)),
            description=told(change),
            unique_id=f"tag:{request.get_host()},{moment:%Y-%m-%d}:{change.key}",
            pubdate=moment,
            updateddate=moment,
        )
    return str(made.writeString("utf-8"))
