"""A signal ends the app once, in order, with its own code; what follows it changes nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")

PROGRAM = """
import asyncio, os, signal, sys, threading
from tracker.ui.shutdown import Shutdown

async def run():
    asked = asyncio.get_running_loop().create_future()
    with Shutdown(asyncio.get_running_loop(), asked.set_result, os.pipe()[0]):
        signal.raise_signal(signal.SIGTERM)
        return await asked

code = asyncio.run(run())
{after}
print("closed", flush=True)
sys.exit(code)
"""


def ended(after: str) -> tuple[int, str]:
    """Return the exit code and the output of a program that does this once the app has left."""
    program = PROGRAM.format(after=after)
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", program]
    done = subprocess.run(
        command, cwd=root, capture_output=True, text=True, timeout=60, check=False
    )
    return done.returncode, done.stdout


def test_the_code_is_128_and_the_number_of_the_signal() -> None:
    assert ended("") == (143, "closed\n")


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT"])
def test_a_second_signal_does_not_cut_short_what_is_put_in_order(name: str) -> None:
    assert ended(f"signal.raise_signal(signal.{name})") == (143, "closed\n")


def test_what_is_put_in_order_for_ever_is_ended_with_the_same_code() -> None:
    assert ended("threading.Event().wait()") == (143, "")
