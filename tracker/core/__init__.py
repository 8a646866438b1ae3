"""The domain: standard library only; no files, no clock, no randomness of its own."""
