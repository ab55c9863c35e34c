"""A browser that opens one page for a capture and reaches the network through our door only.

Playwright drives a Chromium that is installed; nothing is downloaded. `installed` finds it, `running` starts it with
nothing but a pipe to us and ends it for certain, `visiting` opens a page live, and `picturing` draws one that was
received before, with its scripts off and nothing fetched.
"""
