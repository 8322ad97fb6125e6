"""No text hangs the reader, and news is read at 300,000 characters a second or more."""

import subprocess
import sys
import time

import pytest

from hudna.arabic.timex import read_timex

SIGNS = ["1", "1.", "12:", " ", "\n", "و", "و ", "ل", "ـ", "\u064e", "\u200f", "م\u200f", "a", "(", "—", "1 ", "مايو "]
PHRASES = [
    "1/", "1-", "ال ", "مايو/", "مايو (", "تشرين ", "كانون الثاني/", "ربيع الأول الموافق ", "الحادي و", "العاشر من ",
    "مئة و", "ثلاثة ", "وعشرين ", "الجمعة ", "يوم ", "الساعة 9 ", "الثانية عشرة إلا ", "ساعة متأخرة من ", "الآن آنذاك ",
    "قبل ", "قبل أكثر من ", "منتصف ", "النصف الأول من ", "عام 2020 و", "10 إلى ", "ساعة و", "3 أيام و", "آنذاك ",
]  # fmt: skip
RUN = """
import sys
from hudna.arabic.timex import read_timex
for pattern in sys.argv[2:]:
    print(ascii(pattern), flush=True)
    read_timex((pattern * int(sys.argv[1]))[: int(sys.argv[1])])
"""


@pytest.mark.parametrize(("patterns", "length"), [(SIGNS, 200_000), (PHRASES, 50_000)])
def test_long_runs_end(patterns, length):
    """Long runs of each pattern, in a process of their own; a reader that is not linear would take many minutes."""
    subprocess.run([sys.executable, "-c", RUN, str(length), *patterns], check=True, timeout=120)


NEWS = (
    "أعلنت بلدية المدينة الساحلية، اليوم الثلاثاء، أن أعمال توسيع الميناء القديم التي بدأت في العاشر من آذار/مارس "
    "الماضي ستنتهي قبل نهاية العام الجاري، بعدما توقفت ستة أسابيع بسبب الأمطار. وقال رئيس البلدية في مؤتمر صحافي "
    "عقده عند الساعة التاسعة صباحا بالتوقيت المحلي إن المشروع كلف نحو أربعين مليونا، وإن العمال واصلوا عملهم رغم "
    "الظروف الصعبة التي مرت بها المنطقة. وأضاف أن الجزء الثاني من المشروع يشمل إنشاء رصيف جديد للصيادين وسوقا "
    "للأسماك، وأن سكان الأحياء القريبة سيستفيدون منها مباشرة.\n"
)


def test_news_is_read_fast_enough():
    text = NEWS * (300_000 // len(NEWS))
    read_timex(NEWS)

    def taken():
        start = time.perf_counter()
        read_timex(text)
        return time.perf_counter() - start

    assert len(text) / min(taken() for _ in range(3)) >= 300_000
