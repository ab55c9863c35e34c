"""What sites write in many languages when an article is not shown, and what stands around articles.

The phrases are compared after folding (`interlink.lib.names.normalise.fold`), so that case, accents and forms of
letters make no difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from interlink.lib.names.normalise import fold
from interlink.lib.reading.month_names import MONTHS, WEEKDAYS

_NO_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0eff]")


def _any(phrases: Iterable[str], *, start: bool = False, whole: bool = False) -> re.Pattern[str]:
    folded = sorted({fold(phrase) for phrase in phrases}, key=len, reverse=True)
    body = "|".join(re.escape(phrase) for phrase in folded)
    if whole:
        return re.compile(rf"^\W*(?:{body})\W*$")
    if start:
        return re.compile(rf"^\W*(?:{body})(?!\w)")
    # Where words are not set apart, a phrase may stand amid others.
    joined = "|".join(re.escape(phrase) for phrase in folded if _NO_SPACES.search(phrase))
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)" + (f"|{joined}" if joined else ""))


NOT_FOUND = _any((
    "page not found", "not found", "page cannot be found", "page can't be found", "page could not be found",
    "page couldn't be found", "couldn't find that page", "could not find that page", "can't find that page",
    "could not find the page", "couldn't find the page", "can't find the page", "cannot find the page",
    "page does not exist", "page doesn't exist", "page no longer exists", "no longer available",
    "article not found", "article is no longer available", "story is no longer available", "content not found",
    "content is no longer available", "has been removed", "has been deleted",
    "nothing found", "nothing was found", "error 404", "404 error", "404 not found", "http 404", "page is missing",
    "page does not seem to exist", "no page here",
    "page missing", "file not found", "410 gone",
    "post not found", "broken link",
    # French
    "page introuvable", "page non trouvée", "page inexistante", "n'existe pas ou n'existe plus", "n'existe plus",
    "page n'existe pas", "article introuvable", "contenu introuvable", "erreur 404", "n'est plus disponible",
    "a été supprimé",
    "a été supprimée", "impossible de trouver la page",
    # German
    "seite nicht gefunden", "nicht gefunden", "seite existiert nicht", "seite gibt es nicht",
    "artikel gibt es nicht", "nicht mehr verfügbar", "fehler 404",
    "404 fehler", "artikel nicht gefunden", "konnte nicht gefunden werden",
    "wurde nicht gefunden", "wurde gelöscht", "wurde entfernt", "existiert nicht mehr",
    "inhalt ist nicht mehr verfügbar",
    # Albanian
    "faqja nuk u gjet", "nuk u gjet", "faqja nuk ekziston", "nuk ekziston", "nuk është më", "gabim 404",
    "artikulli nuk u gjet", "nuk gjendet", "është fshirë", "është hequr",
    # Arabic
    "الصفحة غير موجودة", "غير موجودة", "غير موجود", "لم يتم العثور", "لم نعثر على", "تعذر العثور",
    "لم تعد متاحة", "لم يعد متاحا", "خطأ 404", "تم حذف",
    "تمت إزالة", "لا توجد صفحة",
    # Persian
    "صفحه پیدا نشد", "پیدا نشد", "یافت نشد", "وجود ندارد", "خطای 404",
    "حذف شده است", "دیگر موجود نیست",
    # Spanish, Portuguese, Italian, Catalan, Romanian
    "página no encontrada", "no se encuentra", "no se ha encontrado", "no existe", "ya no está disponible",
    "página não encontrada", "não encontrada", "não existe", "não está mais disponível", "pagina non trovata",
    "non trovata", "non esiste", "non è più disponibile", "pàgina no trobada", "pagina nu a fost găsită",
    "nu a fost găsită", "nu există",
    # Dutch, the Nordic languages
    "pagina niet gevonden", "niet gevonden", "bestaat niet", "sidan hittades inte", "sidan kunde inte hittas",
    "du söker finns inte", "sidan finns inte", "siden blev ikke fundet", "siden ble ikke funnet",
    "siden findes ikke", "siden finnes ikke", "sivua ei löydy",
    "sivua ei löytynyt", "síðan fannst ekki",
    # Slavic languages
    "страница не найдена", "не найдено", "не найдена", "страница не существует", "ошибка 404", "страница удалена",
    "сторінку не знайдено", "не знайдено", "сторінка не існує", "страницата не е намерена", "не е намерена",
    "страница није пронађена", "stranica nije pronađena", "nije pronađena", "ne postoji",
    "strona nie została znaleziona",
    "nie znaleziono", "nie istnieje", "stránka nenalezena", "nebyla nalezena", "stránka sa nenašla",
    "stran ni bila najdena", "страницата не е пронајдена",
    # Others
    "sayfa bulunamadı", "bulunamadı", "oldal nem található", "nem található", "η σελίδα δεν βρέθηκε", "δεν βρέθηκε",
    "הדף לא נמצא", "לא נמצא", "העמוד לא נמצא", "ページが見つかりません", "見つかりません", "页面不存在",
    "不存在", "已被删除", "找不到页面",
    "頁面不存在", "找不到頁面",
    "페이지를 찾을 수 없습니다", "पृष्ठ नहीं मिला", "صفحہ نہیں ملا", "پەڕە نەدۆزرایەوە", "نەهاتە دیتن",
    "halaman tidak ditemukan", "không tìm thấy trang", "không tồn tại", "lapa nav atrasta", "puslapis nerastas",
    "lehte ei leitud",
    "էջը չի գտնվել", "გვერდი ვერ მოიძებნა", "səhifə tapılmadı",
))  # fmt: skip
"""Says that the page is not there. What a login or a server in trouble says as well ("the page you requested") is not
among these."""

NOT_FOUND_ALONE = _any((
    "404", "410", "gone", "error 404", "404 error", "404 not found", "410 gone", "removed", "deleted", "page removed",
    "supprimé", "gelöscht", "fshirë", "محذوف", "حذف شده", "удалено", "eliminado",
), whole=True)  # fmt: skip
"""Says so if it is the whole of a heading."""


GATE = _any((
    "press and hold", "press & hold", "solve the puzzle", "solve this puzzle", "drag the slider",
    "just a moment", "one moment", "attention required", "access denied", "access to this page has been denied",
    "are you a robot", "are you human", "verify you are human", "verify that you are human", "you are a human",
    "not a robot", "checking your browser", "checking if the site connection is secure", "pardon our interruption",
    "security check", "request blocked", "you have been blocked", "ddos protection", "unusual traffic",
    "bot verification", "complete the captcha", "enable javascript and cookies", "switch on javascript and cookies",
    "automated access", "request unsuccessful", "the request could not be satisfied", "human verification",
    "vous n'êtes pas un robot", "vous êtes humain", "vérifions votre navigateur", "accès refusé", "un instant",
    "vérification de sécurité", "activer javascript et les cookies", "vérification de votre navigateur",
    "kein roboter", "prüfen ihren browser", "zugriff verweigert", "sicherheitsüberprüfung", "einen moment",
    "javascript und cookies", "überprüfung ihres browsers", "sie ein mensch sind",
    "kontrollojmë shfletuesin", "një çast", "qasja u refuzua", "lejoni javascript", "nuk jeni robot",
    "نتحقق من متصفحك", "لحظة من فضلك", "لست روبوتا", "تم رفض الوصول", "التحقق من المتصفح", "أنك إنسان",
    "مرورگر شما را بررسی", "کمی صبر کنید", "ربات نیستید", "من ربات نیستم", "دسترسی غیرمجاز", "بررسی مرورگر",
    "проверка браузера", "доступ запрещен", "вы не робот", "что вы человек", "доступ ограничен", "перевірка браузера",
    "no eres un robot", "acceso denegado", "un momento", "não é um robô", "acesso negado", "non sei un robot",
    "accesso negato", "geen robot", "toegang geweigerd", "nie jesteś robotem", "robot olmadığınızı",
    "erişim engellendi",
))  # fmt: skip

CONSENT = _any((
    "nos partenaires et nous", "partners store and", "wir und unsere partner", "accepter et fermer",
    "agree and continue", "accept and continue",
    "we value your privacy", "before you continue", "accept all cookies", "your privacy choices", "cookie consent",
    "nous respectons votre vie privée", "accepter les cookies", "continuer sans accepter", "avant de continuer",
    "wir schätzen ihre privatsphäre", "cookies zustimmen", "mit werbung weiterlesen", "bevor sie fortfahren",
    "ne vlerësojmë privatësinë", "نحن نقدر خصوصيتك", "ما به حریم خصوصی شما احترام",
    "valoramos tu privacidad", "la tua privacy", "jouw privacy", "мы ценим вашу конфиденциальность",
))  # fmt: skip

OTHER_COUNTRY = _any((
    "available in your area", "available in your territory", "available in your market", "unavailable in your area",
    "access from your country", "website from a country", "serve readers in your area",
    "visitors from the european union",
    "european visitors", "blocked in your country", "readers outside the country", "outside your country",
    "depuis votre pays", "dans votre pays", "votre zone géographique", "in deinem land", "in ihrem land",
    "in deiner region", "in ihrer region", "in ihrem gebiet", "aus ihrem land", "në vendin tuaj", "në shtetin tuaj",
    "në rajonin tuaj", "në zonën tuaj", "في بلدك", "في منطقتك", "في دولتك", "من بلدك", "در کشور شما", "در منطقه شما",
    "در منطقهٔ شما", "از کشور شما", "در محدوده شما", "en tu país", "en su país", "en tu región", "no seu país",
    "na sua região", "nel tuo paese", "nella tua area", "in uw land", "in jouw land", "в вашей стране",
    "в вашем регионе", "у вашій країні", "w twoim kraju", "ülkenizde", "bölgenizde", "お住まいの地域", "您所在的地区",
    "not available in your country", "not available in your region", "not available in your location",
    "unavailable in your country", "unavailable in your region", "unavailable in your location",
    "unavailable due to legal reasons", "unavailable for legal reasons", "european economic area",
    "from your current location", "pas disponible dans votre pays", "pas disponible dans votre région",
    "in ihrem land nicht verfügbar", "in ihrer region nicht verfügbar", "nuk është i disponueshëm në vendin tuaj",
    "غير متاح في بلدك", "غير متوفر في بلدك", "غير متاح في منطقتك", "در کشور شما در دسترس نیست",
    "no está disponible en tu país", "não está disponível no seu país", "недоступно в вашей стране",
))  # fmt: skip

MAINTENANCE = _any((
    "under maintenance", "down for maintenance", "scheduled maintenance", "be right back", "temporarily unavailable",
    "temporarily down", "site en maintenance", "en maintenance", "temporairement indisponible", "wartungsarbeiten",
    "vorübergehend nicht", "në mirëmbajtje", "الموقع تحت الصيانة", "تحت الصيانة", "غير متاح مؤقتا",
    "در دست تعمیر", "به طور موقت", "en mantenimiento", "em manutenção", "in manutenzione", "технические работы",
    "технічні роботи", "bakım çalışması", "database error", "error establishing a database connection",
    "internal server error", "service unavailable", "bad gateway", "too many connections",
    "something went wrong", "went wrong on our", "unexpected error", "error occurred", "error has occurred",
    "technical difficulties", "technical problem", "technical problems", "try again later", "try again in a",
    "try again soon", "please try again", "be back soon", "back shortly", "heavy traffic", "high traffic",
    "waiting room", "appear to be offline", "you are offline", "you're offline", "not available right now",
    "une erreur est survenue", "erreur s'est produite", "problème technique", "difficultés techniques", "réessayez",
    "réessayer plus tard", "veuillez réessayer", "de retour bientôt", "schiefgelaufen", "schief gelaufen",
    "fehler ist aufgetreten", "technische störung", "technische probleme", "versuchen sie es", "versuche es später",
    "bald wieder da", "shkoi keq", "ndodhi një gabim", "provoni përsëri", "provo përsëri", "vështirësi teknike",
    "حدث خطأ", "خطأ غير متوقع", "حاول مرة أخرى", "المحاولة لاحقا", "مشكلة فنية", "عطل فني", "خطایی رخ داد",
    "خطایی رخ داده", "مشکلی پیش آمد", "دوباره تلاش کنید", "دوباره امتحان کنید", "مشکل فنی", "اختلال فنی",
    "что-то пошло не так", "произошла ошибка", "попробуйте позже", "попробуйте ещё раз", "щось пішло не так",
    "algo salió mal", "ha ocurrido un error", "inténtalo de nuevo", "inténtelo de nuevo", "problemas técnicos",
    "algo deu errado", "ocorreu um erro", "tente novamente", "qualcosa è andato storto", "si è verificato un errore",
    "riprova", "er ging iets mis", "probeer het later", "något gick fel", "noget gik galt", "noe gikk galt",
    "coś poszło nie tak", "wystąpił błąd", "spróbuj ponownie", "bir şeyler ters gitti", "bir hata oluştu",
    "tekrar deneyin", "エラーが発生しました", "出错了", "稍后再试", "오류가 발생했습니다",
))  # fmt: skip

PAYWALL = _any((
    "for subscribers", "subscribers only", "subscriber-only", "subscribe to continue", "subscribe to read",
    "subscribe now", "to continue reading", "sign in to read", "log in to read", "already a subscriber",
    "unlock this article", "become a subscriber", "become a member", "free articles", "article limit",
    "start your free trial",
    "réservé aux abonnés", "réservée aux abonnés", "abonnez-vous", "s'abonner", "déjà abonné", "pour lire la suite",
    "abonnement", "abonnieren", "jetzt abonnieren", "nur für abonnenten", "weiterlesen mit", "artikel freischalten",
    "abonohuni", "abonohu", "për abonentët", "vetëm për abonentë",
    "للمشتركين", "اشترك", "لقراءة المزيد اشترك", "مشترکان", "مشترکین", "مشترک شوید", "اشتراک",
    "solo para suscriptores", "suscríbete", "exclusivo para assinantes", "assine", "riservato agli abbonati",
    "abbonati",
    "alleen voor abonnees", "только для подписчиков", "оформите подписку", "tylko dla subskrybentów", "aboneler",
))  # fmt: skip

LOGIN = _any((
    "sign in", "signin", "log in", "login", "log on", "members only", "for members", "registered readers",
    "registered users", "create an account", "create your account", "your account", "register to read",
    "register to continue",
    "connexion", "connectez-vous", "se connecter", "identifiez-vous", "créer un compte", "votre compte",
    "anmelden", "anmeldung", "einloggen", "melden sie sich an", "registrieren", "nur für mitglieder", "ihr konto",
    "hyr në llogari", "hyni në llogari", "kyçu", "kyçuni", "identifikohuni", "krijoni një llogari", "regjistrohu",
    "تسجيل الدخول", "سجل الدخول", "سجل دخولك", "إنشاء حساب", "للأعضاء فقط", "ورود به حساب", "وارد شوید", "وارد حساب",
    "ثبت نام کنید", "ایجاد حساب", "ویژه اعضا", "ورود", "iniciar sesión", "inicia sesión", "regístrate",
    "iniciar sessão",
    "faça login", "entre na sua conta", "accedi", "registrati", "inloggen", "meld je aan", "logga in", "logg inn",
    "log ind",
    "войдите", "вход", "войти", "увійти", "zaloguj się", "giriş yap", "oturum aç", "ログイン", "登录", "登入", "로그인",
))  # fmt: skip

COUNTER = _any((
    "readers", "readers of this page", "views", "view", "reads", "visits", "visitors", "shares", "share", "comments",
    "comment", "likes", "people reading", "reading now", "min read", "minute read", "minutes read", "page views",
    "read by", "seen by", "times", "votes", "reactions", "followers", "subscribers",
    "lecteurs", "lecteurs de cette page", "vues", "vue", "lectures", "partages", "commentaires", "commentaire",
    "visites", "min de lecture", "réactions", "fois",
    "aufrufe", "aufrufe dieser seite", "leser", "besucher", "kommentare", "kommentar", "mal gelesen", "geteilt",
    "min lesezeit", "lesezeit", "ansichten", "klicks",
    "lexues", "lexues të kësaj faqeje", "shikime", "klikime", "komente", "shpërndarje", "vizita", "lexime",
    "قراء", "قراء هذه الصفحة", "مشاهدة", "مشاهدات", "زيارة", "زيارات", "تعليق", "تعليقات", "مشاركة", "مشاركات",
    "قراءة",
    "قارئ", "عدد المشاهدات", "دقيقة للقراءة", "دقائق للقراءة",
    "خوانندگان", "خوانندگان امروز", "بازدید", "بازدیدها", "نظر", "نظرات", "دیدگاه", "بازنشر", "خواننده",
    "دقیقه مطالعه",
    "vistas", "lecturas", "comentarios", "visualizações", "leituras", "comentários", "visualizzazioni", "commenti",
    "weergaven", "reacties", "просмотров", "просмотры", "просмотра", "комментариев", "переглядів", "wyświetleń",
    "komentarzy", "görüntülenme", "yorum",
))  # fmt: skip

CLOCK = _any((
    "updated", "last updated", "last modified", "minutes ago", "minute ago", "hours ago", "hour ago", "days ago",
    "day ago", "seconds ago", "just now", "today at", "yesterday at", "published", "posted", "first published",
    "mis à jour", "il y a", "modifié le", "publié le", "à l'instant", "actualisé", "première publication",
    "aktualisiert", "stand", "zuletzt aktualisiert", "vor", "veröffentlicht", "gerade eben", "zuerst erschienen",
    "përditësuar", "minuta më parë", "orë më parë", "ditë më parë", "publikuar", "botuar",
    "حدث في", "آخر تحديث", "تحديث", "منذ", "قبل", "نشر في", "نشر لأول مرة",
    "به‌روزرسانی", "آخرین به‌روزرسانی", "دقیقه پیش", "ساعت پیش", "روز پیش", "انتشار", "نخستین انتشار",
    "actualizado", "hace", "atualizado", "há", "aggiornato", "bijgewerkt", "обновлено", "оновлено", "назад",
    "zaktualizowano", "temu", "güncelleme", "önce", "now", "it is now", "time", "temps", "weather", "météo", "wetter",
))  # fmt: skip

LIVE_COUNTS = _any((
    "reading this now", "reading this article now", "reading this right now", "people are reading",
    "free articles left",
    "free article left", "articles left this month", "articles remaining", "personnes lisent", "lisent cet article",
    "articles gratuits restants", "lesen gerade", "lesen diesen artikel", "kostenlose artikel übrig",
    "po lexojnë këtë", "falas të mbetur", "يقرؤون هذا", "يقرأون هذا", "مقالات مجانية متبقية", "در حال خواندن",
    "مقاله رایگان باقی", "están leyendo", "estão lendo", "stanno leggendo", "читают сейчас",
))  # fmt: skip
"""Said in a whole sentence of how many are here now, or of how much one may still read."""

TIME_WORDS = _any((
    *MONTHS, *WEEKDAYS,
    "second", "seconds", "sec", "minute", "minutes", "min", "mins", "hour", "hours", "hr", "hrs", "h", "day", "days",
    "week", "weeks", "month", "months", "ago", "at", "on", "the", "a", "an", "one", "and", "today", "yesterday",
    "am", "pm",
    "gmt", "utc", "cet", "st", "nd", "rd", "th", "seconde", "secondes", "heure", "heures", "jour", "jours", "une",
    "un",
    "le", "à", "et", "il y a", "aujourd'hui", "hier", "sekunde", "sekunden", "minuten", "stunde", "stunden", "tag",
    "tagen",
    "einer", "einem", "um", "am", "uhr", "vor", "heute", "gestern", "und", "sekondë", "sekonda", "minutë", "minuta",
    "orë",
    "ditë", "një", "më", "në", "parë", "sot", "dje", "ثانية", "ثوان", "دقيقة", "دقائق", "ساعة", "ساعات", "ساعتين",
    "يوم", "يومين", "أيام", "في", "اليوم", "أمس", "ثانیه", "دقیقه", "ساعت", "روز", "پیش", "در", "امروز", "دیروز", "و",
    "segundos", "minutos", "hora", "horas", "dias", "días", "a las", "às", "ore", "minuti", "uur", "minuten geleden",
    "минут", "минуты", "минуту", "час", "часа", "часов", "дней", "в", "хвилин", "годин", "dakika", "saat", "gün",
))  # fmt: skip
"""What stands beside the words of a clock and says no more than they do."""

FURNITURE_OPENINGS = _any((
    "read also", "read more", "also read", "see also", "related", "related articles", "related stories",
    "more on this",
    "more from", "most read", "most popular", "trending", "trending now", "recommended", "you may also like",
    "you might also like", "don't miss", "editor's picks", "top stories", "latest news", "more news", "up next",
    "advertisement", "advertising", "sponsored", "sponsored content", "promoted", "promotion", "ad", "paid content",
    "special offer", "buy now", "shop now", "partner content",
    "share this", "share on", "follow us", "sign up", "newsletter", "subscribe", "download our app", "join our",
    "support us", "donate", "tags", "topics", "listen to this article",
    "à lire aussi", "lire aussi", "lire la suite", "voir aussi", "sur le même sujet", "les plus lus", "publicité",
    "annonce",
    "sponsorisé", "contenu sponsorisé", "partager", "suivez-nous", "inscrivez-vous", "abonnez-vous", "recommandé",
    "lesen sie auch", "auch interessant", "mehr zum thema", "weiterlesen", "meistgelesen", "das könnte sie auch",
    "anzeige", "werbung", "gesponsert", "teilen", "folgen sie uns", "jetzt abonnieren", "empfohlen", "mehr dazu",
    "lexoni edhe", "lexo edhe", "lexo më shumë", "më të lexuarat", "reklamë", "reklama", "sponsorizuar", "shpërndaje",
    "na ndiqni", "të ngjashme", "regjistrohuni",
    "اقرأ أيضا", "اقرأ المزيد", "مواضيع ذات صلة", "ذات صلة", "الأكثر قراءة", "إعلان", "إعلانات", "برعاية", "شارك",
    "تابعنا",
    "اشترك في", "قد يهمك", "موضوعات متعلقة", "الأكثر مشاهدة",
    "بیشتر بخوانید", "بخوانید", "همچنین بخوانید", "مطالب مرتبط", "مرتبط", "پربازدیدترین", "پربیننده‌ترین", "آگهی",
    "تبلیغات",
    "تبلیغ", "به اشتراک بگذارید", "ما را دنبال کنید", "پیشنهاد ما", "عضویت در خبرنامه",
    "lea también", "te puede interesar", "publicidad", "leia também", "veja também", "publicidade", "leggi anche",
    "pubblicità", "lees ook", "advertentie", "читайте также", "реклама", "читайте також", "czytaj też", "reklama",
    "ayrıca okuyun", "reklam", "läs också", "annons",
), start=True)  # fmt: skip

COMMENTS_HEADING = re.compile(
    r"^\W*(?:\d+\s+)?(?:"
    + "|".join(
        re.escape(fold(word))
        for word in (
            "comments", "reader comments", "readers' comments", "discussion", "leave a comment", "join the discussion",
            "commentaires", "vos commentaires", "réactions", "laisser un commentaire",
            "kommentare", "leserkommentare", "diskussion", "kommentar schreiben",
            "komente", "komentet", "lini një koment", "تعليقات", "التعليقات", "تعليقات القراء", "أضف تعليقا",
            "نظرات", "دیدگاه‌ها",
            "نظر شما", "نظرات کاربران", "comentarios", "comentários", "commenti", "reacties", "комментарии",
            "коментарі",
            "komentarze", "yorumlar",
        )
    )
    + r")\W*(?:\d+)?\W*$"
)  # fmt: skip
