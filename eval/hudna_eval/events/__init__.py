"""Events: triggers, arguments and frames, their metrics and errors."""
