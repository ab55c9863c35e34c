CREATE TABLE "account_emailaddress" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "verified" bool NOT NULL, "primary" bool NOT NULL, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "email" varchar(254) NOT NULL);
CREATE TABLE "account_emailconfirmation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created" datetime NOT NULL, "sent" datetime NULL, "key" varchar(64) NOT NULL UNIQUE, "email_address_id" integer NOT NULL REFERENCES "account_emailaddress" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "accounts_activity" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "at" datetime NOT NULL, "who" varchar(150) NOT NULL, "deed" varchar(20) NOT NULL, "about" varchar(300) NOT NULL, "detail" varchar(300) NOT NULL);
CREATE TABLE "accounts_user" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "password" varchar(128) NOT NULL, "last_login" datetime NULL, "is_superuser" bool NOT NULL, "username" varchar(150) NOT NULL UNIQUE, "first_name" varchar(150) NOT NULL, "last_name" varchar(150) NOT NULL, "email" varchar(254) NOT NULL, "is_staff" bool NOT NULL, "is_active" bool NOT NULL, "date_joined" datetime NOT NULL, "display_name" varchar(150) NOT NULL);
CREATE TABLE "accounts_user_groups" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "accounts_user_user_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "auth_group" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(150) NOT NULL UNIQUE);
CREATE TABLE "auth_group_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "auth_permission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "codename" varchar(100) NOT NULL, "name" varchar(255) NOT NULL);
CREATE TABLE "background_lostrun" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "task_id" char(32) NOT NULL, "worker_id" varchar(64) NOT NULL, "lost_at" datetime NOT NULL);
CREATE TABLE "background_periodic" ("name" varchar(100) NOT NULL PRIMARY KEY, "last_enqueued" datetime NULL, "last_task" char(32) NULL);
CREATE TABLE "background_workerlease" ("worker_id" varchar(64) NOT NULL PRIMARY KEY, "host" varchar(255) NOT NULL, "place" varchar(255) NOT NULL, "pid" integer unsigned NOT NULL CHECK ("pid" >= 0), "started" varchar(64) NOT NULL, "began_at" datetime NOT NULL, "heartbeat_at" datetime NOT NULL);
CREATE TABLE "channels_announcement" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(300) NOT NULL, "wanted" varchar(4) NOT NULL, "state" varchar(10) NOT NULL, "ordered_at" datetime NOT NULL, "changed_at" datetime NOT NULL, "due_at" datetime NULL, "tries" smallint unsigned NOT NULL CHECK ("tries" >= 0), "anew" bool NOT NULL, "problem" varchar(20) NOT NULL, "problem_words" text NOT NULL, "place" varchar(255) NOT NULL, "pid" integer unsigned NOT NULL CHECK ("pid" >= 0), "started" varchar(64) NOT NULL, "held_at" datetime NULL, "by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "page_id" integer NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "channel_id" bigint NOT NULL REFERENCES "channels_channel" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "told_once_a_channel" UNIQUE ("channel_id", "page_id"));
CREATE TABLE "channels_channel" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "service" varchar(10) NOT NULL, "name" varchar(80) NOT NULL, "address" varchar(500) NOT NULL, "target" varchar(200) NOT NULL, "languages" text NOT NULL CHECK ((JSON_VALID("languages") OR "languages" IS NULL)), "kinds" text NOT NULL CHECK ((JSON_VALID("kinds") OR "kinds" IS NULL)), "sends" varchar(6) NOT NULL, "extent" varchar(5) NOT NULL, "wait_minutes" smallint unsigned NOT NULL CHECK ("wait_minutes" >= 0), "paused" bool NOT NULL, "added_at" datetime NOT NULL, "account" varchar(300) NOT NULL, "account_key" varchar(300) NOT NULL, "tested_at" datetime NULL, "facts" text NOT NULL CHECK ((JSON_VALID("facts") OR "facts" IS NULL)), "rests_until" datetime NULL, "problem" varchar(20) NOT NULL, "problem_words" text NOT NULL);
CREATE TABLE "channels_message" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "position" smallint unsigned NOT NULL CHECK ("position" >= 0), "key" varchar(64) NOT NULL, "standing" varchar(8) NOT NULL, "checksum" varchar(64) NOT NULL, "text" text NOT NULL, "remote" varchar(500) NOT NULL, "address" varchar(1000) NOT NULL, "facts" text NOT NULL CHECK ((JSON_VALID("facts") OR "facts" IS NULL)), "asked_at" datetime NOT NULL, "noted_at" datetime NULL, "announcement_id" bigint NOT NULL REFERENCES "channels_announcement" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_message_a_part" UNIQUE ("announcement_id", "position"));
CREATE TABLE "django_content_type" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app_label" varchar(100) NOT NULL, "model" varchar(100) NOT NULL);
CREATE TABLE "django_migrations" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app" varchar(255) NOT NULL, "name" varchar(255) NOT NULL, "applied" datetime NOT NULL);
CREATE TABLE "django_session" ("session_key" varchar(40) NOT NULL PRIMARY KEY, "session_data" text NOT NULL, "expire_date" datetime NOT NULL);
CREATE TABLE "django_tasks_database_dbtaskresult" ("id" char(32) NOT NULL PRIMARY KEY, "args_kwargs" text NOT NULL CHECK ((JSON_VALID("args_kwargs") OR "args_kwargs" IS NULL)), "priority" integer NOT NULL, "task_path" text NOT NULL, "queue_name" varchar(32) NOT NULL, "backend_name" varchar(32) NOT NULL, "run_after" datetime NOT NULL, "enqueued_at" datetime NOT NULL, "finished_at" datetime NULL, "started_at" datetime NULL, "return_value" text NULL CHECK ((JSON_VALID("return_value") OR "return_value" IS NULL)), "exception_class_path" text NOT NULL, "traceback" text NOT NULL, "worker_ids" text NOT NULL CHECK ((JSON_VALID("worker_ids") OR "worker_ids" IS NULL)), "status" varchar(10) NOT NULL, CONSTRAINT "priority_range" CHECK ("priority" BETWEEN -100 AND 100));
CREATE TABLE "evidence_capture" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "address" text NOT NULL, "state" varchar(10) NOT NULL, "asked_at" datetime NOT NULL, "taken_at" datetime NULL, "final_address" text NOT NULL, "http_status" smallint unsigned NULL CHECK ("http_status" >= 0), "media_type" varchar(100) NOT NULL, "warc_name" varchar(200) NOT NULL, "warc_sha256" varchar(64) NOT NULL, "warc_bytes" bigint unsigned NOT NULL CHECK ("warc_bytes" >= 0), "payload_sha256" varchar(64) NOT NULL, "title" text NOT NULL, "text" text NOT NULL, "tries" smallint unsigned NOT NULL CHECK ("tries" >= 0), "problem" text NOT NULL, "alerted_at" datetime NULL, "checked_at" datetime NULL, "core_sha256" varchar(64) NOT NULL, "etag" varchar(1000) NOT NULL, "in_vain" smallint unsigned NOT NULL CHECK ("in_vain" >= 0), "in_vain_since" datetime NULL, "last_modified" varchar(200) NOT NULL, "mark" varchar(12) NOT NULL, "mark_since" datetime NULL, "next_check" datetime NULL, "paywalled" bool NOT NULL, "seen_at" datetime NULL, "seen_text_sha256" varchar(64) NOT NULL, "suspected_since" datetime NULL, "manifest_sha256" varchar(64) NOT NULL, "moved_at" datetime NULL, "package_bytes" bigint unsigned NOT NULL CHECK ("package_bytes" >= 0), "package_sha256" varchar(64) NOT NULL, "sealed_at" datetime NULL, "sealing" varchar(8) NOT NULL, "sealing_problem" text NOT NULL, "stamp_problem" text NOT NULL, "stamp_tries" smallint unsigned NOT NULL CHECK ("stamp_tries" >= 0), "stamps_due" datetime NULL, "public_since" datetime NULL, "by_browser" bool NOT NULL, "facts" text NOT NULL CHECK ((JSON_VALID("facts") OR "facts" IS NULL)), "parts_found" integer unsigned NOT NULL CHECK ("parts_found" >= 0), "screenshot_sha256" varchar(64) NOT NULL, "by_itself" bool NOT NULL);
CREATE TABLE "evidence_capture_points_to" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "from_capture_id" bigint NOT NULL REFERENCES "evidence_capture" ("id") DEFERRABLE INITIALLY DEFERRED, "to_capture_id" bigint NOT NULL REFERENCES "evidence_capture" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "evidence_check" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "at" datetime NOT NULL, "not_before" datetime NULL, "verdict" varchar(16) NOT NULL, "http_status" smallint unsigned NULL CHECK ("http_status" >= 0), "answered_by" text NOT NULL, "reasons" text NOT NULL CHECK ((JSON_VALID("reasons") OR "reasons" IS NULL)), "confidence" real NOT NULL, "news" bool NOT NULL, "weight" real NOT NULL, "text_sha256" varchar(64) NOT NULL, "title" text NOT NULL, "text" text NOT NULL, "compared" text NOT NULL, "capture_id" bigint NOT NULL REFERENCES "evidence_capture" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "evidence_copydecision" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "deed" varchar(10) NOT NULL, "at" datetime NOT NULL, "by_name" varchar(200) NOT NULL, "reason" text NOT NULL, "capture_id" bigint NOT NULL REFERENCES "evidence_capture" ("id") DEFERRABLE INITIALLY DEFERRED, "by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "evidence_logproof" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "number" integer unsigned NOT NULL UNIQUE CHECK ("number" >= 0), "sha256" varchar(64) NOT NULL, "asked_at" datetime NOT NULL, "due" datetime NULL, "tries" smallint unsigned NOT NULL CHECK ("tries" >= 0), "promised" text NOT NULL CHECK ((JSON_VALID("promised") OR "promised" IS NULL)), "block" integer unsigned NULL CHECK ("block" >= 0), "problem" text NOT NULL);
CREATE TABLE "evidence_part" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "address" text NOT NULL, "kind" varchar(12) NOT NULL, "state" varchar(10) NOT NULL, "http_status" smallint unsigned NULL CHECK ("http_status" >= 0), "media_type" varchar(100) NOT NULL, "size" bigint unsigned NOT NULL CHECK ("size" >= 0), "problem" text NOT NULL, "capture_id" bigint NOT NULL REFERENCES "evidence_capture" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "evidence_waybackcopy" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "wish" varchar(8) NOT NULL, "state" varchar(8) NOT NULL, "asked_at" datetime NOT NULL, "due" datetime NULL, "tries" smallint unsigned NOT NULL CHECK ("tries" >= 0), "job" varchar(100) NOT NULL, "ordered_at" datetime NULL, "address" text NOT NULL, "at" datetime NULL, "http_status" smallint unsigned NULL CHECK ("http_status" >= 0), "by_us" bool NOT NULL, "problem" text NOT NULL, "capture_id" bigint NOT NULL UNIQUE REFERENCES "evidence_capture" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "fediverse_activity" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(10) NOT NULL, "name" varchar(500) NOT NULL UNIQUE, "about" text NULL CHECK ((JSON_VALID("about") OR "about" IS NULL)), "made_at" datetime NOT NULL, "answer" varchar(10) NOT NULL, "actor_id" bigint NOT NULL REFERENCES "fediverse_actor" ("id") DEFERRABLE INITIALLY DEFERRED, "note_id" bigint NULL REFERENCES "fediverse_note" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "fediverse_actor" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "language" varchar(20) NOT NULL UNIQUE, "name" varchar(30) NOT NULL UNIQUE, "is_on" bool NOT NULL, "on_since" datetime NULL, "key_number" smallint unsigned NOT NULL CHECK ("key_number" >= 0));
CREATE TABLE "fediverse_delivery" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "standing" varchar(10) NOT NULL, "due_at" datetime NOT NULL, "asked_at" datetime NULL, "noted_at" datetime NULL, "problem_words" text NOT NULL, "activity_id" bigint NOT NULL REFERENCES "fediverse_activity" ("id") DEFERRABLE INITIALLY DEFERRED, "inbox_id" bigint NOT NULL REFERENCES "fediverse_inbox" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "delivered_once" UNIQUE ("activity_id", "inbox_id"));
CREATE TABLE "fediverse_follower" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "address" varchar(1000) NOT NULL, "follow" varchar(1000) NOT NULL, "since" datetime NOT NULL, "actor_id" bigint NOT NULL REFERENCES "fediverse_actor" ("id") DEFERRABLE INITIALLY DEFERRED, "inbox_id" bigint NOT NULL REFERENCES "fediverse_inbox" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "follows_once" UNIQUE ("actor_id", "address"));
CREATE TABLE "fediverse_inbox" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "address" varchar(1000) NOT NULL, "told" bool NOT NULL, "actor_id" bigint NOT NULL REFERENCES "fediverse_actor" ("id") DEFERRABLE INITIALLY DEFERRED, "server_id" bigint NOT NULL REFERENCES "fediverse_server" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_inbox_an_address" UNIQUE ("actor_id", "address"));
CREATE TABLE "fediverse_note" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(300) NOT NULL, "body" text NOT NULL CHECK ((JSON_VALID("body") OR "body" IS NULL)), "published_at" datetime NOT NULL, "changed_at" datetime NULL, "gone_at" datetime NULL, "left" bool NOT NULL, "actor_id" bigint NOT NULL REFERENCES "fediverse_actor" ("id") DEFERRABLE INITIALLY DEFERRED, "page_id" integer NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "fediverse_sender" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" varchar(1000) NOT NULL UNIQUE, "address" varchar(1000) NOT NULL, "inbox" varchar(1000) NOT NULL, "shared_inbox" varchar(1000) NOT NULL, "pem" text NOT NULL, "fetched_at" datetime NOT NULL);
CREATE TABLE "fediverse_server" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "host" varchar(255) NOT NULL UNIQUE, "is_blocked" bool NOT NULL, "failing_since" datetime NULL, "rests_until" datetime NULL, "tries" smallint unsigned NOT NULL CHECK ("tries" >= 0), "problem" varchar(20) NOT NULL, "problem_words" text NOT NULL, "let_go_at" datetime NULL, "place" varchar(255) NOT NULL, "pid" integer unsigned NOT NULL CHECK ("pid" >= 0), "started" varchar(64) NOT NULL, "held_at" datetime NULL);
CREATE TABLE "fediverse_taken" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "checksum" varchar(64) NOT NULL UNIQUE, "until" datetime NOT NULL);
CREATE TABLE "mfa_authenticator" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "type" varchar(20) NOT NULL, "data" text NOT NULL CHECK ((JSON_VALID("data") OR "data" IS NULL)), "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "created_at" datetime NOT NULL, "last_used_at" datetime NULL);
CREATE TABLE "outreach_bounce" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "trouble" varchar(4) NOT NULL, "at" datetime NOT NULL, "delivery_id" bigint NULL REFERENCES "outreach_delivery" ("id") DEFERRABLE INITIALLY DEFERRED, "subscriber_id" bigint NOT NULL REFERENCES "outreach_subscriber" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_bounce_each" UNIQUE ("delivery_id", "trouble"));
CREATE TABLE "outreach_box" ("name" varchar(200) NOT NULL PRIMARY KEY, "uid_validity" bigint unsigned NULL CHECK ("uid_validity" >= 0), "read_to" bigint unsigned NOT NULL CHECK ("read_to" >= 0), "read_at" datetime NULL, "problem" text NOT NULL);
CREATE TABLE "outreach_counter" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "label" varchar(64) NOT NULL UNIQUE, "until" datetime NOT NULL, "count" integer unsigned NOT NULL CHECK ("count" >= 0));
CREATE TABLE "outreach_delivery" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "state" varchar(8) NOT NULL, "tries" smallint unsigned NOT NULL CHECK ("tries" >= 0), "changed_at" datetime NULL, "problem" text NOT NULL, "mailing_id" bigint NOT NULL REFERENCES "outreach_mailing" ("id") DEFERRABLE INITIALLY DEFERRED, "due_at" datetime NULL, "subscriber_id" bigint NULL REFERENCES "outreach_subscriber" ("id") DEFERRABLE INITIALLY DEFERRED, "run_id" bigint NULL REFERENCES "outreach_run" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_delivery_each" UNIQUE ("mailing_id", "subscriber_id"));
CREATE TABLE "outreach_import" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "stage" varchar(8) NOT NULL, "name" varchar(200) NOT NULL, "by" varchar(150) NOT NULL, "at" datetime NOT NULL, "ended_at" datetime NULL, "language" varchar(12) NOT NULL, "choices" varchar(40) NOT NULL, "consent_from" varchar(200) NOT NULL, "consent_at" datetime NULL, "size" bigint unsigned NOT NULL CHECK ("size" >= 0), "done" bigint unsigned NOT NULL CHECK ("done" >= 0), "lines" integer unsigned NOT NULL CHECK ("lines" >= 0), "found" text NOT NULL CHECK ((JSON_VALID("found") OR "found" IS NULL)), "examples" text NOT NULL CHECK ((JSON_VALID("examples") OR "examples" IS NULL)), "problem" text NOT NULL);
CREATE TABLE "outreach_mailing" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "ordered_at" datetime NOT NULL, "finished_at" datetime NULL, "digest_id" integer NULL UNIQUE REFERENCES "press_digestpage" ("page_ptr_id") DEFERRABLE INITIALLY DEFERRED, "course" varchar(9) NOT NULL, "problem" text NOT NULL, "begins_at" datetime NULL, "kind" varchar(8) NOT NULL, "language" varchar(12) NOT NULL, "post_id" integer NULL REFERENCES "press_postpage" ("page_ptr_id") DEFERRABLE INITIALLY DEFERRED, "since" datetime NULL, "title" varchar(300) NOT NULL, "until" datetime NULL, "key" varchar(80) NOT NULL UNIQUE);
CREATE TABLE "outreach_pace" ("domain" varchar(254) NOT NULL PRIMARY KEY, "next_at" datetime NOT NULL);
CREATE TABLE "outreach_run" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "place" varchar(255) NOT NULL, "pid" integer unsigned NOT NULL CHECK ("pid" >= 0), "started" varchar(64) NOT NULL, "renewed_at" datetime NOT NULL, "mailing_id" bigint NOT NULL REFERENCES "outreach_mailing" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "outreach_signup" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "email" varchar(254) NOT NULL, "key" varchar(254) NOT NULL, "language" varchar(12) NOT NULL, "choices" varchar(40) NOT NULL, "asked_at" datetime NOT NULL, "mailed_at" datetime NULL, "subscriber_id" bigint NULL REFERENCES "outreach_subscriber" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "outreach_subscriber" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "email" varchar(254) NOT NULL, "language" varchar(12) NOT NULL, "confirmed_at" datetime NULL, "left_at" datetime NULL, "asked_at" datetime NULL, "daily" bool NOT NULL, "domain" varchar(254) NOT NULL, "every_post" bool NOT NULL, "how" varchar(8) NOT NULL, "key" varchar(254) NOT NULL UNIQUE, "removals" bool NOT NULL, "standing" varchar(8) NOT NULL, "weekly" bool NOT NULL, "wording_id" bigint NULL REFERENCES "outreach_wording" ("id") DEFERRABLE INITIALLY DEFERRED, "consent_from" varchar(200) NOT NULL, "paused_until" datetime NULL, "batch_id" bigint NULL REFERENCES "outreach_import" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "outreach_suppression" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "checksum" varchar(64) NOT NULL UNIQUE, "reason" varchar(8) NOT NULL, "at" datetime NOT NULL);
CREATE TABLE "outreach_tally" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "language" varchar(12) NOT NULL, "standing" varchar(8) NOT NULL, "total" integer unsigned NOT NULL CHECK ("total" >= 0), "weekly" integer unsigned NOT NULL CHECK ("weekly" >= 0), "daily" integer unsigned NOT NULL CHECK ("daily" >= 0), "every_post" integer unsigned NOT NULL CHECK ("every_post" >= 0), "removals" integer unsigned NOT NULL CHECK ("removals" >= 0), CONSTRAINT "one_tally_each" UNIQUE ("language", "standing"));
CREATE TABLE "outreach_wording" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "language" varchar(12) NOT NULL, "text" text NOT NULL, "checksum" varchar(64) NOT NULL UNIQUE);
CREATE TABLE "press_account" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "sort_order" integer NULL, "label" varchar(60) NOT NULL, "address" varchar(500) NOT NULL, "look_id" bigint NOT NULL REFERENCES "press_sitelook" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "press_alert" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "uid" char(32) NOT NULL UNIQUE, "kind" varchar(16) NOT NULL, "raised_at" datetime NOT NULL, "not_before" datetime NULL, "not_after" datetime NOT NULL, "severity" real NOT NULL, "touched" text NOT NULL CHECK ((JSON_VALID("touched") OR "touched" IS NULL)), "words" text NOT NULL CHECK ((JSON_VALID("words") OR "words" IS NULL)), "state" varchar(8) NOT NULL, "shown_at" datetime NULL, "told_at" datetime NULL, "capture_id" bigint NOT NULL REFERENCES "evidence_capture" ("id") DEFERRABLE INITIALLY DEFERRED, "check_row_id" bigint NOT NULL UNIQUE REFERENCES "evidence_check" ("id") DEFERRABLE INITIALLY DEFERRED, "post_id" integer NULL REFERENCES "press_postpage" ("page_ptr_id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "press_alertdeed" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "at" datetime NOT NULL, "deed" varchar(8) NOT NULL, "alert_id" bigint NOT NULL REFERENCES "press_alert" ("id") DEFERRABLE INITIALLY DEFERRED, "by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "press_approval" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "content_sha256" varchar(64) NOT NULL, "at" datetime NOT NULL, "by_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "post_id" integer NOT NULL REFERENCES "press_postpage" ("page_ptr_id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "approved_once_by_somebody" UNIQUE ("post_id", "content_sha256", "by_id"));
CREATE TABLE "press_card" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "checksum" varchar(16) NOT NULL, "look" varchar(16) NOT NULL, "page_id" integer NOT NULL UNIQUE REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "press_clip" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" text NOT NULL UNIQUE, "at" datetime NOT NULL, "placeholder" varchar(255) NOT NULL, "filled_at" datetime NULL, "by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "post_id" integer NOT NULL UNIQUE REFERENCES "press_postpage" ("page_ptr_id") DEFERRABLE INITIALLY DEFERRED, "like_id" integer NULL REFERENCES "press_postpage" ("page_ptr_id") DEFERRABLE INITIALLY DEFERRED, "near_story_id" bigint NULL REFERENCES "stories_story" ("id") DEFERRABLE INITIALLY DEFERRED, "placed_at" datetime NULL);
CREATE TABLE "press_correction" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "sort_order" integer NULL, "uid" char(32) NOT NULL, "on" date NOT NULL, "wrong" text NOT NULL, "right" text NOT NULL, "material" bool NOT NULL, "post_id" integer NOT NULL REFERENCES "press_postpage" ("page_ptr_id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "press_digestentry" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "sort_order" integer NULL, "digest_id" integer NOT NULL REFERENCES "press_digestpage" ("page_ptr_id") DEFERRABLE INITIALLY DEFERRED, "post_id" integer NOT NULL REFERENCES "press_postpage" ("page_ptr_id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "post_once_a_digest" UNIQUE ("digest_id", "post_id"));
CREATE TABLE "press_digestpage" ("page_ptr_id" integer NOT NULL PRIMARY KEY REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "dated" date NOT NULL, "starts_on" date NOT NULL, "ends_on" date NOT NULL, "greeting" text NOT NULL, "signed_off_at" datetime NULL, "signed_off_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "grouping" varchar(8) NOT NULL);
CREATE TABLE "press_digestrhythm" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "every" smallint unsigned NOT NULL CHECK ("every" >= 0), "weekday" smallint unsigned NULL CHECK ("weekday" >= 0), "hour" smallint unsigned NULL CHECK ("hour" >= 0), "daily_hour" smallint unsigned NOT NULL CHECK ("daily_hour" >= 0), "time_zone" varchar(64) NOT NULL);
CREATE TABLE "press_edition" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "form" varchar(4) NOT NULL, "span" varchar(8) NOT NULL, "name" varchar(120) NOT NULL UNIQUE, "made_of" varchar(64) NOT NULL, "made_at" datetime NOT NULL, "size" bigint unsigned NOT NULL CHECK ("size" >= 0), "sha256" varchar(64) NOT NULL, "signature" BLOB NOT NULL, "digest_id" integer NULL REFERENCES "press_digestpage" ("page_ptr_id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "press_filing" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "filed" bool NOT NULL, "post_id" integer NOT NULL REFERENCES "press_postpage" ("page_ptr_id") DEFERRABLE INITIALLY DEFERRED, "subject_id" bigint NOT NULL REFERENCES "watch_subject" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "filed_once" UNIQUE ("post_id", "subject_id"));
CREATE TABLE "press_frontpage" ("page_ptr_id" integer NOT NULL PRIMARY KEY REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "aims" text NOT NULL, "about" text NOT NULL, "contact" text NOT NULL, "safe_contact" text NOT NULL);
CREATE TABLE "press_listed" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "language" varchar(12) NOT NULL, "list" varchar(120) NOT NULL, "day" date NOT NULL, "at" datetime NOT NULL, "post_id" integer NOT NULL REFERENCES "press_postpage" ("page_ptr_id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "listed_once" UNIQUE ("post_id", "list"));
CREATE TABLE "press_longexcerpt" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "address" varchar(2000) NOT NULL, "words" integer unsigned NOT NULL CHECK ("words" >= 0), "reason" text NOT NULL, "at" datetime NOT NULL, "by_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "post_id" integer NOT NULL REFERENCES "press_postpage" ("page_ptr_id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "press_postpage" ("page_ptr_id" integer NOT NULL PRIMARY KEY REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "dated" date NOT NULL, "byline" varchar(300) NOT NULL, "outlet" varchar(200) NOT NULL, "place" varchar(200) NOT NULL, "reported_on" date NULL, "first_published" date NULL, "excerpt" text NOT NULL, "excerpt_language" varchar(12) NOT NULL, "comment" text NOT NULL, "cited_address" varchar(2000) NOT NULL, "capture_id" bigint NULL REFERENCES "evidence_capture" ("id") DEFERRABLE INITIALLY DEFERRED, "item_id" bigint NULL REFERENCES "watch_item" ("id") DEFERRABLE INITIALLY DEFERRED, "story_id" bigint NULL REFERENCES "stories_story" ("id") DEFERRABLE INITIALLY DEFERRED, "picture_id" integer NULL REFERENCES "wagtailimages_image" ("id") DEFERRABLE INITIALLY DEFERRED, "picture_credit" varchar(200) NOT NULL, "picture_text" varchar(300) NOT NULL, "accusation" bool NOT NULL, "addressee" varchar(300) NOT NULL, "body" text NOT NULL, "content_sha256" varchar(64) NOT NULL, "guest" varchar(200) NOT NULL, "kind" varchar(16) NOT NULL, "report_file_id" integer NULL REFERENCES "wagtaildocs_document" ("id") DEFERRABLE INITIALLY DEFERRED, "report_year" smallint unsigned NULL CHECK ("report_year" >= 0), "signatories" text NOT NULL, "corrects_id" integer NULL REFERENCES "press_postpage" ("page_ptr_id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "press_posttag" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "content_object_id" integer NOT NULL REFERENCES "press_postpage" ("page_ptr_id") DEFERRABLE INITIALLY DEFERRED, "tag_id" integer NOT NULL REFERENCES "taggit_tag" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "press_publicsubject" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(80) NOT NULL UNIQUE, "subject_id" bigint NOT NULL UNIQUE REFERENCES "watch_subject" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "press_reply" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "sort_order" integer NULL, "uid" char(32) NOT NULL, "asked" varchar(200) NOT NULL, "asked_on" date NOT NULL, "deadline" date NOT NULL, "answered_on" date NULL, "answer" text NOT NULL, "settled" bool NOT NULL, "answer_file_id" integer NULL REFERENCES "wagtaildocs_document" ("id") DEFERRABLE INITIALLY DEFERRED, "post_id" integer NOT NULL REFERENCES "press_postpage" ("page_ptr_id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "press_searchentry" ("post_id" integer NOT NULL PRIMARY KEY REFERENCES "press_postpage" ("page_ptr_id") DEFERRABLE INITIALLY DEFERRED, "dated" date NOT NULL, "language" varchar(12) NOT NULL, "outlet" varchar(200) NOT NULL, "marks" text NOT NULL, "title" text NOT NULL, "body" text NOT NULL);
CREATE TABLE "press_shownmark" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "mark" varchar(12) NOT NULL, "since" datetime NULL, "capture_id" bigint NOT NULL UNIQUE REFERENCES "evidence_capture" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "press_sitelook" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(80) NOT NULL, "accent" varchar(7) NOT NULL, "paper" varchar(7) NOT NULL, "logo_id" integer NULL REFERENCES "wagtailimages_image" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "press_titleform" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "sort_order" integer NULL, "language" varchar(12) NOT NULL, "form" varchar(200) NOT NULL, "rhythm_id" bigint NOT NULL REFERENCES "press_digestrhythm" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_title_form_a_language" UNIQUE ("rhythm_id", "language"));
CREATE TABLE "press_translation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "content_sha256" varchar(64) NOT NULL, "compared_at" datetime NOT NULL, "by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "post_id" integer NOT NULL UNIQUE REFERENCES "press_postpage" ("page_ptr_id") DEFERRABLE INITIALLY DEFERRED, "revision_id" integer NULL REFERENCES "wagtailcore_revision" ("id") DEFERRABLE INITIALLY DEFERRED, "source_id" integer NOT NULL REFERENCES "press_postpage" ("page_ptr_id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "press_wantedlook" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "content_sha256" varchar(64) NOT NULL, "reasons" text NOT NULL CHECK ((JSON_VALID("reasons") OR "reasons" IS NULL)), "asked_at" datetime NOT NULL, "approved_at" datetime NULL, "note" text NOT NULL, "asked_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "post_id" integer NOT NULL UNIQUE REFERENCES "press_postpage" ("page_ptr_id") DEFERRABLE INITIALLY DEFERRED, "sent_back_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "writer_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "stories_change" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "deed" varchar(8) NOT NULL, "at" datetime NOT NULL, "undone_at" datetime NULL, "before" text NOT NULL CHECK ((JSON_VALID("before") OR "before" IS NULL)), "by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "joined_id" bigint NOT NULL REFERENCES "stories_story" ("id") DEFERRABLE INITIALLY DEFERRED, "left_id" bigint NOT NULL REFERENCES "stories_story" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "stories_choice" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "about" varchar(40) NOT NULL UNIQUE, "clipped" integer unsigned NOT NULL CHECK ("clipped" >= 0), "ignored" integer unsigned NOT NULL CHECK ("ignored" >= 0));
CREATE TABLE "stories_decision" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "at" datetime NOT NULL, "before" varchar(10) NOT NULL, "after" varchar(10) NOT NULL, "by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "story_id" bigint NOT NULL REFERENCES "stories_story" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "stories_membership" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "item_id" bigint NOT NULL UNIQUE REFERENCES "watch_item" ("id") DEFERRABLE INITIALLY DEFERRED, "story_id" bigint NOT NULL REFERENCES "stories_story" ("id") DEFERRABLE INITIALLY DEFERRED, "added" text NOT NULL CHECK ((JSON_VALID("added") OR "added" IS NULL)), "by_hand" bool NOT NULL, "role" varchar(10) NOT NULL, "strand" bigint NOT NULL, "reason" text NOT NULL CHECK ((JSON_VALID("reason") OR "reason" IS NULL)));
CREATE TABLE "stories_presence" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "until" datetime NOT NULL, "by_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "story_id" bigint NOT NULL REFERENCES "stories_story" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "present_once" UNIQUE ("story_id", "by_id"));
CREATE TABLE "stories_savedview" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(60) NOT NULL, "query" varchar(600) NOT NULL, "by_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "saved_view_once_a_name" UNIQUE ("by_id", "name"));
CREATE TABLE "stories_sketch" ("item_id" bigint NOT NULL PRIMARY KEY REFERENCES "watch_item" ("id") DEFERRABLE INITIALLY DEFERRED, "packed" BLOB NOT NULL, "checksum" bigint NOT NULL);
CREATE TABLE "stories_story" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "headline" text NOT NULL, "language" varchar(12) NOT NULL, "standing" varchar(10) NOT NULL, "first_at" datetime NOT NULL, "last_at" datetime NOT NULL, "watched" bool NOT NULL, "relevance" smallint NOT NULL, "relevance_reasons" text NOT NULL CHECK ((JSON_VALID("relevance_reasons") OR "relevance_reasons" IS NULL)));
CREATE TABLE "stories_trait" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "word" varchar(40) NOT NULL, "standing" varchar(10) NOT NULL, "watched" bool NOT NULL, "last_at" datetime NOT NULL, "relevance" smallint NOT NULL, "story_id" bigint NOT NULL REFERENCES "stories_story" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "trait_once_a_story" UNIQUE ("story_id", "word"));
CREATE TABLE "stories_turn" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT);
CREATE TABLE "stories_verdict" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "together" bool NOT NULL, "change_id" bigint NOT NULL REFERENCES "stories_change" ("id") DEFERRABLE INITIALLY DEFERRED, "one_id" bigint NOT NULL REFERENCES "watch_item" ("id") DEFERRABLE INITIALLY DEFERRED, "other_id" bigint NOT NULL REFERENCES "watch_item" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "verdict_once_a_change" UNIQUE ("one_id", "other_id", "change_id"));
CREATE TABLE "taggit_tag" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(100) NOT NULL UNIQUE, "slug" varchar(100) NOT NULL UNIQUE);
CREATE TABLE "taggit_taggeditem" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "object_id" integer NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "tag_id" integer NOT NULL REFERENCES "taggit_tag" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "taggit_taggeditem_content_type_id_object_id_tag_id_4bb97a8e_uniq" UNIQUE ("content_type_id", "object_id", "tag_id"));
CREATE TABLE "usersessions_usersession" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created_at" datetime NOT NULL, "ip" char(39) NOT NULL, "last_seen_at" datetime NOT NULL, "session_key" varchar(40) NOT NULL UNIQUE, "user_agent" varchar(200) NOT NULL, "data" text NOT NULL CHECK ((JSON_VALID("data") OR "data" IS NULL)), "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailadmin_admin" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT);
CREATE TABLE "wagtailadmin_editingsession" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "object_id" varchar(255) NOT NULL, "last_seen_at" datetime NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "is_editing" bool NOT NULL);
CREATE TABLE "wagtailadmin_formstate" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "data" text NOT NULL, "object_id" varchar(255) NOT NULL, "parent_object_id" varchar(255) NOT NULL, "last_updated_at" datetime NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_apitoken" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(255) NOT NULL, "key_hash" varchar(64) NOT NULL UNIQUE, "prefix" varchar(16) NOT NULL, "created" datetime NOT NULL, "revoked_at" datetime NULL, "last_used_at" datetime NULL, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_collection" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "path" varchar(255) NOT NULL UNIQUE, "depth" integer unsigned NOT NULL CHECK ("depth" >= 0), "numchild" integer unsigned NOT NULL CHECK ("numchild" >= 0), "name" varchar(255) NOT NULL);
CREATE TABLE "wagtailcore_collectionviewrestriction" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "restriction_type" varchar(20) NOT NULL, "password" varchar(255) NOT NULL, "collection_id" integer NOT NULL REFERENCES "wagtailcore_collection" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_collectionviewrestriction_groups" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "collectionviewrestriction_id" integer NOT NULL REFERENCES "wagtailcore_collectionviewrestriction" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_comment" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "text" text NOT NULL, "contentpath" text NOT NULL, "position" text NOT NULL, "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "resolved_at" datetime NULL, "page_id" integer NOT NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "resolved_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "revision_created_id" integer NULL REFERENCES "wagtailcore_revision" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_commentreply" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "text" text NOT NULL, "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "comment_id" integer NOT NULL REFERENCES "wagtailcore_comment" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_groupapprovaltask" ("task_ptr_id" integer NOT NULL PRIMARY KEY REFERENCES "wagtailcore_task" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_groupapprovaltask_groups" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "groupapprovaltask_id" integer NOT NULL REFERENCES "wagtailcore_groupapprovaltask" ("task_ptr_id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_groupcollectionpermission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "collection_id" integer NOT NULL REFERENCES "wagtailcore_collection" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_grouppagepermission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "page_id" integer NOT NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "unique_permission" UNIQUE ("group_id", "page_id", "permission_id"));
CREATE TABLE "wagtailcore_groupsitepermission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED, "site_id" integer NOT NULL REFERENCES "wagtailcore_site" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_locale" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "language_code" varchar(100) NOT NULL UNIQUE);
CREATE TABLE "wagtailcore_modellogentry" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "label" text NOT NULL, "action" varchar(255) NOT NULL, "timestamp" datetime NOT NULL, "content_changed" bool NOT NULL, "deleted" bool NOT NULL, "object_id" varchar(255) NOT NULL, "content_type_id" integer NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NULL, "uuid" char(32) NULL, "revision_id" integer NULL, "data" text NOT NULL CHECK ((JSON_VALID("data") OR "data" IS NULL)));
CREATE TABLE "wagtailcore_page" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "path" varchar(255) NOT NULL UNIQUE, "depth" integer unsigned NOT NULL CHECK ("depth" >= 0), "numchild" integer unsigned NOT NULL CHECK ("numchild" >= 0), "title" varchar(255) NOT NULL, "slug" varchar(255) NOT NULL, "live" bool NOT NULL, "has_unpublished_changes" bool NOT NULL, "url_path" text NOT NULL, "seo_title" varchar(255) NOT NULL, "show_in_menus" bool NOT NULL, "search_description" text NOT NULL, "go_live_at" datetime NULL, "expire_at" datetime NULL, "expired" bool NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "locked" bool NOT NULL, "latest_revision_created_at" datetime NULL, "first_published_at" datetime NULL, "live_revision_id" integer NULL REFERENCES "wagtailcore_revision" ("id") DEFERRABLE INITIALLY DEFERRED, "last_published_at" datetime NULL, "draft_title" varchar(255) NOT NULL, "locked_at" datetime NULL, "locked_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "locale_id" integer NOT NULL REFERENCES "wagtailcore_locale" ("id") DEFERRABLE INITIALLY DEFERRED, "translation_key" char(32) NOT NULL, "alias_of_id" integer NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "latest_revision_id" integer NULL REFERENCES "wagtailcore_revision" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_pagelogentry" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "label" text NOT NULL, "action" varchar(255) NOT NULL, "timestamp" datetime NOT NULL, "content_changed" bool NOT NULL, "deleted" bool NOT NULL, "content_type_id" integer NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "page_id" integer NOT NULL, "revision_id" integer NULL, "user_id" bigint NULL, "uuid" char(32) NULL, "data" text NOT NULL CHECK ((JSON_VALID("data") OR "data" IS NULL)));
CREATE TABLE "wagtailcore_pagesubscription" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "comment_notifications" bool NOT NULL, "page_id" integer NOT NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_pageviewrestriction" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "password" varchar(255) NOT NULL, "page_id" integer NOT NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "restriction_type" varchar(20) NOT NULL);
CREATE TABLE "wagtailcore_pageviewrestriction_groups" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "pageviewrestriction_id" integer NOT NULL REFERENCES "wagtailcore_pageviewrestriction" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_referenceindex" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "object_id" varchar(255) NOT NULL, "to_object_id" varchar(255) NOT NULL, "model_path" text NOT NULL, "content_path" text NOT NULL, "content_path_hash" char(32) NOT NULL, "base_content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "to_content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_revision" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created_at" datetime NOT NULL, "approved_go_live_at" datetime NULL, "user_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "content" text NOT NULL CHECK ((JSON_VALID("content") OR "content" IS NULL)), "object_id" varchar(255) NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "base_content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "object_str" text NOT NULL);
CREATE TABLE "wagtailcore_site" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "hostname" varchar(255) NOT NULL, "port" integer NOT NULL, "is_default_site" bool NOT NULL, "root_page_id" integer NOT NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "site_name" varchar(255) NOT NULL);
CREATE TABLE "wagtailcore_task" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(255) NOT NULL, "active" bool NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_taskstate" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "status" varchar(50) NOT NULL, "started_at" datetime NOT NULL, "finished_at" datetime NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "task_id" integer NOT NULL REFERENCES "wagtailcore_task" ("id") DEFERRABLE INITIALLY DEFERRED, "workflow_state_id" integer NOT NULL REFERENCES "wagtailcore_workflowstate" ("id") DEFERRABLE INITIALLY DEFERRED, "finished_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "comment" text NOT NULL, "revision_id" integer NOT NULL REFERENCES "wagtailcore_revision" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_uploadedfile" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "file" varchar(200) NOT NULL, "for_content_type_id" integer NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "uploaded_by_user_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_workflow" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(255) NOT NULL, "active" bool NOT NULL);
CREATE TABLE "wagtailcore_workflowcontenttype" ("content_type_id" integer NOT NULL PRIMARY KEY REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "workflow_id" integer NOT NULL REFERENCES "wagtailcore_workflow" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_workflowpage" ("page_id" integer NOT NULL PRIMARY KEY REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "workflow_id" integer NOT NULL REFERENCES "wagtailcore_workflow" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_workflowstate" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "status" varchar(50) NOT NULL, "created_at" datetime NOT NULL, "current_task_state_id" integer NULL UNIQUE REFERENCES "wagtailcore_taskstate" ("id") DEFERRABLE INITIALLY DEFERRED, "requested_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "workflow_id" integer NOT NULL REFERENCES "wagtailcore_workflow" ("id") DEFERRABLE INITIALLY DEFERRED, "object_id" varchar(255) NOT NULL, "base_content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_workflowtask" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "sort_order" integer NULL, "task_id" integer NOT NULL REFERENCES "wagtailcore_task" ("id") DEFERRABLE INITIALLY DEFERRED, "workflow_id" integer NOT NULL REFERENCES "wagtailcore_workflow" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtaildocs_document" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(255) NOT NULL, "file" varchar(100) NOT NULL, "created_at" datetime NOT NULL, "uploaded_by_user_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "collection_id" integer NOT NULL REFERENCES "wagtailcore_collection" ("id") DEFERRABLE INITIALLY DEFERRED, "file_hash" varchar(40) NOT NULL, "file_size" bigint unsigned NULL CHECK ("file_size" >= 0));
CREATE TABLE "wagtailimages_image" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(255) NOT NULL, "file" varchar(100) NOT NULL, "width" integer NOT NULL, "height" integer NOT NULL, "created_at" datetime NOT NULL, "focal_point_x" integer unsigned NULL CHECK ("focal_point_x" >= 0), "focal_point_y" integer unsigned NULL CHECK ("focal_point_y" >= 0), "focal_point_width" integer unsigned NULL CHECK ("focal_point_width" >= 0), "focal_point_height" integer unsigned NULL CHECK ("focal_point_height" >= 0), "uploaded_by_user_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "file_size" integer unsigned NULL CHECK ("file_size" >= 0), "collection_id" integer NOT NULL REFERENCES "wagtailcore_collection" ("id") DEFERRABLE INITIALLY DEFERRED, "file_hash" varchar(40) NOT NULL, "description" varchar(255) NOT NULL);
CREATE TABLE "wagtailimages_rendition" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "width" integer NOT NULL, "height" integer NOT NULL, "focal_point_key" varchar(16) NOT NULL, "filter_spec" varchar(255) NOT NULL, "image_id" integer NOT NULL REFERENCES "wagtailimages_image" ("id") DEFERRABLE INITIALLY DEFERRED, "file" varchar(100) NOT NULL);
CREATE TABLE "wagtailredirects_redirect" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "old_path" varchar(255) NOT NULL, "is_permanent" bool NOT NULL, "redirect_link" varchar(255) NOT NULL, "redirect_page_id" integer NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "site_id" integer NULL REFERENCES "wagtailcore_site" ("id") DEFERRABLE INITIALLY DEFERRED, "automatically_created" bool NOT NULL, "created_at" datetime NULL, "redirect_page_route_path" varchar(255) NOT NULL);
CREATE TABLE "wagtailsearch_indexentry" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "object_id" varchar(50) NOT NULL, "title_norm" real NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "autocomplete" text NULL, "body" text NULL, "title" text NOT NULL);
CREATE TABLE "wagtailusers_userprofile" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "submitted_notifications" bool NOT NULL, "approved_notifications" bool NOT NULL, "rejected_notifications" bool NOT NULL, "user_id" bigint NOT NULL UNIQUE REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "preferred_language" varchar(10) NOT NULL, "current_time_zone" varchar(40) NOT NULL, "avatar" varchar(100) NOT NULL, "updated_comments_notifications" bool NOT NULL, "dismissibles" text NOT NULL CHECK ((JSON_VALID("dismissibles") OR "dismissibles" IS NULL)), "theme" varchar(40) NOT NULL, "density" varchar(40) NOT NULL, "contrast" varchar(40) NOT NULL, "keyboard_shortcuts" bool NOT NULL);
CREATE TABLE "watch_alias" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "text" varchar(200) NOT NULL, "kind" varchar(20) NOT NULL, "language" varchar(12) NOT NULL, "subject_id" bigint NOT NULL REFERENCES "watch_subject" ("id") DEFERRABLE INITIALLY DEFERRED, "note" text NOT NULL, "origin" varchar(10) NOT NULL, "script" varchar(4) NOT NULL, "supports" text NOT NULL CHECK ((JSON_VALID("supports") OR "supports" IS NULL)), "folded" varchar(400) NOT NULL, CONSTRAINT "alias_once_a_subject" UNIQUE ("subject_id", "text"));
CREATE TABLE "watch_alsoseen" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "guid" text NOT NULL, "address" text NOT NULL, "seen_at" datetime NOT NULL, "item_id" bigint NOT NULL REFERENCES "watch_item" ("id") DEFERRABLE INITIALLY DEFERRED, "source_id" bigint NOT NULL REFERENCES "watch_source" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "seen_once_a_source" UNIQUE ("source_id", "guid"));
CREATE TABLE "watch_band" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "band" bigint NOT NULL, "item_id" bigint NOT NULL REFERENCES "watch_item" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "watch_copy" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "likeness" real NOT NULL, "item_id" bigint NOT NULL REFERENCES "watch_item" ("id") DEFERRABLE INITIALLY DEFERRED, "of_id" bigint NOT NULL REFERENCES "watch_item" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "copy_once" UNIQUE ("item_id", "of_id"));
CREATE TABLE "watch_event" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(10) NOT NULL, "at" datetime NOT NULL, "words" text NOT NULL, "source_id" bigint NOT NULL REFERENCES "watch_source" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "watch_item" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "guid" text NOT NULL, "address" text NOT NULL, "title" text NOT NULL, "byline" text NOT NULL, "outlet" varchar(200) NOT NULL, "place" varchar(200) NOT NULL, "published" datetime NULL, "language" varchar(12) NOT NULL, "summary" text NOT NULL, "text" text NOT NULL, "checksum" varchar(64) NOT NULL, "seen_at" datetime NOT NULL, "changed_at" datetime NULL, "reading" varchar(12) NOT NULL, "reading_problem" text NOT NULL, "reading_failures" smallint unsigned NOT NULL CHECK ("reading_failures" >= 0), "read_after" datetime NULL, "source_id" bigint NOT NULL REFERENCES "watch_source" ("id") DEFERRABLE INITIALLY DEFERRED, "fingerprint" BLOB NULL, "image" text NOT NULL, "key" text NOT NULL, "section" varchar(200) NOT NULL, "stub" bool NOT NULL, "text_checksum" varchar(64) NOT NULL, CONSTRAINT "item_once_a_source" UNIQUE ("source_id", "guid"));
CREATE TABLE "watch_keptapart" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "at" datetime NOT NULL, "by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "one_id" bigint NOT NULL REFERENCES "watch_subject" ("id") DEFERRABLE INITIALLY DEFERRED, "other_id" bigint NOT NULL REFERENCES "watch_subject" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "kept_apart_once" UNIQUE ("one_id", "other_id"));
CREATE TABLE "watch_likely" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "score" real NOT NULL, "alias_id" bigint NOT NULL REFERENCES "watch_alias" ("id") DEFERRABLE INITIALLY DEFERRED, "one_id" bigint NOT NULL REFERENCES "watch_subject" ("id") DEFERRABLE INITIALLY DEFERRED, "other_id" bigint NOT NULL REFERENCES "watch_subject" ("id") DEFERRABLE INITIALLY DEFERRED, "other_alias_id" bigint NOT NULL REFERENCES "watch_alias" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "likely_once" UNIQUE ("one_id", "other_id"));
CREATE TABLE "watch_lookingagain" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "begun_at" datetime NOT NULL, "since" datetime NOT NULL, "reached" bigint unsigned NOT NULL CHECK ("reached" >= 0), "done" integer unsigned NOT NULL CHECK ("done" >= 0), "total" integer unsigned NOT NULL CHECK ("total" >= 0), "ended_at" datetime NULL);
CREATE TABLE "watch_mention" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "field" varchar(8) NOT NULL, "alias" varchar(200) NOT NULL, "found" varchar(300) NOT NULL, "start" integer unsigned NOT NULL CHECK ("start" >= 0), "end" integer unsigned NOT NULL CHECK ("end" >= 0), "reason" text NOT NULL, "score" real NOT NULL, "item_id" bigint NOT NULL REFERENCES "watch_item" ("id") DEFERRABLE INITIALLY DEFERRED, "subject_id" bigint NOT NULL REFERENCES "watch_subject" ("id") DEFERRABLE INITIALLY DEFERRED, "kind" varchar(20) NOT NULL, "steps" text NOT NULL CHECK ((JSON_VALID("steps") OR "steps" IS NULL)), CONSTRAINT "mention_once" UNIQUE ("item_id", "field", "start", "subject_id"));
CREATE TABLE "watch_merging" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kept" bigint unsigned NOT NULL CHECK ("kept" >= 0), "gone" bigint unsigned NOT NULL CHECK ("gone" >= 0), "name" varchar(200) NOT NULL, "record" text NOT NULL CHECK ((JSON_VALID("record") OR "record" IS NULL)), "at" datetime NOT NULL, "undone_at" datetime NULL, "by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "watch_passedover" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "guid" text NOT NULL, "source_id" bigint NOT NULL REFERENCES "watch_source" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "passed_over_once" UNIQUE ("source_id", "guid"));
CREATE TABLE "watch_refusal" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "text" varchar(200) NOT NULL, "subject_id" bigint NOT NULL REFERENCES "watch_subject" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "refused_once_a_subject" UNIQUE ("subject_id", "text"));
CREATE TABLE "watch_rejection" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "found" varchar(300) NOT NULL, "before" text NOT NULL CHECK ((JSON_VALID("before") OR "before" IS NULL)), "after" text NOT NULL CHECK ((JSON_VALID("after") OR "after" IS NULL)), "at" datetime NOT NULL, "by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "item_id" bigint NULL REFERENCES "watch_item" ("id") DEFERRABLE INITIALLY DEFERRED, "subject_id" bigint NOT NULL REFERENCES "watch_subject" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "watch_sound" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "place" smallint unsigned NOT NULL CHECK ("place" >= 0), "key" varchar(32) NOT NULL, "alias_id" bigint NOT NULL REFERENCES "watch_alias" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "watch_source" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(200) NOT NULL, "address" varchar(1000) NOT NULL UNIQUE, "site" varchar(1000) NOT NULL, "language" varchar(12) NOT NULL, "active" bool NOT NULL, "added_at" datetime NOT NULL, "etag" text NOT NULL, "last_modified" text NOT NULL, "next_check" datetime NULL, "last_check" datetime NULL, "last_success" datetime NULL, "failures" integer unsigned NOT NULL CHECK ("failures" >= 0), "failing_since" datetime NULL, "problem" text NOT NULL, "folder" varchar(200) NOT NULL, "hours_between_items" real NULL, "hub" varchar(1000) NOT NULL, "hub_secret" varchar(64) NOT NULL, "hub_topic" varchar(1000) NOT NULL, "hub_until" datetime NULL, "kind" varchar(10) NOT NULL, "last_item" datetime NULL, "moved_to" varchar(1000) NOT NULL, "state" varchar(8) NOT NULL, "answer_checksum" varchar(64) NOT NULL, "memory" text NOT NULL CHECK ((JSON_VALID("memory") OR "memory" IS NULL)), "excerpt_words" smallint unsigned NULL CHECK ("excerpt_words" >= 0));
CREATE TABLE "watch_spottedcapture" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "ordered_at" datetime NOT NULL, "capture_id" bigint NOT NULL REFERENCES "evidence_capture" ("id") DEFERRABLE INITIALLY DEFERRED, "item_id" bigint NOT NULL UNIQUE REFERENCES "watch_item" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "watch_subject" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(200) NOT NULL UNIQUE, "kind" varchar(20) NOT NULL, "private_person" bool NOT NULL, "note" text NOT NULL, "exact_only" bool NOT NULL, "wikidata" varchar(16) NOT NULL, "compared" bool NOT NULL, "unmark_asked_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "watch_toindex" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "item_id" bigint NOT NULL UNIQUE REFERENCES "watch_item" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "watch_version" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "until" datetime NOT NULL, "title" text NOT NULL, "byline" text NOT NULL, "published" datetime NULL, "summary" text NOT NULL, "text" text NOT NULL, "item_id" bigint NOT NULL REFERENCES "watch_item" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "websub_asking" ("source_id" bigint NOT NULL PRIMARY KEY REFERENCES "watch_source" ("id") DEFERRABLE INITIALLY DEFERRED, "next_ask" datetime NULL, "asked" datetime NULL, "failures" integer unsigned NOT NULL CHECK ("failures" >= 0), "told" datetime NULL, "problem" text NOT NULL);
CREATE VIRTUAL TABLE press_search USING fts5(
    marks, title, body, content='press_searchentry', content_rowid='post_id',
    tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co M*'"
);
CREATE VIRTUAL TABLE wagtailsearch_indexentry_fts USING fts5(autocomplete, body, title);
CREATE VIRTUAL TABLE watch_search USING fts5(
    title, body, tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co M*'"
);
INSERT INTO "auth_group" VALUES
(1, 'Moderators'),
(2, 'Editors');
INSERT INTO "auth_group_permissions" VALUES
(1, 2, 109),
(2, 2, 110),
(3, 2, 111),
(4, 1, 109),
(5, 1, 110),
(6, 1, 111),
(7, 2, 112),
(8, 1, 112),
(9, 2, 113),
(10, 1, 113),
(11, 2, 114),
(12, 2, 115),
(13, 2, 116),
(14, 1, 114),
(15, 1, 115),
(16, 1, 116),
(17, 2, 117),
(18, 1, 117);
INSERT INTO "auth_permission" VALUES
(1, 3, 'add_locale', 'Can add locale'),
(2, 3, 'change_locale', 'Can change locale'),
(3, 3, 'delete_locale', 'Can delete locale'),
(4, 3, 'view_locale', 'Can view locale'),
(5, 4, 'add_site', 'Can add site'),
(6, 4, 'change_site', 'Can change site'),
(7, 4, 'delete_site', 'Can delete site'),
(8, 4, 'view_site', 'Can view site'),
(9, 5, 'add_groupsitepermission', 'Can add group site permission'),
(10, 5, 'change_groupsitepermission', 'Can change group site permission'),
(11, 5, 'delete_groupsitepermission', 'Can delete group site permission'),
(12, 5, 'view_groupsitepermission', 'Can view group site permission'),
(13, 6, 'add_apitoken', 'Can add API token'),
(14, 6, 'change_apitoken', 'Can change API token'),
(15, 6, 'delete_apitoken', 'Can delete API token'),
(16, 6, 'view_apitoken', 'Can view API token'),
(17, 7, 'add_modellogentry', 'Can add model log entry'),
(18, 7, 'change_modellogentry', 'Can change model log entry'),
(19, 7, 'delete_modellogentry', 'Can delete model log entry'),
(20, 7, 'view_modellogentry', 'Can view model log entry'),
(21, 8, 'add_revision', 'Can add revision'),
(22, 8, 'change_revision', 'Can change revision'),
(23, 8, 'delete_revision', 'Can delete revision'),
(24, 8, 'view_revision', 'Can view revision'),
(25, 9, 'add_collectionviewrestriction', 'Can add collection view restriction'),
(26, 9, 'change_collectionviewrestriction', 'Can change collection view restriction'),
(27, 9, 'delete_collectionviewrestriction', 'Can delete collection view restriction'),
(28, 9, 'view_collectionviewrestriction', 'Can view collection view restriction'),
(29, 10, 'add_collection', 'Can add collection'),
(30, 10, 'change_collection', 'Can change collection'),
(31, 10, 'delete_collection', 'Can delete collection'),
(32, 10, 'view_collection', 'Can view collection'),
(33, 11, 'add_groupcollectionpermission', 'Can add group collection permission'),
(34, 11, 'change_groupcollectionpermission', 'Can change group collection permission'),
(35, 11, 'delete_groupcollectionpermission', 'Can delete group collection permission'),
(36, 11, 'view_groupcollectionpermission', 'Can view group collection permission'),
(37, 12, 'add_uploadedfile', 'Can add uploaded file'),
(38, 12, 'change_uploadedfile', 'Can change uploaded file'),
(39, 12, 'delete_uploadedfile', 'Can delete uploaded file'),
(40, 12, 'view_uploadedfile', 'Can view uploaded file'),
(41, 13, 'add_workflowcontenttype', 'Can add workflow content type'),
(42, 13, 'change_workflowcontenttype', 'Can change workflow content type'),
(43, 13, 'delete_workflowcontenttype', 'Can delete workflow content type'),
(44, 13, 'view_workflowcontenttype', 'Can view workflow content type'),
(45, 14, 'add_workflowstate', 'Can add Workflow state'),
(46, 14, 'change_workflowstate', 'Can change Workflow state'),
(47, 14, 'delete_workflowstate', 'Can delete Workflow state'),
(48, 14, 'view_workflowstate', 'Can view Workflow state'),
(49, 15, 'add_workflow', 'Can add workflow'),
(50, 15, 'change_workflow', 'Can change workflow'),
(51, 15, 'delete_workflow', 'Can delete workflow'),
(52, 15, 'view_workflow', 'Can view workflow'),
(53, 16, 'add_workflowtask', 'Can add workflow task order'),
(54, 16, 'change_workflowtask', 'Can change workflow task order'),
(55, 16, 'delete_workflowtask', 'Can delete workflow task order'),
(56, 16, 'view_workflowtask', 'Can view workflow task order'),
(57, 17, 'add_task', 'Can add task'),
(58, 17, 'change_task', 'Can change task'),
(59, 17, 'delete_task', 'Can delete task'),
(60, 17, 'view_task', 'Can view task'),
(61, 2, 'add_groupapprovaltask', 'Can add Group approval task'),
(62, 2, 'change_groupapprovaltask', 'Can change Group approval task'),
(63, 2, 'delete_groupapprovaltask', 'Can delete Group approval task'),
(64, 2, 'view_groupapprovaltask', 'Can view Group approval task'),
(65, 18, 'add_taskstate', 'Can add Task state'),
(66, 18, 'change_taskstate', 'Can change Task state'),
(67, 18, 'delete_taskstate', 'Can delete Task state'),
(68, 18, 'view_taskstate', 'Can view Task state'),
(69, 1, 'add_page', 'Can add page'),
(70, 1, 'change_page', 'Can change page'),
(71, 1, 'delete_page', 'Can delete page'),
(72, 1, 'view_page', 'Can view page'),
(73, 1, 'bulk_delete_page', 'Delete pages with children'),
(74, 1, 'lock_page', 'Lock/unlock pages you''ve locked'),
(75, 1, 'publish_page', 'Publish any page'),
(76, 1, 'unlock_page', 'Unlock any page'),
(77, 19, 'add_grouppagepermission', 'Can add group page permission'),
(78, 19, 'change_grouppagepermission', 'Can change group page permission'),
(79, 19, 'delete_grouppagepermission', 'Can delete group page permission'),
(80, 19, 'view_grouppagepermission', 'Can view group page permission'),
(81, 20, 'add_pageviewrestriction', 'Can add page view restriction'),
(82, 20, 'change_pageviewrestriction', 'Can change page view restriction'),
(83, 20, 'delete_pageviewrestriction', 'Can delete page view restriction'),
(84, 20, 'view_pageviewrestriction', 'Can view page view restriction'),
(85, 21, 'add_workflowpage', 'Can add workflow page'),
(86, 21, 'change_workflowpage', 'Can change workflow page'),
(87, 21, 'delete_workflowpage', 'Can delete workflow page'),
(88, 21, 'view_workflowpage', 'Can view workflow page'),
(89, 22, 'add_pagelogentry', 'Can add page log entry'),
(90, 22, 'change_pagelogentry', 'Can change page log entry'),
(91, 22, 'delete_pagelogentry', 'Can delete page log entry'),
(92, 22, 'view_pagelogentry', 'Can view page log entry'),
(93, 23, 'add_comment', 'Can add comment'),
(94, 23, 'change_comment', 'Can change comment'),
(95, 23, 'delete_comment', 'Can delete comment'),
(96, 23, 'view_comment', 'Can view comment'),
(97, 24, 'add_commentreply', 'Can add comment reply'),
(98, 24, 'change_commentreply', 'Can change comment reply'),
(99, 24, 'delete_commentreply', 'Can delete comment reply'),
(100, 24, 'view_commentreply', 'Can view comment reply'),
(101, 25, 'add_pagesubscription', 'Can add page subscription'),
(102, 25, 'change_pagesubscription', 'Can change page subscription'),
(103, 25, 'delete_pagesubscription', 'Can delete page subscription'),
(104, 25, 'view_pagesubscription', 'Can view page subscription'),
(105, 26, 'add_referenceindex', 'Can add reference index'),
(106, 26, 'change_referenceindex', 'Can change reference index'),
(107, 26, 'delete_referenceindex', 'Can delete reference index'),
(108, 26, 'view_referenceindex', 'Can view reference index'),
(109, 27, 'add_document', 'Can add document'),
(110, 27, 'change_document', 'Can change document'),
(111, 27, 'delete_document', 'Can delete document'),
(112, 28, 'access_admin', 'Can access Wagtail admin'),
(113, 27, 'choose_document', 'Can choose document'),
(114, 29, 'add_image', 'Can add image'),
(115, 29, 'change_image', 'Can change image'),
(116, 29, 'delete_image', 'Can delete image'),
(117, 29, 'choose_image', 'Can choose image'),
(118, 30, 'add_user', 'Can add user'),
(119, 30, 'change_user', 'Can change user'),
(120, 30, 'delete_user', 'Can delete user'),
(121, 30, 'view_user', 'Can view user'),
(122, 31, 'add_activity', 'Can add activity'),
(123, 31, 'change_activity', 'Can change activity'),
(124, 31, 'delete_activity', 'Can delete activity'),
(125, 31, 'view_activity', 'Can view activity'),
(126, 32, 'add_lostrun', 'Can add lost run'),
(127, 32, 'change_lostrun', 'Can change lost run'),
(128, 32, 'delete_lostrun', 'Can delete lost run'),
(129, 32, 'view_lostrun', 'Can view lost run'),
(130, 33, 'add_periodic', 'Can add periodic'),
(131, 33, 'change_periodic', 'Can change periodic'),
(132, 33, 'delete_periodic', 'Can delete periodic'),
(133, 33, 'view_periodic', 'Can view periodic'),
(134, 34, 'add_workerlease', 'Can add worker lease'),
(135, 34, 'change_workerlease', 'Can change worker lease'),
(136, 34, 'delete_workerlease', 'Can delete worker lease'),
(137, 34, 'view_workerlease', 'Can view worker lease'),
(138, 35, 'add_capture', 'Can add capture'),
(139, 35, 'change_capture', 'Can change capture'),
(140, 35, 'delete_capture', 'Can delete capture'),
(141, 35, 'view_capture', 'Can view capture'),
(142, 36, 'add_check', 'Can add check'),
(143, 36, 'change_check', 'Can change check'),
(144, 36, 'delete_check', 'Can delete check'),
(145, 36, 'view_check', 'Can view check'),
(146, 37, 'add_copydecision', 'Can add decision on a copy'),
(147, 37, 'change_copydecision', 'Can change decision on a copy'),
(148, 37, 'delete_copydecision', 'Can delete decision on a copy'),
(149, 37, 'view_copydecision', 'Can view decision on a copy'),
(150, 38, 'add_part', 'Can add part'),
(151, 38, 'change_part', 'Can change part'),
(152, 38, 'delete_part', 'Can delete part'),
(153, 38, 'view_part', 'Can view part'),
(154, 39, 'add_waybackcopy', 'Can add copy in the Wayback Machine'),
(155, 39, 'change_waybackcopy', 'Can change copy in the Wayback Machine'),
(156, 39, 'delete_waybackcopy', 'Can delete copy in the Wayback Machine'),
(157, 39, 'view_waybackcopy', 'Can view copy in the Wayback Machine'),
(158, 40, 'add_logproof', 'Can add proof of the log'),
(159, 40, 'change_logproof', 'Can change proof of the log'),
(160, 40, 'delete_logproof', 'Can delete proof of the log'),
(161, 40, 'view_logproof', 'Can view proof of the log'),
(162, 41, 'add_subject', 'Can add subject'),
(163, 41, 'change_subject', 'Can change subject'),
(164, 41, 'delete_subject', 'Can delete subject'),
(165, 41, 'view_subject', 'Can view subject'),
(166, 42, 'add_source', 'Can add source'),
(167, 42, 'change_source', 'Can change source'),
(168, 42, 'delete_source', 'Can delete source'),
(169, 42, 'view_source', 'Can view source'),
(170, 43, 'add_item', 'Can add item'),
(171, 43, 'change_item', 'Can change item'),
(172, 43, 'delete_item', 'Can delete item'),
(173, 43, 'view_item', 'Can view item'),
(174, 44, 'add_mention', 'Can add mention'),
(175, 44, 'change_mention', 'Can change mention'),
(176, 44, 'delete_mention', 'Can delete mention'),
(177, 44, 'view_mention', 'Can view mention'),
(178, 45, 'add_alias', 'Can add alias'),
(179, 45, 'change_alias', 'Can change alias'),
(180, 45, 'delete_alias', 'Can delete alias'),
(181, 45, 'view_alias', 'Can view alias'),
(182, 46, 'add_alsoseen', 'Can add further sighting'),
(183, 46, 'change_alsoseen', 'Can change further sighting'),
(184, 46, 'delete_alsoseen', 'Can delete further sighting'),
(185, 46, 'view_alsoseen', 'Can view further sighting'),
(186, 47, 'add_band', 'Can add band'),
(187, 47, 'change_band', 'Can change band'),
(188, 47, 'delete_band', 'Can delete band'),
(189, 47, 'view_band', 'Can view band'),
(190, 48, 'add_copy', 'Can add copy'),
(191, 48, 'change_copy', 'Can change copy'),
(192, 48, 'delete_copy', 'Can delete copy'),
(193, 48, 'view_copy', 'Can view copy'),
(194, 49, 'add_event', 'Can add event'),
(195, 49, 'change_event', 'Can change event'),
(196, 49, 'delete_event', 'Can delete event'),
(197, 49, 'view_event', 'Can view event'),
(198, 50, 'add_version', 'Can add earlier version'),
(199, 50, 'change_version', 'Can change earlier version'),
(200, 50, 'delete_version', 'Can delete earlier version'),
(201, 50, 'view_version', 'Can view earlier version'),
(202, 51, 'add_passedover', 'Can add entry from before the watch'),
(203, 51, 'change_passedover', 'Can change entry from before the watch'),
(204, 51, 'delete_passedover', 'Can delete entry from before the watch'),
(205, 51, 'view_passedover', 'Can view entry from before the watch'),
(206, 52, 'add_lookingagain', 'Can add round through late items'),
(207, 52, 'change_lookingagain', 'Can change round through late items'),
(208, 52, 'delete_lookingagain', 'Can delete round through late items'),
(209, 52, 'view_lookingagain', 'Can view round through late items'),
(210, 53, 'add_rejection', 'Can add rejection'),
(211, 53, 'change_rejection', 'Can change rejection'),
(212, 53, 'delete_rejection', 'Can delete rejection'),
(213, 53, 'view_rejection', 'Can view rejection'),
(214, 54, 'add_refusal', 'Can add refused spelling'),
(215, 54, 'change_refusal', 'Can change refused spelling'),
(216, 54, 'delete_refusal', 'Can delete refused spelling'),
(217, 54, 'view_refusal', 'Can view refused spelling'),
(218, 55, 'add_toindex', 'Can add item to index'),
(219, 55, 'change_toindex', 'Can change item to index'),
(220, 55, 'delete_toindex', 'Can delete item to index'),
(221, 55, 'view_toindex', 'Can view item to index'),
(222, 56, 'add_spottedcapture', 'Can add capture of a spotted report'),
(223, 56, 'change_spottedcapture', 'Can change capture of a spotted report'),
(224, 56, 'delete_spottedcapture', 'Can delete capture of a spotted report'),
(225, 56, 'view_spottedcapture', 'Can view capture of a spotted report'),
(226, 57, 'add_merging', 'Can add merging of subjects'),
(227, 57, 'change_merging', 'Can change merging of subjects'),
(228, 57, 'delete_merging', 'Can delete merging of subjects'),
(229, 57, 'view_merging', 'Can view merging of subjects'),
(230, 58, 'add_keptapart', 'Can add two subjects kept apart'),
(231, 58, 'change_keptapart', 'Can change two subjects kept apart'),
(232, 58, 'delete_keptapart', 'Can delete two subjects kept apart'),
(233, 58, 'view_keptapart', 'Can view two subjects kept apart'),
(234, 59, 'add_likely', 'Can add likely pair of subjects'),
(235, 59, 'change_likely', 'Can change likely pair of subjects'),
(236, 59, 'delete_likely', 'Can delete likely pair of subjects'),
(237, 59, 'view_likely', 'Can view likely pair of subjects'),
(238, 60, 'add_sound', 'Can add sound of a name'),
(239, 60, 'change_sound', 'Can change sound of a name'),
(240, 60, 'delete_sound', 'Can delete sound of a name'),
(241, 60, 'view_sound', 'Can view sound of a name'),
(242, 61, 'add_asking', 'Can add hub of a source'),
(243, 61, 'change_asking', 'Can change hub of a source'),
(244, 61, 'delete_asking', 'Can delete hub of a source'),
(245, 61, 'view_asking', 'Can view hub of a source'),
(246, 62, 'add_story', 'Can add story'),
(247, 62, 'change_story', 'Can change story'),
(248, 62, 'delete_story', 'Can delete story'),
(249, 62, 'view_story', 'Can view story'),
(250, 63, 'add_membership', 'Can add report in a story'),
(251, 63, 'change_membership', 'Can change report in a story'),
(252, 63, 'delete_membership', 'Can delete report in a story'),
(253, 63, 'view_membership', 'Can view report in a story'),
(254, 64, 'add_change', 'Can add change'),
(255, 64, 'change_change', 'Can change change'),
(256, 64, 'delete_change', 'Can delete change'),
(257, 64, 'view_change', 'Can view change'),
(258, 65, 'add_choice', 'Can add editors'' choices'),
(259, 65, 'change_choice', 'Can change editors'' choices'),
(260, 65, 'delete_choice', 'Can delete editors'' choices'),
(261, 65, 'view_choice', 'Can view editors'' choices'),
(262, 66, 'add_sketch', 'Can add sketch'),
(263, 66, 'change_sketch', 'Can change sketch'),
(264, 66, 'delete_sketch', 'Can delete sketch'),
(265, 66, 'view_sketch', 'Can view sketch'),
(266, 67, 'add_turn', 'Can add turn'),
(267, 67, 'change_turn', 'Can change turn'),
(268, 67, 'delete_turn', 'Can delete turn'),
(269, 67, 'view_turn', 'Can view turn'),
(270, 68, 'add_verdict', 'Can add verdict'),
(271, 68, 'change_verdict', 'Can change verdict'),
(272, 68, 'delete_verdict', 'Can delete verdict'),
(273, 68, 'view_verdict', 'Can view verdict'),
(274, 69, 'add_decision', 'Can add decision'),
(275, 69, 'change_decision', 'Can change decision'),
(276, 69, 'delete_decision', 'Can delete decision'),
(277, 69, 'view_decision', 'Can view decision'),
(278, 70, 'add_presence', 'Can add presence'),
(279, 70, 'change_presence', 'Can change presence'),
(280, 70, 'delete_presence', 'Can delete presence'),
(281, 70, 'view_presence', 'Can view presence'),
(282, 71, 'add_savedview', 'Can add saved view'),
(283, 71, 'change_savedview', 'Can change saved view'),
(284, 71, 'delete_savedview', 'Can delete saved view'),
(285, 71, 'view_savedview', 'Can view saved view'),
(286, 72, 'add_trait', 'Can add trait of a story'),
(287, 72, 'change_trait', 'Can change trait of a story'),
(288, 72, 'delete_trait', 'Can delete trait of a story'),
(289, 72, 'view_trait', 'Can view trait of a story'),
(290, 73, 'add_frontpage', 'Can add front page'),
(291, 73, 'change_frontpage', 'Can change front page'),
(292, 73, 'delete_frontpage', 'Can delete front page'),
(293, 73, 'view_frontpage', 'Can view front page'),
(294, 74, 'add_digestpage', 'Can add digest'),
(295, 74, 'change_digestpage', 'Can change digest'),
(296, 74, 'delete_digestpage', 'Can delete digest'),
(297, 74, 'view_digestpage', 'Can view digest'),
(298, 74, 'sign_digest', 'Can sign off and send a digest'),
(299, 75, 'add_postpage', 'Can add post'),
(300, 75, 'change_postpage', 'Can change post'),
(301, 75, 'delete_postpage', 'Can delete post'),
(302, 75, 'view_postpage', 'Can view post'),
(303, 76, 'add_digestentry', 'Can add digest entry'),
(304, 76, 'change_digestentry', 'Can change digest entry'),
(305, 76, 'delete_digestentry', 'Can delete digest entry'),
(306, 76, 'view_digestentry', 'Can view digest entry'),
(307, 77, 'add_alert', 'Can add alert'),
(308, 77, 'change_alert', 'Can change alert'),
(309, 77, 'delete_alert', 'Can delete alert'),
(310, 77, 'view_alert', 'Can view alert'),
(311, 78, 'add_alertdeed', 'Can add alert deed'),
(312, 78, 'change_alertdeed', 'Can change alert deed'),
(313, 78, 'delete_alertdeed', 'Can delete alert deed'),
(314, 78, 'view_alertdeed', 'Can view alert deed'),
(315, 79, 'add_shownmark', 'Can add shown mark'),
(316, 79, 'change_shownmark', 'Can change shown mark'),
(317, 79, 'delete_shownmark', 'Can delete shown mark'),
(318, 79, 'view_shownmark', 'Can view shown mark'),
(319, 80, 'add_searchentry', 'Can add entry of the search'),
(320, 80, 'change_searchentry', 'Can change entry of the search'),
(321, 80, 'delete_searchentry', 'Can delete entry of the search'),
(322, 80, 'view_searchentry', 'Can view entry of the search'),
(323, 81, 'add_posttag', 'Can add post tag'),
(324, 81, 'change_posttag', 'Can change post tag'),
(325, 81, 'delete_posttag', 'Can delete post tag'),
(326, 81, 'view_posttag', 'Can view post tag'),
(327, 82, 'add_publicsubject', 'Can add public subject'),
(328, 82, 'change_publicsubject', 'Can change public subject'),
(329, 82, 'delete_publicsubject', 'Can delete public subject'),
(330, 82, 'view_publicsubject', 'Can view public subject'),
(331, 83, 'add_sitelook', 'Can add look of the site'),
(332, 83, 'change_sitelook', 'Can change look of the site'),
(333, 83, 'delete_sitelook', 'Can delete look of the site'),
(334, 83, 'view_sitelook', 'Can view look of the site'),
(335, 84, 'add_account', 'Can add account'),
(336, 84, 'change_account', 'Can change account'),
(337, 84, 'delete_account', 'Can delete account'),
(338, 84, 'view_account', 'Can view account'),
(339, 85, 'add_listed', 'Can add listed'),
(340, 85, 'change_listed', 'Can change listed'),
(341, 85, 'delete_listed', 'Can delete listed'),
(342, 85, 'view_listed', 'Can view listed'),
(343, 86, 'add_approval', 'Can add approval'),
(344, 86, 'change_approval', 'Can change approval'),
(345, 86, 'delete_approval', 'Can delete approval'),
(346, 86, 'view_approval', 'Can view approval'),
(347, 87, 'add_correction', 'Can add correction'),
(348, 87, 'change_correction', 'Can change correction'),
(349, 87, 'delete_correction', 'Can delete correction'),
(350, 87, 'view_correction', 'Can view correction'),
(351, 88, 'add_reply', 'Can add reply'),
(352, 88, 'change_reply', 'Can change reply'),
(353, 88, 'delete_reply', 'Can delete reply'),
(354, 88, 'view_reply', 'Can view reply'),
(355, 89, 'add_translation', 'Can add translation'),
(356, 89, 'change_translation', 'Can change translation'),
(357, 89, 'delete_translation', 'Can delete translation'),
(358, 89, 'view_translation', 'Can view translation'),
(359, 90, 'add_wantedlook', 'Can add wanted look'),
(360, 90, 'change_wantedlook', 'Can change wanted look'),
(361, 90, 'delete_wantedlook', 'Can delete wanted look'),
(362, 90, 'view_wantedlook', 'Can view wanted look'),
(363, 91, 'add_clip', 'Can add clip'),
(364, 91, 'change_clip', 'Can change clip'),
(365, 91, 'delete_clip', 'Can delete clip'),
(366, 91, 'view_clip', 'Can view clip'),
(367, 92, 'add_longexcerpt', 'Can add long excerpt'),
(368, 92, 'change_longexcerpt', 'Can change long excerpt'),
(369, 92, 'delete_longexcerpt', 'Can delete long excerpt'),
(370, 92, 'view_longexcerpt', 'Can view long excerpt'),
(371, 93, 'add_card', 'Can add card'),
(372, 93, 'change_card', 'Can change card'),
(373, 93, 'delete_card', 'Can delete card'),
(374, 93, 'view_card', 'Can view card'),
(375, 94, 'add_digestrhythm', 'Can add rhythm of the digest'),
(376, 94, 'change_digestrhythm', 'Can change rhythm of the digest'),
(377, 94, 'delete_digestrhythm', 'Can delete rhythm of the digest'),
(378, 94, 'view_digestrhythm', 'Can view rhythm of the digest'),
(379, 95, 'add_titleform', 'Can add title form'),
(380, 95, 'change_titleform', 'Can change title form'),
(381, 95, 'delete_titleform', 'Can delete title form'),
(382, 95, 'view_titleform', 'Can view title form'),
(383, 96, 'add_edition', 'Can add edition'),
(384, 96, 'change_edition', 'Can change edition'),
(385, 96, 'delete_edition', 'Can delete edition'),
(386, 96, 'view_edition', 'Can view edition'),
(387, 97, 'add_filing', 'Can add filing'),
(388, 97, 'change_filing', 'Can change filing'),
(389, 97, 'delete_filing', 'Can delete filing'),
(390, 97, 'view_filing', 'Can view filing'),
(391, 98, 'add_delivery', 'Can add delivery'),
(392, 98, 'change_delivery', 'Can change delivery'),
(393, 98, 'delete_delivery', 'Can delete delivery'),
(394, 98, 'view_delivery', 'Can view delivery'),
(395, 99, 'add_mailing', 'Can add mailing'),
(396, 99, 'change_mailing', 'Can change mailing'),
(397, 99, 'delete_mailing', 'Can delete mailing'),
(398, 99, 'view_mailing', 'Can view mailing'),
(399, 100, 'add_subscriber', 'Can add subscriber'),
(400, 100, 'change_subscriber', 'Can change subscriber'),
(401, 100, 'delete_subscriber', 'Can delete subscriber'),
(402, 100, 'view_subscriber', 'Can view subscriber'),
(403, 101, 'add_pace', 'Can add pace'),
(404, 101, 'change_pace', 'Can change pace'),
(405, 101, 'delete_pace', 'Can delete pace'),
(406, 101, 'view_pace', 'Can view pace'),
(407, 102, 'add_run', 'Can add run'),
(408, 102, 'change_run', 'Can change run'),
(409, 102, 'delete_run', 'Can delete run'),
(410, 102, 'view_run', 'Can view run'),
(411, 103, 'add_suppression', 'Can add suppression'),
(412, 103, 'change_suppression', 'Can change suppression'),
(413, 103, 'delete_suppression', 'Can delete suppression'),
(414, 103, 'view_suppression', 'Can view suppression'),
(415, 104, 'add_wording', 'Can add wording'),
(416, 104, 'change_wording', 'Can change wording'),
(417, 104, 'delete_wording', 'Can delete wording'),
(418, 104, 'view_wording', 'Can view wording'),
(419, 105, 'add_bounce', 'Can add bounce'),
(420, 105, 'change_bounce', 'Can change bounce'),
(421, 105, 'delete_bounce', 'Can delete bounce'),
(422, 105, 'view_bounce', 'Can view bounce'),
(423, 106, 'add_box', 'Can add box'),
(424, 106, 'change_box', 'Can change box'),
(425, 106, 'delete_box', 'Can delete box'),
(426, 106, 'view_box', 'Can view box'),
(427, 107, 'add_counter', 'Can add counter'),
(428, 107, 'change_counter', 'Can change counter'),
(429, 107, 'delete_counter', 'Can delete counter'),
(430, 107, 'view_counter', 'Can view counter'),
(431, 108, 'add_import', 'Can add import'),
(432, 108, 'change_import', 'Can change import'),
(433, 108, 'delete_import', 'Can delete import'),
(434, 108, 'view_import', 'Can view import'),
(435, 109, 'add_signup', 'Can add sign up'),
(436, 109, 'change_signup', 'Can change sign up'),
(437, 109, 'delete_signup', 'Can delete sign up'),
(438, 109, 'view_signup', 'Can view sign up'),
(439, 110, 'add_tally', 'Can add tally'),
(440, 110, 'change_tally', 'Can change tally'),
(441, 110, 'delete_tally', 'Can delete tally'),
(442, 110, 'view_tally', 'Can view tally'),
(443, 111, 'add_channel', 'Can add channel'),
(444, 111, 'change_channel', 'Can change channel'),
(445, 111, 'delete_channel', 'Can delete channel'),
(446, 111, 'view_channel', 'Can view channel'),
(447, 112, 'add_announcement', 'Can add announcement'),
(448, 112, 'change_announcement', 'Can change announcement'),
(449, 112, 'delete_announcement', 'Can delete announcement'),
(450, 112, 'view_announcement', 'Can view announcement'),
(451, 113, 'add_message', 'Can add message'),
(452, 113, 'change_message', 'Can change message'),
(453, 113, 'delete_message', 'Can delete message'),
(454, 113, 'view_message', 'Can view message'),
(455, 114, 'add_actor', 'Can add actor'),
(456, 114, 'change_actor', 'Can change actor'),
(457, 114, 'delete_actor', 'Can delete actor'),
(458, 114, 'view_actor', 'Can view actor'),
(459, 115, 'add_sender', 'Can add sender'),
(460, 115, 'change_sender', 'Can change sender'),
(461, 115, 'delete_sender', 'Can delete sender'),
(462, 115, 'view_sender', 'Can view sender'),
(463, 116, 'add_server', 'Can add server'),
(464, 116, 'change_server', 'Can change server'),
(465, 116, 'delete_server', 'Can delete server'),
(466, 116, 'view_server', 'Can view server'),
(467, 117, 'add_taken', 'Can add taken'),
(468, 117, 'change_taken', 'Can change taken'),
(469, 117, 'delete_taken', 'Can delete taken'),
(470, 117, 'view_taken', 'Can view taken'),
(471, 118, 'add_inbox', 'Can add inbox'),
(472, 118, 'change_inbox', 'Can change inbox'),
(473, 118, 'delete_inbox', 'Can delete inbox'),
(474, 118, 'view_inbox', 'Can view inbox'),
(475, 119, 'add_note', 'Can add note'),
(476, 119, 'change_note', 'Can change note'),
(477, 119, 'delete_note', 'Can delete note'),
(478, 119, 'view_note', 'Can view note'),
(479, 120, 'add_activity', 'Can add activity'),
(480, 120, 'change_activity', 'Can change activity'),
(481, 120, 'delete_activity', 'Can delete activity'),
(482, 120, 'view_activity', 'Can view activity'),
(483, 121, 'add_follower', 'Can add follower'),
(484, 121, 'change_follower', 'Can change follower'),
(485, 121, 'delete_follower', 'Can delete follower'),
(486, 121, 'view_follower', 'Can view follower'),
(487, 122, 'add_delivery', 'Can add delivery'),
(488, 122, 'change_delivery', 'Can change delivery'),
(489, 122, 'delete_delivery', 'Can delete delivery'),
(490, 122, 'view_delivery', 'Can view delivery'),
(491, 123, 'add_userprofile', 'Can add user profile'),
(492, 123, 'change_userprofile', 'Can change user profile'),
(493, 123, 'delete_userprofile', 'Can delete user profile'),
(494, 123, 'view_userprofile', 'Can view user profile'),
(495, 124, 'add_redirect', 'Can add redirect'),
(496, 124, 'change_redirect', 'Can change redirect'),
(497, 124, 'delete_redirect', 'Can delete redirect'),
(498, 124, 'view_redirect', 'Can view redirect'),
(499, 27, 'view_document', 'Can view document'),
(500, 29, 'view_image', 'Can view image'),
(501, 125, 'add_rendition', 'Can add rendition'),
(502, 125, 'change_rendition', 'Can change rendition'),
(503, 125, 'delete_rendition', 'Can delete rendition'),
(504, 125, 'view_rendition', 'Can view rendition'),
(505, 126, 'add_indexentry', 'Can add index entry'),
(506, 126, 'change_indexentry', 'Can change index entry'),
(507, 126, 'delete_indexentry', 'Can delete index entry'),
(508, 126, 'view_indexentry', 'Can view index entry'),
(509, 127, 'add_sqliteftsindexentry', 'Can add sqliteftsindexentry'),
(510, 127, 'change_sqliteftsindexentry', 'Can change sqliteftsindexentry'),
(511, 127, 'delete_sqliteftsindexentry', 'Can delete sqliteftsindexentry'),
(512, 127, 'view_sqliteftsindexentry', 'Can view sqliteftsindexentry'),
(513, 128, 'add_editingsession', 'Can add editing session'),
(514, 128, 'change_editingsession', 'Can change editing session'),
(515, 128, 'delete_editingsession', 'Can delete editing session'),
(516, 128, 'view_editingsession', 'Can view editing session'),
(517, 129, 'add_formstate', 'Can add form state'),
(518, 129, 'change_formstate', 'Can change form state'),
(519, 129, 'delete_formstate', 'Can delete form state'),
(520, 129, 'view_formstate', 'Can view form state'),
(521, 130, 'add_tag', 'Can add tag'),
(522, 130, 'change_tag', 'Can change tag'),
(523, 130, 'delete_tag', 'Can delete tag'),
(524, 130, 'view_tag', 'Can view tag'),
(525, 131, 'add_taggeditem', 'Can add tagged item'),
(526, 131, 'change_taggeditem', 'Can change tagged item'),
(527, 131, 'delete_taggeditem', 'Can delete tagged item'),
(528, 131, 'view_taggeditem', 'Can view tagged item'),
(529, 132, 'add_dbtaskresult', 'Can add Task Result'),
(530, 132, 'change_dbtaskresult', 'Can change Task Result'),
(531, 132, 'delete_dbtaskresult', 'Can delete Task Result'),
(532, 132, 'view_dbtaskresult', 'Can view Task Result'),
(533, 133, 'add_emailaddress', 'Can add email address'),
(534, 133, 'change_emailaddress', 'Can change email address'),
(535, 133, 'delete_emailaddress', 'Can delete email address'),
(536, 133, 'view_emailaddress', 'Can view email address'),
(537, 134, 'add_emailconfirmation', 'Can add email confirmation'),
(538, 134, 'change_emailconfirmation', 'Can change email confirmation'),
(539, 134, 'delete_emailconfirmation', 'Can delete email confirmation'),
(540, 134, 'view_emailconfirmation', 'Can view email confirmation'),
(541, 135, 'add_authenticator', 'Can add authenticator'),
(542, 135, 'change_authenticator', 'Can change authenticator'),
(543, 135, 'delete_authenticator', 'Can delete authenticator'),
(544, 135, 'view_authenticator', 'Can view authenticator'),
(545, 136, 'add_usersession', 'Can add user session'),
(546, 136, 'change_usersession', 'Can change user session'),
(547, 136, 'delete_usersession', 'Can delete user session'),
(548, 136, 'view_usersession', 'Can view user session'),
(549, 137, 'add_permission', 'Can add permission'),
(550, 137, 'change_permission', 'Can change permission'),
(551, 137, 'delete_permission', 'Can delete permission'),
(552, 137, 'view_permission', 'Can view permission'),
(553, 138, 'add_group', 'Can add group'),
(554, 138, 'change_group', 'Can change group'),
(555, 138, 'delete_group', 'Can delete group'),
(556, 138, 'view_group', 'Can view group'),
(557, 139, 'add_contenttype', 'Can add content type'),
(558, 139, 'change_contenttype', 'Can change content type'),
(559, 139, 'delete_contenttype', 'Can delete content type'),
(560, 139, 'view_contenttype', 'Can view content type'),
(561, 140, 'add_session', 'Can add session'),
(562, 140, 'change_session', 'Can change session'),
(563, 140, 'delete_session', 'Can delete session'),
(564, 140, 'view_session', 'Can view session');
INSERT INTO "django_content_type" VALUES
(1, 'wagtailcore', 'page'),
(2, 'wagtailcore', 'groupapprovaltask'),
(3, 'wagtailcore', 'locale'),
(4, 'wagtailcore', 'site'),
(5, 'wagtailcore', 'groupsitepermission'),
(6, 'wagtailcore', 'apitoken'),
(7, 'wagtailcore', 'modellogentry'),
(8, 'wagtailcore', 'revision'),
(9, 'wagtailcore', 'collectionviewrestriction'),
(10, 'wagtailcore', 'collection'),
(11, 'wagtailcore', 'groupcollectionpermission'),
(12, 'wagtailcore', 'uploadedfile'),
(13, 'wagtailcore', 'workflowcontenttype'),
(14, 'wagtailcore', 'workflowstate'),
(15, 'wagtailcore', 'workflow'),
(16, 'wagtailcore', 'workflowtask'),
(17, 'wagtailcore', 'task'),
(18, 'wagtailcore', 'taskstate'),
(19, 'wagtailcore', 'grouppagepermission'),
(20, 'wagtailcore', 'pageviewrestriction'),
(21, 'wagtailcore', 'workflowpage'),
(22, 'wagtailcore', 'pagelogentry'),
(23, 'wagtailcore', 'comment'),
(24, 'wagtailcore', 'commentreply'),
(25, 'wagtailcore', 'pagesubscription'),
(26, 'wagtailcore', 'referenceindex'),
(27, 'wagtaildocs', 'document'),
(28, 'wagtailadmin', 'admin'),
(29, 'wagtailimages', 'image'),
(30, 'accounts', 'user'),
(31, 'accounts', 'activity'),
(32, 'background', 'lostrun'),
(33, 'background', 'periodic'),
(34, 'background', 'workerlease'),
(35, 'evidence', 'capture'),
(36, 'evidence', 'check'),
(37, 'evidence', 'copydecision'),
(38, 'evidence', 'part'),
(39, 'evidence', 'waybackcopy'),
(40, 'evidence', 'logproof'),
(41, 'watch', 'subject'),
(42, 'watch', 'source'),
(43, 'watch', 'item'),
(44, 'watch', 'mention'),
(45, 'watch', 'alias'),
(46, 'watch', 'alsoseen'),
(47, 'watch', 'band'),
(48, 'watch', 'copy'),
(49, 'watch', 'event'),
(50, 'watch', 'version'),
(51, 'watch', 'passedover'),
(52, 'watch', 'lookingagain'),
(53, 'watch', 'rejection'),
(54, 'watch', 'refusal'),
(55, 'watch', 'toindex'),
(56, 'watch', 'spottedcapture'),
(57, 'watch', 'merging'),
(58, 'watch', 'keptapart'),
(59, 'watch', 'likely'),
(60, 'watch', 'sound'),
(61, 'websub', 'asking'),
(62, 'stories', 'story'),
(63, 'stories', 'membership'),
(64, 'stories', 'change'),
(65, 'stories', 'choice'),
(66, 'stories', 'sketch'),
(67, 'stories', 'turn'),
(68, 'stories', 'verdict'),
(69, 'stories', 'decision'),
(70, 'stories', 'presence'),
(71, 'stories', 'savedview'),
(72, 'stories', 'trait'),
(73, 'press', 'frontpage'),
(74, 'press', 'digestpage'),
(75, 'press', 'postpage'),
(76, 'press', 'digestentry'),
(77, 'press', 'alert'),
(78, 'press', 'alertdeed'),
(79, 'press', 'shownmark'),
(80, 'press', 'searchentry'),
(81, 'press', 'posttag'),
(82, 'press', 'publicsubject'),
(83, 'press', 'sitelook'),
(84, 'press', 'account'),
(85, 'press', 'listed'),
(86, 'press', 'approval'),
(87, 'press', 'correction'),
(88, 'press', 'reply'),
(89, 'press', 'translation'),
(90, 'press', 'wantedlook'),
(91, 'press', 'clip'),
(92, 'press', 'longexcerpt'),
(93, 'press', 'card'),
(94, 'press', 'digestrhythm'),
(95, 'press', 'titleform'),
(96, 'press', 'edition'),
(97, 'press', 'filing'),
(98, 'outreach', 'delivery'),
(99, 'outreach', 'mailing'),
(100, 'outreach', 'subscriber'),
(101, 'outreach', 'pace'),
(102, 'outreach', 'run'),
(103, 'outreach', 'suppression'),
(104, 'outreach', 'wording'),
(105, 'outreach', 'bounce'),
(106, 'outreach', 'box'),
(107, 'outreach', 'counter'),
(108, 'outreach', 'import'),
(109, 'outreach', 'signup'),
(110, 'outreach', 'tally'),
(111, 'channels', 'channel'),
(112, 'channels', 'announcement'),
(113, 'channels', 'message'),
(114, 'fediverse', 'actor'),
(115, 'fediverse', 'sender'),
(116, 'fediverse', 'server'),
(117, 'fediverse', 'taken'),
(118, 'fediverse', 'inbox'),
(119, 'fediverse', 'note'),
(120, 'fediverse', 'activity'),
(121, 'fediverse', 'follower'),
(122, 'fediverse', 'delivery'),
(123, 'wagtailusers', 'userprofile'),
(124, 'wagtailredirects', 'redirect'),
(125, 'wagtailimages', 'rendition'),
(126, 'wagtailsearch', 'indexentry'),
(127, 'wagtailsearch', 'sqliteftsindexentry'),
(128, 'wagtailadmin', 'editingsession'),
(129, 'wagtailadmin', 'formstate'),
(130, 'taggit', 'tag'),
(131, 'taggit', 'taggeditem'),
(132, 'django_tasks_database', 'dbtaskresult'),
(133, 'account', 'emailaddress'),
(134, 'account', 'emailconfirmation'),
(135, 'mfa', 'authenticator'),
(136, 'usersessions', 'usersession'),
(137, 'auth', 'permission'),
(138, 'auth', 'group'),
(139, 'contenttypes', 'contenttype'),
(140, 'sessions', 'session');
INSERT INTO "django_migrations" VALUES
(1, 'contenttypes', '0001_initial', '1970-01-01 00:00:00'),
(2, 'contenttypes', '0002_remove_content_type_name', '1970-01-01 00:00:00'),
(3, 'auth', '0001_initial', '1970-01-01 00:00:00'),
(4, 'auth', '0002_alter_permission_name_max_length', '1970-01-01 00:00:00'),
(5, 'auth', '0003_alter_user_email_max_length', '1970-01-01 00:00:00'),
(6, 'auth', '0004_alter_user_username_opts', '1970-01-01 00:00:00'),
(7, 'auth', '0005_alter_user_last_login_null', '1970-01-01 00:00:00'),
(8, 'auth', '0006_require_contenttypes_0002', '1970-01-01 00:00:00'),
(9, 'auth', '0007_alter_validators_add_error_messages', '1970-01-01 00:00:00'),
(10, 'auth', '0008_alter_user_username_max_length', '1970-01-01 00:00:00'),
(11, 'auth', '0009_alter_user_last_name_max_length', '1970-01-01 00:00:00'),
(12, 'auth', '0010_alter_group_name_max_length', '1970-01-01 00:00:00'),
(13, 'auth', '0011_update_proxy_permissions', '1970-01-01 00:00:00'),
(14, 'auth', '0012_alter_user_first_name_max_length', '1970-01-01 00:00:00'),
(15, 'accounts', '0001_initial', '1970-01-01 00:00:00'),
(16, 'account', '0001_initial', '1970-01-01 00:00:00'),
(17, 'account', '0002_email_max_length', '1970-01-01 00:00:00'),
(18, 'account', '0003_alter_emailaddress_create_unique_verified_email', '1970-01-01 00:00:00'),
(19, 'account', '0004_alter_emailaddress_drop_unique_email', '1970-01-01 00:00:00'),
(20, 'account', '0005_emailaddress_idx_upper_email', '1970-01-01 00:00:00'),
(21, 'account', '0006_emailaddress_lower', '1970-01-01 00:00:00'),
(22, 'account', '0007_emailaddress_idx_email', '1970-01-01 00:00:00'),
(23, 'account', '0008_emailaddress_unique_primary_email_fixup', '1970-01-01 00:00:00'),
(24, 'account', '0009_emailaddress_unique_primary_email', '1970-01-01 00:00:00'),
(25, 'accounts', '0002_activity', '1970-01-01 00:00:00'),
(26, 'accounts', '0003_copies', '1970-01-01 00:00:00'),
(27, 'accounts', '0004_second_looks', '1970-01-01 00:00:00'),
(28, 'accounts', '0005_length_allowed', '1970-01-01 00:00:00'),
(29, 'accounts', '0006_greeted_by_display_name', '1970-01-01 00:00:00'),
(30, 'background', '0001_initial', '1970-01-01 00:00:00'),
(31, 'wagtailcore', '0001_initial', '1970-01-01 00:00:00'),
(32, 'wagtailcore', '0002_initial_data', '1970-01-01 00:00:00'),
(33, 'wagtailcore', '0003_add_uniqueness_constraint_on_group_page_permission', '1970-01-01 00:00:00'),
(34, 'wagtailcore', '0004_page_locked', '1970-01-01 00:00:00'),
(35, 'wagtailcore', '0005_add_page_lock_permission_to_moderators', '1970-01-01 00:00:00'),
(36, 'wagtailcore', '0006_add_lock_page_permission', '1970-01-01 00:00:00'),
(37, 'wagtailcore', '0007_page_latest_revision_created_at', '1970-01-01 00:00:00'),
(38, 'wagtailcore', '0008_populate_latest_revision_created_at', '1970-01-01 00:00:00'),
(39, 'wagtailcore', '0009_remove_auto_now_add_from_pagerevision_created_at', '1970-01-01 00:00:00'),
(40, 'wagtailcore', '0010_change_page_owner_to_null_on_delete', '1970-01-01 00:00:00'),
(41, 'wagtailcore', '0011_page_first_published_at', '1970-01-01 00:00:00'),
(42, 'wagtailcore', '0012_extend_page_slug_field', '1970-01-01 00:00:00'),
(43, 'wagtailcore', '0013_update_golive_expire_help_text', '1970-01-01 00:00:00'),
(44, 'wagtailcore', '0014_add_verbose_name', '1970-01-01 00:00:00'),
(45, 'wagtailcore', '0015_add_more_verbose_names', '1970-01-01 00:00:00'),
(46, 'wagtailcore', '0016_change_page_url_path_to_text_field', '1970-01-01 00:00:00'),
(47, 'channels', '0001_initial', '1970-01-01 00:00:00'),
(48, 'django_tasks_database', '0001_initial', '1970-01-01 00:00:00'),
(49, 'django_tasks_database', '0002_alter_dbtaskresult_options', '1970-01-01 00:00:00'),
(50, 'django_tasks_database', '0003_dbtaskresult_enqueued_at_dbtaskresult_finished_at', '1970-01-01 00:00:00'),
(51, 'django_tasks_database', '0004_dbtaskresult_started_at', '1970-01-01 00:00:00'),
(52, 'django_tasks_database', '0005_alter_dbtaskresult_priority_and_more', '1970-01-01 00:00:00'),
(53, 'django_tasks_database', '0006_alter_dbtaskresult_args_kwargs_and_more', '1970-01-01 00:00:00'),
(54, 'django_tasks_database', '0007_add_separate_results_fields', '1970-01-01 00:00:00'),
(55, 'django_tasks_database', '0008_separate_results_field', '1970-01-01 00:00:00'),
(56, 'django_tasks_database', '0009_remove_results_field', '1970-01-01 00:00:00'),
(57, 'django_tasks_database', '0010_alter_dbtaskresult_status', '1970-01-01 00:00:00'),
(58, 'django_tasks_database', '0011_rename_complete_status', '1970-01-01 00:00:00'),
(59, 'django_tasks_database', '0012_add_separate_exception_fields', '1970-01-01 00:00:00'),
(60, 'django_tasks_database', '0013_separate_exception_fields', '1970-01-01 00:00:00'),
(61, 'django_tasks_database', '0014_remove_dbtaskresult_exception_data', '1970-01-01 00:00:00'),
(62, 'django_tasks_database', '0015_correctly_order_run_after', '1970-01-01 00:00:00'),
(63, 'django_tasks_database', '0016_remove_dbtaskresult_django_task_new_ordering_idx_and_more', '1970-01-01 00:00:00'),
(64, 'django_tasks_database', '0017_dbtaskresult_metadata', '1970-01-01 00:00:00'),
(65, 'django_tasks_database', '0018_rename_succeeded_status', '1970-01-01 00:00:00'),
(66, 'django_tasks_database', '0019_rename_django_task_new_ordering_idx_tasks_db_new_ordering_idx_and_more', '1970-01-01 00:00:00'),
(67, 'django_tasks_database', '0020_update_db_task_result_ordering', '1970-01-01 00:00:00'),
(68, 'django_tasks_database', '0021_conditional_partial_index_ordering', '1970-01-01 00:00:00'),
(69, 'evidence', '0001_initial', '1970-01-01 00:00:00'),
(70, 'evidence', '0002_checks_of_captures', '1970-01-01 00:00:00'),
(71, 'evidence', '0003_sealing', '1970-01-01 00:00:00'),
(72, 'evidence', '0004_public_copies', '1970-01-01 00:00:00'),
(73, 'evidence', '0005_parts_of_captures', '1970-01-01 00:00:00'),
(74, 'evidence', '0006_copies_elsewhere', '1970-01-01 00:00:00'),
(75, 'evidence', '0007_who_decided_about_a_copy', '1970-01-01 00:00:00'),
(76, 'evidence', '0008_proofs_of_the_log', '1970-01-01 00:00:00'),
(77, 'evidence', '0009_pages_within_pages', '1970-01-01 00:00:00'),
(78, 'evidence', '0010_taken_by_itself', '1970-01-01 00:00:00'),
(79, 'evidence', '0011_final_addresses', '1970-01-01 00:00:00'),
(80, 'evidence', '0012_index_of_marks', '1970-01-01 00:00:00'),
(81, 'fediverse', '0001_initial', '1970-01-01 00:00:00'),
(82, 'mfa', '0001_initial', '1970-01-01 00:00:00'),
(83, 'mfa', '0002_authenticator_timestamps', '1970-01-01 00:00:00'),
(84, 'mfa', '0003_authenticator_type_uniq', '1970-01-01 00:00:00'),
(85, 'wagtailcore', '0017_change_edit_page_permission_description', '1970-01-01 00:00:00'),
(86, 'wagtailcore', '0018_pagerevision_submitted_for_moderation_index', '1970-01-01 00:00:00'),
(87, 'wagtailcore', '0019_verbose_names_cleanup', '1970-01-01 00:00:00'),
(88, 'wagtailcore', '0020_add_index_on_page_first_published_at', '1970-01-01 00:00:00'),
(89, 'wagtailcore', '0021_capitalizeverbose', '1970-01-01 00:00:00'),
(90, 'wagtailcore', '0022_add_site_name', '1970-01-01 00:00:00'),
(91, 'wagtailcore', '0023_alter_page_revision_on_delete_behaviour', '1970-01-01 00:00:00'),
(92, 'wagtailcore', '0024_collection', '1970-01-01 00:00:00'),
(93, 'wagtailcore', '0025_collection_initial_data', '1970-01-01 00:00:00'),
(94, 'wagtailcore', '0026_group_collection_permission', '1970-01-01 00:00:00'),
(95, 'wagtailcore', '0027_fix_collection_path_collation', '1970-01-01 00:00:00'),
(96, 'wagtailcore', '0024_alter_page_content_type_on_delete_behaviour', '1970-01-01 00:00:00'),
(97, 'wagtailcore', '0028_merge', '1970-01-01 00:00:00'),
(98, 'wagtailcore', '0029_unicode_slugfield_dj19', '1970-01-01 00:00:00'),
(99, 'wagtailcore', '0030_index_on_pagerevision_created_at', '1970-01-01 00:00:00'),
(100, 'wagtailcore', '0031_add_page_view_restriction_types', '1970-01-01 00:00:00'),
(101, 'wagtailcore', '0032_add_bulk_delete_page_permission', '1970-01-01 00:00:00'),
(102, 'wagtailcore', '0033_remove_golive_expiry_help_text', '1970-01-01 00:00:00'),
(103, 'wagtailcore', '0034_page_live_revision', '1970-01-01 00:00:00'),
(104, 'wagtailcore', '0035_page_last_published_at', '1970-01-01 00:00:00'),
(105, 'wagtailcore', '0036_populate_page_last_published_at', '1970-01-01 00:00:00'),
(106, 'wagtailcore', '0037_set_page_owner_editable', '1970-01-01 00:00:00'),
(107, 'wagtailcore', '0038_make_first_published_at_editable', '1970-01-01 00:00:00'),
(108, 'wagtailcore', '0039_collectionviewrestriction', '1970-01-01 00:00:00'),
(109, 'wagtailcore', '0040_page_draft_title', '1970-01-01 00:00:00'),
(110, 'wagtailcore', '0041_group_collection_permissions_verbose_name_plural', '1970-01-01 00:00:00'),
(111, 'wagtailcore', '0042_index_on_pagerevision_approved_go_live_at', '1970-01-01 00:00:00'),
(112, 'wagtailcore', '0043_lock_fields', '1970-01-01 00:00:00'),
(113, 'wagtailcore', '0044_add_unlock_grouppagepermission', '1970-01-01 00:00:00'),
(114, 'wagtailcore', '0045_assign_unlock_grouppagepermission', '1970-01-01 00:00:00'),
(115, 'wagtailcore', '0046_site_name_remove_null', '1970-01-01 00:00:00'),
(116, 'wagtailcore', '0047_add_workflow_models', '1970-01-01 00:00:00'),
(117, 'wagtailcore', '0048_add_default_workflows', '1970-01-01 00:00:00'),
(118, 'wagtailcore', '0049_taskstate_finished_by', '1970-01-01 00:00:00'),
(119, 'wagtailcore', '0050_workflow_rejected_to_needs_changes', '1970-01-01 00:00:00'),
(120, 'wagtailcore', '0051_taskstate_comment', '1970-01-01 00:00:00'),
(121, 'wagtailcore', '0052_pagelogentry', '1970-01-01 00:00:00'),
(122, 'wagtailcore', '0053_locale_model', '1970-01-01 00:00:00'),
(123, 'wagtailcore', '0054_initial_locale', '1970-01-01 00:00:00'),
(124, 'wagtailcore', '0055_page_locale_fields', '1970-01-01 00:00:00'),
(125, 'wagtailcore', '0056_page_locale_fields_populate', '1970-01-01 00:00:00'),
(126, 'wagtailcore', '0057_page_locale_fields_notnull', '1970-01-01 00:00:00'),
(127, 'wagtailcore', '0058_page_alias_of', '1970-01-01 00:00:00'),
(128, 'wagtailcore', '0059_apply_collection_ordering', '1970-01-01 00:00:00'),
(129, 'wagtailcore', '0060_fix_workflow_unique_constraint', '1970-01-01 00:00:00'),
(130, 'wagtailcore', '0061_change_promote_tab_helpt_text_and_verbose_names', '1970-01-01 00:00:00'),
(131, 'wagtailcore', '0062_comment_models_and_pagesubscription', '1970-01-01 00:00:00'),
(132, 'wagtailcore', '0063_modellogentry', '1970-01-01 00:00:00'),
(133, 'wagtailcore', '0064_log_timestamp_indexes', '1970-01-01 00:00:00'),
(134, 'wagtailcore', '0065_log_entry_uuid', '1970-01-01 00:00:00'),
(135, 'wagtailcore', '0066_collection_management_permissions', '1970-01-01 00:00:00'),
(136, 'wagtailcore', '0067_alter_pagerevision_content_json', '1970-01-01 00:00:00'),
(137, 'wagtailcore', '0068_log_entry_empty_object', '1970-01-01 00:00:00'),
(138, 'wagtailcore', '0069_log_entry_jsonfield', '1970-01-01 00:00:00'),
(139, 'wagtailcore', '0070_rename_pagerevision_revision', '1970-01-01 00:00:00'),
(140, 'wagtailcore', '0071_populate_revision_content_type', '1970-01-01 00:00:00'),
(141, 'wagtailcore', '0072_alter_revision_content_type_notnull', '1970-01-01 00:00:00'),
(142, 'wagtailcore', '0073_page_latest_revision', '1970-01-01 00:00:00'),
(143, 'wagtailcore', '0074_revision_object_str', '1970-01-01 00:00:00'),
(144, 'wagtailcore', '0075_populate_latest_revision_and_revision_object_str', '1970-01-01 00:00:00'),
(145, 'wagtailcore', '0076_modellogentry_revision', '1970-01-01 00:00:00'),
(146, 'wagtailcore', '0077_alter_revision_user', '1970-01-01 00:00:00'),
(147, 'wagtailcore', '0078_referenceindex', '1970-01-01 00:00:00'),
(148, 'wagtailcore', '0079_rename_taskstate_page_revision', '1970-01-01 00:00:00'),
(149, 'wagtailcore', '0080_generic_workflowstate', '1970-01-01 00:00:00'),
(150, 'wagtailcore', '0081_populate_workflowstate_content_type', '1970-01-01 00:00:00'),
(151, 'wagtailcore', '0082_alter_workflowstate_content_type_notnull', '1970-01-01 00:00:00'),
(152, 'wagtailcore', '0083_workflowcontenttype', '1970-01-01 00:00:00'),
(153, 'wagtailcore', '0084_add_default_page_permissions', '1970-01-01 00:00:00'),
(154, 'wagtailcore', '0085_add_grouppagepermission_permission', '1970-01-01 00:00:00'),
(155, 'wagtailcore', '0086_populate_grouppagepermission_permission', '1970-01-01 00:00:00'),
(156, 'wagtailcore', '0087_alter_grouppagepermission_unique_together_and_more', '1970-01-01 00:00:00'),
(157, 'wagtailcore', '0088_fix_log_entry_json_timestamps', '1970-01-01 00:00:00'),
(158, 'wagtailcore', '0089_log_entry_data_json_null_to_object', '1970-01-01 00:00:00'),
(159, 'wagtailcore', '0090_remove_grouppagepermission_permission_type', '1970-01-01 00:00:00'),
(160, 'wagtailcore', '0091_remove_revision_submitted_for_moderation', '1970-01-01 00:00:00'),
(161, 'wagtailcore', '0092_alter_collectionviewrestriction_password_and_more', '1970-01-01 00:00:00'),
(162, 'wagtailcore', '0093_uploadedfile', '1970-01-01 00:00:00'),
(163, 'wagtailcore', '0094_alter_page_locale', '1970-01-01 00:00:00'),
(164, 'wagtailcore', '0095_groupsitepermission', '1970-01-01 00:00:00'),
(165, 'wagtailcore', '0096_referenceindex_referenceindex_source_object_and_more', '1970-01-01 00:00:00'),
(166, 'wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes', '1970-01-01 00:00:00'),
(167, 'wagtailcore', '0098_apitoken', '1970-01-01 00:00:00'),
(168, 'watch', '0001_initial', '1970-01-01 00:00:00'),
(169, 'watch', '0002_kinds_states_versions_copies', '1970-01-01 00:00:00'),
(170, 'stories', '0001_initial', '1970-01-01 00:00:00'),
(171, 'stories', '0002_strands_order_verdicts', '1970-01-01 00:00:00'),
(172, 'stories', '0003_inbox_search', '1970-01-01 00:00:00'),
(173, 'stories', '0004_reasons_as_codes', '1970-01-01 00:00:00'),
(174, 'watch', '0003_memory_and_passed_over', '1970-01-01 00:00:00'),
(175, 'watch', '0004_alias_book', '1970-01-01 00:00:00'),
(176, 'watch', '0005_inbox_search', '1970-01-01 00:00:00'),
(177, 'taggit', '0001_initial', '1970-01-01 00:00:00'),
(178, 'wagtaildocs', '0001_initial', '1970-01-01 00:00:00'),
(179, 'wagtaildocs', '0002_initial_data', '1970-01-01 00:00:00'),
(180, 'wagtaildocs', '0003_add_verbose_names', '1970-01-01 00:00:00'),
(181, 'wagtaildocs', '0004_capitalizeverbose', '1970-01-01 00:00:00'),
(182, 'wagtaildocs', '0005_document_collection', '1970-01-01 00:00:00'),
(183, 'wagtaildocs', '0006_copy_document_permissions_to_collections', '1970-01-01 00:00:00'),
(184, 'wagtaildocs', '0005_alter_uploaded_by_user_on_delete_action', '1970-01-01 00:00:00'),
(185, 'wagtaildocs', '0007_merge', '1970-01-01 00:00:00'),
(186, 'wagtaildocs', '0008_document_file_size', '1970-01-01 00:00:00'),
(187, 'wagtaildocs', '0009_document_verbose_name_plural', '1970-01-01 00:00:00'),
(188, 'wagtaildocs', '0010_document_file_hash', '1970-01-01 00:00:00'),
(189, 'wagtailadmin', '0001_create_admin_access_permissions', '1970-01-01 00:00:00'),
(190, 'wagtaildocs', '0011_add_choose_permissions', '1970-01-01 00:00:00'),
(191, 'wagtaildocs', '0012_uploadeddocument', '1970-01-01 00:00:00'),
(192, 'wagtaildocs', '0013_delete_uploadeddocument', '1970-01-01 00:00:00'),
(193, 'wagtaildocs', '0014_alter_document_file_size', '1970-01-01 00:00:00'),
(194, 'wagtailimages', '0001_initial', '1970-01-01 00:00:00'),
(195, 'wagtailimages', '0002_initial_data', '1970-01-01 00:00:00'),
(196, 'wagtailimages', '0003_fix_focal_point_fields', '1970-01-01 00:00:00'),
(197, 'wagtailimages', '0004_make_focal_point_key_not_nullable', '1970-01-01 00:00:00'),
(198, 'wagtailimages', '0005_make_filter_spec_unique', '1970-01-01 00:00:00'),
(199, 'wagtailimages', '0006_add_verbose_names', '1970-01-01 00:00:00'),
(200, 'wagtailimages', '0007_image_file_size', '1970-01-01 00:00:00'),
(201, 'wagtailimages', '0008_image_created_at_index', '1970-01-01 00:00:00'),
(202, 'wagtailimages', '0009_capitalizeverbose', '1970-01-01 00:00:00'),
(203, 'wagtailimages', '0010_change_on_delete_behaviour', '1970-01-01 00:00:00'),
(204, 'wagtailimages', '0011_image_collection', '1970-01-01 00:00:00'),
(205, 'wagtailimages', '0012_copy_image_permissions_to_collections', '1970-01-01 00:00:00'),
(206, 'wagtailimages', '0013_make_rendition_upload_callable', '1970-01-01 00:00:00'),
(207, 'wagtailimages', '0014_add_filter_spec_field', '1970-01-01 00:00:00'),
(208, 'wagtailimages', '0015_fill_filter_spec_field', '1970-01-01 00:00:00'),
(209, 'wagtailimages', '0016_deprecate_rendition_filter_relation', '1970-01-01 00:00:00'),
(210, 'wagtailimages', '0017_reduce_focal_point_key_max_length', '1970-01-01 00:00:00'),
(211, 'wagtailimages', '0018_remove_rendition_filter', '1970-01-01 00:00:00'),
(212, 'wagtailimages', '0019_delete_filter', '1970-01-01 00:00:00'),
(213, 'wagtailimages', '0020_add-verbose-name', '1970-01-01 00:00:00'),
(214, 'wagtailimages', '0021_image_file_hash', '1970-01-01 00:00:00'),
(215, 'wagtailimages', '0022_uploadedimage', '1970-01-01 00:00:00'),
(216, 'wagtailimages', '0023_add_choose_permissions', '1970-01-01 00:00:00'),
(217, 'wagtailimages', '0024_index_image_file_hash', '1970-01-01 00:00:00'),
(218, 'wagtailimages', '0025_alter_image_file_alter_rendition_file', '1970-01-01 00:00:00'),
(219, 'wagtailimages', '0026_delete_uploadedimage', '1970-01-01 00:00:00'),
(220, 'wagtailimages', '0027_image_description', '1970-01-01 00:00:00'),
(221, 'taggit', '0002_auto_20150616_2121', '1970-01-01 00:00:00'),
(222, 'taggit', '0003_taggeditem_add_unique_index', '1970-01-01 00:00:00'),
(223, 'taggit', '0004_alter_taggeditem_content_type_alter_taggeditem_tag', '1970-01-01 00:00:00'),
(224, 'taggit', '0005_auto_20220424_2025', '1970-01-01 00:00:00'),
(225, 'taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx', '1970-01-01 00:00:00'),
(226, 'press', '0001_initial', '1970-01-01 00:00:00'),
(227, 'press', '0002_alerts', '1970-01-01 00:00:00'),
(228, 'press', '0003_search', '1970-01-01 00:00:00'),
(229, 'press', '0004_sign_digest', '1970-01-01 00:00:00'),
(230, 'press', '0005_site', '1970-01-01 00:00:00'),
(231, 'press', '0006_kinds_of_post', '1970-01-01 00:00:00'),
(232, 'press', '0007_clipping', '1970-01-01 00:00:00'),
(233, 'press', '0008_quoting_and_placing', '1970-01-01 00:00:00'),
(234, 'press', '0009_cards_of_pages', '1970-01-01 00:00:00'),
(235, 'press', '0010_rhythm', '1970-01-01 00:00:00'),
(236, 'outreach', '0001_initial', '1970-01-01 00:00:00'),
(237, 'outreach', '0002_initial', '1970-01-01 00:00:00'),
(238, 'outreach', '0003_ledger', '1970-01-01 00:00:00'),
(239, 'outreach', '0004_carry_over', '1970-01-01 00:00:00'),
(240, 'outreach', '0005_one_key_each', '1970-01-01 00:00:00'),
(241, 'outreach', '0006_kinds_of_mailings', '1970-01-01 00:00:00'),
(242, 'outreach', '0007_readers', '1970-01-01 00:00:00'),
(243, 'watch', '0006_captures_of_spotted_reports', '1970-01-01 00:00:00'),
(244, 'watch', '0007_clipping', '1970-01-01 00:00:00'),
(245, 'watch', '0008_subjects_one_or_two', '1970-01-01 00:00:00'),
(246, 'press', '0011_editions', '1970-01-01 00:00:00'),
(247, 'press', '0012_filings', '1970-01-01 00:00:00'),
(248, 'sessions', '0001_initial', '1970-01-01 00:00:00'),
(249, 'usersessions', '0001_initial', '1970-01-01 00:00:00'),
(250, 'wagtailadmin', '0002_admin', '1970-01-01 00:00:00'),
(251, 'wagtailadmin', '0003_admin_managed', '1970-01-01 00:00:00'),
(252, 'wagtailadmin', '0004_editingsession', '1970-01-01 00:00:00'),
(253, 'wagtailadmin', '0005_editingsession_is_editing', '1970-01-01 00:00:00'),
(254, 'wagtailadmin', '0006_formstate', '1970-01-01 00:00:00'),
(255, 'wagtailredirects', '0001_initial', '1970-01-01 00:00:00'),
(256, 'wagtailredirects', '0002_add_verbose_names', '1970-01-01 00:00:00'),
(257, 'wagtailredirects', '0003_make_site_field_editable', '1970-01-01 00:00:00'),
(258, 'wagtailredirects', '0004_set_unique_on_path_and_site', '1970-01-01 00:00:00'),
(259, 'wagtailredirects', '0005_capitalizeverbose', '1970-01-01 00:00:00'),
(260, 'wagtailredirects', '0006_redirect_increase_max_length', '1970-01-01 00:00:00'),
(261, 'wagtailredirects', '0007_add_autocreate_fields', '1970-01-01 00:00:00'),
(262, 'wagtailredirects', '0008_add_verbose_name_plural', '1970-01-01 00:00:00'),
(263, 'wagtailsearch', '0001_initial', '1970-01-01 00:00:00'),
(264, 'wagtailsearch', '0002_add_verbose_names', '1970-01-01 00:00:00'),
(265, 'wagtailsearch', '0003_remove_editors_pick', '1970-01-01 00:00:00'),
(266, 'wagtailsearch', '0004_querydailyhits_verbose_name_plural', '1970-01-01 00:00:00'),
(267, 'wagtailsearch', '0005_create_indexentry', '1970-01-01 00:00:00'),
(268, 'wagtailsearch', '0006_customise_indexentry', '1970-01-01 00:00:00'),
(269, 'wagtailsearch', '0007_delete_editorspick', '1970-01-01 00:00:00'),
(270, 'wagtailsearch', '0008_remove_query_and_querydailyhits_models', '1970-01-01 00:00:00'),
(271, 'wagtailsearch', '0009_remove_ngram_autocomplete', '1970-01-01 00:00:00'),
(272, 'wagtailsearch', '0010_add_text_fields', '1970-01-01 00:00:00'),
(273, 'wagtailusers', '0001_initial', '1970-01-01 00:00:00'),
(274, 'wagtailusers', '0002_add_verbose_name_on_userprofile', '1970-01-01 00:00:00'),
(275, 'wagtailusers', '0003_add_verbose_names', '1970-01-01 00:00:00'),
(276, 'wagtailusers', '0004_capitalizeverbose', '1970-01-01 00:00:00'),
(277, 'wagtailusers', '0005_make_related_name_wagtail_specific', '1970-01-01 00:00:00'),
(278, 'wagtailusers', '0006_userprofile_prefered_language', '1970-01-01 00:00:00'),
(279, 'wagtailusers', '0007_userprofile_current_time_zone', '1970-01-01 00:00:00'),
(280, 'wagtailusers', '0008_userprofile_avatar', '1970-01-01 00:00:00'),
(281, 'wagtailusers', '0009_userprofile_verbose_name_plural', '1970-01-01 00:00:00'),
(282, 'wagtailusers', '0010_userprofile_updated_comments_notifications', '1970-01-01 00:00:00'),
(283, 'wagtailusers', '0011_userprofile_dismissibles', '1970-01-01 00:00:00'),
(284, 'wagtailusers', '0012_userprofile_theme', '1970-01-01 00:00:00'),
(285, 'wagtailusers', '0013_userprofile_density', '1970-01-01 00:00:00'),
(286, 'wagtailusers', '0014_userprofile_contrast', '1970-01-01 00:00:00'),
(287, 'wagtailusers', '0015_userprofile_keyboard_shortcuts', '1970-01-01 00:00:00'),
(288, 'watch', '0009_names_by_sound', '1970-01-01 00:00:00'),
(289, 'watch', '0010_fill_names_by_sound', '1970-01-01 00:00:00'),
(290, 'watch', '0011_subject_unmark_asked_by', '1970-01-01 00:00:00'),
(291, 'websub', '0001_initial', '1970-01-01 00:00:00'),
(292, 'wagtailimages', '0001_squashed_0021', '1970-01-01 00:00:00'),
(293, 'wagtailcore', '0001_squashed_0016_change_page_url_path_to_text_field', '1970-01-01 00:00:00');
INSERT INTO "wagtailcore_collection" VALUES
(1, '0001', 1, 0, 'Root');
INSERT INTO "wagtailcore_groupapprovaltask" VALUES
(1);
INSERT INTO "wagtailcore_groupapprovaltask_groups" VALUES
(1, 1, 1);
INSERT INTO "wagtailcore_groupcollectionpermission" VALUES
(1, 1, 2, 109),
(2, 1, 1, 109),
(3, 1, 2, 110),
(4, 1, 1, 110),
(5, 1, 2, 113),
(6, 1, 1, 113),
(7, 1, 2, 114),
(8, 1, 1, 114),
(9, 1, 2, 115),
(10, 1, 1, 115),
(11, 1, 2, 117),
(12, 1, 1, 117);
INSERT INTO "wagtailcore_grouppagepermission" VALUES
(1, 1, 1, 69),
(2, 1, 1, 70),
(3, 1, 1, 75),
(4, 2, 1, 69),
(5, 2, 1, 70),
(6, 1, 1, 74),
(7, 1, 1, 76);
INSERT INTO "wagtailcore_locale" VALUES
(1, 'en');
INSERT INTO "wagtailcore_page" VALUES
(1, '0001', 1, 1, 'Root', 'root', 1, 0, '/', '', 0, '', NULL, NULL, 0, 1, NULL, 0, NULL, NULL, NULL, NULL, 'Root', NULL, NULL, 1, '8ff99f7901c345e5a11202ab5c1b438a', NULL, NULL),
(2, '00010001', 2, 0, 'Welcome to your new Wagtail site!', 'home', 1, 0, '/home/', '', 0, '', NULL, NULL, 0, 1, NULL, 0, NULL, NULL, NULL, NULL, 'Welcome to your new Wagtail site!', NULL, NULL, 1, 'e8ab1f6172224688a58e0f242d754cab', NULL, NULL);
INSERT INTO "wagtailcore_site" VALUES
(1, 'localhost', 80, 1, 2, '');
INSERT INTO "wagtailcore_task" VALUES
(1, 'Moderators approval', 1, 2);
INSERT INTO "wagtailcore_workflow" VALUES
(1, 'Moderators approval', 1);
INSERT INTO "wagtailcore_workflowpage" VALUES
(1, 1);
INSERT INTO "wagtailcore_workflowtask" VALUES
(1, 0, 1, 1);
CREATE INDEX "account_emailaddress_email_03be32b2" ON "account_emailaddress" ("email");
CREATE INDEX "account_emailaddress_user_id_2c513194" ON "account_emailaddress" ("user_id");
CREATE UNIQUE INDEX "account_emailaddress_user_id_email_987c8728_uniq" ON "account_emailaddress" ("user_id", "email");
CREATE INDEX "account_emailconfirmation_email_address_id_5b7f8c58" ON "account_emailconfirmation" ("email_address_id");
CREATE INDEX "accounts_user_groups_group_id_bd11a704" ON "accounts_user_groups" ("group_id");
CREATE INDEX "accounts_user_groups_user_id_52b62117" ON "accounts_user_groups" ("user_id");
CREATE UNIQUE INDEX "accounts_user_groups_user_id_group_id_59c0b32f_uniq" ON "accounts_user_groups" ("user_id", "group_id");
CREATE INDEX "accounts_user_user_permissions_permission_id_113bb443" ON "accounts_user_user_permissions" ("permission_id");
CREATE INDEX "accounts_user_user_permissions_user_id_e4f0a161" ON "accounts_user_user_permissions" ("user_id");
CREATE UNIQUE INDEX "accounts_user_user_permissions_user_id_permission_id_2ab516c2_uniq" ON "accounts_user_user_permissions" ("user_id", "permission_id");
CREATE INDEX "activity_of_somebody" ON "accounts_activity" ("who", "id" DESC);
CREATE INDEX "alert_handling" ON "press_alert" ("state", "severity" DESC, "raised_at" DESC);
CREATE INDEX "alert_shown" ON "press_alert" ("not_after" DESC) WHERE "shown_at" IS NOT NULL;
CREATE INDEX "announcements_due" ON "channels_announcement" ("state", "due_at");
CREATE INDEX "auth_group_permissions_group_id_b120cbf9" ON "auth_group_permissions" ("group_id");
CREATE UNIQUE INDEX "auth_group_permissions_group_id_permission_id_0cd325b0_uniq" ON "auth_group_permissions" ("group_id", "permission_id");
CREATE INDEX "auth_group_permissions_permission_id_84c5c92e" ON "auth_group_permissions" ("permission_id");
CREATE INDEX "auth_permission_content_type_id_2f476e4b" ON "auth_permission" ("content_type_id");
CREATE UNIQUE INDEX "auth_permission_content_type_id_codename_01ab375a_uniq" ON "auth_permission" ("content_type_id", "codename");
CREATE INDEX "background_lostrun_task_id_7230fabf" ON "background_lostrun" ("task_id");
CREATE INDEX "base_content_object_idx" ON "wagtailcore_revision" ("base_content_type_id", "object_id");
CREATE INDEX "channels_announcement_by_id_4cd1ee10" ON "channels_announcement" ("by_id");
CREATE INDEX "channels_announcement_page_id_103ed4b5" ON "channels_announcement" ("page_id");
CREATE INDEX "content_object_idx" ON "wagtailcore_revision" ("content_type_id", "object_id");
CREATE INDEX "corrections_by_day" ON "press_correction" ("on" DESC, "id" DESC);
CREATE INDEX "deliveries_due" ON "fediverse_delivery" ("standing", "due_at");
CREATE UNIQUE INDEX "django_content_type_app_label_model_76bd3d3b_uniq" ON "django_content_type" ("app_label", "model");
CREATE INDEX "django_session_expire_date_a5c62663" ON "django_session" ("expire_date");
CREATE INDEX "django_task_backend_071754_idx" ON "django_tasks_database_dbtaskresult" ("backend_name");
CREATE INDEX "django_task_queue_n_99c321_idx" ON "django_tasks_database_dbtaskresult" ("queue_name");
CREATE UNIQUE INDEX "edition_of_a_digest" ON "press_edition" ("form", "digest_id") WHERE "digest_id" IS NOT NULL;
CREATE UNIQUE INDEX "edition_of_the_site" ON "press_edition" ("form", "span") WHERE "digest_id" IS NULL;
CREATE INDEX "evidence_ca_address_ab3e2a_idx" ON "evidence_capture" ("address");
CREATE INDEX "evidence_ca_state_1c003f_idx" ON "evidence_capture" ("state");
CREATE INDEX "evidence_capture_points_to_from_capture_id_30e5a676" ON "evidence_capture_points_to" ("from_capture_id");
CREATE UNIQUE INDEX "evidence_capture_points_to_from_capture_id_to_capture_id_541a9213_uniq" ON "evidence_capture_points_to" ("from_capture_id", "to_capture_id");
CREATE INDEX "evidence_capture_points_to_to_capture_id_bb7b26d1" ON "evidence_capture_points_to" ("to_capture_id");
CREATE INDEX "evidence_check_capture_id_ddcee551" ON "evidence_check" ("capture_id");
CREATE INDEX "evidence_copydecision_by_id_b634ee7c" ON "evidence_copydecision" ("by_id");
CREATE INDEX "evidence_copydecision_capture_id_22b71498" ON "evidence_copydecision" ("capture_id");
CREATE INDEX "evidence_due" ON "evidence_capture" ("state", "next_check");
CREATE INDEX "evidence_final_address" ON "evidence_capture" ("final_address");
CREATE INDEX "evidence_mark" ON "evidence_capture" ("mark");
CREATE INDEX "evidence_news" ON "evidence_check" ("at" DESC) WHERE "news";
CREATE INDEX "evidence_part_capture_id_1a312b01" ON "evidence_part" ("capture_id");
CREATE INDEX "evidence_parts" ON "evidence_part" ("capture_id", "state");
CREATE INDEX "evidence_timeline" ON "evidence_check" ("capture_id", "at" DESC);
CREATE INDEX "evidence_unsealed" ON "evidence_capture" ("sealing") WHERE "sealing" = 'open';
CREATE INDEX "evidence_unstamped" ON "evidence_capture" ("stamps_due") WHERE "stamps_due" IS NOT NULL;
CREATE INDEX "evidence_wayback" ON "evidence_waybackcopy" ("due") WHERE "due" IS NOT NULL;
CREATE INDEX "fediverse_activity_actor_id_f72cbf47" ON "fediverse_activity" ("actor_id");
CREATE INDEX "fediverse_activity_note_id_f3f050c8" ON "fediverse_activity" ("note_id");
CREATE INDEX "fediverse_delivery_inbox_id_3376328b" ON "fediverse_delivery" ("inbox_id");
CREATE INDEX "fediverse_follower_inbox_id_a06d86d9" ON "fediverse_follower" ("inbox_id");
CREATE INDEX "fediverse_inbox_server_id_bb570fe6" ON "fediverse_inbox" ("server_id");
CREATE INDEX "fediverse_note_actor_id_c5f225f6" ON "fediverse_note" ("actor_id");
CREATE INDEX "fediverse_note_page_id_7c9410c3" ON "fediverse_note" ("page_id");
CREATE INDEX "fediverse_sender_fetched_at_ea8a6a27" ON "fediverse_sender" ("fetched_at");
CREATE INDEX "fediverse_taken_until_aa5024a3" ON "fediverse_taken" ("until");
CREATE INDEX "formstate_user_object" ON "wagtailadmin_formstate" ("user_id", "content_type_id", "object_id", "parent_object_id");
CREATE UNIQUE INDEX "item_once_an_article" ON "watch_item" ("key") WHERE NOT ("key" = '');
CREATE INDEX "likeliest_first" ON "watch_likely" ("score" DESC, "id");
CREATE INDEX "listed_in_order" ON "press_listed" ("language", "list", "day", "at", "post_id");
CREATE INDEX "mailing_spans" ON "outreach_mailing" ("kind", "language", "until" DESC);
CREATE INDEX "mfa_authenticator_user_id_0c3a50c0" ON "mfa_authenticator" ("user_id");
CREATE INDEX "names_by_sound" ON "watch_sound" ("key", "alias_id", "place");
CREATE UNIQUE INDEX "one_note_a_page_while_it_is_there" ON "fediverse_note" ("page_id") WHERE "gone_at" IS NULL;
CREATE INDEX "outreach_bounce_at_4876b5d3" ON "outreach_bounce" ("at");
CREATE INDEX "outreach_bounce_delivery_id_e6184499" ON "outreach_bounce" ("delivery_id");
CREATE INDEX "outreach_bounce_subscriber_id_5b0cb69b" ON "outreach_bounce" ("subscriber_id");
CREATE INDEX "outreach_counter_until_cac18863" ON "outreach_counter" ("until");
CREATE INDEX "outreach_de_mailing_2c8395_idx" ON "outreach_delivery" ("mailing_id", "state", "changed_at");
CREATE INDEX "outreach_delivery_run_id_b80369d4" ON "outreach_delivery" ("run_id");
CREATE INDEX "outreach_delivery_subscriber_id_bcfd9cbd" ON "outreach_delivery" ("subscriber_id");
CREATE INDEX "outreach_mailing_post_id_144739c5" ON "outreach_mailing" ("post_id");
CREATE INDEX "outreach_run_mailing_id_aab008ae" ON "outreach_run" ("mailing_id");
CREATE INDEX "outreach_signup_asked_at_ff23fde4" ON "outreach_signup" ("asked_at");
CREATE INDEX "outreach_signup_subscriber_id_200d7008" ON "outreach_signup" ("subscriber_id");
CREATE INDEX "outreach_su_domain_5f8a32_idx" ON "outreach_subscriber" ("domain", "key");
CREATE INDEX "outreach_su_languag_1b1836_idx" ON "outreach_subscriber" ("language", "key");
CREATE INDEX "outreach_su_languag_74e982_idx" ON "outreach_subscriber" ("language", "standing", "key");
CREATE INDEX "outreach_su_standin_94efd9_idx" ON "outreach_subscriber" ("standing", "key");
CREATE INDEX "outreach_subscriber_batch_id_dbc2f2d8" ON "outreach_subscriber" ("batch_id");
CREATE INDEX "outreach_subscriber_wording_id_e27ec4a6" ON "outreach_subscriber" ("wording_id");
CREATE INDEX "posts_by_kind" ON "press_postpage" ("kind", "report_year");
CREATE INDEX "press_account_look_id_86c789aa" ON "press_account" ("look_id");
CREATE INDEX "press_alert_capture_id_62fa2bce" ON "press_alert" ("capture_id");
CREATE INDEX "press_alert_post_id_a2a850cd" ON "press_alert" ("post_id");
CREATE INDEX "press_alertdeed_alert_id_4d19ceba" ON "press_alertdeed" ("alert_id");
CREATE INDEX "press_alertdeed_by_id_f0c0f898" ON "press_alertdeed" ("by_id");
CREATE INDEX "press_approval_by_id_5ff35a6f" ON "press_approval" ("by_id");
CREATE INDEX "press_approval_post_id_c7432db2" ON "press_approval" ("post_id");
CREATE INDEX "press_card_checksum_53cfd3fe" ON "press_card" ("checksum");
CREATE INDEX "press_clip_by_id_607ea5ab" ON "press_clip" ("by_id");
CREATE INDEX "press_clip_like_id_2faebca8" ON "press_clip" ("like_id");
CREATE INDEX "press_clip_near_story_id_7780e837" ON "press_clip" ("near_story_id");
CREATE INDEX "press_correction_post_id_1effd641" ON "press_correction" ("post_id");
CREATE INDEX "press_digestentry_digest_id_d823f338" ON "press_digestentry" ("digest_id");
CREATE INDEX "press_digestentry_post_id_b1978d7d" ON "press_digestentry" ("post_id");
CREATE INDEX "press_digestpage_signed_off_by_id_874a4ad4" ON "press_digestpage" ("signed_off_by_id");
CREATE INDEX "press_edition_digest_id_0ea67795" ON "press_edition" ("digest_id");
CREATE INDEX "press_filing_post_id_48166843" ON "press_filing" ("post_id");
CREATE INDEX "press_filing_subject_id_9c5709bd" ON "press_filing" ("subject_id");
CREATE INDEX "press_listed_post_id_f7d21852" ON "press_listed" ("post_id");
CREATE INDEX "press_longexcerpt_by_id_537cec9a" ON "press_longexcerpt" ("by_id");
CREATE INDEX "press_longexcerpt_post_id_3b82f688" ON "press_longexcerpt" ("post_id");
CREATE INDEX "press_postpage_capture_id_f4bb9567" ON "press_postpage" ("capture_id");
CREATE INDEX "press_postpage_corrects_id_5c2a3d9d" ON "press_postpage" ("corrects_id");
CREATE INDEX "press_postpage_item_id_de1ee61a" ON "press_postpage" ("item_id");
CREATE INDEX "press_postpage_picture_id_8f15e71a" ON "press_postpage" ("picture_id");
CREATE INDEX "press_postpage_report_file_id_22cad0a3" ON "press_postpage" ("report_file_id");
CREATE INDEX "press_postpage_story_id_fff1b0c6" ON "press_postpage" ("story_id");
CREATE INDEX "press_posttag_content_object_id_e84220a3" ON "press_posttag" ("content_object_id");
CREATE INDEX "press_posttag_tag_id_066ca9a1" ON "press_posttag" ("tag_id");
CREATE INDEX "press_reply_answer_file_id_343b2067" ON "press_reply" ("answer_file_id");
CREATE INDEX "press_reply_post_id_533a371d" ON "press_reply" ("post_id");
CREATE INDEX "press_searchentry_dated_ff8b4ebe" ON "press_searchentry" ("dated");
CREATE INDEX "press_sitelook_logo_id_7ad070bc" ON "press_sitelook" ("logo_id");
CREATE INDEX "press_titleform_rhythm_id_bdcd24a0" ON "press_titleform" ("rhythm_id");
CREATE INDEX "press_translation_by_id_2bb8935a" ON "press_translation" ("by_id");
CREATE INDEX "press_translation_revision_id_57efc6b9" ON "press_translation" ("revision_id");
CREATE INDEX "press_translation_source_id_aef778de" ON "press_translation" ("source_id");
CREATE INDEX "press_wantedlook_asked_by_id_ac2625b6" ON "press_wantedlook" ("asked_by_id");
CREATE INDEX "press_wantedlook_sent_back_by_id_d91cfecf" ON "press_wantedlook" ("sent_back_by_id");
CREATE INDEX "press_wantedlook_writer_id_478320f9" ON "press_wantedlook" ("writer_id");
CREATE INDEX "referenceindex_source_object" ON "wagtailcore_referenceindex" ("base_content_type_id", "object_id");
CREATE INDEX "referenceindex_target_object" ON "wagtailcore_referenceindex" ("to_content_type_id", "to_object_id");
CREATE INDEX "replies_by_day" ON "press_reply" ("asked_on" DESC, "id" DESC);
CREATE INDEX "replies_by_deadline" ON "press_reply" ("deadline");
CREATE INDEX "search_outlets" ON "press_searchentry" ("language", "outlet");
CREATE INDEX "stories_by_trait" ON "stories_trait" ("word", "standing", "watched", "last_at" DESC);
CREATE INDEX "stories_by_trait_all" ON "stories_trait" ("word", "last_at" DESC);
CREATE INDEX "stories_change_by_id_f9e7d2a1" ON "stories_change" ("by_id");
CREATE INDEX "stories_change_joined_id_82609be6" ON "stories_change" ("joined_id");
CREATE INDEX "stories_change_left_id_9f0a34fc" ON "stories_change" ("left_id");
CREATE INDEX "stories_decision_by_id_0ed4a2c5" ON "stories_decision" ("by_id");
CREATE INDEX "stories_decision_story_id_6ed9bdd2" ON "stories_decision" ("story_id");
CREATE INDEX "stories_mem_story_i_b1c752_idx" ON "stories_membership" ("story_id", "strand");
CREATE INDEX "stories_membership_story_id_0b6e3065" ON "stories_membership" ("story_id");
CREATE INDEX "stories_presence_by_id_3fd4942e" ON "stories_presence" ("by_id");
CREATE INDEX "stories_presence_story_id_abf439a1" ON "stories_presence" ("story_id");
CREATE INDEX "stories_presence_until_d1d1d75e" ON "stories_presence" ("until");
CREATE INDEX "stories_savedview_by_id_53fcbde6" ON "stories_savedview" ("by_id");
CREATE INDEX "stories_sto_last_at_8e37c3_idx" ON "stories_story" ("last_at" DESC);
CREATE INDEX "stories_sto_standin_d365d2_idx" ON "stories_story" ("standing", "watched", "last_at" DESC);
CREATE INDEX "stories_sto_standin_f5d213_idx" ON "stories_story" ("standing", "watched", "relevance" DESC, "last_at" DESC);
CREATE INDEX "stories_trait_story_id_9997e0ae" ON "stories_trait" ("story_id");
CREATE INDEX "stories_verdict_change_id_63bb3d98" ON "stories_verdict" ("change_id");
CREATE INDEX "stories_verdict_one_id_cdc00e7d" ON "stories_verdict" ("one_id");
CREATE INDEX "stories_verdict_other_id_f47763cc" ON "stories_verdict" ("other_id");
CREATE INDEX "subjects_to_compare" ON "watch_subject" ("id") WHERE NOT "compared";
CREATE INDEX "taggit_tagg_content_8fc721_idx" ON "taggit_taggeditem" ("content_type_id", "object_id");
CREATE INDEX "taggit_taggeditem_content_type_id_9957a03c" ON "taggit_taggeditem" ("content_type_id");
CREATE INDEX "taggit_taggeditem_object_id_e2d7d1df" ON "taggit_taggeditem" ("object_id");
CREATE INDEX "taggit_taggeditem_tag_id_f4f5b767" ON "taggit_taggeditem" ("tag_id");
CREATE INDEX "tasks_db_new_ordering_idx" ON "django_tasks_database_dbtaskresult" ("status", "priority" DESC, "run_after" ASC, "enqueued_at" ASC) WHERE "status" = 'READY';
CREATE UNIQUE INDEX "unique_authenticator_type" ON "mfa_authenticator" ("user_id", "type") WHERE "type" IN ('totp', 'recovery_codes');
CREATE UNIQUE INDEX "unique_in_progress_workflow" ON "wagtailcore_workflowstate" ("base_content_type_id", "object_id") WHERE "status" IN ('in_progress', 'needs_changes');
CREATE UNIQUE INDEX "unique_primary_email" ON "account_emailaddress" ("user_id", "primary") WHERE "primary";
CREATE UNIQUE INDEX "unique_verified_email" ON "account_emailaddress" ("email") WHERE "verified";
CREATE INDEX "usersessions_usersession_user_id_af5e0a6d" ON "usersessions_usersession" ("user_id");
CREATE INDEX "wagtailadmi_content_717955_idx" ON "wagtailadmin_editingsession" ("content_type_id", "object_id");
CREATE INDEX "wagtailadmin_editingsession_content_type_id_4df7730e" ON "wagtailadmin_editingsession" ("content_type_id");
CREATE INDEX "wagtailadmin_editingsession_user_id_6e1a9b70" ON "wagtailadmin_editingsession" ("user_id");
CREATE INDEX "wagtailadmin_formstate_content_type_id_e32438b3" ON "wagtailadmin_formstate" ("content_type_id");
CREATE INDEX "wagtailadmin_formstate_user_id_b910adc2" ON "wagtailadmin_formstate" ("user_id");
CREATE INDEX "wagtailcore_apitoken_user_id_49b1141b" ON "wagtailcore_apitoken" ("user_id");
CREATE INDEX "wagtailcore_collectionviewrestriction_collection_id_761908ec" ON "wagtailcore_collectionviewrestriction" ("collection_id");
CREATE INDEX "wagtailcore_collectionviewrestriction_groups_collectionviewrestriction_id_47320efd" ON "wagtailcore_collectionviewrestriction_groups" ("collectionviewrestriction_id");
CREATE UNIQUE INDEX "wagtailcore_collectionviewrestriction_groups_collectionviewrestriction_id_group_id_988995ae_uniq" ON "wagtailcore_collectionviewrestriction_groups" ("collectionviewrestriction_id", "group_id");
CREATE INDEX "wagtailcore_collectionviewrestriction_groups_group_id_1823f2a3" ON "wagtailcore_collectionviewrestriction_groups" ("group_id");
CREATE INDEX "wagtailcore_comment_page_id_108444b5" ON "wagtailcore_comment" ("page_id");
CREATE INDEX "wagtailcore_comment_resolved_by_id_a282aa0e" ON "wagtailcore_comment" ("resolved_by_id");
CREATE INDEX "wagtailcore_comment_revision_created_id_1d058279" ON "wagtailcore_comment" ("revision_created_id");
CREATE INDEX "wagtailcore_comment_user_id_0c577ca6" ON "wagtailcore_comment" ("user_id");
CREATE INDEX "wagtailcore_commentreply_comment_id_afc7e027" ON "wagtailcore_commentreply" ("comment_id");
CREATE INDEX "wagtailcore_commentreply_user_id_d0b3b9c3" ON "wagtailcore_commentreply" ("user_id");
CREATE INDEX "wagtailcore_groupapprovaltask_groups_group_id_2e64b61f" ON "wagtailcore_groupapprovaltask_groups" ("group_id");
CREATE INDEX "wagtailcore_groupapprovaltask_groups_groupapprovaltask_id_9a9255ea" ON "wagtailcore_groupapprovaltask_groups" ("groupapprovaltask_id");
CREATE UNIQUE INDEX "wagtailcore_groupapprovaltask_groups_groupapprovaltask_id_group_id_bb5ee7eb_uniq" ON "wagtailcore_groupapprovaltask_groups" ("groupapprovaltask_id", "group_id");
CREATE INDEX "wagtailcore_groupcollectionpermission_collection_id_5423575a" ON "wagtailcore_groupcollectionpermission" ("collection_id");
CREATE INDEX "wagtailcore_groupcollectionpermission_group_id_05d61460" ON "wagtailcore_groupcollectionpermission" ("group_id");
CREATE UNIQUE INDEX "wagtailcore_groupcollectionpermission_group_id_collection_id_permission_id_a21cefe9_uniq" ON "wagtailcore_groupcollectionpermission" ("group_id", "collection_id", "permission_id");
CREATE INDEX "wagtailcore_groupcollectionpermission_permission_id_1b626275" ON "wagtailcore_groupcollectionpermission" ("permission_id");
CREATE INDEX "wagtailcore_grouppagepermission_group_id_fc07e671" ON "wagtailcore_grouppagepermission" ("group_id");
CREATE INDEX "wagtailcore_grouppagepermission_page_id_710b114a" ON "wagtailcore_grouppagepermission" ("page_id");
CREATE INDEX "wagtailcore_grouppagepermission_permission_id_05acb22e" ON "wagtailcore_grouppagepermission" ("permission_id");
CREATE INDEX "wagtailcore_groupsitepermission_group_id_e5cdbee4" ON "wagtailcore_groupsitepermission" ("group_id");
CREATE UNIQUE INDEX "wagtailcore_groupsitepermission_group_id_site_id_permission_id_a58ee30d_uniq" ON "wagtailcore_groupsitepermission" ("group_id", "site_id", "permission_id");
CREATE INDEX "wagtailcore_groupsitepermission_permission_id_459b1f38" ON "wagtailcore_groupsitepermission" ("permission_id");
CREATE INDEX "wagtailcore_groupsitepermission_site_id_245de488" ON "wagtailcore_groupsitepermission" ("site_id");
CREATE INDEX "wagtailcore_modellogentry_action_d2d856ee" ON "wagtailcore_modellogentry" ("action");
CREATE INDEX "wagtailcore_modellogentry_content_changed_8bc39742" ON "wagtailcore_modellogentry" ("content_changed");
CREATE INDEX "wagtailcore_modellogentry_content_type_id_68849e77" ON "wagtailcore_modellogentry" ("content_type_id");
CREATE INDEX "wagtailcore_modellogentry_object_id_e0e7d4ef" ON "wagtailcore_modellogentry" ("object_id");
CREATE INDEX "wagtailcore_modellogentry_revision_id_df6ca33a" ON "wagtailcore_modellogentry" ("revision_id");
CREATE INDEX "wagtailcore_modellogentry_timestamp_9694521b" ON "wagtailcore_modellogentry" ("timestamp");
CREATE INDEX "wagtailcore_modellogentry_user_id_0278d1bf" ON "wagtailcore_modellogentry" ("user_id");
CREATE INDEX "wagtailcore_page_alias_of_id_12945502" ON "wagtailcore_page" ("alias_of_id");
CREATE INDEX "wagtailcore_page_content_type_id_c28424df" ON "wagtailcore_page" ("content_type_id");
CREATE INDEX "wagtailcore_page_first_published_at_2b5dd637" ON "wagtailcore_page" ("first_published_at");
CREATE INDEX "wagtailcore_page_latest_revision_id_e60fef51" ON "wagtailcore_page" ("latest_revision_id");
CREATE INDEX "wagtailcore_page_live_revision_id_930bd822" ON "wagtailcore_page" ("live_revision_id");
CREATE INDEX "wagtailcore_page_locale_id_3c7e30a6" ON "wagtailcore_page" ("locale_id");
CREATE INDEX "wagtailcore_page_locked_by_id_bcb86245" ON "wagtailcore_page" ("locked_by_id");
CREATE INDEX "wagtailcore_page_owner_id_fbf7c332" ON "wagtailcore_page" ("owner_id");
CREATE INDEX "wagtailcore_page_slug_e7c11b8f" ON "wagtailcore_page" ("slug");
CREATE UNIQUE INDEX "wagtailcore_page_translation_key_locale_id_9b041bad_uniq" ON "wagtailcore_page" ("translation_key", "locale_id");
CREATE INDEX "wagtailcore_pagelogentry_action_c2408198" ON "wagtailcore_pagelogentry" ("action");
CREATE INDEX "wagtailcore_pagelogentry_content_changed_99f27ade" ON "wagtailcore_pagelogentry" ("content_changed");
CREATE INDEX "wagtailcore_pagelogentry_content_type_id_74e7708a" ON "wagtailcore_pagelogentry" ("content_type_id");
CREATE INDEX "wagtailcore_pagelogentry_page_id_8464e327" ON "wagtailcore_pagelogentry" ("page_id");
CREATE INDEX "wagtailcore_pagelogentry_revision_id_8043d103" ON "wagtailcore_pagelogentry" ("revision_id");
CREATE INDEX "wagtailcore_pagelogentry_timestamp_deb774c4" ON "wagtailcore_pagelogentry" ("timestamp");
CREATE INDEX "wagtailcore_pagelogentry_user_id_604ccfd8" ON "wagtailcore_pagelogentry" ("user_id");
CREATE INDEX "wagtailcore_pagesubscription_page_id_a085e7a6" ON "wagtailcore_pagesubscription" ("page_id");
CREATE UNIQUE INDEX "wagtailcore_pagesubscription_page_id_user_id_0cef73ed_uniq" ON "wagtailcore_pagesubscription" ("page_id", "user_id");
CREATE INDEX "wagtailcore_pagesubscription_user_id_89d7def9" ON "wagtailcore_pagesubscription" ("user_id");
CREATE INDEX "wagtailcore_pageviewrestriction_groups_group_id_6460f223" ON "wagtailcore_pageviewrestriction_groups" ("group_id");
CREATE INDEX "wagtailcore_pageviewrestriction_groups_pageviewrestriction_id_f147a99a" ON "wagtailcore_pageviewrestriction_groups" ("pageviewrestriction_id");
CREATE UNIQUE INDEX "wagtailcore_pageviewrestriction_groups_pageviewrestriction_id_group_id_d23f80bb_uniq" ON "wagtailcore_pageviewrestriction_groups" ("pageviewrestriction_id", "group_id");
CREATE INDEX "wagtailcore_pageviewrestriction_page_id_15a8bea6" ON "wagtailcore_pageviewrestriction" ("page_id");
CREATE INDEX "wagtailcore_referenceindex_base_content_type_id_313cf40f" ON "wagtailcore_referenceindex" ("base_content_type_id");
CREATE UNIQUE INDEX "wagtailcore_referenceindex_base_content_type_id_object_id_to_content_type_id_to_object_id_content_path_hash_9e6ccd6a_uniq" ON "wagtailcore_referenceindex" ("base_content_type_id", "object_id", "to_content_type_id", "to_object_id", "content_path_hash");
CREATE INDEX "wagtailcore_referenceindex_content_type_id_766e0336" ON "wagtailcore_referenceindex" ("content_type_id");
CREATE INDEX "wagtailcore_referenceindex_to_content_type_id_93690bbd" ON "wagtailcore_referenceindex" ("to_content_type_id");
CREATE INDEX "wagtailcore_revision_approved_go_live_at_88d3dee5" ON "wagtailcore_revision" ("approved_go_live_at");
CREATE INDEX "wagtailcore_revision_base_content_type_id_5b4ef7bd" ON "wagtailcore_revision" ("base_content_type_id");
CREATE INDEX "wagtailcore_revision_content_type_id_c8cb69c0" ON "wagtailcore_revision" ("content_type_id");
CREATE INDEX "wagtailcore_revision_created_at_81450aa6" ON "wagtailcore_revision" ("created_at");
CREATE INDEX "wagtailcore_revision_user_id_03df83b0" ON "wagtailcore_revision" ("user_id");
CREATE INDEX "wagtailcore_site_hostname_96b20b46" ON "wagtailcore_site" ("hostname");
CREATE UNIQUE INDEX "wagtailcore_site_hostname_port_2c626d70_uniq" ON "wagtailcore_site" ("hostname", "port");
CREATE INDEX "wagtailcore_site_root_page_id_e02fb95c" ON "wagtailcore_site" ("root_page_id");
CREATE INDEX "wagtailcore_task_content_type_id_249ab8ba" ON "wagtailcore_task" ("content_type_id");
CREATE INDEX "wagtailcore_taskstate_content_type_id_0a758fdc" ON "wagtailcore_taskstate" ("content_type_id");
CREATE INDEX "wagtailcore_taskstate_finished_by_id_13f98229" ON "wagtailcore_taskstate" ("finished_by_id");
CREATE INDEX "wagtailcore_taskstate_revision_id_df25a499" ON "wagtailcore_taskstate" ("revision_id");
CREATE INDEX "wagtailcore_taskstate_task_id_c3677c34" ON "wagtailcore_taskstate" ("task_id");
CREATE INDEX "wagtailcore_taskstate_workflow_state_id_9239a775" ON "wagtailcore_taskstate" ("workflow_state_id");
CREATE INDEX "wagtailcore_uploadedfile_for_content_type_id_b0fc87b2" ON "wagtailcore_uploadedfile" ("for_content_type_id");
CREATE INDEX "wagtailcore_uploadedfile_uploaded_by_user_id_c7580fe8" ON "wagtailcore_uploadedfile" ("uploaded_by_user_id");
CREATE INDEX "wagtailcore_uuid_06a44d_idx" ON "wagtailcore_pagelogentry" ("uuid", "action", "timestamp" DESC);
CREATE INDEX "wagtailcore_uuid_d6363b_idx" ON "wagtailcore_modellogentry" ("uuid", "action", "timestamp" DESC);
CREATE INDEX "wagtailcore_workflowcontenttype_workflow_id_9aad7cd2" ON "wagtailcore_workflowcontenttype" ("workflow_id");
CREATE INDEX "wagtailcore_workflowpage_workflow_id_56f56ff6" ON "wagtailcore_workflowpage" ("workflow_id");
CREATE INDEX "wagtailcore_workflowstate_base_content_type_id_a30dc576" ON "wagtailcore_workflowstate" ("base_content_type_id");
CREATE INDEX "wagtailcore_workflowstate_content_type_id_2bb78ce1" ON "wagtailcore_workflowstate" ("content_type_id");
CREATE INDEX "wagtailcore_workflowstate_requested_by_id_4090bca3" ON "wagtailcore_workflowstate" ("requested_by_id");
CREATE INDEX "wagtailcore_workflowstate_workflow_id_1f18378f" ON "wagtailcore_workflowstate" ("workflow_id");
CREATE INDEX "wagtailcore_workflowtask_task_id_ce7716fe" ON "wagtailcore_workflowtask" ("task_id");
CREATE INDEX "wagtailcore_workflowtask_workflow_id_b9717175" ON "wagtailcore_workflowtask" ("workflow_id");
CREATE UNIQUE INDEX "wagtailcore_workflowtask_workflow_id_task_id_4ec7a62b_uniq" ON "wagtailcore_workflowtask" ("workflow_id", "task_id");
CREATE INDEX "wagtaildocs_document_collection_id_23881625" ON "wagtaildocs_document" ("collection_id");
CREATE INDEX "wagtaildocs_document_uploaded_by_user_id_17258b41" ON "wagtaildocs_document" ("uploaded_by_user_id");
CREATE INDEX "wagtailimages_image_collection_id_c2f8af7e" ON "wagtailimages_image" ("collection_id");
CREATE INDEX "wagtailimages_image_created_at_86fa6cd4" ON "wagtailimages_image" ("created_at");
CREATE INDEX "wagtailimages_image_file_hash_fb5bbb23" ON "wagtailimages_image" ("file_hash");
CREATE INDEX "wagtailimages_image_uploaded_by_user_id_5d73dc75" ON "wagtailimages_image" ("uploaded_by_user_id");
CREATE INDEX "wagtailimages_rendition_filter_spec_1cba3201" ON "wagtailimages_rendition" ("filter_spec");
CREATE INDEX "wagtailimages_rendition_image_id_3e1fd774" ON "wagtailimages_rendition" ("image_id");
CREATE UNIQUE INDEX "wagtailimages_rendition_image_id_filter_spec_focal_point_key_323c8fe0_uniq" ON "wagtailimages_rendition" ("image_id", "filter_spec", "focal_point_key");
CREATE INDEX "wagtailredirects_redirect_old_path_bb35247b" ON "wagtailredirects_redirect" ("old_path");
CREATE UNIQUE INDEX "wagtailredirects_redirect_old_path_site_id_783622d7_uniq" ON "wagtailredirects_redirect" ("old_path", "site_id");
CREATE INDEX "wagtailredirects_redirect_redirect_page_id_b5728a8f" ON "wagtailredirects_redirect" ("redirect_page_id");
CREATE INDEX "wagtailredirects_redirect_site_id_780a0e1e" ON "wagtailredirects_redirect" ("site_id");
CREATE INDEX "wagtailsearch_indexentry_content_type_id_62ed694f" ON "wagtailsearch_indexentry" ("content_type_id");
CREATE UNIQUE INDEX "wagtailsearch_indexentry_content_type_id_object_id_bcd7ba73_uniq" ON "wagtailsearch_indexentry" ("content_type_id", "object_id");
CREATE INDEX "watch_alias_folded_16db3cc6" ON "watch_alias" ("folded");
CREATE INDEX "watch_alias_subject_id_4f2feebe" ON "watch_alias" ("subject_id");
CREATE INDEX "watch_alsoseen_item_id_3e385152" ON "watch_alsoseen" ("item_id");
CREATE INDEX "watch_alsoseen_source_id_6ce3c277" ON "watch_alsoseen" ("source_id");
CREATE INDEX "watch_band_band_911152_idx" ON "watch_band" ("band");
CREATE INDEX "watch_band_item_id_580a41dd" ON "watch_band" ("item_id");
CREATE INDEX "watch_copy_item_id_f5584cff" ON "watch_copy" ("item_id");
CREATE INDEX "watch_copy_of_id_29d4d509" ON "watch_copy" ("of_id");
CREATE INDEX "watch_event_source_id_b1ab79ef" ON "watch_event" ("source_id");
CREATE INDEX "watch_item_reading_c815a7_idx" ON "watch_item" ("reading", "read_after");
CREATE INDEX "watch_item_seen_at_dce432_idx" ON "watch_item" ("seen_at" DESC);
CREATE INDEX "watch_item_source__6fc1c4_idx" ON "watch_item" ("source_id", "seen_at" DESC);
CREATE INDEX "watch_item_source_id_b0122674" ON "watch_item" ("source_id");
CREATE INDEX "watch_keptapart_by_id_54e3b4f4" ON "watch_keptapart" ("by_id");
CREATE INDEX "watch_keptapart_one_id_d1bf2542" ON "watch_keptapart" ("one_id");
CREATE INDEX "watch_keptapart_other_id_81f58400" ON "watch_keptapart" ("other_id");
CREATE INDEX "watch_likely_alias_id_5cb8ccfe" ON "watch_likely" ("alias_id");
CREATE INDEX "watch_likely_one_id_6422771b" ON "watch_likely" ("one_id");
CREATE INDEX "watch_likely_other_alias_id_598deeb2" ON "watch_likely" ("other_alias_id");
CREATE INDEX "watch_likely_other_id_11d1d5d9" ON "watch_likely" ("other_id");
CREATE INDEX "watch_mention_item_id_f1429c98" ON "watch_mention" ("item_id");
CREATE INDEX "watch_mention_subject_id_e7e4ffb9" ON "watch_mention" ("subject_id");
CREATE INDEX "watch_merging_by_id_c91ab86e" ON "watch_merging" ("by_id");
CREATE INDEX "watch_merging_gone_2ac1c136" ON "watch_merging" ("gone");
CREATE INDEX "watch_merging_kept_4cb05b64" ON "watch_merging" ("kept");
CREATE INDEX "watch_passedover_source_id_8f126c77" ON "watch_passedover" ("source_id");
CREATE INDEX "watch_refusal_subject_id_7b468c18" ON "watch_refusal" ("subject_id");
CREATE INDEX "watch_rejection_by_id_259ab4b5" ON "watch_rejection" ("by_id");
CREATE INDEX "watch_rejection_item_id_7151b398" ON "watch_rejection" ("item_id");
CREATE INDEX "watch_rejection_subject_id_923e4e23" ON "watch_rejection" ("subject_id");
CREATE INDEX "watch_sound_alias_id_0e3566e2" ON "watch_sound" ("alias_id");
CREATE INDEX "watch_sourc_active_4ee0fd_idx" ON "watch_source" ("active", "next_check");
CREATE INDEX "watch_sourc_state_87ea31_idx" ON "watch_source" ("state");
CREATE INDEX "watch_spottedcapture_capture_id_702b73f8" ON "watch_spottedcapture" ("capture_id");
CREATE INDEX "watch_spottedcapture_ordered_at_926f32ea" ON "watch_spottedcapture" ("ordered_at");
CREATE INDEX "watch_subject_unmark_asked_by_id_2c2c6c1f" ON "watch_subject" ("unmark_asked_by_id");
CREATE INDEX "watch_version_item_id_62d2c09a" ON "watch_version" ("item_id");
CREATE INDEX "websub_asking_next_ask_287cb475" ON "websub_asking" ("next_ask");
CREATE INDEX "workflowstate_base_ct_id_idx" ON "wagtailcore_workflowstate" ("base_content_type_id", "object_id");
CREATE INDEX "workflowstate_ct_id_idx" ON "wagtailcore_workflowstate" ("content_type_id", "object_id");
CREATE TRIGGER accounts_activity_no_delete BEFORE DELETE ON accounts_activity BEGIN SELECT RAISE(ABORT, 'The log of activity is never changed.'); END;
CREATE TRIGGER accounts_activity_no_update BEFORE UPDATE ON accounts_activity BEGIN SELECT RAISE(ABORT, 'The log of activity is never changed.'); END;
CREATE TRIGGER delete_wagtailsearch_indexentry_fts AFTER DELETE ON wagtailsearch_indexentry BEGIN DELETE FROM wagtailsearch_indexentry_fts WHERE rowid=OLD.id; END;
CREATE TRIGGER insert_wagtailsearch_indexentry_fts AFTER INSERT ON wagtailsearch_indexentry BEGIN INSERT INTO wagtailsearch_indexentry_fts(title, body, autocomplete, rowid) VALUES (NEW.title, NEW.body, NEW.autocomplete, NEW.id); END;
CREATE TRIGGER outreach_tally_added AFTER INSERT ON outreach_subscriber BEGIN INSERT OR IGNORE INTO outreach_tally (language, standing, total, weekly, daily, every_post, removals) VALUES (NEW.language, NEW.standing, 0, 0, 0, 0, 0); UPDATE outreach_tally SET total = total + 1, weekly = weekly + NEW.weekly, daily = daily + NEW.daily, every_post = every_post + NEW.every_post, removals = removals + NEW.removals WHERE language = NEW.language AND standing = NEW.standing; END;
CREATE TRIGGER outreach_tally_changed AFTER UPDATE OF language, standing, weekly, daily, every_post, removals ON outreach_subscriber BEGIN UPDATE outreach_tally SET total = total - 1, weekly = weekly - OLD.weekly, daily = daily - OLD.daily, every_post = every_post - OLD.every_post, removals = removals - OLD.removals WHERE language = OLD.language AND standing = OLD.standing; INSERT OR IGNORE INTO outreach_tally (language, standing, total, weekly, daily, every_post, removals) VALUES (NEW.language, NEW.standing, 0, 0, 0, 0, 0); UPDATE outreach_tally SET total = total + 1, weekly = weekly + NEW.weekly, daily = daily + NEW.daily, every_post = every_post + NEW.every_post, removals = removals + NEW.removals WHERE language = NEW.language AND standing = NEW.standing; END;
CREATE TRIGGER outreach_tally_gone AFTER DELETE ON outreach_subscriber BEGIN UPDATE outreach_tally SET total = total - 1, weekly = weekly - OLD.weekly, daily = daily - OLD.daily, every_post = every_post - OLD.every_post, removals = removals - OLD.removals WHERE language = OLD.language AND standing = OLD.standing; END;
CREATE TRIGGER press_search_added AFTER INSERT ON press_searchentry BEGIN INSERT INTO press_search(rowid, marks, title, body) VALUES (new.post_id, new.marks, new.title, new.body); END;
CREATE TRIGGER press_search_changed AFTER UPDATE ON press_searchentry BEGIN INSERT INTO press_search(press_search, rowid, marks, title, body) VALUES ('delete', old.post_id, old.marks, old.title, old.body); INSERT INTO press_search(rowid, marks, title, body) VALUES (new.post_id, new.marks, new.title, new.body); END;
CREATE TRIGGER press_search_removed AFTER DELETE ON press_searchentry BEGIN INSERT INTO press_search(press_search, rowid, marks, title, body) VALUES ('delete', old.post_id, old.marks, old.title, old.body); END;
CREATE TRIGGER update_wagtailsearch_indexentry_fts AFTER UPDATE ON wagtailsearch_indexentry BEGIN UPDATE wagtailsearch_indexentry_fts SET title=NEW.title, body=NEW.body, autocomplete=NEW.autocomplete WHERE rowid=NEW.id; END;
