"""Mentions: metrics, slices and errors, for many articles at once."""
