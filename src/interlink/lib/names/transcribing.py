"""How a Latin spelling is usually written in another script, for suggesting a name that no list has.

These are the habits of newspapers, not of libraries: one way for each sound, as it is written in a new name. The
tables that were learned say the opposite, how a native letter may be read, and that cannot be turned round: σχ is
nearly always read "sch", but hardly anybody writes an unknown "sh" so.
"""

import re
from collections.abc import Iterator

from interlink.lib.names.scripts import Script

# A piece of Latin letters, and what stands for it. "^" before one: at a word's beginning only; "$" after: at its end.
_COMMON = {
    Script.CYRILLIC: """
        shch=щ tsch=ч tch=ч sch=ш sh=ш ch=ч zh=ж dzh=дж kh=х gh=г ph=ф th=т dh=д ts=ц tz=ц dz=дз ck=к qu=кв ya=я ye=е
        yo=ё yu=ю ia$=ия iy$=ий ij$=ий ay=ай ey=ей oy=ой uy=уй ou=у oo=у ee=и ^e=э a=а b=б c=к d=д e=е f=ф g=г h=х
        i=и j=дж k=к l=л m=м n=н o=о p=п q=к r=р s=с t=т u=у v=в w=в x=кс y$=и ^y=и y=ы z=з
        """,
    Script.ARABIC: """
        tsch=چ tch=چ sch=ش sh=ش ch=چ zh=ژ kh=خ gh=غ ph=ف th=ث dh=ذ ts=تس tz=تز ck=ک qu=کو ^aa=آ aa=ا ^ai=ای ^ay=ای ai=ای
        ay=ای ^ei=ای ^ey=ای ei=ی ey=ی ^ou=او ^oo=او ou=و oo=و ^ee=ای ee=ی aw=او au=او ^a=ا ^e=ا ^i=ای ^o=او ^u=او a$=ا
        e$=ه a=ا e= i=ی o=و u=و b=ب c=ک d=د f=ف g=گ h=ه j=ج k=ک l=ل m=م n=ن p=پ q=ق r=ر s=س t=ت v$=ف v=و w=و x=کس y=ی
        z=ز
        """,
    Script.HEBREW: """
        tsch=צ' tch=צ' sch=ש sh=ש ch=צ' zh=ז' kh=ח gh=ג ph$=ף ph=פ th=ת' dh=ד ts$=ץ ts=צ tz$=ץ tz=צ ck=ק qu=קוו ^ai=איי
        ^ay=איי ai=יי ay=יי ^ei=איי ^ey=איי ei=יי ey=יי ^ou=או ^oo=או ou=ו oo=ו ^ee=אי ee=י ^a=א ^e=א ^i=אי ^o=או ^u=או
        ia$=יה ya$=יה a$=ה e$=ה a=א e= i=י o=ו u=ו b=ב c=ק d=ד f$=ף f=פ g=ג h=ה j=ג' k=ק l=ל m$=ם m=מ n$=ן n=נ p=פ q=ק
        r=ר s=ס t=ט ^v=ו v=ב ^w=ו w=וו x=קס y=י z=ז
        """,
    Script.GREEK: """
        tsch$=τς tsch=τσ tch$=τς tch=τσ sch$=ς sch=σ sh$=ς sh=σ ch$=τς ch=τσ zh=ζ kh=χ gh=γ ph=φ th=θ dh=δ ts$=τς
        ts=τσ tz=τζ ck=κ qu=κου ya=για ye=γιε yo=γιο
        yu=γιου gy=γκι ou=ου oo=ου ee=ι ay=αϊ ey=εϊ ks=ξ ps=ψ ng=νγκ nd=ντ nth=νθ nt=ντ mb=μπ a=α b=μπ c=κ d=ντ e=ε f=φ
        g=γκ h=χ i=ι
        j=τζ k=κ l=λ m=μ n=ν o=ο p=π q=κ r=ρ s$=ς s=σ t=τ u=ου v=β ^w=γου w=ου x=ξ y=ι z=ζ
        """,
    Script.ARMENIAN: """
        tsch=չ tch=չ sch=շ sh=շ ch=չ zh=ժ kh=խ gh=ղ ph=ֆ th=թ dh=դ ts=ց tz=ց dz=ձ ck=կ qu=կու ou=ու oo=ու ee=ի ^e=է ^o=օ
        a=ա b=բ c=կ d=դ e=ե f=ֆ g=գ h=հ i=ի j=ջ k=կ l=լ m=մ n=ն o=ո p=պ q=կ r=ր s=ս t=տ u=ու v=վ w=վ x=քս y=յ z=զ
        """,
    # A name that ends in a consonant has the nominative's ending.
    Script.GEORGIAN: """
        tsch=ჩ tch=ჩ sch=შ sh=შ ch=ჩ zh=ჟ kh=ხ gh=ღ ph=ფ th=თ dh=დ ts=ც tz=ც dz=ძ ck=კ qu=კვ ou=უ oo=უ ee=ი a=ა b=ბ c=კ
        d=დ e=ე f=ფ g=გ h=ჰ i=ი j=ჯ k=კ l=ლ m=მ n=ნ o=ო p=პ q=კ r=რ s=ს t=ტ u=უ v=ვ w=უ x=ქს y=ი z=ზ
        """,
}
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1")
_GEORGIAN_VOWELS = "აეიოუ"


def _table(pairs: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in pairs.split())


_TABLES = {script: _table(pairs) for script, pairs in _COMMON.items()}
# The longest piece that any table has.
_LONGEST = 4
_AFTER_QU = frozenset("aeio")


def transcribed(latin: str, script: Script) -> str:
    """Write a word of plain Latin letters in a script; empty where that cannot be done.

    Args:
        latin: The word in the letters a to z, as `scripts.latinised` gives it.
        script: The script wanted.
    """
    table = _TABLES.get(script)
    if table is None or not latin or not latin.isascii():
        return ""
    word = _DOUBLED.sub(r"\1", latin)
    written: list[str] = []
    at = 0
    while at < len(word):
        piece, native = next(_pieces(table, word, at), ("", ""))
        if not piece:
            return ""
        written.append(native)
        at += len(piece)
    native = "".join(written)
    if script is Script.GEORGIAN and native[-1:] not in _GEORGIAN_VOWELS:
        native += "ი"
    return native


def _pieces(table: dict[str, str], word: str, at: int) -> Iterator[tuple[str, str]]:
    """Give the pieces that the table has at a place, the longest first, and what is written for each."""
    for size in range(min(_LONGEST, len(word) - at), 0, -1):
        piece = word[at : at + size]
        if piece == "qu" and word[at + size : at + size + 1] not in _AFTER_QU:
            continue
        keys = [piece]
        if at + size == len(word):
            keys.insert(0, f"{piece}$")
        if at == 0:
            keys.insert(0, f"^{piece}")
        yield from ((piece, table[key]) for key in keys if key in table)
