"""The one place where the stages meet: builds, their cost and estimates, incremental extraction, batches."""
