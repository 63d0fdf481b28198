"""A made-up plugin as it is after installation: a module, and the metadata of its distribution, in one folder."""

from collections.abc import Mapping
from pathlib import Path


def install_plugin(
    folder: Path, distribution: str, entry_points: Mapping[str, Mapping[str, str]], modules: Mapping[str, str]
) -> Path:
    """Put *distribution* 1.0 into *folder*, as `pip install --target` does, and return the folder.

    *entry_points* are names and values by group; *modules* are sources by module name. A process sees it with
    the folder in PYTHONPATH, or in sys.path.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, source in modules.items():
        (folder / f"{name}.py").write_text(source, encoding="utf-8")
    metadata = folder / f"{distribution.replace('-', '_')}-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n", encoding="utf-8"
    )
    groups = [
        "\n".join([f"[{group}]", *(f"{name} = {value}" for name, value in named.items())])
        for group, named in entry_points.items()
    ]
    (metadata / "entry_points.txt").write_text("\n\n".join(groups) + "\n", encoding="utf-8")
    return folder
