"""How the desk's forms ask for a day, and what may be in a rich text."""

from __future__ import annotations

from django.forms import DateInput

# The browser's own field. Wagtail's opens a calendar over the fields below it whenever it gets the focus, and leaves
# it there when the focus has moved on within a tenth of a second.
DAY = DateInput(format="%Y-%m-%d", attrs={"type": "date"})
PROSE = ["bold", "italic", "link", "ol", "ul", "blockquote"]
WHOLE_TEXT = ["h2", "h3", *PROSE]
