"""What the words about weeks are worth, on invented logs; see `python -m tests.simulation`."""
