"""Public pages that are no Wagtail pages. None of them looks at who asks, so that each can be baked."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from interlink.newsroom.evidence import publishing
from interlink.newsroom.press import choice, feeds, links, metadata, queries, register
from interlink.newsroom.press.feed_forms import Form, FullEntries, written
from interlink.newsroom.press.look.current import current
from interlink.newsroom.press.models import PostPage
from interlink.newsroom.press.site import front_in, in_all_languages, live_fronts


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """Let the reader choose a language, with what there is in each.

    Nobody is sent anywhere by what the browser says of itself.
    """
    with translation.override(settings.LANGUAGE_CODE):
        tongues = [choice.of(front) for front in live_fronts()]
        return render(request, "press/root.html", {"tongues": tongues, "language": settings.LANGUAGE_CODE})


@require_safe
def feed(request: HttpRequest, language: str, form: str) -> HttpResponse:
    """Answer with the newest posts of one language in full."""
    del request
    with front_in(language) as front:
        return feed_answer(feeds.of_language(front), form)


@require_safe
def feed_of_all(request: HttpRequest, form: str) -> HttpResponse:
    """Answer with the newest posts of all languages in full."""
    del request
    return feed_answer(feeds.of_all(), form)


@require_safe
def ninjs(request: HttpRequest, language: str, year: str, month: str, slug: str) -> HttpResponse:
    """Answer with a post as ninjs."""
    with front_in(language) as front:
        post = queries.live_posts(front).filter(slug=slug, dated__year=int(year), dated__month=int(month)).first()
        if post is None:
            raise Http404
        return ninjs_answer(request, post)


def ninjs_answer(request: HttpRequest, post: PostPage) -> HttpResponse:
    """Answer with a post that readers can see as ninjs."""
    del request
    with translation.override(post.locale.language_code):
        return HttpResponse(metadata.ninjs(post, current()), content_type="application/json; charset=utf-8")


@require_safe
def digests(request: HttpRequest, language: str) -> HttpResponse:
    """List all digests of a language."""
    with front_in(language) as front:
        context = {"language": language, "digests": list(queries.live_digests(front))}
        context["alternates"] = in_all_languages("press_digests")
        return render(request, "press/digests.html", context)


@require_safe
def digest_feed(request: HttpRequest, language: str, form: str) -> HttpResponse:
    """Answer with the latest digests of one language."""
    del request
    with front_in(language) as front:
        return feed_answer(feeds.of_digests(front), form)


def feed_answer(feed: FullEntries, form: str) -> HttpResponse:
    """Answer with a feed in one of its forms."""
    chosen = Form(form)
    return HttpResponse(written(feed, chosen), content_type=chosen.media_type)


@require_safe
def register_page(request: HttpRequest, language: str) -> HttpResponse:
    """List the latest of what was removed and changed, with the ways to its years."""
    with front_in(language):
        found = register.entries(register.shown()[: register.NEWEST], language)
        context = {"entries": found, "years": register.years(), "language": language}
        context["alternates"] = in_all_languages("press_register")
        return render(request, "press/register.html", context)


@require_safe
def register_year(request: HttpRequest, language: str, year: str) -> HttpResponse:
    """List what was removed and changed in one year."""
    with front_in(language):
        found = register.entries(register.shown().filter(not_after__year=int(year)), language)
        if not found:
            raise Http404
        context = {"entries": found, "year": year, "language": language}
        context["alternates"] = in_all_languages("press_register_year", year)
        return render(request, "press/register.html", context)


@require_safe
def register_feed(request: HttpRequest, language: str, form: str) -> HttpResponse:
    """Answer with the latest of what was removed and changed."""
    del request
    with front_in(language) as front:
        return feed_answer(feeds.of_changes(front), form)


@require_safe
def about(request: HttpRequest, language: str) -> HttpResponse:
    """Say who the group is, how to reach it, how to reach the support desk safely, and how to follow the site."""
    with front_in(language) as front:
        context = {"front": front, "language": language, "alternates": in_all_languages("press_about")}
        return render(request, "press/about.html", context)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Let every robot read everything that is public, and say where all of it is listed."""
    del request
    maps = "".join(f"Sitemap: {links.whole(reverse(name))}\n" for name in ("press_sitemaps", "press_news_sitemap"))
    return HttpResponse(f"User-agent: *\nDisallow:\n\n{maps}", content_type="text/plain; charset=utf-8")


@require_safe
def look_style(request: HttpRequest) -> HttpResponse:
    """Answer with the group's own colours, if it has chosen some."""
    del request
    style = current().style
    if not style:
        raise Http404
    return HttpResponse(style, content_type="text/css; charset=utf-8")


@require_safe
def evidence_log(request: HttpRequest) -> HttpResponse:
    """Give the heads of the log of captures, so that nobody can write it anew unseen."""
    del request
    return HttpResponse(publishing.heads_text(), content_type="text/plain; charset=utf-8")


@require_safe
def evidence_keys(request: HttpRequest) -> HttpResponse:
    """Give the public keys that captures are signed with."""
    del request
    return HttpResponse(publishing.keys_text(), content_type="application/x-pem-file")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Answer with the site's mark."""
    del request
    found = finders.find("press/favicon.svg")
    if not found:
        raise Http404
    return HttpResponse(Path(str(found)).read_bytes(), content_type="image/svg+xml")
