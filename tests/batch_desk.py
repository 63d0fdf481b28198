"""Somebody who submits batches to a loopback endpoint, and collects what they bring."""

from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from batch_server import BatchServer
from fault_server import Schedule

from timeline.config.profiles import Said, Wanted, choose_target, load_profiles
from timeline.models import TIMELINE_FORMAT
from timeline.pipeline import batches as batch
from timeline.pipeline.batches import Collected, Submission
from timeline.pipeline.build import build
from timeline.pipeline.run_settings import Settings
from timeline.store import BatchStore, response_cache_file


@dataclass(frozen=True, slots=True)
class Desk:
    """Somebody who submits and collects at *served*, with one store."""

    served: BatchServer
    articles: Path
    settings: Settings

    def submit(self, **options: bool) -> Submission:
        return batch.submit(
            [self.articles],
            published=None,
            settings=self.settings,
            submitted=lambda _: None,
            dry_run=options.get("dry_run", False),
        )

    def collect(self) -> list[Collected]:
        """Look until all has ended, and return what that brought."""
        found: list[Collected] = []
        for _ in range(4):
            if not batch.collect(self.settings, found.append):
                break
        return found

    def build(self, answers: Path | None = None) -> bytes:
        settings = replace(self.settings, cache_file=answers) if answers else self.settings
        built = build([self.articles], settings=settings)
        return TIMELINE_FORMAT.dump_json(built.timeline)


def settings_for(served: BatchServer, **changes: object) -> Settings:
    wanted = Wanted(base_url=Said(served.base_url, "--base-url"), model=Said("stub", "--model"))
    target = choose_target(wanted, load_profiles(), {})
    return replace(Settings(target=target, adjudicate=False), **changes)  # type: ignore[arg-type] - of the fields' types


def rescheduled(desk: Desk, schedule: Schedule) -> Desk:
    desk.served.schedule = schedule
    return desk


def kept() -> list[str]:
    with closing(BatchStore(response_cache_file())) as store:
        return [answer.key for answer in store.after("", 1000)]


def created(desk: Desk) -> int:
    """Return how many batches the endpoint has created."""
    return len(desk.served.made)
