"""Hudna: Arabic news on the 2020 Karabakh ceasefires, gold-annotated for entities, events and numeric claims."""

__version__ = "0.1.0"
