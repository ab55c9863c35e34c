"""The words around a byline and a date on a page, in six languages, folded as `month_names.fold` does."""

import re

UPDATED = re.compile(
    r"\b(?:(?:last\s)?(?:updated|modified|edited|revised)|last\supdate|"
    r"mis(?:e)?\sa\sjour|modifiee?|actualise|derniere\s(?:mise\sa\sjour|modification)|"
    r"aktualisiert|(?:zuletzt\s)?geandert|letzte\s(?:aktualisierung|anderung)|bearbeitet|update|"
    r"perditesuar|(?:i\s)?perditesimi|ndryshuar|modifikuar|"
    r"(?:اخر|تم)\s(?:ال)?تحدیث|التحدیث|حدث(?:\sفی|\s*$)|تحدیث|تعدیل|"
    r"(?:اخرین\s)?(?:به\s?روز\s?رسانی|بروز\s?رسانی|ویرایش)|(?:به\s?روز|بروز)\sشده)"
)
"""What leads the day of a change rather than that of publication."""

LABELS = re.compile(
    r"\b(?:(?:first\s|originally\s)?published|posted|date|filed|issued|released|on|at|"
    r"publiee?|mise?\sen\sligne|paru|parution|publication|le|a|"
    r"veroffentlicht|erschienen|erstellt|stand|datum|online\sseit|vom|am|um|uhr|"
    r"publikuar|botuar|data|postuar|me|ne|ore|ora|"
    r"(?:تاریخ\s)?(?:ال)?نشر|نشرت?(?:\s(?:فی|بتاریخ))?|بتاریخ|فی|الساعه|"
    r"(?:تاریخ|زمان)\s(?:انتشار|خبر|درج)|انتشار|منتشر\sشده(?:\sدر)?|درج\sشده|ساعت|در|کد\sخبر)\b[\s:]*"
)
"""What may stand before or after a date and says nothing else."""

CLOCK = re.compile(r"(?<!\d)\d{1,2}(?:[:.h]\d{2}(?::\d{2})?|\sh(?:\s\d{2})?)(?:\s?(?:[ap]\.?m\.?|uhr|h)\b)?(?!\d)")

OTHERS = re.compile(
    r"^\W*(?:photo(?:graph(?:e|ie|s|y)?|s)?|pictures?|images?|illustrations?|graphics?|video|credits?|"
    r"edited|editing|editor|translat\w*|additional\sreporting|interview(?:er)?|source|copyright|"
    r"credit|traduit|traduction|edite|montage|dessin|infographie|"
    r"fotos?|fotograf\w*|bild(?:er)?|grafik|ubersetz\w*|quelle|redigiert|"
    r"fotografia|perkthe\w*|perktheu|burimi|redaktoi|"
    r"تصویر|عدسه|ترجمه|ترجمها|صوره|مصدر|المصدر|تحریر\sالصوره|تدقیق|"
    r"عکس|عکاس|مترجم|ویراستار|منبع|فیلم|گرافیک)(?!\w)"
)
"""Who took the picture, translated or edited: they are named, and did not write."""

ROLES = re.compile(
    r"\b(?:correspondents?|reporters?|editor|writers?|staff|columnist|contributor|journalist|chief|bureau|analyst|"
    r"correspondante?|journaliste|envoyee?\sspeciale?|redacteur|redactrice|chroniqueuse?|chroniqueur|"
    r"redakteur(?:in)?|korrespondent(?:in)?|reporter(?:in)?|volontar(?:in)?|journalist(?:in)?|autor(?:in)?|"
    r"gazetare?|korrespondente?|redaktore?|redaktor|"
    r"مراسله?|صحفیه?|صحافیه?|محرره?|کاتبه?|"
    r"خبرنگار|روزنامه\s?نگار|دبیر|نویسنده|پژوهشگر)\b"
)

_NEAR_HEADLINES = (
    "the a an this that these in on at for from with and or of to about read more share print comments comment "
    "reading listen subscribe newsletter follow live breaking exclusive analysis opinion news sport culture "
    "home search menu le la les un une des ce cette lire partager imprimer commentaires commentaire lecture "
    "abonnez suivre direct der die das ein eine lesen teilen drucken kommentare kommentar lesezeit abonnieren "
    "artikel anhoren montag lexo lexim shperndaje printo komente koment degjo ndiq lajme قراءه قراه شارک طباعه "
    "تعلیق تعلیقات استمع المقال دقائق اقرا مطالعه دقیقه هم رسانی دیدگاه چاپ شنیدن مقاله بیشتر بخوانید "
)
NOT_NAMES = frozenset(_NEAR_HEADLINES.split())
"""Folded words that are in no name of a person, and stand near headlines."""
