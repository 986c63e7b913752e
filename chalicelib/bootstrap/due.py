"""What follows from an entry, what is due, and who finds it."""

from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from chalicelib.bootstrap import core, stores, ways_in

if TYPE_CHECKING:
    from chalicelib.services.act import Acting
    from chalicelib.services.react import React
    from chalicelib.services.wake import Sweep, Wake


@cache
def react() -> "React":
    """What follows from an entry."""
    from chalicelib.services.react import React

    return React(
        stores.store(),
        stores.configurations(),
        stores.ticker(),
        stores.queue("send_queue_url"),
        timedelta(seconds=core.settings().hold_back_seconds),
        attachments_queue=stores.queue("attachments_queue_url"),
        events_queue=stores.queue("events_queue_url"),
        ratings=stores.ratings(),
    )


@cache
def acting() -> "Acting":
    """What is due."""
    from chalicelib.services.act import Acting
    from chalicelib.services.incident_tasks import IncidentTasks
    from chalicelib.services.pending import Leave

    send_queue = stores.queue("send_queue_url")
    leave = Leave(stores.store(), stores.pending_moves(), ways_in.staff())
    act_queue = stores.queue("act_queue_url")
    tasks = IncidentTasks(
        stores.incident_store(), stores.store(), stores.configurations(), ways_in.staff(), act_queue
    )
    return Acting(
        stores.store(),
        stores.configurations(),
        react(),
        send_queue,
        stores.opt_outs(),
        leave=leave,
        tasks=tasks,
        webhook_queue=stores.queue("webhook_queue_url"),
    )


@cache
def wake() -> "Wake":
    """Finds what is due."""
    from chalicelib.services.wake import Wake

    return Wake(stores.store(), stores.queue("act_queue_url"))


@cache
def sweep() -> "Sweep":
    """Repairs what an arrow lost."""
    from chalicelib.services.wake import Sweep

    return Sweep(wake(), stores.ticker(), timedelta(seconds=core.settings().sweep_seconds))
