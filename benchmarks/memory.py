"""How much memory a build takes with many small articles, each set in a process of its own.

Articles are made up from a seed; a stub on the loopback address answers every question with the sentences that it
is asked about. The same driver measures another version of timeline, so that two can be compared:

    python benchmarks/memory.py [--articles 1000 5000 20000] [--sentences 30] [--command build]
    python benchmarks/memory.py --python OTHER/.venv/bin/python --tree OTHER

A row shows the peak of the process that builds (resident set, in MB), the peak of it and its workers together (sampled
every 100 ms; pages that processes share count once, so that one that was just forked adds nothing), and how many bytes
of the peak each article adds to the row before. Below stands what the sketch and the mentions of an article take, in
this version: what remains of the last row's bytes is held for other reasons.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from runtime_stub import stub

SEED = 20
STORY = 3  # articles about the same event
SYLLABLES = [
    "ba",
    "dor",
    "fen",
    "gal",
    "hol",
    "kir",
    "lun",
    "mar",
    "nes",
    "or",
    "pel",
    "ra",
    "sel",
    "tor",
    "ul",
    "wes",
]
VERBS = [
    "ran aground",
    "caught fire",
    "lost its rudder",
    "took in water",
    "hit the pier",
    "slipped its moorings",
]
PLACES = ["harbour", "breakwater", "lighthouse", "shipyard", "ferry terminal", "old pier", "lock", "dry dock"]
WHO = [
    "Residents of {town}",
    "The owner of the {ship}",
    "A spokeswoman for the port authority",
    "Fishermen from {town}",
    "Several members of the crew",
    "The insurance company of the {ship}",
    "Shopkeepers near the {place}",
    "An engineer who knows the {place}",
]
SAID = [
    "said that",
    "could not say how",
    "had warned for years that",
    "did not want to discuss whether",
    "asked the council why",
    "made it known that",
]
WHAT = [
    "the {place} had been neglected by everybody",
    "repairs of the {ship} would be paid for",
    "traffic along the shore would be affected",
    "boats and blankets were offered to the passengers",
    "the road to the {place} remained closed",
    "inspections of the {ship} had been so rare",
    "schools and shops of {town} could stay open",
]
THEN = [
    ", and nobody answered questions about it",
    ", although the weather had been calm",
    ", which surprised the people of {town}",
    ", while the {ship} lay in the {place}",
    " without giving any reason",
    "",
]
LONG = 30  # sentences that state no time, in each article of about 4 KB


@dataclass(frozen=True, slots=True)
class Peak:
    """The most memory that a run took, in bytes: the main process alone, and with its workers."""

    main: int
    tree: int
    seconds: float


def main() -> int:
    """Print the table."""
    options = _options()
    print(f"{'articles':>9}{'main MB':>9}{'all MB':>9}{'bytes/article':>15}{'wall s':>9}")
    before: tuple[int, Peak] | None = None
    with tempfile.TemporaryDirectory() as folder, stub(None, 0.0) as served:
        for count in options.articles:
            articles = Path(folder, str(count))
            write_articles(articles, count, options.sentences)
            peak = _run(options, articles, served.base_url)
            added = (peak.main - before[1].main) / (count - before[0]) if before else peak.main / count
            sizes = f"{peak.main / 1e6:>9,.0f}{peak.tree / 1e6:>9,.0f}{added:>15,.0f}"
            print(f"{count:>9,}{sizes}{peak.seconds:>9.0f}", flush=True)
            before = count, peak
        if not options.tree:
            _print_sizes(Path(folder, str(options.articles[0])), served.base_url, options.articles[0])
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", 1)[0])
    parser.add_argument("--articles", type=int, nargs="+", default=[1_000, 5_000, 20_000])
    parser.add_argument(
        "--sentences", type=int, default=LONG, help="without a time, in each article; 4: 0.8 KB"
    )
    parser.add_argument("--command", default="build", choices=["build", "extract"])
    parser.add_argument("--python", default=sys.executable, help="of the version that is measured")
    parser.add_argument("--tree", type=Path, help="its folder, where it is not this one")
    return parser.parse_args()


def write_articles(folder: Path, count: int, sentences: int = LONG) -> None:
    """Write *count* articles of so many *sentences* without a time, by a seed: the same count is the same bytes."""
    folder.mkdir()
    for number, text in enumerate(articles(count, sentences)):
        Path(folder, f"{number:06}.txt").write_text(text, encoding="utf-8")


def articles(count: int, sentences: int) -> Iterator[str]:
    """Yield articles in which every `STORY` of them state the same event in other words."""
    for story in range(0, count, STORY):
        drawn = random.Random(f"{SEED} {story}")  # noqa: S311 - no secret
        town, ship = (_name(drawn) for _ in range(2))
        when = f"{drawn.randint(1, 28)} {drawn.choice(['March', 'April', 'May', 'June'])} {drawn.randint(2001, 2020)}"
        hurt, verb = drawn.randint(2, 90), drawn.choice(VERBS)
        for _ in range(min(STORY, count - story)):
            names = {"town": town, "ship": ship, "place": drawn.choice(PLACES)}
            parts = [[drawn.choice(words) for words in (WHO, SAID, WHAT, THEN)] for _ in range(sentences)]
            plain = [f"{who} {said} {what}{then}.".format(**names) for who, said, what, then in parts]
            told = [
                f"The ferry {ship} {verb} off {town} on {when} with {hurt} people on board.",
                f"On {when} the coast guard of {town} brought {hurt} people of the {ship} ashore.",
            ]
            drawn.shuffle(told)
            published = f"{drawn.randint(2001, 2020)}-07-{drawn.randint(1, 28):02}"
            body = "\n\n".join([told[0], *plain[:4], told[1], *plain[4:]])
            yield f"---\ntitle: {town} and the {ship}\ndate: {published}\n---\n{body}\n"


def _name(drawn: random.Random) -> str:
    return "".join(drawn.choice(SYLLABLES) for _ in range(3)).title()


def _run(options: argparse.Namespace, folder: Path, base_url: str) -> Peak:
    """Run the command on *folder* in a process of its own."""
    script = "from timeline.cli import main; main()"
    asked = ["--base-url", base_url, "--model", "stub", "--granularity", "article", "--quiet"]
    if options.command == "build":
        asked.append("--no-adjudicate")
    place = Path(f"{folder}.{options.command}")
    command = [options.python, "-c", script, options.command, str(folder), *asked, "-o", f"{place}.json"]
    tree = (options.tree or Path(__file__).parents[1]).absolute()
    environment = {**os.environ, "PYTHONPATH": str(tree), "TIMELINE_CACHE": f"{place}.cache"}
    started = time.monotonic()
    process = subprocess.Popen(command, env=environment, cwd=folder.parent)  # noqa: S603 - the user's own python
    sampled = _Sampler(process.pid)
    sampled.start()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    sampled.ended.set()
    sampled.join()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    main = used.ru_maxrss * 1024
    return Peak(main, max(main, sampled.most), time.monotonic() - started)


class _Sampler(threading.Thread):
    """Looks every 100 ms how much memory a process and its descendants have."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.most = 0
        self.ended = threading.Event()
        self._pid = pid

    def run(self) -> None:
        while not self.ended.wait(0.1):
            self.most = max(self.most, _resident(self._pid))


