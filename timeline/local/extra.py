"""The optional packages that the embedded model needs."""

from importlib.util import find_spec

from timeline.errors import ModelError

PACKAGES = ("xllamacpp", "huggingface_hub", "filelock", "pip")


def require_extra() -> None:
    """Raise ModelError unless the packages that the embedded model needs are installed."""
    if not all(find_spec(package) for package in PACKAGES):
        raise ModelError(
            # There is no release: the extra is named as the README installs it.
            "the embedded model needs an extra that is not installed: in a checkout of timeline, "
            "pip install '.[local]'\n"
            "or use another model: set OPENAI_API_KEY, or give --base-url"
        )
