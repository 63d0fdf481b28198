"""The embedded model: weights that are fetched once and checked by hash, and a server for them.

The server lives as long as the command. Rendering a timeline needs none of this, so the runtime and the hub's
client are imported when a model first starts.
"""

from timeline.local.download import pull
from timeline.local.extra import require_extra
from timeline.local.model_file import LocalModel, resolve_model
from timeline.local.server import Server, serve
from timeline.local.threads import default_threads
from timeline.local.weight_sources import Progress
from timeline.local.weights import EMBEDDED, Weights, is_pulled

__all__ = [
    "EMBEDDED",
    "LocalModel",
    "Progress",
    "Server",
    "Weights",
    "default_threads",
    "is_pulled",
    "pull",
    "require_extra",
    "resolve_model",
    "serve",
]
