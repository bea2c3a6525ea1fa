"""The program: `python -m onecustomer`, and what the console scripts call."""

from __future__ import annotations

import sys


def run() -> None:
    """Run the command line and end the process with its exit code; Ctrl-C ends it in silence from the first import."""
    try:
        from .cli.main import main

        code = main(sys.argv[1:])
    except KeyboardInterrupt:
        from .errors import INTERRUPTED

        code = INTERRUPTED
    sys.exit(code)


if __name__ == "__main__":
    run()
