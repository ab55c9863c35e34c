"""From a pasted address, a bookmarklet or a phone’s share sheet to a draft, and what the editor is told meanwhile."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.decorators import method_decorator
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from interlink.accounts.models import User
from interlink.newsroom.inbox.access import refuse_calmly, require_writer
from interlink.newsroom.inbox.views.captures import editable
from interlink.newsroom.inbox.views.desk import DeskView
from interlink.newsroom.press import posts
from interlink.newsroom.press.clipping import actions, brought, queries, rules
from interlink.newsroom.press.errors import PressError
from interlink.newsroom.press.filing.rules import How, Shown
from interlink.newsroom.press.models import FrontPage, PostPage
from interlink.newsroom.stories.deciding import latest
from interlink.newsroom.stories.models import Standing
from interlink.newsroom.watch.models import Item

# A link that is longer is refused on its way by many servers; Persian letters take six characters each in it.
SELECTED_AT_MOST = 2_000


@method_decorator(refuse_calmly, name="dispatch")
class ClipView(DeskView):
    """Shows what is to be clipped, and clips it when an editor says so.

    An address in the link alone clips nothing: any page can hold such a link. The button has the focus, so that one key
    is all it takes.
    """

    template_name = "inbox/clip.html"
    page_title = gettext_lazy("Clip a page")
    header_icon = "cut"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Fill in what the bookmarklet or the share sheet hands over."""
        user, given = self.request.user, self.request.GET
        assert isinstance(user, User)
        require_writer(user)
        context: dict[str, Any] = super().get_context_data(**kwargs)
        address = rules.address_in(*(given.get(name, "") for name in ("address", "url", "text", "title")))
        fronts = [front for front in _fronts() if front.permissions_for_user(user).can_add_subpage()]
        asked = given.get("language", "").partition("-")[0].lower()
        languages = [front.locale.language_code for front in fronts]
        item = queries.item_at(address) if address else None
        return {
            "address": address,
            "title": given.get("title", "") if address else "",
            "words": rules.selection(
                given.get("words", "") or rules.shared_words(given.get("text", ""), given.get("title", ""))
            ),
            "languages": languages,
            "chosen": asked if asked in languages else next(iter(languages), ""),
            "known": queries.posts_on(address) if address else [],
            "item": item,
            "bookmarklet": _bookmarklet(self.request.build_absolute_uri(reverse("clip_page"))),
        } | context

    def post(self, request: HttpRequest) -> HttpResponse:
        """Clip the page and go to the draft; what is no address comes back."""
        assert isinstance(request.user, User)
        require_writer(request.user)
        given, now, text = request.POST, timezone.now(), request.POST.get("address", "")
        address = rules.address_in(text) or text
        said = {name: given.get(name, "") for name in ("title", "words", "language")}
        try:
            if "another" in given:
                return to_draft(request, actions.begin_another(address, request.user, now, **said), fresh=True)
            clipped = actions.clip_address(address, request.user, now, **said)
        except PressError as error:
            return self._again(text, said, str(error))
        words = "" if clipped.fresh else said["words"].strip()
        if words and not clipped.post.permissions_for_user(request.user).can_edit():
            return self._again(
                address, said, _("You may not change the post about this page. Your words are kept here.")
            )
        if words:
            brought.bring(request.session, clipped.post, words)
            messages.info(request, _("The words that you selected stand beside its citation."))
        return to_draft(request, clipped.post, fresh=clipped.fresh)

    def _again(self, address: str, said: dict[str, str], problem: str) -> HttpResponse:
        """Show the page once more, with all that was given."""
        known = queries.posts_on(address)
        given = {"address": address[:500], "words": said["words"], "title": said["title"], "known": known}
        return self.render_to_response(self.get_context_data(problem=problem, **given))


def _fronts() -> list[FrontPage]:
    return list(FrontPage.objects.select_related("locale").order_by("path"))


def _bookmarklet(address: str) -> SafeString:
    # The address is the desk’s own, and Django has checked its host.
    return mark_safe(  # noqa: S308
        "javascript:void((d,e)=>open('"
        + address
        + "?address='+e(location.href)+'&amp;title='+e(d.title)+'&amp;language='"
        f"+e(d.documentElement.lang)+'&amp;words='+e(getSelection().toString().slice(0,{SELECTED_AT_MOST}))))"
        "(document,encodeURIComponent)"
    )


