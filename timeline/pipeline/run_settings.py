"""Settings of one run: which model is asked, how, and within which limits."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from timeline.choices import Granularity
from timeline.config.profiles import Target, select_target
from timeline.config.settings import Project
from timeline.store import Shard


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How articles are extracted.

    *target* is the model and its endpoint; *granularity* and *concurrency* default to those of its profile.
    A run stops before it makes more than *max_calls* or may cost more than *max_cost* dollars. Each call is
    logged as a line of the file *log*. Responses are cached in *cache_file* (default: `response_cache_file`).
    Only the articles of *shard* are asked about. *adjudicate* is whether the model decides borderline pairs.
    """

    target: Target
    granularity: Granularity | None = None
    concurrency: int | None = None
    max_calls: int | None = None
    max_cost: float | None = None
    log: Path | None = None
    cache_file: Path | None = None
    shard: Shard | None = None
    adjudicate: bool | None = None

    @property
    def adjudicates(self) -> bool:
        """Whether the model decides borderline pairs: by default, unless it is one of the small ones.

        Small models get one question for each time expression, and their verdicts on pairs are random.
        """
        if self.adjudicate is not None:
            return self.adjudicate
        return not self.target.is_local and (self.granularity or self.target.profile.granularity) == "article"

    @classmethod
    def of(cls, project: Project, environment: Mapping[str, str], shard: Shard | None = None) -> "Settings":
        """Return the settings of *project*. Raises UsageError for an endpoint that does not exist."""
        chosen = project.settings
        return cls(
            target=select_target(project.endpoint_choice, project.profiles, environment),
            granularity=chosen.granularity,
            concurrency=chosen.concurrency,
            max_calls=chosen.max_calls,
            max_cost=chosen.max_cost,
            log=chosen.log,
            shard=shard,
            adjudicate=chosen.adjudicate,
        )
