"""Bytes to characters, whatever the server, the document and the bytes themselves say about it."""

import codecs
import re

_HEAD = 4096
_MAX_LABEL = 40
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})""", re.IGNORECASE)
_META_CHARSET = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
# Python also calls "hex", "rot13" and "unicode_escape" codecs; only those that name a way to write text are
# taken.
_TEXT_CODEC = re.compile(
    r"^(utf-(8|16|32)(-[bl]e)?|ascii|iso8859-\d+|cp\d+|koi8-[rut]|gb18030|gbk|gb2312|big5(hkscs)?|shift_jis\w*"
    r"|euc_\w+|iso2022_\w+|johab|mac-\w+|tis-620|ptcp154|kz1048|hz)$"
)
# What browsers read these labels as (WHATWG Encoding Standard): the Windows pages are supersets in actual
# use.
_AS_IN_BROWSERS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(body: bytes, *, charset: str | None = None) -> str:
    """Decode a document; this never raises.

    A byte order mark settles it. Bytes that are valid UTF-8 are UTF-8, since text in another encoding
    hardly ever is so by chance while servers often declare the wrong one. Then come the server's charset,
    the document's own declaration, and Windows-1252; what still does not fit becomes U+FFFD.

    Args:
        body: The document as received, content encodings already undone.
        charset: What the HTTP header says, if anything.
    """
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(name, errors="replace")
    declared = [name for name in (_codec(charset), _codec(_declared(body))) if name is not None]
    # These encodings write other scripts with plain ASCII bytes, or with NUL bytes, and so pass for UTF-8.
    hidden = [name for name in declared if name.startswith(("iso2022", "hz")) or _is_wide(name, body)]
    for name in [*hidden, "utf-8", *declared]:
        try:
            return body.decode(name)
        except UnicodeDecodeError:
            continue
    if not declared or declared[0] == "utf-8":
        # Mostly right UTF-8 with a torn character stays UTF-8; anything else is a Western page that says
        # nothing.
        text = body.decode("utf-8", errors="replace")
        if text.count("\ufffd") * 200 <= len(text):
            return text
    return body.decode(next((name for name in declared if name != "utf-8"), "cp1252"), errors="replace")


def _is_wide(name: str, body: bytes) -> bool:
    return name.startswith(("utf-16", "utf-32")) and b"\x00" in body[:64]


def _declared(body: bytes) -> str | None:
    head = body[:_HEAD]
    found = _XML_ENCODING.search(head) or _META_CHARSET.search(head)
    return found.group(1).decode("ascii", errors="replace") if found else None


def _codec(label: str | None) -> str | None:
    if not label or len(label) > _MAX_LABEL:
        return None
    try:
        name = codecs.lookup(label.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    if not _TEXT_CODEC.match(name):
        return None
    return _AS_IN_BROWSERS.get(name, name)
