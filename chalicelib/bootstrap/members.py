"""What the console and the staff API need."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from chalicelib.bootstrap import core, events_out, measuring, stores, ways_in, ways_out

if TYPE_CHECKING:
    from chalicelib.ports import (
        ConfigurationArchive,
        ConfigurationStore,
        Episodes,
        FeedbackStore,
        Files,
        Lists,
        MeasureStore,
        OptOuts,
        Reconciliations,
        Specimens,
    )
    from chalicelib.services.evidence import Evidence
    from chalicelib.services.export import Exports
    from chalicelib.services.incidents import Incidents
    from chalicelib.services.pending import Hold
    from chalicelib.services.presence import Presence
    from chalicelib.services.preview import Preview
    from chalicelib.services.queue import Queue as WorkQueue
    from chalicelib.services.recording import Recording
    from chalicelib.services.staff import Staff
    from chalicelib.services.webhooks import Webhooks
    from chalicelib.signin import Provider


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffServices:
    """What the console and the staff API need."""

    store: "FeedbackStore"
    lists: "Lists"
    configurations: "ConfigurationStore"
    opt_outs: "OptOuts"
    measures: "MeasureStore"
    reconciliations: "Reconciliations"
    episodes: "Episodes"
    archive: "ConfigurationArchive"
    staff: "Staff"
    queue: "WorkQueue"
    preview: "Preview"
    specimens: "Specimens"
    recording: "Recording"
    incidents: "Incidents"
    presence: "Presence"
    hold: "Hold"
    files: "Callable[[], Files]"
    """Made when a picture is looked at: S3's client takes its time."""
    evidence: Callable[[], "Evidence"]
    exports: Callable[[], "Exports"]
    webhooks: Callable[[], "Webhooks"]
    """Made when asked for, as the two before it: few requests are."""

    def now(self) -> datetime:
        """This instant."""
        return core.now()

    def new_id(self) -> str:
        """An id that nobody can guess."""
        return core.new_id()

    def new_key(self) -> bytes:
        """A signing key, for the case that there is none yet."""
        return core.new_key()


@cache
def staff_services() -> StaffServices:
    """For the console and the staff API."""
    from chalicelib.notify.specimens import MessageSpecimens
    from chalicelib.services.incidents import Incidents
    from chalicelib.services.pending import Hold
    from chalicelib.services.presence import Presence
    from chalicelib.services.preview import Preview
    from chalicelib.services.queue import Queue as WorkQueue
    from chalicelib.services.recording import Recording
    from chalicelib.store.episodes import DynamoEpisodes
    from chalicelib.store.lists import DynamoLists
    from chalicelib.store.presence import DynamoPresence

    lists = DynamoLists(*stores.table())
    there = DynamoPresence(*stores.table())
    return StaffServices(
        store=stores.store(),
        lists=lists,
        configurations=stores.configurations(),
        opt_outs=stores.opt_outs(),
        measures=stores.measures(),
        reconciliations=stores.reconciliations(),
        episodes=DynamoEpisodes(*stores.table()),
        archive=stores.configurations(),
        staff=ways_in.staff(),
        queue=WorkQueue(lists),
        preview=Preview(stores.store(), stores.configurations(), ways_out.renderer()),
        specimens=MessageSpecimens(core.settings().public_url),
        recording=Recording(stores.store(), ways_in.capture()),
        incidents=Incidents(
            stores.incident_store(), lists, stores.configurations(), stores.queue("act_queue_url")
        ),
        presence=Presence(there),
        hold=Hold(
            stores.store(), stores.pending_moves(), ways_in.staff(), stores.queue("act_queue_url")
        ),
        files=stores.files,
        evidence=measuring.evidence,
        exports=measuring.exports,
        webhooks=events_out.webhooks,
    )


@cache
def provider() -> "Provider":
    """Where people sign in."""
    from chalicelib import identity

    return identity.provider(core.client("ssm"), core.settings().required("sign_in_parameter"))
