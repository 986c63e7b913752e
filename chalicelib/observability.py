"""Logs and metrics. Ids only: no words, no number, no address of anybody ever goes in here."""

import warnings

from aws_lambda_powertools import Logger
from aws_lambda_powertools.metrics import Metrics, MetricUnit

# An invocation in which nothing was counted is nothing to warn of.
warnings.filterwarnings("ignore", message="No application metrics to publish")

logger = Logger()
"""Structured; the service's name comes from POWERTOOLS_SERVICE_NAME."""

metrics = Metrics()
"""Written to the log in CloudWatch's embedded format; the namespace comes from the environment."""


def count(name: str, value: int = 1) -> None:
    """Add to a metric of this invocation."""
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=value)
