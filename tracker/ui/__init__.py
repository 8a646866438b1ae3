"""The screens: the only part that knows Textual."""

import os

# Textual reads it when it is imported, whichever of its modules is first. A key that meets a
# frame just painted waits for one or two of these.
os.environ.setdefault("TEXTUAL_FPS", "120")
