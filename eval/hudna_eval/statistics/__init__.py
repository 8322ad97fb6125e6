"""Intervals, tests and power, from vectors of counts that add."""
