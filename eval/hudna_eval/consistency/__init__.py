"""Whether two editions of one article are scored alike."""
