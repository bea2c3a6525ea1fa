"""The program: `python -m onecustomer`, and what the console scripts call."""

from __future__ import annotations

import sys

from .cli.main import main


def run() -> None:
    """Run the command line and end the process with its exit code."""
    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
