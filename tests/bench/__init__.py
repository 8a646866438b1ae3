"""What the budgets in the design say, measured on real processes; see `python -m tests.bench`."""