def _resident(pid: int) -> int:
    """Return the resident bytes of a process and its descendants, of shared pages each one's part."""
    try:
        sizes = Path(f"/proc/{pid}/smaps_rollup").read_text()
        kilobytes = next(int(line.split()[1]) for line in sizes.splitlines() if line.startswith("Pss:"))
        children = [
            int(child)
            for task in Path(f"/proc/{pid}/task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    except (OSError, ValueError, StopIteration):
        return 0
    return kilobytes * 1024 + sum(map(_resident, children))


def _print_sizes(folder: Path, base_url: str, count: int) -> None:
    """Print what the sketch and the extraction of an article take."""
    from timeline.articles.loading import read_articles
    from timeline.extract.candidates import find_candidates
    from timeline.extract.related import sketch_of
    from timeline.store import read_extractions

    options = argparse.Namespace(python=sys.executable, tree=None, command="extract")
    _run(options, folder, base_url)
    sources = read_articles([folder]).sources
    tracemalloc.start()
    sketches = [sketch_of(find_candidates(source)) for source in sources]
    sketched, _ = tracemalloc.get_traced_memory()
    extractions = read_extractions(f"{folder}.extract.json")
    extracted = tracemalloc.get_traced_memory()[0] - sketched
    tracemalloc.stop()
    del sketches, extractions
    print(
        f"\nA sketch takes {sketched / count:,.0f} bytes, an extraction with its mentions {extracted / count:,.0f}."
    )


if __name__ == "__main__":
    raise SystemExit(main())