@require_POST
@refuse_calmly
def clip(request: HttpRequest, item_id: int) -> HttpResponse:
    """Draft a post from a report and go to it; its page is captured meanwhile."""
    item = get_object_or_404(Item, pk=item_id, membership__isnull=False)
    assert isinstance(request.user, User)
    now, aside = timezone.now(), _put_aside_by(item, request.user)
    try:
        post = posts.draft(item, request.user, now)
    except PressError as error:
        messages.error(request, str(error))
        return redirect("inbox")
    fresh = _begun(post, now)
    if fresh and aside:
        messages.warning(request, _("%(name)s had put this story aside. It is clipped now.") % {"name": aside})
    return to_draft(request, post, fresh=fresh)


def _put_aside_by(item: Item, user: User) -> str:
    """Name the colleague who put an item's story aside, perhaps while this editor looked at it."""
    story = item.membership.story
    decision = latest([story.pk]).get(story.pk) if story.standing == Standing.IGNORED else None
    return decision.by.get_full_name() if decision and decision.by and decision.by != user else ""


def _begun(post: PostPage, now: datetime) -> bool:
    clip = queries.clip_of(post)
    return clip is not None and clip.at == now


def to_draft(request: HttpRequest, post: PostPage, *, fresh: bool) -> HttpResponse:
    """Lead to a draft; say so where somebody has begun it before."""
    if fresh:
        messages.success(request, _("Drafted. The page is being captured while you write."))
    elif post.owner is None or post.owner == request.user:
        messages.info(request, _("There is a post about this already; this is it."))
    else:
        name = post.owner.get_full_name()
        messages.info(request, _("%(name)s has begun a post about this already; this is it.") % {"name": name})
    return redirect("wagtailadmin_pages:edit", post.pk)


@require_safe
@refuse_calmly
def found(request: HttpRequest, post_id: int) -> HttpResponse:
    """Answer with what the captured page says, for the editor’s script; with nothing while it is not there yet."""
    post: PostPage = editable(request, post_id).get_latest_revision_as_object()
    if post.capture is None or post.capture.state == "waiting":
        return HttpResponse(status=202)
    page = queries.page_read(post)
    if page is None:
        return HttpResponse(status=204)
    clip = queries.clip_of(post)
    return JsonResponse(
        {
            "fields": {name: value for name, value in asdict(page.found).items() if value},
            "placeholder": clip.placeholder if clip else "",
            "names": [_named(one, page.found) for one in queries.named(page.names)],
            "others": [_other(one) for one in queries.duplicates(post)],
            "placed": clip is None or clip.placed_at is not None,
        }
    )


def _named(one: queries.NamedSubject, found: rules.Found) -> dict[str, str]:
    """Say whom the report names, and, unless it is a private person, how the form is to offer to file the post."""
    if one.subject.private_person:
        return {"name": one.subject.name}
    by_words = one.found in f"{found.title}\n{found.excerpt}"
    why = _("named by its words") if by_words else _("not named by its words")
    return {"name": one.subject.name, "before": str(Shown(one.subject.pk, by_words, How.WORDS)), "why": why}


def _other(post: PostPage) -> dict[str, str]:
    who = post.owner.get_full_name() if post.owner else ""
    return {"title": post.title, "address": reverse("wagtailadmin_pages:edit", args=[post.pk]), "who": who}


@require_POST
@refuse_calmly
def put_away(request: HttpRequest, post_id: int) -> HttpResponse:
    """Forget the words that were selected for a post that there was already."""
    brought.put_away(request.session, editable(request, post_id))
    return HttpResponse(status=204)


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """Describe the desk to a phone that puts it on its home screen, so that pages can be shared with it."""
    del request
    home = reverse("wagtailadmin_home")
    icon = reverse("press_favicon")
    name = _("Desk")
    shares = {
        "action": reverse("clip_page"),
        "method": "GET",
        "params": {"title": "title", "text": "text", "url": "url"},
    }
    answer = {
        "name": name, "short_name": name, "id": home, "start_url": home, "scope": home, "display": "minimal-ui",
        "lang": translation.get_language(), "dir": "rtl" if translation.get_language_bidi() else "ltr",
        "background_color": "#ffffff", "theme_color": "#2e1f5e",
        "icons": [
            {"src": icon, "sizes": "any", "type": "image/svg+xml"},
            *(
                {"src": static(f"inbox/desk-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
                for size in (192, 512)
            ),
        ],
        "share_target": shares,
    }  # fmt: skip
    return JsonResponse(answer, content_type="application/manifest+json")
