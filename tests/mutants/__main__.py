"""Makes the mistakes, and prints a table of them: `python -m tests.mutants [module …]`."""

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from tests.mutants.entering import learn
from tests.mutants.loading import modules
from tests.mutants.running import prepare
from tests.mutants.trying import fates, module


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("modules", nargs="*", help="modules of the core; all without it")
    asked = parser.parse_args().modules or modules()
    with tempfile.TemporaryDirectory() as home:
        prepare(Path(home))
        began = time.monotonic()
        import pickle
        if Path("/tmp/w/mutants.map").exists():
            entered = pickle.loads(Path("/tmp/w/mutants.map").read_bytes())
        else:
            entered = learn()
            Path("/tmp/w/mutants.map").write_bytes(pickle.dumps(entered))
        print(f"learned in {time.monotonic()-began:.0f} s", file=sys.stderr, flush=True)
        for name in asked:
            began = time.monotonic()
            m = module(name)
            fs = fates(m, entered)
            print(name, len(fs), fs.count("unnoticed"), fs.count("endless"), f"{time.monotonic()-began:.0f} s", flush=True)
            for f, c in zip(fs, m.mistakes, strict=True):
                if f != "noticed":
                    print(f"    {f} {c.line} {c.function}: {c}", flush=True)


if __name__ == "__main__":
    main()
