"""The stores that benchmarks are tested on: those of the metrics."""

from tests.metrics.conftest import demonstration_query, published, query

__all__ = ["demonstration_query", "published", "query"]
