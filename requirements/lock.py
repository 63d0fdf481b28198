"""Update the pinned versions and hashes, without registries' addresses: `make lock`."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCKS = {
    "installer.txt": ["--group", "pyproject.toml:install"],
    "runtime.txt": ["pyproject.toml"],
    "development.txt": ["pyproject.toml", "--extra", "local", "--group", "dev"],
}
OPTIONS = [
    "--quiet",
    "--upgrade",
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--no-emit-index-url",
    "--no-emit-find-links",
]


def main() -> None:
    """Write each lock."""
    for name, wanted in LOCKS.items():
        output = str(Path(__file__).with_name(name))
        command = [
            sys.executable,
            "-m",
            "uv",
            "pip",
            "compile",
            *OPTIONS,
            *wanted,
            "--output-file",
            output,
        ]
        subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603 - our own command


if __name__ == "__main__":
    main()
