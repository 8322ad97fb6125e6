"""Other corpora as records, gold or prediction alike: what is found is kept, whatever its labels are.

`read` gives the documents of a file or folder one at a time, and `collected` all of them or all their faults; `FORMATS`
lists the forms, and `detect` tells which one a path is. Tables in memory (datasets, pandas, polars) are read by
`hudna_eval.readers.tables.records_from`.
"""

from __future__ import annotations

from hudna_eval.readers.corpus import read
from hudna_eval.readers.detection import detect
from hudna_eval.readers.form import Discontinuous, Format, Item, Reader, Reading, collected
from hudna_eval.readers.registry import FORMATS
from hudna_eval.readers.tags import TAGS

__all__ = ["FORMATS", "TAGS", "Discontinuous", "Format", "Item", "Reader", "Reading", "collected", "detect", "read"]
