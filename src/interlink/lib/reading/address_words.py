"""The parts of addresses that say how a reader came or how the page is shown, not which article it is."""

import re

TRACKING_PREFIXES = (
    "utm_", "mtm_", "matomo_", "piwik_", "pk_campaign", "pk_kwd", "pk_keyword", "pk_source", "pk_medium", "pk_content",
    "at_medium", "at_campaign", "at_custom", "at_link", "at_ptr", "at_format", "at_bbc", "ns_campaign", "ns_mchannel",
    "ns_source", "ns_linkname", "ns_fee", "itm_", "hsa_", "vero_", "oly_enc", "oly_anon", "_hs", "__hs", "_bta_",
    "__twitter_", "fb_action_", "fb_source", "ml_subscriber", "wt_mc", "wt_zmc", "xtor",
)  # fmt: skip
"""Parameters that begin so are dropped: Google, Matomo, AT Internet, comScore, HubSpot and the like."""

TRACKING = frozenset(
    ("fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "ysclid", "twclid", "ttclid",
     "igshid", "igsh", "li_fat_id", "mc_cid", "mc_eid", "mc_tc", "_ga", "_gl", "_openstat", "_branch_match_id",
     "_branch_referrer", "hsctatracking", "wickedid", "s_cid", "cmpid", "icid", "ncid", "ocid", "smid", "smtyp", "sref",
     "ref_src", "ref_url", "referrer", "referer", "fb_ref", "xtor", "sharetype", "share_source", "spm", "scm", "ito",
     "sc_src", "sc_cid", "sc_lid", "nr_email_referer", "guccounter", "guce_referrer", "guce_referrer_sig", "cmp",
     "rss_id", "traffic_source", "zanpid", "email_source", "feedtype", "feedname", "gaa_at", "gaa_n", "gaa_ts",
     "gaa_sig", "usqp", "amp_js_v", "amp_gsa", "amp_ct", "_amp", "aoh", "tgrhash", "rhash")
)  # fmt: skip
"""Parameters dropped whatever their value."""

CHANNEL_PARAMETERS = frozenset(
    ("ref", "source", "src", "from", "via", "share", "origin", "medium", "campaign", "feature", "partner", "rss")
)  # fmt: skip
"""Dropped only where the value names a channel (below) or another site: on some sites they name the article."""

CHANNELS = frozenset(
    ("rss", "atom", "feed", "feeds", "twitter", "x", "facebook", "fb", "telegram", "tg", "instagram", "ig", "whatsapp",
     "wa", "linkedin", "reddit", "youtube", "mastodon", "bluesky", "threads", "viber", "email", "mail", "newsletter",
     "alert", "alerts", "push", "notification", "social", "share", "shared", "sharing", "button", "link", "copy",
     "home", "homepage", "hp", "front", "frontpage", "index", "top", "related", "recommended", "mostread", "popular",
     "sidebar", "footer", "header", "widget", "banner", "app", "web", "mobile", "desktop", "amp", "android", "ios",
     "iphone", "google", "news", "search", "direct", "internal", "external", "site", "story", "article", "body", "text",
     "true", "yes")
)  # fmt: skip

SHOWN_AS = {
    "amp": None,
    "print": None,
    "printable": None,
    "printpage": None,
    "printview": None,
    "print_view": None,
    "isprint": None,
    "mobile": frozenset(("1", "0", "true", "false", "yes", "no", "")),
    "nomobile": frozenset(("1", "true", "")),
    "outputtype": frozenset(("amp", "print", "default")),
    "output": frozenset(("amp", "print")),
    "format": frozenset(("amp", "print", "mobile", "html")),
    "view": frozenset(("amp", "print", "mobile", "desktop")),
    "mode": frozenset(("amp", "print", "mobile")),
    "layout": frozenset(("amp", "print")),
    "type": frozenset(("amp", "print")),
    "theme": frozenset(("amp", "print", "mobile")),
}
"""Parameters that choose a view of the same article, with the values that do so; None for the flags below."""

FLAGS = frozenset(("", "1", "0", "true", "false", "yes", "no", "on", "print", "amp"))

VIEW_LABELS = frozenset(("m", "mobile", "amp"))
"""Labels of a host that choose a view, where they stand outside the site's own name."""

SHARED_HOSTS = frozenset(
    ("wordpress.com", "tumblr.com", "substack.com", "medium.com", "livejournal.com", "github.io", "gitlab.io",
     "blogfa.com", "blog.ir", "mihanblog.com", "persianblog.ir", "over-blog.com", "canalblog.com", "weebly.com",
     "wixsite.com", "ghost.io", "netlify.app", "pages.dev", "vercel.app", "web.app", "hatenablog.com", "typepad.com",
     "appspot.com", "herokuapp.com", "telegra.ph", "neocities.org", "jimdofree.com", "webnode.com")
)  # fmt: skip
"""Where each subdomain is another writer's, so that "m." there is a writer called m."""

INDEX_PAGES = re.compile(r"^(?:index|default)\.(?:html?|php\d?|aspx?|jsp|shtml|cgi)$", re.IGNORECASE)

LISTING_SEGMENTS = frozenset(
    ("tag", "tags", "category", "categories", "cat", "author", "authors", "topic", "topics", "section", "sections",
     "archive", "archives", "search", "page", "feed", "rss", "label", "labels", "profile", "people", "staff", "user",
     "users", "columnist", "columnists", "contributor", "contributors", "series", "keyword", "keywords", "auteur",
     "auteurs", "theme", "themes", "thema", "themen", "dossier", "dossiers", "categorie", "rubrique", "rubriques",
     "mot-cle", "etiquette", "autor", "autoren", "schlagwort", "schlagworte", "stichwort", "kategorie", "kategorien",
     "rubrik", "ressort", "archiv", "suche", "seite", "autori", "autore", "kategori", "kategoria", "kategorite",
     "etiketa", "arkiv", "arkiva", "kerko", "faqe", "wp-content", "wp-json", "wp-admin", "login", "signin", "register",
     "subscribe", "account", "cart", "shop", "comments", "وسم", "تصنيف", "كاتب", "الكاتب", "قسم", "أرشيف", "بحث",
     "برچسب", "دسته", "دسته‌بندی", "نویسنده", "آرشیو", "جستجو")
)  # fmt: skip
"""Parts of a path that say "many articles" in the six languages."""

STATIC_PAGES = frozenset(
    ("about", "about-us", "contact", "contact-us", "privacy", "privacy-policy", "terms", "terms-of-use",
     "terms-and-conditions", "terms-of-service", "cookies", "cookie-policy", "imprint", "impressum", "datenschutz",
     "kontakt", "ueber-uns", "mentions-legales", "qui-sommes-nous", "politique-de-confidentialite", "rreth-nesh",
     "politika-e-privatesise", "advertise", "advertise-with-us", "newsletter", "newsletters", "sitemap", "rss-feeds",
     "careers", "jobs", "help", "faq", "من-نحن", "اتصل-بنا", "سياسة-الخصوصية", "درباره-ما", "تماس-با-ما")
)  # fmt: skip
"""Last parts of a path that are a site's own pages."""
