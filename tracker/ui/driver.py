"""Chooses the driver: ours where the terminal and this Textual allow it, else Textual's own."""

from __future__ import annotations

import selectors
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from textual import constants

if TYPE_CHECKING:
    from textual.driver import Driver

TESTED_TEXTUAL = "8.2.8"
LEANED_ON = {"_app", "_debug", "_in_band_window_resize", "_loop", "_timeout_time", "fileno"}
LEANED_ON |= {"disable_input", "process_message", "run_input_thread", "terminal_size"}
LEANED_ON |= {
    "_sigtstp_application",
    "_sigcont_application",
    "_must_signal_resume",
    "_patch_lflag",
    "_patch_iflag",
}
LEANED_ON |= {"_mouse_pixels", "write"}
LEANED_ON |= {"start_application_mode", "_get_terminal_size", "send_message"}
TERMINAL_GONE_CODE = 129  # 128 + SIGHUP, what a shell reports after a hang-up


def driver_class() -> type[Driver] | None:
    """Our driver where it can work; None, for Textual's own, everywhere else. Never raises."""
    if sys.platform != "win32" and not constants.DRIVER and _can_watch_input():
        with suppress(ImportError, AttributeError):
            if _is_tested():
                from tracker.ui.event_driver import EventDriver

                return EventDriver
    return None


def _is_tested() -> bool:
    # importlib.metadata says the same, 25 ms later.
    package = Path(constants.__file__).parent
    if not package.with_name(f"textual-{TESTED_TEXTUAL}.dist-info").is_dir():
        return False
    from textual._xterm_parser import XTermParser
    from textual.driver import Driver
    from textual.drivers.linux_driver import LinuxDriver

    names = {*dir(LinuxDriver), *vars(XTermParser())}
    names.update(Driver.__init__.__code__.co_names, LinuxDriver.__init__.__code__.co_names)
    return names >= LEANED_ON


def _can_watch_input() -> bool:
    # epoll refuses plain files, and kqueue a terminal opened as /dev/tty.
    with suppress(OSError, ValueError), selectors.DefaultSelector() as selector:
        return sys.__stdin__ is not None and bool(selector.register(sys.__stdin__, 1))
    return False
