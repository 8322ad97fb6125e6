"""Errors one by one, and in numbers."""
