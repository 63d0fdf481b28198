"""Which model file is meant."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from timeline.errors import ModelError
from timeline.local.download import pull
from timeline.local.weight_sources import Progress
from timeline.local.weights import EMBEDDED, Weights, file_sha256
from timeline.resources import cache_folder


@dataclass(frozen=True, slots=True)
class LocalModel:
    """A model file; *weights* when it may have to be downloaded. Answers are kept under *name*, which follows its content."""

    name: str
    path: Path
    weights: Weights | None = None

    def fetch(self, progress: Progress) -> Path:
        """Return the path, after downloading and verifying the file where need be. Raises ModelError."""
        return pull(progress, self.weights) if self.weights else self.path


def resolve_model(model: str | None) -> LocalModel:
    """Return the embedded model for None or its name (nothing is downloaded yet), else the GGUF file at the path *model*.

    Raises ModelError when there is no such file, or it is no GGUF file.
    """
    if model is None or model == EMBEDDED.name:
        return LocalModel(EMBEDDED.name, EMBEDDED.path, EMBEDDED)
    path = Path(model).expanduser().absolute()
    try:
        with path.open("rb") as file:
            magic = file.read(4)
        if magic != b"GGUF":
            raise ModelError(
                f"{model} is not a GGUF file, and the embedded runtime takes no other: convert it, or leave --model out"
            )
        digest = file_sha256(
            path, cache_folder() / "models" / "stamps" / f"{sha256(bytes(path)).hexdigest()}.json"
        )
    except FileNotFoundError:
        raise ModelError(
            f"there is no model file {model}\n"
            f"without --base-url, --model takes a GGUF file: leave it out for the embedded {EMBEDDED.name}"
        ) from None
    except OSError as error:
        raise ModelError(
            f"the model file {model} cannot be read ({error.strerror}): give one that can"
        ) from error
    return LocalModel(f"{path.stem}-{digest[:12]}", path)
