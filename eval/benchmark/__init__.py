"""How fast the harness is, beside other scorers on the same input: `python -m benchmark --help`.

It is no part of the wheel. Every scorer runs in a process of its own, which makes the corpus from the seed.
"""
