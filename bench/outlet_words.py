"""What invented outlets in six languages write around an article: names, labels, credits and what is beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from demo_press.dates import JALALI_MONTHS, PERSIAN_DIGITS, jalali
from interlink.lib.reading.calendars import from_hijri

ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_LEVANT = (
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز",
    "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
)  # fmt: skip
_HIJRI = (
    "محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "رجب",
    "شعبان", "رمضان", "شوال", "ذو القعدة", "ذو الحجة",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """One language's.

    Attributes:
        leads: What stands before a writer's name.
        both: What joins two names.
        roles: What a writer is, written after the name.
        at: What leads a clock time after a date.
        captions: With a name in them: who took a picture, who translated, who edited; never who wrote.
        openings: A text's first words that look like a byline and are none.
        sections: Lines above a headline.
        around: Short lines near a headline that name nobody.
        bio: What is said of a writer below the text, with the name in it.
    """

    given: tuple[str, ...]
    family: tuple[str, ...]
    agency: str
    place: str
    leads: tuple[str, ...]
    both: str
    roles: tuple[str, ...]
    published: tuple[str, ...]
    updated: tuple[str, ...]
    at: tuple[str, ...]
    captions: tuple[str, ...]
    openings: tuple[str, ...]
    sections: tuple[str, ...]
    around: tuple[str, ...]
    related: str
    comments: str
    bio: str
    days: tuple[Callable[[date], str], ...]


def _cldr(language: str, pattern: str) -> Callable[[date], str]:
    return lambda day: str(format_date(day, pattern, locale=language))


def _persian(day: date) -> str:
    when = jalali(day)
    return f"{when.day} {JALALI_MONTHS[when.month - 1]} {when.year}".translate(PERSIAN_DIGITS)


def _persian_numbers(day: date) -> str:
    when = jalali(day)
    return f"{when.year}/{when.month:02}/{when.day:02}".translate(PERSIAN_DIGITS)


def _hijri(day: date) -> str:
    year, month, number = next(
        (year, month, number)
        for year in range(1446, 1450)
        for month in range(1, 13)
        for number in range(1, 31)
        if from_hijri(year, month, number) == day
    )
    return f"{number} {_HIJRI[month - 1]} {year} هـ"


WORDS = {
    "en": Words(
        given=("Ada", "Corin", "Edda", "Jo-Ann", "Maeve", "Tobin", "Ursula", "R. J."),
        family=("Vos", "Halloran", "Orrock", "O'Shea", "van der Meld", "Tesk", "Lorrimer", "Quill"),
        agency="Northline",
        place="Kodravel",
        leads=("By ", "by ", "BY ", "Written by ", "Words: ", "Reporter: ", "Story by ", "Author: "),
        both=" and ",
        roles=("Education Correspondent", "staff writer", "Senior Reporter"),
        published=("Published ", "Published on ", "Posted: ", "First published: ", "Published at "),
        updated=("Updated ", "Last updated: ", "Last modified on "),
        at=(", ", " at ", " - "),
        captions=("Photo: {}", "Photograph by {}", "Picture by {} / Northline", "Edited by {}", "Translated by {}"),
        openings=("By Monday evening ", "By River Street ", "In Port Vell "),
        sections=("Local News", "Town Hall", "Opinion", "Harbour Life"),
        around=("3 min read", "Share this article", "12 comments", "Print", "Listen to this article"),
        related="Read more",
        comments="Comments",
        bio="{} reports on the harbour and its people.",
        days=(
            _cldr("en", "d MMMM y"), _cldr("en", "MMMM d, y"), _cldr("en", "EEEE, MMMM d, y"), _cldr("en", "MMM d, y"),
            _cldr("en", "y-MM-dd"), _cldr("en", "EEE d MMM y"),
        ),
    ),
    "fr": Words(
        given=("Gaëlle", "Yann", "Maëlle", "Anne-Laure", "Théo", "Inès"),
        family=("Ormenez", "Tréguidel", "de La Brive", "Kervadic", "Lestrange", "d'Ambrel"),
        agency="Agence Littorale",
        place="Port-Vell",
        leads=("Par ", "par ", "Texte : ", "Reportage par ", "Auteur : ", "Écrit par "),
        both=" et ",
        roles=("correspondante à Kodravel", "journaliste", "envoyé spécial"),
        published=("Publié le ", "Mis en ligne le ", "Paru le ", "Publié : "),
        updated=("Mis à jour le ", "Modifié le ", "Dernière mise à jour : "),
        at=(" à ", ", ", " - "),
        captions=("Photo : {}", "Crédit photo : {}", "Traduit par {}", "Photo {} / Agence Littorale"),
        openings=("Par décision du conseil, ", "Par Kervadic, un hameau, ", "À Port-Vell, "),
        sections=("Vie Locale", "Société", "Culture", "Le Port"),
        around=("Lecture 3 min", "Partager", "12 commentaires", "Imprimer", "Écouter l’article"),
        related="À lire aussi",
        comments="Commentaires",
        bio="{} suit la vie du port depuis dix ans.",
        days=(
            _cldr("fr", "d MMMM y"), _cldr("fr", "EEEE d MMMM y"), _cldr("fr", "dd/MM/y"), _cldr("fr", "d MMM y"),
        ),
    ),
    "de": Words(
        given=("Wiebke", "Jorin", "Friedjof", "Anke", "Karl-Heinz", "Lene"),
        family=("Talhoff", "Abeling", "von der Heide", "Müßig", "Brandewyn", "Oster-Kamp"),
        agency="Küstendienst",
        place="Heidstedt",
        leads=("Von ", "von ", "VON ", "Text: ", "Ein Bericht von ", "Autorin: ", "Ein Beitrag von "),
        both=" und ",
        roles=("Redakteurin", "Korrespondent in Kodravel", "Volontärin"),
        published=("Veröffentlicht am ", "Erschienen am ", "Stand: ", "Erstellt am ", "Datum: "),
        updated=("Aktualisiert am ", "Zuletzt geändert am ", "Letzte Aktualisierung: "),
        at=(", ", " um ", " - "),
        captions=("Foto: {}", "Bild: {} / Küstendienst", "Übersetzt von {}", "Grafik: {}"),
        openings=("Von Montag an ", "Von Heidstedt bis Kodravel ", "In Heidstedt "),
        sections=("Aus der Region", "Neue Brücke", "Kultur", "Stadt Heidstedt"),
        around=("Lesezeit: 3 Minuten", "Artikel teilen", "12 Kommentare", "Drucken", "Artikel anhören"),
        related="Lesen Sie auch",
        comments="Kommentare",
        bio="{} schreibt seit Jahren über die Heide.",
        days=(
            _cldr("de", "d. MMMM y"), _cldr("de", "dd.MM.y"), _cldr("de", "EEEE, d. MMMM y"), _cldr("de", "d. MMM y"),
        ),
    ),
    "sq": Words(
        given=("Mimoza", "Gentor", "Ilira", "Besnik", "Drita", "Arbër"),
        family=("Shkrepa", "Laskadri", "Velmashi", "Borizana", "Kampushi", "Rrënja"),
        agency="Agjencia e Bregut",
        place="Velmash",
        leads=("Nga ", "nga ", "Shkruar nga ", "Autori: ", "Shkruan "),
        both=" dhe ",
        roles=("gazetare", "korrespondent", "redaktore"),
        published=("Publikuar më ", "Botuar më ", "Publikuar: ", "Data: "),
        updated=("Përditësuar më ", "Ndryshuar më "),
        at=(", ", " në ", " - "),
        captions=("Foto: {}", "Fotografia: {}", "Përktheu: {}", "Përkthyer nga {}"),
        openings=("Nga dita e hënë ", "Nga Velmashi deri në Kamp ", "Në Velmash "),
        sections=("Lajme Vendore", "Shoqëri", "Kulturë", "Opinion"),
        around=("Lexim 3 min", "Shpërndaje", "12 komente", "Printo", "Dëgjo artikullin"),
        related="Lexo edhe",
        comments="Komente",
        bio="{} shkruan për qytetin prej vitesh.",
        days=(_cldr("sq", "d MMMM y"), _cldr("sq", "dd.MM.y"), _cldr("sq", "EEEE, d MMMM y"), _cldr("sq", "d MMM y")),
    ),
    "ar": Words(
        given=("رباب", "مهيار", "سلافة", "ديمة", "أيهم", "عبد الودود"),
        family=("السنديوي", "الديلوني", "بن سرهيد", "المرفئي", "أبو ريدان", "القصباني"),
        agency="وكالة الساحل",
        place="كودرافيل",
        leads=("بقلم ", "بقلم: ", "كتبت: ", "كتب: ", "إعداد: ", "تقرير: ", "الكاتب: "),
        both=" و",
        roles=("مراسلة", "صحفي", "محررة الشؤون المحلية"),
        published=("نشر في ", "تاريخ النشر: ", "نُشر: ", "نشر بتاريخ "),
        updated=("آخر تحديث: ", "تم التحديث في ", "حُدّث في "),
        at=(" - ", "، ", " الساعة "),
        captions=("تصوير: {}", "عدسة: {}", "ترجمة: {}", "تحرير الصورة: {}"),
        openings=("كتب أحد السكان رسالة ", "في كودرافيل ", "تقرير جديد صدر "),
        sections=("أخبار محلية", "مجتمع", "رأي", "شؤون المرفأ"),
        around=("3 دقائق قراءة", "شارك المقال", "12 تعليقا", "طباعة", "استمع إلى المقال"),
        related="اقرأ أيضا",
        comments="التعليقات",
        bio="{} تتابع أخبار المرفأ منذ سنوات.",
        days=(
            _cldr("ar", "d MMMM y"),
            lambda day: f"{day.day} {format_date(day, 'MMMM', locale='ar_EG')} {day.year}".translate(ARABIC_DIGITS),
            lambda day: f"{day.day} {_LEVANT[day.month - 1]} {day.year}",
            _cldr("ar", "EEEE، d MMMM y"),
            lambda day: f"{day:%d/%m/%Y}".translate(ARABIC_DIGITS),
            lambda day: f"{day.day} {_LEVANT[day.month - 1]}/{format_date(day, 'MMMM', locale='ar')} {day.year}",
            _hijri,
        ),
    ),
    "fa": Words(
        given=("سهند", "نگار", "آذرخش", "مهرنوش", "بهین", "سید کاوه"),
        family=("دیلمانه", "پیرایش", "کوه‌بندی", "رودباره", "شهرآیینی", "بندرگاهی‌فر"),
        agency="خبرگزاری کرانه",
        place="کودراول",
        leads=("نوشتهٔ ", "نویسنده: ", "گزارش از ", "به قلم ", "خبرنگار: ", "نوشته‌ی ", "گزارش: "),
        both=" و ",
        roles=("خبرنگار", "دبیر گروه شهری", "روزنامه‌نگار"),
        published=("تاریخ انتشار: ", "منتشر شده در ", "انتشار: ", "تاریخ خبر: "),
        updated=("به‌روزرسانی: ", "آخرین به‌روزرسانی: ", "بروز شده در "),
        at=(" - ", "، ", " ساعت "),
        captions=("عکس: {}", "عکس از {}", "ترجمهٔ {}", "ویراستار: {}"),
        openings=("نوشته‌ای بر دیوار بندر ", "در کودراول ", "گزارش تازه‌ای از شورا "),
        sections=("خبرهای شهر", "جامعه", "فرهنگ", "بندر و دریا"),
        around=("۳ دقیقه مطالعه", "هم‌رسانی", "۱۲ دیدگاه", "چاپ", "شنیدن مقاله"),
        related="بیشتر بخوانید",
        comments="دیدگاه‌ها",
        bio="{} سال‌هاست دربارهٔ بندر می‌نویسد.",
        days=(
            _persian,
            _persian_numbers,
            lambda day: f"{format_date(day, 'EEEE', locale='fa')} {_persian(day)}",
            lambda day: f"{_persian(day)} ({format_date(day, 'd MMMM y', locale='fa')})",
        ),
    ),
}  # fmt: skip
