"""Build the documentation and show it on this machine: ``python docs/serve.py``.

Each page can also be opened from the folder, without a server.
"""

from __future__ import annotations

import argparse
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from sphinx.cmd.build import main as build

DOCS = Path(__file__).parent


def main(arguments: list[str] | None = None) -> int:
    """Build the site, and serve it until the program is interrupted.

    Args:
        arguments: The command-line arguments.

    Returns:
        The exit code of the build if it fails, otherwise 0.
    """
    parser = argparse.ArgumentParser(description="Build the documentation and serve it on this machine.")
    parser.add_argument("--out", type=Path, default=DOCS / "_build" / "html", help="where to write it")
    parser.add_argument("--port", type=int, default=8000, help="port of the server (default: 8000; 0: any free one)")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--build-only", action="store_true", help="do not serve")
    which.add_argument("--serve-only", action="store_true", help="serve what was built before")
    options = parser.parse_args(arguments)
    if not options.serve_only:
        failed = build(["-q", "-n", "-W", "-b", "html", str(DOCS), str(options.out)])
        if failed or options.build_only:
            return failed
    handler = partial(SimpleHTTPRequestHandler, directory=str(options.out))
    with ThreadingHTTPServer(("127.0.0.1", options.port), handler) as server:
        print(f"http://127.0.0.1:{server.server_port}/ (stop with Ctrl+C)", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
