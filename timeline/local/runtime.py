"""The process that the model runs in: `python runtime.py SETTINGS`, where SETTINGS is a JSON object.

It writes the server's address as the only line of its standard output, and serves until its standard input
closes: when its parent stops it, or dies. What the runtime prints goes to standard error.
"""

import json
import os
import signal
import sys

PROMPT_CACHE_MEBIBYTES = 512
"""The runtime's cache of earlier prompts; its default is 8 GB of memory."""


def main(settings: str) -> None:
    """Serve the model that *settings* (JSON: model, threads, parallel, context, port) describe.

    The *parallel* slots share *context* tokens; *port* 0 is a free one.
    """
    # The runtime writes to the C level's standard output, which would mix with the address.
    parent = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    # Ctrl-C reaches the whole process group, but the parent may still need the answers under way.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    import xllamacpp

    given = json.loads(settings)
    params = xllamacpp.CommonParams()
    params.model.path = given["model"]
    params.n_ctx, params.n_parallel = given["context"], given["parallel"]
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = given["threads"]
    params.hostnames, params.port = ["127.0.0.1"], given["port"]
    # Web pages in the user's browser must not reach it.
    params.ui, params.cors_origins = False, ""
    params.cache_ram_mib = PROMPT_CACHE_MEBIBYTES
    server = xllamacpp.Server(params)
    with parent:
        parent.write(f"{server.listening_address}\n")
    sys.stdin.buffer.read()
    # An orderly shutdown of the runtime is slow, and there is nothing to save.
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1])
