"""Joining the source texts that a user holds with their stand-off annotation."""
