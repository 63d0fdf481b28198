"""From settings to the model that is asked: an endpoint, or the embedded model's server."""

import os
from contextlib import ExitStack

from timeline import local
from timeline.config.profiles import Target
from timeline.errors import UsageError
from timeline.llm import Budget, Endpoint, EndpointModel, Sampling
from timeline.pipeline.progress import Progress
from timeline.pipeline.run_settings import Settings


def open_model(settings: Settings, budget: Budget, stack: ExitStack, progress: Progress) -> EndpointModel:
    """Return the model of *settings*. *stack* stops its server, which starts with the first question."""
    target, profile = settings.target, settings.target.profile
    granularity = settings.granularity or profile.granularity
    concurrency = settings.concurrency or profile.concurrency
    if target.is_local:
        model = local.resolve_model(target.model)
        server = stack.enter_context(local.Server(model, progress.downloading, parallel=concurrency))
        name, endpoint = model.name, lambda: local_endpoint(server, profile.sampling)
    else:
        remote = remote_endpoint(target)
        name, endpoint = remote.model, lambda: remote
    return EndpointModel(name, granularity, concurrency, endpoint, limits=profile.limits, budget=budget)


def local_endpoint(server: local.Server, sampling: Sampling) -> Endpoint:
    """Start *server* and return its endpoint, with the *sampling* of its answers."""
    return Endpoint(server.model.name, server.base_url, log=server.log, sampling=sampling)


def remote_endpoint(target: Target) -> Endpoint:
    """Return the endpoint of *target*. Raises UsageError when no model is named there."""
    endpoint = endpoint_of(target)
    if not endpoint.model:
        raise UsageError(f"Which model of {endpoint.where} should be asked? Name it with --model.")
    return endpoint


def endpoint_of(target: Target) -> Endpoint:
    """Return the endpoint of *target*, whether or not a model is named there."""
    return Endpoint(
        target.model or "",
        target.base_url,
        target.key(os.environ),
        sampling=target.profile.sampling,
        key_advice=target.key_advice(os.environ),
    )
