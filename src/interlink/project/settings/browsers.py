"""What browsers may do on the newsroom's pages: cookies, headers, and the policies of content."""

from __future__ import annotations

from csp.constants import NONCE, NONE, SELF, UNSAFE_INLINE

from interlink.project.settings.desk import ENV

# Readers get no cookie at all; these are for editors.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV.production
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.production else None
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008"]  # TLS ends at the web server in front
X_FRAME_OPTIONS = "SAMEORIGIN"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "script-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
# What no page of ours asks of a browser, and no script that found its way into one may ask either.
INTERLINK_PERMISSIONS = "camera=(), microphone=(), geolocation=(), display-capture=(), payment=(), usb=()"
# The least that Wagtail's admin needs; project/policies.py hands out the nonces.
INTERLINK_DESK_PATH = "/desk/"
# What is reached before somebody is wholly in: signing in and out, setting up a second factor, the words of scripts.
INTERLINK_SIGN_IN_PATHS = ("/desk/login/", "/desk/logout/", "/desk/security/", "/desk/jsi18n/", "/desk/sprite/")
INTERLINK_DESK_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, NONCE],
    "style-src": [SELF],
    "style-src-elem": [SELF, UNSAFE_INLINE],  # its rich text editor writes style sheets of its own as it runs
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF, *filter(None, [ENV.replay_address])],
    "object-src": [NONE],
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
}
