"""Clock times and parts of a day, with the day and the zone that go with them.

clock    [الساعة] hour [minutes], then in any order a part of the day, a day, a zone; without «الساعة» a part or a zone
part     صباح | ظهر | مساء … day    |   day صباحا    |   صباحا by itself
late     ساعة متأخرة من (part day | day)
zone     بتوقيت موسكو | بالتوقيت المحلي

Noon and midnight are clock times, T12:00 and T00:00; dawn and morning are TMO, the afternoon TAF, the evening TEV, the
night TNI. «12 مساء» is read like the «م» of a watch: noon.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from .days import read_date_or_day
from .expression import Expression, Meaning, expression, from_word
from .lexicon import Found, lexicon
from .meanings import Clock, Shifted, Timed
from .months import closing
from .numerals import read_number
from .words import Words
from .zones import zones

_NOON = 12
_LAST_HOUR = 24
_LAST_MINUTE = 59
_LAST_AT_NIGHT = 5
_LAST_AT_NOON = 4
_SLOTS = 3
_FIXED = {"NOON": 12, "MIDNIGHT": 0}


class _Hour(NamedTuple):
    """An hour read: minutes after midnight, or after noon on a dial of twelve hours; seconds; the index after it."""

    minutes: int
    second: int | None
    stop: int


@dataclass(frozen=True, slots=True)
class _Slots:
    """What has been read around an hour. `end` is where the text ends; `zoned` where a zone is told, local or not."""

    stop: int
    end: int
    part: str | None = None
    day: Meaning | None = None
    zone: str | None = None
    zoned: bool = False


def read_time(words: Words, index: int) -> Expression | None:
    """The longest clock time or part of a day that begins with a word."""
    readings = [read(words, index) for read in (_clock, _part, _late, _day_first, _named_part, _alone)]
    return max((reading for reading in readings if reading), key=lambda reading: reading.stop, default=None)


def _clock(words: Words, index: int) -> Expression | None:
    named = lexicon("clock").at(words, index)
    hour = _hour(words, named.stop if named and words.joined(named.stop) else index)
    if hour is None or (named and hour.stop <= named.stop):
        return None
    bare = _Slots(hour.stop, words.ends[hour.stop - 1])
    if not (named or _part_slot(words, bare) or _zone_slot(words, bare)) or (not named and _is_ordinal(words, index)):
        return None
    slots = _slots(words, bare)
    if named and words.form(index) == "ساعه" and not words.form(named.stop).startswith("ال"):
        return None
    if not named and hour.stop == index + 1 and words.at(hour.stop) == "م" and ":" not in words.form(index):
        return None  # ten metres
    minutes = hour.minutes + _to_24_hours(hour.minutes // 60, slots.part) * 60 - hour.minutes // 60 * 60
    clock = Clock(hour=minutes // 60, minute=minutes % 60, second=hour.second, zone=slots.zone)
    return _timed(words, index, slots, Timed(clock, slots.day))


def _is_ordinal(words: Words, index: int) -> bool:
    """«للمرة الثانية مساء السبت»: an ordinal that belongs to the definite noun before it is no hour."""
    return not words.form(index)[:1].isdigit() and words.before(index).startswith(("ال", "لل", "بال", "وال"))


def _timed(words: Words, first: int, slots: _Slots, meaning: Timed) -> Expression:
    return replace(expression(words, first, slots.stop, "TIME", meaning), end=slots.end)


def _hour(words: Words, index: int) -> _Hour | None:
    """«09:00», «9», «التاسعة والنصف», «الثانية عشرة إلا ربعا»."""
    form = words.form(index)
    if form[:1].isdigit():
        return _digital(words, form, index)
    found = lexicon("hour").at(words, index)
    return _with_minutes(words, int(found.value), found.stop) if found else None


def _digital(words: Words, form: str, index: int) -> _Hour | None:
    parts = form.replace(".", ":").split(":")
    if len(parts) > 3 or any(not part.isdecimal() or len(part) > 2 for part in parts):
        return None
    if any(len(part) != 2 for part in parts[1:]) or words.gap(index + 1) in ("/", "%", "٪"):
        return None
    hour, minute, second = (*map(int, parts), 0, 0)[:3]
    if hour > _LAST_HOUR or minute > _LAST_MINUTE or second > _LAST_MINUTE or (hour == _LAST_HOUR and minute):
        return None
    if len(parts) == 1:
        return _with_minutes(words, hour, index + 1)
    return _Hour(hour * 60 + minute, second if len(parts) == 3 else None, index + 1)


def _with_minutes(words: Words, hour: int, index: int) -> _Hour:
    """«والنصف», «إلا ربعا», «وعشر دقائق», «و20 دقيقة»."""
    if found := lexicon("minutes").after(words, index):
        return _Hour((hour * 60 + int(found.value)) % (_LAST_HOUR * 60), None, found.stop)
    form = words.at(index)
    if form.startswith("و"):
        at = index + 1 if form == "و" else index
        inner = words if form == "و" else words.beheaded(index, form[1:], "و")
        number = read_number(inner, at)
        unit = _unit(words, number.stop) if number else None
        if number and unit and 0 < number.value <= _LAST_MINUTE:
            return _Hour(hour * 60 + int(number.value), None, unit)
    return _Hour(hour * 60, None, index)


def _unit(words: Words, index: int) -> int | None:
    """The index after a word for minutes."""
    found = lexicon("singular").after(words, index) or lexicon("plural").after(words, index)
    return found.stop if found and found.value == "PTM" else None


def _slots(words: Words, slots: _Slots) -> _Slots:
    """The part of the day, the day and the zone that follow, each once, in any order."""
    for _ in range(_SLOTS):
        more = _part_slot(words, slots) or _day_slot(words, slots) or _zone_slot(words, slots)
        if more is None:
            break
        slots = more
    return slots


def _part_slot(words: Words, slots: _Slots) -> _Slots | None:
    if slots.part is not None:
        return None
    at = slots.stop + (words.at(slots.stop) in ("من", "في"))
    found = lexicon("adverb").after(words, at) or lexicon("part").after(words, at)
    if found is None:
        return None
    return replace(slots, stop=found.stop, end=words.ends[found.stop - 1], part=found.value)


def _day_slot(words: Words, slots: _Slots) -> _Slots | None:
    if slots.day is not None:
        return None
    at = slots.stop + (words.at(slots.stop) == "من")
    day = _day(words, at)
    return replace(slots, stop=day.stop, end=day.end, day=day.meaning) if day else None


def _day(words: Words, index: int) -> Expression | None:
    """A day that goes on in the same phrase, a comma before it or not."""
    return read_date_or_day(words, index) if words.joined(index) else None


def _zone_slot(words: Words, slots: _Slots) -> _Slots | None:
    bracketed = words.gap(slots.stop) == "("
    if slots.zoned or not (words.joined(slots.stop) or bracketed):
        return None
    zone = _zone(words, slots.stop)
    if zone is None or (bracketed and closing(words, zone[1]) == words.ends[zone[1] - 1]):
        return None
    end = closing(words, zone[1]) if bracketed else words.ends[zone[1] - 1]
    return replace(slots, stop=zone[1], end=end, zone=zone[0], zoned=True)


def _zone(words: Words, index: int) -> tuple[str | None, int] | None:
    """A zone and the index after it; None for its name where it is local, or not known but of one word."""
    if local := lexicon("local_zone").at(words, index):
        return None, local.stop
    word = lexicon("zone_word").at(words, index)
    if word is None or not words.joined(word.stop):
        return None
    found = zones().at(words, word.stop)
    return (found.value, found.stop) if found else (None, word.stop + 1)


def _to_24_hours(hour: int, part: str | None) -> int:
    """An hour of a dial of twelve in a part of the day, of 0 to 23; as it is without one."""
    if part is None or hour > _NOON:
        return hour
    if part in ("MO", "MIDNIGHT") or (part == "NI" and (hour == _NOON or hour <= _LAST_AT_NIGHT)):
        return hour % _NOON
    if part == "NOON":
        return hour + _NOON if hour <= _LAST_AT_NOON else hour
    return hour % _NOON + _NOON


def part_clock(part: str, zone: str | None = None) -> Clock:
    """The clock of a part of the day: noon and midnight are hours."""
    return Clock(hour=_FIXED[part], zone=zone) if part in _FIXED else Clock(part=f"{part}")


def _part(words: Words, index: int) -> Expression | None:
    """«مساء الجمعة», «بعد ظهر أمس», «منتصف ليل 10 نوفمبر بتوقيت موسكو», «ليلة السبت الأحد»."""
    found = lexicon("part").at(words, index)
    day = _day(words, found.stop) if found else None
    if found is None or day is None:
        return None
    slots = _zone_after(words, _Slots(_second_day(words, day), day.end, found.value, day.meaning))
    return _timed(words, index, slots, Timed(part_clock(found.value, slots.zone), day.meaning))


def _second_day(words: Words, day: Expression) -> int:
    """The index after the second weekday of a night: «ليلة السبت الأحد», «ليل السبت - الأحد»."""
    if words.joined(day.stop) or words.gap(day.stop) in ("-", "–", "/"):
        first, second = lexicon("weekday").at(words, day.stop - 1), lexicon("weekday").at(words, day.stop)
        if first and second and int(second.value) % 7 == (int(first.value) + 1) % 7:
            return second.stop
    return day.stop


def _zone_after(words: Words, slots: _Slots) -> _Slots:
    end = max(slots.end, words.ends[slots.stop - 1])
    return _zone_slot(words, replace(slots, end=end)) or replace(slots, end=end)


def _late(words: Words, index: int) -> Expression | None:
    """«ساعة متأخرة من ليل الخميس», «وقت مبكر من فجر السبت»: late is TNI, early adds nothing to its part of the day."""
    late, early = lexicon("late").at(words, index), lexicon("early").at(words, index)
    found = late or early
    if found is None:
        return None
    at = found.stop + (words.at(found.stop) == "من")
    part = lexicon("part").after(words, at)
    day = _day(words, part.stop if part else at)
    if day is None:
        return None
    code = "NI" if late else part.value if part else "MO"
    slots = _zone_after(words, _Slots(day.stop, day.end))
    return _timed(words, index, slots, Timed(part_clock(code, slots.zone), day.meaning))


def _day_first(words: Words, index: int) -> Expression | None:
    """«السبت صباحا», «10 نوفمبر الساعة 12:00»."""
    day = read_date_or_day(words, index)
    if day is None:
        return None
    part = lexicon("adverb").after(words, day.stop)
    if part and len(words.form(part.stop - 1)) > 1:
        slots = _zone_after(words, _Slots(part.stop, words.ends[part.stop - 1]))
        return _timed(words, index, slots, Timed(part_clock(part.value, slots.zone), day.meaning))
    named = lexicon("clock").after(words, day.stop)
    clock = _clock(words, day.stop) if named else None
    if clock is None or not isinstance(clock.meaning, Timed) or clock.meaning.day:
        return None
    return replace(from_word(words, index, clock), meaning=replace(clock.meaning, day=day.meaning))


def _named_part(words: Words, index: int) -> Expression | None:
    """«هذا الصباح», «الليلة», «الليلة الماضية»."""
    this = lexicon("this_part").at(words, index)
    last = lexicon("last_part").at(words, index)
    found = last or this
    if found is None or words.form(found.stop - 1) == "الليله" == words.at(found.stop):
        return None
    day = Shifted("D", -1 if last else 0)
    return expression(words, index, found.stop, "TIME", Timed(part_clock(found.value), day))


def _alone(words: Words, index: int) -> Expression | None:
    """«صباحا», «ظهرا», «منتصف الليل» with no day beside them; «مساء» only where the tanwin tells it."""
    found = lexicon("alone").at(words, index)
    if found is None or not _is_adverb(words, index, found):
        return None
    slots = _zone_after(words, _Slots(found.stop, words.ends[found.stop - 1]))
    return _timed(words, index, slots, Timed(part_clock(found.value, slots.zone)))


def _is_adverb(words: Words, index: int, found: Found) -> bool:
    if found.stop > index + 1:
        return True
    form = words.form(index)
    if form == "مساء" and not words.raw(index).rstrip().endswith(("ً", "ًا")):
        return False
    following = words.at(found.stop)
    if following.endswith("ا") and not lexicon("early_after").has(following):
        return False  # «عصرا جديدا» is an age
    around = (words.before(index), words.at(found.stop))
    return not any(lexicon("not_alone").has(word) or word == form for word in around)
