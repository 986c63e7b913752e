"""The frame around every Lambda that is no route: logging context, metrics, and batches record by record."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)

from chalicelib import bootstrap
from chalicelib.observability import count, logger, metrics

Event = dict[str, Any]
Handler = Callable[[Event, Any], Any]

_BATCHES = {
    # One poison record must not slow its neighbours down, so a batch that failed whole still answers.
    EventType.SQS: BatchProcessor(EventType.SQS, raise_on_entire_batch_failure=False),
    EventType.DynamoDBStreams: BatchProcessor(EventType.DynamoDBStreams),
}


def entry(handler: Handler) -> Handler:
    """A Lambda's own function with logs and metrics around it, and traces where they are switched on."""

    @wraps(handler)
    def framed(event: Event, context: Any) -> Any:  # noqa: ANN401
        return handler(event, context)

    framed = metrics.log_metrics(raise_on_empty_metrics=False)(logger.inject_lambda_context(framed))
    if bootstrap.settings().tracing:
        from aws_lambda_powertools import Tracer

        framed = Tracer().capture_lambda_handler(framed)
    return framed


def each_record(
    event: Event, context: Any, do: Callable[[Event], object], kind: EventType = EventType.SQS
) -> Any:  # noqa: ANN401
    """Do one thing with each record. Those that failed are named, so that only they come again."""

    def one(record: Any) -> None:  # noqa: ANN401
        try:
            do(record.raw_event)
        except Exception as error:
            count("RecordsFailed")
            logger.exception("a record failed", action="record_failed", error=type(error).__name__)
            raise

    return process_partial_response(
        event=event, record_handler=one, processor=_BATCHES[kind], context=context
    )
