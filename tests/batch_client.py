"""A client that submits batches to a loopback endpoint and collects the answers."""

from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from batch_server import BatchServer
from fault_server import Schedule

from timeline.config.profiles import EndpointChoice, Given, load_profiles, select_target
from timeline.models import TIMELINE_FORMAT
from timeline.pipeline import batches as batch
from timeline.pipeline.batches import Collected, Submission
from timeline.pipeline.build import build
from timeline.pipeline.run_settings import Settings
from timeline.store import BatchStore, response_cache_file


@dataclass(frozen=True, slots=True)
class BatchClient:
    """A client that submits to *served* and collects from it, with one store."""

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
        """Poll until every batch has ended, and return what was collected."""
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
    wanted = EndpointChoice(base_url=Given(served.base_url, "--base-url"), model=Given("stub", "--model"))
    target = select_target(wanted, load_profiles(), {})
    return replace(Settings(target=target, adjudicate=False), **changes)  # type: ignore[arg-type] - of the fields' types


def rescheduled(client: BatchClient, schedule: Schedule) -> BatchClient:
    client.served.schedule = schedule
    return client


def stored_keys() -> list[str]:
    with closing(BatchStore(response_cache_file())) as store:
        return [answer.key for answer in store.after("", 1000)]


def created_count(client: BatchClient) -> int:
    """Return how many batches the endpoint has created."""
    return len(client.served.made)
