"""Digits of other scripts."""

_ARABIC = "٠١٢٣٤٥٦٧٨٩"
_PERSIAN = "۰۱۲۳۴۵۶۷۸۹"
_WESTERN = "0123456789"
_TO_WESTERN = str.maketrans(_ARABIC + _PERSIAN, _WESTERN * 2)
_TO_PERSIAN = str.maketrans(_WESTERN, _PERSIAN)


def western(text: str) -> str:
    """The text with Arabic and Persian digits as 0 to 9; every other character, and the length, stays."""
    return text.translate(_TO_WESTERN)


def persian(text: str) -> str:
    """The text with the digits 0 to 9 as Persian ones."""
    return text.translate(_TO_PERSIAN)
