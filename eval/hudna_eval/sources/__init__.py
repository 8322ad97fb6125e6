"""Where records come from: opened, indexed, paired, validated."""
