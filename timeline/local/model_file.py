"""The file behind a model's name or path."""

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
    """A model file; *weights* are set when it can be downloaded. *name* depends on its content."""

    name: str
    path: Path
    weights: Weights | None = None

    def fetch(self, progress: Progress) -> Path:
        """Return the path; download and verify the file if necessary. Raises ModelError."""
        return pull(progress, self.weights) if self.weights else self.path


def resolve_model(model: str | None) -> LocalModel:
    """Return the embedded model for None or its name, else the GGUF file at the path *model*.

    Nothing is downloaded. Raises ModelError when there is no such file, or it is not a GGUF file.
    """
    if model is None or model == EMBEDDED.name:
        return LocalModel(EMBEDDED.name, EMBEDDED.path, EMBEDDED)
    path = Path(model).expanduser().absolute()
    try:
        with path.open("rb") as file:
            magic = file.read(4)
        if magic != b"GGUF":
            raise ModelError(
                f"{model} is not a GGUF file, the only format of the embedded runtime: "
                "convert it, or leave --model out"
            )
        stamp = cache_folder() / "models" / "stamps" / f"{sha256(bytes(path)).hexdigest()}.json"
        digest = file_sha256(path, stamp)
    except FileNotFoundError:
        raise ModelError(
            f"there is no model file {model}\n"
            f"without --base-url, --model takes a GGUF file: leave it out for the embedded {EMBEDDED.name}"
        ) from None
    except OSError as error:
        raise ModelError(f"the model file {model} cannot be read ({error.strerror})") from error
    return LocalModel(f"{path.stem}-{digest[:12]}", path)
