"""Writes cardinal numbers as Arabic grammar has them: both genders, both cases, construct state before a noun.

Written from the grammar and without the reader's word list, so that reading back proves something.
Source: rules of العدد والمعدود (polarity of 3 to 10, duals, tamyiz after 11).
"""

STEMS = {3: "ثلاث", 4: "أربع", 5: "خمس", 6: "ست", 7: "سبع", 8: "ثماني", 9: "تسع", 10: "عشر"}
TENS = {2: "عشر", 3: "ثلاث", 4: "أربع", 5: "خمس", 6: "ست", 7: "سبع", 8: "ثمان", 9: "تسع"}
HUNDREDS = {3: "ثلاث", 4: "أربع", 5: "خمس", 6: "ست", 7: "سبع", 8: "ثمان", 9: "تسع"}
SCALES = (
    (10**12, "تريليون", "تريليونات"),
    (10**9, "مليار", "مليارات"),
    (10**6, "مليون", "ملايين"),
    (10**3, "ألف", "آلاف"),
)


def spelled(number, *, feminine=False, oblique=False, hundred="مئة", before_noun=False):
    """A number below 10**15 in words, counting a noun of the gender; `before_noun` puts a last dual in construct."""
    if number == 0:
        return "صفر"
    parts = []
    for scale, one, many in SCALES:
        count, number = divmod(number, scale)
        if count:
            parts.append(scaled(count, one, many, oblique, hundred, last=not number and before_noun))
    if number:
        parts.append(below_1000(number, feminine, oblique, hundred, construct=before_noun))
    return " و".join(parts)


def scaled(count, one, many, oblique, hundred, *, last):
    if count == 1:
        return one
    if count == 2:
        return dual(one, oblique, construct=last)
    counted = many if 3 <= count % 100 <= 10 else one if count % 100 < 3 else f"{one}ا"
    return f"{below_1000(count, False, oblique, hundred, construct=count % 100 == 0)} {counted}"


def dual(noun, oblique, *, construct):
    return noun + {(False, False): "ان", (True, False): "ين", (False, True): "ا", (True, True): "ي"}[oblique, construct]


def below_1000(number, feminine, oblique, hundred, *, construct):
    hundreds, rest = divmod(number, 100)
    parts = []
    if hundreds == 1:
        parts.append(hundred)
    elif hundreds == 2:
        parts.append(dual(f"{hundred[:-1]}ت", oblique, construct=construct and not rest))
    elif hundreds:
        parts.append(HUNDREDS[hundreds] + hundred)
    if rest:
        parts.append(below_100(rest, feminine, oblique))
    return " و".join(parts)


def below_100(number, feminine, oblique):
    tens, unit = divmod(number, 10)
    if number <= 10:
        return small(number, feminine, oblique)
    if tens == 1:
        return teen(unit, feminine, oblique)
    round_ = TENS[tens] + ("ين" if oblique else "ون")
    return f"{small_before_tens(unit, feminine, oblique)} و{round_}" if unit else round_


def small(number, feminine, oblique):
    if number == 1:
        return "واحدة" if feminine else "واحد"
    if number == 2:
        return ("اثنت" if feminine else "اثن") + ("ين" if oblique else "ان")
    if number == 8:
        return "ثماني" if feminine else "ثمانية"
    return STEMS[number] if feminine else f"{STEMS[number]}ة"


def small_before_tens(unit, feminine, oblique):
    return "إحدى" if unit == 1 and feminine else small(unit, feminine, oblique)


def teen(unit, feminine, oblique):
    ten = "عشرة" if feminine else "عشر"
    if unit == 1:
        return f"{'إحدى' if feminine else 'أحد'} {ten}"
    if unit == 2:
        return f"{('اثنت' if feminine else 'اثن') + ('ي' if oblique else 'ا')} {ten}"
    return f"{small(unit, feminine, oblique)} {ten}"
