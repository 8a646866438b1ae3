"""Imports the app without what its first screen never needs."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from types import ModuleType

    from tracker.ui.app import UnkinkApp


def lean_app() -> "type[UnkinkApp]":
    """Import the app without what its first screen never needs.

    unkink opens no connection, and asyncio does without `ssl`. `textual.types` imports a folder
    tree, a select and a placeholder to name their types; all that is asked of it at first is in
    `textual._types` too. An untested Textual that asks for more is imported as it likes.
    """
    with suppress(ImportError), _stand_in("ssl", None):
        import textual._types

        with _stand_in("textual.types", textual._types):
            from tracker.ui.app import UnkinkApp
    from tracker.ui.app import UnkinkApp

    return UnkinkApp


@contextmanager
def _stand_in(name: str, module: "ModuleType | None") -> Iterator[None]:
    """Let imports of a module that is not loaded yet find this one: None raises ImportError."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = cast("ModuleType", module)
    try:
        yield
    finally:
        del sys.modules[name]
