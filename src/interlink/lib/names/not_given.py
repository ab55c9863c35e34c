"""Common words that stand beside names, and are none."""

# Words written before a name that are no given names; folded. Beside them, what every text says around names in
# scripts without capitals, where the name lists know many a common word as somebody's name.
_WORDS = """
    mr mrs ms miss dr prof professor president minister chairman chairwoman director general colonel judge senator
    sheikh shaikh imam ayatollah hojatoleslam sayyid sayed seyyed sir lord lady king prince princess pope bishop
    father herr frau doktor prasident richter monsieur madame mme m le la les the and but when for with by of to
    from as if while because after before since although according said says told zoti zonja presidenti ministri
    господин госпожа господина г-н президент президента министр министра директор судья генерал доктор профессор
    имам шеих и но а когда что как по из от с в на к о для после ο η τον την του τησ κυριοσ κυρια προεδροσ υπουργοσ
    κ պարոն տիկին նախագահ նախարար ბატონი ბატონმა ქალბატონი პრეზიდენტი პრეზიდენტმა მინისტრი თქვა და რომ მაგრამ ამბობს
    განაცხადა قال قالت وقال وقالت اکد اکدت واکد اضاف واضاف صرح اعلن ذکر ان من فی علی عن الی مع هذا هذه الذی التی کان
    کانت ثم او السید السیده الرییس الوزیر الشیخ الدکتور الاستاذ الامام ایه الله بین بعد قبل عند حیث لکن کما قد لقد
    ما لا گفت که به از در با و را این اقای خانم دکتر رییس وزیر شیخ امام حجت الاسلام جناب سرکار تا بر برای هم نیز اما
    گوتی کو له بو ئهو یان کاک ماموستا سهروک אמר אמרה את של על עם כי לא הוא היא מר גברת דר הנשיא השר הרב פרופ אבל או
    גם לפי אל מן כמו רק
"""
NOT_GIVEN = frozenset(_WORDS.split())

# Words of names that are written short, with a dot that ends no sentence.
SHORTENED = frozenset({"st", "dr", "mr", "mrs", "ms", "jr", "sr", "prof", "mt", "ste", "fr", "г", "св", "д", "ד"})
