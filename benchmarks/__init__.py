"""What claims of speed rest on: ``make bench``."""
