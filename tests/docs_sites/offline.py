"""Run a module as `python -m` does, with the network out of reach.

python offline.py mkdocs build --strict
"""

import runpy
import socket
import sys
from typing import Any, NoReturn


def refuse(*_arguments: Any, **_options: Any) -> NoReturn:
    raise OSError("the network is out of reach of a docs build")


if __name__ == "__main__":
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        setattr(socket, name, refuse)
    socket.socket.connect = refuse  # type: ignore[method-assign]
    socket.socket.connect_ex = refuse  # type: ignore[method-assign]
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
