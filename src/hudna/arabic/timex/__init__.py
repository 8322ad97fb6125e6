"""Dates, times and durations in Arabic text: text and an optional dateline in, TIMEX3 spans with values out.

    >>> import datetime
    >>> from hudna.arabic.timex import read_timex
    >>> text = "وصل مساء الجمعة، وغادر في 10 نوفمبر/تشرين الثاني بعد ستة أسابيع"
    >>> for match in read_timex(text, dateline=datetime.date(2022, 5, 13)):
    ...     print(text[match.start : match.end], match.type, match.value, match.anchor)
    مساء الجمعة TIME 2022-05-13TEV dateline
    10 نوفمبر/تشرين الثاني DATE 2021-11-10 dateline
    ستة أسابيع DURATION P6W None

`read_timex(text, dateline=None)` gives a `TimexMatch` for each expression, in text order, the longest wherever several
fit, none inside another. Spans are code points of the text as it is; marks, tatweel and bidi signs may stand anywhere.
The spans, types and mods depend on the text alone, values on the dateline too. Expressions never cross a line break.

Types and values (ISO-TimeML; extents and choices by the annotation guidelines of Hudna, section 4)

| type | what | values |
|---|---|---|
| DATE | day, month, year | 2020-11-10, 2020-11, 2020 |
| DATE | week, weekend, quarter, half, season | 2020-W46, 2020-W46-WE, 2020-Q1, 2020-H2, 2020-SU |
| DATE | decade, century | 199X, 19XX |
| DATE | reference to now, before, later | PRESENT_REF, PAST_REF, FUTURE_REF |
| TIME | clock time, with the offset of the zone that is named | T09:00, T09:00Z, 2020-10-10T12:00+03:00 |
| TIME | dawn and morning, afternoon, evening, night | 2020-10-10TMO, 2020-10-10TAF, 2020-10-10TEV, 2020-10-10TNI |
| TIME | noon, midnight | 2020-10-10T12:00, 2020-10-10T00:00 |
| DURATION | length of time, vague ones too | P6W, PT1H10M, P1.5M, PXD |

- A weekday, or a day or month without year, is the last one on or before the dateline, unless «الماضي» or «المقبل»
  follow.
- «قبل ثلاثة أيام» is a DATE as exact as its unit, the preposition inside; hours ago are PAST_REF. «منذ» and «بعد» stay
  outside what they govern, a DURATION, and so does «قبل» where the text tells what comes then («… من الافتتاح»).
- «اليوم التالي», «العام نفسه», «آنذاك» are worked out from the last date before them; an hour without a day takes the
  day of the match right before it in the same sentence. Their `anchor` is the index of that match.
- A range is two matches. What the first lacks it takes from the second, which is then its anchor.
- `mod`: START, MID, END of a period; APPROX, MORE_THAN, LESS_THAN, EQUAL_OR_MORE, EQUAL_OR_LESS of a length, a
  deadline («خلال أسبوع») EQUAL_OR_LESS; BEFORE, AFTER, ON_OR_BEFORE, ON_OR_AFTER where «قبل …» is bounded («قبل أكثر من
  عامين»), BEFORE and AFTER for «ما قبل», «ما بعد».
- Figures are read day first (10/11/2020), years of two digits as 1969 to 2068. Era signs («م», «هـ», «ء») stay outside.

Without a dateline, and beyond the years 1 to 9999, X stands for every digit that is not known: XXXX-11-10, XXXX-WXX-5,
XXXX-XX. A decade without a century is one of the 1900s.

What has no value: Hijri dates and those before Christ are found, but ISO 8601 has no form for them, and turning a Hijri
day into a Gregorian one would guess (the moon is sighted on other days in other countries). Where the text gives both
(«… الموافق 10 نوفمبر 2020») they are one expression with the Gregorian value.

A zone gives the offset that it had on the day; without day and dateline only Greenwich gives one. Zones are read by
city or country («بتوقيت القاهرة»). Seasons are those of the north: spring from March; a winter belongs to the year in
which it begins. Weeks are ISO weeks, so a weekend is Saturday and Sunday.

Not read: sets («كل يوم», «سنويا»), holidays, weeks of a month, words of discourse («بعد ذلك», «لاحقا»), time as an
adjective of another noun («الحرب الأخيرة»), dates that belong to a name («ميدان السادس من أبريل»), other scripts. An
hour that is told again in another zone («منتصف ليل الأحد (21:00 بتوقيت غرينتش)») keeps the day, although there it may
be another.

Reading takes time linear in the text. How a word may begin an expression and who reads on from it: `reader`; the
words: `lexicon.tsv`; the grammar: `dates`, `days`, `periods`, `clocks`, `durations`, `references`, `ranges`.
"""

from .expression import Anchor, TimexType
from .reader import TimexMatch, read_timex

__all__ = ["Anchor", "TimexMatch", "TimexType", "read_timex"]
