"""The frame around every Lambda that is no route: logs, metrics, and batches record by record."""

from collections.abc import Callable
from functools import cache, wraps
from typing import TYPE_CHECKING, Any

from chalicelib.bootstrap import core
from chalicelib.observability import count, logger, metrics

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.batch import BatchProcessor

Event = dict[str, Any]
Handler = Callable[[Event, Any], Any]


def entry(handler: Handler) -> Handler:
    """A Lambda's own function with logs and metrics around it, and traces where they are on."""
    framed: Handler = metrics.log_metrics(logger.inject_lambda_context(handler))
    if core.settings().tracing:
        from aws_lambda_powertools import Tracer

        framed = Tracer().capture_lambda_handler(framed)

    @wraps(handler)
    def named(event: Event, context: Any) -> Any:
        return framed(event, context)

    return named


def each_record(
    event: Event, context: Any, do: Callable[[Event], object], *, source: str = "SQS"
) -> Any:
    """Do one thing with each record. Those that failed are named, so that only they come again.

    `source` is `SQS` or `DynamoDBStreams`.
    """
    from aws_lambda_powertools.utilities.batch import process_partial_response

    def one(record: Any) -> None:
        try:
            do(record.raw_event)
        except Exception as error:
            count("RecordsFailed")
            logger.exception("a record failed", action="record_failed", error=type(error).__name__)
            raise

    return process_partial_response(
        event=event, record_handler=one, processor=_processor(source), context=context
    )


@cache
def _processor(source: str) -> "BatchProcessor":
    from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType

    # One poison record in a queue must not slow its neighbours down, so a batch that failed whole
    # still answers. A stream comes again only if the Lambda fails.
    is_queue = source == "SQS"
    return BatchProcessor(EventType[source], raise_on_entire_batch_failure=not is_queue)
