"""Writes dates and numbers in Arabic words, for round trips; strategies of texts that look like time."""

import datetime

from hypothesis import strategies as st

MONTHS = (
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split(),
    "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول".split("|"),
    "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر".split(),
    "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر".split(),
)
WEEKDAYS = "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد".split()
UNITS = "واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة".split()
TENS = "عشرون ثلاثون أربعون خمسون ستون سبعون ثمانون تسعون".split()
ORDINALS = "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر".split()
_TEEN_ORDINALS = ("الحادي", *ORDINALS[1:9])
_ORDINAL_TENS = {20: "العشرين", 30: "الثلاثين"}
_EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def ordinal(day):
    """A day of a month as an ordinal: «السابع والعشرين»."""
    if day <= 10:
        return ORDINALS[day - 1]
    tens, unit = day // 10 * 10, day % 10
    if day < 20:
        return f"{_TEEN_ORDINALS[unit - 1]} عشر"
    return f"{_TEEN_ORDINALS[unit - 1]} و{_ORDINAL_TENS[tens]}" if unit else _ORDINAL_TENS[tens]


def cardinal(number):
    """A number from 3 to 99 with its masculine noun: «خمسة وعشرون»."""
    if number <= 10:
        return UNITS[number - 1]
    if number < 20:
        return f"{ {11: 'أحد', 12: 'اثنا'}.get(number, UNITS[number % 10 - 1]) } عشر"
    tens, unit = TENS[number // 10 - 2], number % 10
    return f"{UNITS[unit - 1]} و{tens}" if unit else tens


def eastern(text):
    """With Arabic-Indic digits."""
    return text.translate(_EASTERN)


_PIECES = (
    "في من إلى حتى منذ خلال قبل بعد و ب ل ال هذا ذلك يوم شهر عام سنة الساعة بتوقيت موسكو غرينتش أمس اليوم غدا "
    "الآن آنذاك الماضي المقبل الجاري نفسه التالي صباح صباحا ظهر مساء ليل منتصف نهاية مطلع الليل الأسبوع الشهر "
    "العام القرن العشرين الأول الثاني والعشرين من العاشر ثلاثة وعشرون خمسة أيام أسابيع أشهر سنوات ساعة يومين "
    "شهرين عدة نصف ونصف والنصف أكثر نحو مايو آب مارس كانون تشرين نوفمبر رمضان هـ م ء صيف الربع النصف عقد "
    "تسعينيات الأيام الأخيرة الموافق 1 10 31 2020 1442 12:00 10/11/2020 2020-11-10 1,250 2.5 ٢٠٢٠ ( ) / - – ، "
    ". ؟ : ـ \u064b \u200f \n F16 كتاب الوزير"
).split(" ")


def texts():
    """Runs of pieces of time expressions, with and without spaces between."""
    glue = st.sampled_from(["", " ", " ", " ", "  ", "\u200f", "\n"])
    return st.lists(st.tuples(st.sampled_from(_PIECES), glue), max_size=25).map(
        lambda pairs: "".join(piece + space for piece, space in pairs)
    )


def datelines():
    """Days of the whole calendar, its ends often; or none."""
    ends = st.sampled_from([datetime.date.min, datetime.date.max, datetime.date(2020, 2, 29)])
    return st.none() | ends | st.dates()
