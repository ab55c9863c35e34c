"""Sentences that names are put into, for each script, and how its languages change a name.

"{}" is the place of a name. Everything around it is the bench's own.
"""

from __future__ import annotations

# Sentences with a full name, in several languages of each script.
WITH_NAME: dict[str, tuple[str, ...]] = {
    "latin": (
        "Yesterday {} said that the meeting in the old town had been put off.",
        "According to the paper, {} was seen near the harbour on Tuesday evening.",
        "The court heard {} for two hours and then went home.",
        "Gestern hat {} in der Stadt erklärt, dass die Versammlung nicht stattfindet.",
        "Selon le journal, {} a quitté la ville mardi soir.",
        "Sipas gazetës, {} tha dje se mbledhja në qytet është shtyrë dhe nuk dihet kur mbahet.",
        "Li gorî rojnameyê {} got ku civîn li bajarî nehatiye kirin.",
    ),
    "arabic": (
        "وقال {} أمس إن الاجتماع في المدينة القديمة قد تأجل.",
        "ذكرت الصحيفة أن {} شوهد قرب الميناء مساء الثلاثاء.",
        "استمعت المحكمة إلى {} لمدة ساعتين ثم رفعت الجلسة.",
        "دیروز {} گفت که جلسه در شهر برگزار نمی‌شود.",
        "به گزارش روزنامه، {} سه‌شنبه شب در نزدیکی بندر دیده شد.",
        "دوێنێ {} گوتی کە کۆبوونەوەکە لە شار دواخراوە.",
    ),
    "cyrillic": (
        "Вчера {} сообщил, что собрание в старом городе отложено.",
        "По данным газеты, {} был замечен у порта во вторник вечером.",
        "Учора {} заявив, що збори в місті перенесено.",
        "Вчера {} каза, че срещата в града е отложена.",
    ),
    "hebrew": (
        "אתמול {} אמר כי הפגישה בעיר העתיקה נדחתה.",
        "לפי העיתון, {} נראה ליד הנמל ביום שלישי בערב.",
    ),
    "greek": (
        "Χθες ο {} είπε ότι η συνάντηση στην παλιά πόλη αναβλήθηκε.",
        "Σύμφωνα με την εφημερίδα, ο {} εθεάθη κοντά στο λιμάνι την Τρίτη.",
    ),
    "armenian": (
        "Երեկ {} ասաց, որ հին քաղաքում հանդիպումը հետաձգվել է։",
        "Ըստ թերթի՝ {} երեքշաբթի երեկոյան երևացել է նավահանգստի մոտ։",
    ),
    "georgian": (
        "გუშინ {} ამბობდა, რომ ძველ ქალაქში შეხვედრა გადაიდო.",
        "გაზეთის ცნობით, {} სამშაბათს საღამოს პორტთან ნახეს.",
    ),
}

# Sentences with nobody's name.
WITHOUT: dict[str, tuple[str, ...]] = {
    "latin": (
        "The council wants to mend the bridge before winter, but money is short.",
        "Prices of bread and milk went up again, traders at the market complained.",
        "Die Brücke soll vor dem Winter fertig werden, doch das Geld ist knapp.",
    ),
    "arabic": (
        "يريد المجلس إصلاح الجسر قبل الشتاء لكن المال قليل.",
        "ارتفعت أسعار الخبز والحليب مرة أخرى في السوق.",
        "شورا می‌خواهد پل را پیش از زمستان تعمیر کند اما پول کم است.",
    ),
    "cyrillic": (
        "Совет хочет починить мост до зимы, но денег не хватает.",
        "Цены на хлеб и молоко на рынке снова выросли.",
    ),
    "hebrew": ("המועצה רוצה לתקן את הגשר לפני החורף אך הכסף מועט.", "מחירי הלחם והחלב בשוק עלו שוב."),
    "greek": (
        "Το συμβούλιο θέλει να φτιάξει τη γέφυρα πριν τον χειμώνα.",
        "Οι τιμές του ψωμιού ανέβηκαν πάλι στην αγορά.",
    ),
    "armenian": ("Խորհուրդը ցանկանում է վերանորոգել կամուրջը մինչև ձմեռ։", "Հացի գները շուկայում կրկին բարձրացել են։"),
    "georgian": ("საბჭოს სურს ხიდის შეკეთება ზამთრამდე.", "პურის ფასი ბაზარზე ისევ გაიზარდა."),
}

# A second sentence, about the same person by family name alone.
LATER: dict[str, tuple[str, ...]] = {
    "latin": ("Later {} left without answering questions.", "“We will wait,” {} said."),
    "arabic": ("ثم غادر {} من دون أن يجيب.", "بعداً {} بدون پاسخ رفت."),
    "cyrillic": ("Позже {} ушёл, не ответив на вопросы.",),
    "hebrew": ("אחר כך {} עזב בלי לענות.",),
    "greek": ("Αργότερα ο {} έφυγε χωρίς να απαντήσει.",),
    "armenian": ("Ավելի ուշ {} հեռացավ առանց պատասխանելու։",),
    "georgian": ("მოგვიანებით {} წავიდა პასუხის გარეშე.",),
}

# Sentences that put a name into a case, with the ending that this case puts on a name that ends in a consonant.
IN_CASE: dict[str, tuple[tuple[str, str], ...]] = {
    "latin": (
        ("Die Rede {} war kurz, und das Publikum war nicht zufrieden mit der Antwort.", "s"),
        ("Gazetari e pyeti {} për mbledhjen dhe për qytetin, që është larg.", "in"),
        ("Fjala e {} ishte e shkurtër dhe nuk tha asgjë për gjyqin në qytet.", "it"),
    ),
    "cyrillic": (
        ("Суд выслушал {} и объявил перерыв.", "а"),
        ("Журналисты задали вопрос {} после заседания.", "у"),
        ("Встреча с {} прошла спокойно.", "ом"),
    ),
    "armenian": (("Լրագրողը հարցրեց {} մասին։", "ի"),),
    "georgian": (("გუშინ {} თქვა, რომ პასუხი მზად არის.", "მა"), ("სასამართლომ {} სიტყვა მოისმინა.", "ის")),
}
# In German only the family name takes the ending, in Georgian too.
ONLY_LAST = frozenset({"s", "მა", "ის", "ի", "in", "it"})

# Short words attached before a name.
ATTACHED: dict[str, tuple[str, ...]] = {"arabic": ("و", "ل", "ب", "ف"), "hebrew": ("ו", "ל", "ב", "ש")}

# Letters that make another word of a name when they stand before it and after it.
AROUND: dict[str, tuple[str, str]] = {
    "latin": ("Xo", "quix"),
    "arabic": ("ضغ", "ظضغ"),
    "cyrillic": ("Жо", "щук"),
    "hebrew": ("צק", "גצק"),
    "greek": ("Ξο", "ψξω"),
    "armenian": ("Ձո", "ջքչ"),
    "georgian": ("ჭო", "ღჭყ"),
}
