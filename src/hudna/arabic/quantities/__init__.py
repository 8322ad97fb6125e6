"""Quantities in Arabic text: text in, spans with values out.

    >>> from hudna.arabic.quantities import read_number, read_quantities
    >>> text = "أكثر من مئتين وأربعين أسيرا"
    >>> (quantity,) = read_quantities(text)
    >>> quantity.value, quantity.mod, quantity.unit_norm, quantity.unit.of(text)
    (Decimal('240'), 'MORE_THAN', 'prisoner', 'أسيرا')
    >>> read_number("مئتان وأربعة وأربعون ألفا")
    Decimal('244000')

Entry points, from the whole text to single words:

`read_quantities(text, *, excluded=())`
    What the text counts, proportions it gives, durations: `Quantity` in text order, none overlapping, offsets in code
    points of the untouched text. `excluded` holds spans that are something else, such as dates that were found before.
`read_number(words)`
    The number that a whole string writes, in words, digits or both: `Decimal`, or None where it is not one number.
`read_cardinal(words, start=0)`
    The same over words that are already in comparison form, from word `start` as far as the number goes: `Cardinal`
    with `value` and `stop`, the index after its last word; None where no number begins.
`read_digits(numeral)`
    One numeral in (ASCII) digits with grouping or a fraction.
`counted_norm(noun)`
    The norm of a counted noun («جنديا» gives soldier), None for a noun that the list lacks.
`quantity_words()`
    Every single word of numbers, fractions, units of time and modifiers, in comparison form.

What a quantity is, what it leaves out, and how its fields are to be read: `hudna.arabic.quantities.model`.
"""

from .cardinals import Cardinal, read_cardinal, read_number
from .counted import counted_norm
from .digits import read_digits
from .lexicon import quantity_words
from .model import Quantity
from .reader import read_quantities

__all__ = [
    "Cardinal",
    "Quantity",
    "counted_norm",
    "quantity_words",
    "read_cardinal",
    "read_digits",
    "read_number",
    "read_quantities",
]
