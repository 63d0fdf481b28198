"""The process that the model runs in: `python runtime.py SETTINGS`, where SETTINGS is a JSON object.

It writes the server's address as the one line of its standard output, and serves until its standard input
ends: that is when its parent stops it, or dies in whatever way. What the runtime prints goes to standard
error.
"""

import json
import os
import signal
import sys

PROMPT_CACHE_MEBIBYTES = 512
"""What the runtime keeps of prompts that it has left; its own default is 8 GB of memory."""


def main(settings: str) -> None:
    """Serve the model at *model* with *threads*, *parallel* slots that share *context* tokens, on *port* (0 for a free one)."""
    # The runtime writes to the C level's standard output, which would mix with the address.
    parent = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    # Ctrl-C reaches the whole process group; answers under way may still be wanted while the parent winds up.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    import xllamacpp

    given = json.loads(settings)
    params = xllamacpp.CommonParams()
    params.model.path = given["model"]
    params.n_ctx, params.n_parallel = given["context"], given["parallel"]
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = given["threads"]
    params.hostnames, params.port = ["127.0.0.1"], given["port"]
    # Web pages in the user's browser have no business here.
    params.ui, params.cors_origins = False, ""
    params.cache_ram_mib = PROMPT_CACHE_MEBIBYTES
    server = xllamacpp.Server(params)
    with parent:
        parent.write(f"{server.listening_address}\n")
    sys.stdin.buffer.read()
    # Taking the runtime down in order takes long, and there is nothing to keep.
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1])
