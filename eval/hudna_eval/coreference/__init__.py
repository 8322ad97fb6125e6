"""Clusters of mentions, of entities and of events."""
