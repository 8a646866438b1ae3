"""Makes small mistakes in the core, one at a time, and counts which of them its tests notice."""
