"""Addresses of the desk's own pages, below the Wagtail admin."""

from __future__ import annotations

from django.urls import path

from interlink.newsroom.inbox.views import (
    alerts,
    arranging,
    capture_pages,
    captures,
    channels,
    clipping,
    deciding,
    digests,
    excerpts,
    opml,
    people,
    second_looks,
    stories,
    telling,
    translations,
)

urlpatterns = [
    path("inbox/", stories.InboxView.as_view(), name="inbox"),
    path("inbox/clip/<int:item_id>/", clipping.clip, name="clip"),
    path("clip/", clipping.ClipView.as_view(), name="clip_page"),
    path("clip/<int:post_id>/found/", clipping.found, name="clip_found"),
    path("desk.webmanifest", clipping.manifest, name="desk_manifest"),
    path("inbox/ignore/<int:story_id>/", deciding.ignore, name="ignore"),
    path("inbox/reopen/<int:story_id>/", deciding.reopen, name="reopen"),
    path("inbox/report/<int:item_id>/", stories.ReportView.as_view(), name="report"),
    path("inbox/many/", deciding.many, name="many_stories"),
    path("inbox/undo/", deciding.undo, name="undo_stories"),
    path("inbox/here/<int:story_id>/", deciding.here, name="here"),
    path("inbox/views/", deciding.save_view, name="save_view"),
    path("inbox/views/<int:view_id>/", deciding.drop_view, name="drop_view"),
    path("inbox/story/<int:story_id>/", arranging.ArrangeView.as_view(), name="arrange_story"),
    path("inbox/story/<int:story_id>/arrange/", arranging.arrange, name="arrange"),
    path("inbox/story/undo/<int:change_id>/", arranging.undo, name="undo_change"),
    path("alerts/", alerts.AlertsView.as_view(), name="alerts"),
    path("alerts/put/", alerts.put, name="put_alerts"),
    path("alerts/undo/", alerts.undo, name="undo_alerts"),
    path("alerts/<int:pk>/", alerts.AlertView.as_view(), name="alert"),
    path("alerts/<int:pk>/post/", alerts.draft, name="draft_alert"),
    *(
        path(f"alerts/<int:pk>/{deed}/", alerts.do, {"deed": deed}, name=f"{deed}_alert")
        for deed in ("show", "hide", "told", "untold")
    ),
    path("second-looks/", second_looks.SecondLooksView.as_view(), name="second_looks"),
    path("second-looks/<int:pk>/", second_looks.answer, name="second_look"),
    path("excerpts/<int:pk>/", excerpts.LongExcerptView.as_view(), name="long_excerpt"),
    path("translations/", translations.TranslationsView.as_view(), name="translations"),
    path("translations/<int:pk>/current/", translations.compared, name="compared_translation"),
    path("translations/<int:pk>/into/<slug:language>/", translations.begin, name="begin_translation"),
    path("digest/", digests.DigestsView.as_view(), name="digests"),
    path("digest/compile/<int:front_id>/", digests.compile_digest, name="compile_digest"),
    path("digest/send/<int:digest_id>/", digests.send, name="send_digest"),
    path("channels/", channels.ChannelsView.as_view(), name="channels"),
    path("channels/<int:pk>/", channels.ChannelView.as_view(), name="channel"),
    path("channels/<int:pk>/test/", channels.test, name="test_channel"),
    *(
        path(f"channels/<int:pk>/{deed}/", channels.turn, {"deed": deed}, name=f"{deed}_channel")
        for deed in ("pause", "resume", "remove")
    ),
    path("channels/add/<slug:service>/", channels.ChannelView.as_view(), name="add_channel"),
    path("channels/post/<int:pk>/", telling.TellingView.as_view(), name="telling"),
    path("channels/post/<int:pk>/<int:channel_id>/<slug:deed>/", telling.do, name="tell"),
    path("sources/lists/", opml.ListsView.as_view(), name="source_lists"),
    path("sources/lists/export/", opml.export, name="export_sources"),
    path("people/<int:pk>/out/", people.TakeOutView.as_view(), name="take_out"),
    path("people/<int:pk>/back/", people.let_back, name="let_back"),
    path("people/<int:pk>/forget/", people.forget, name="forget_factors"),
    path("activity/", people.ActivityView.as_view(), name="activity"),
    path("capture/", capture_pages.CaptureView.as_view(), name="capture_pages"),
    path("capture/<int:post_id>/", captures.capture, name="capture_post"),
    path("capture/<int:post_id>/state/", captures.state, name="capture_state"),
]
