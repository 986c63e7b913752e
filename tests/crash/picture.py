"""How things stand on a stage: what is stored and what people have received, as far as it must not differ."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from tests.crash.cloud import Cloud
from tests.crash.events import Record

VOLATILE = {
    "message": {
        "attempts", "unsure", "created_at", "sent_at", "settled_at", "provider_id", "rendered",
        "shows",
    },
    "feedback": {"closed_at", "unreached_at"},
    "facts": {"fact_lines"},
    "opt_out": {"said_at"},
    "reconciliation": {"reconciliation_result"},
    "event_delivery": {"made_at", "tried_at", "attempts", "milliseconds", "expires_at"},
    "lane": {
        "knocks", "failures", "failing_since", "delivered_at", "disabled_at", "rest_until",
    },
}  # fmt: skip
"""What may differ: how often it was tried, and when what came late was done."""
UNCOMPARED = {"sent", "counter", "audit", "board"}
"""Items that are named after a provider's id or by chance, counts, which nobody is ever shown, and copies."""
HOW_LONG = re.compile(r"\w+_(?:[ow]\d+|open|wall)")
"""The figures of a rollup that say how long something took, in sums and by length."""
HOW_OFTEN = re.compile(r"changes(?:_\w+)?")
"""What a rollup says of how often it was written: once more where a later acknowledgement is measured."""
LATER = re.compile(r"\([^()\n]*\d+ (?:h|min)\b[^()\n]*\)|\(now\)|/a/\w+")
"""What differs in a mail that came later: how much time is left or has passed, and links that end."""
WHEN_DISABLED = re.compile(r"(?<=#webhook-crm-)\d+")
"""In the key of the mail that says so."""
ONCE_MORE = "received once more"


@dataclass(frozen=True)
class Picture:
    """What is stored, and what people have received."""

    items: dict[tuple[str, str], Record]
    received: Counter[tuple[str, ...]]
    ticks: frozenset[str]
    told: frozenset[str]
    """Who of the other systems has which event; each passes over what it has already."""

    @classmethod
    def of(cls, stage: Cloud) -> "Picture":
        return cls(
            items={
                (WHEN_DISABLED.sub("", item["pk"]["S"]), item["sk"]["S"]): lasting(item)
                for item in stage.items()
                if item["entity"]["S"] not in UNCOMPARED
            },
            received=Counter(
                (left.channel, left.to, left.subject, LATER.sub("", left.text))
                for left in stage.wire.departures
            ),
            ticks=frozenset(stage.ticks),
            told=frozenset(stage.wire.told),
        )

    def count(self, entity: str) -> int:
        """How many items of a kind there are."""
        return sum(item["entity"]["S"] == entity for item in self.items.values())

    def without_measures(self) -> "Picture":
        kept = {
            key: item
            for key, item in self.items.items()
            if item["entity"]["S"] not in ("facts", "rollup")
        }
        return replace(self, items=kept)


def lasting(item: Record) -> Record:
    entity = item["entity"]["S"]
    volatile = VOLATILE.get(entity, set())
    if entity == "entry" and item["actor"]["S"] == "system":
        volatile = {"at"}
    if WHEN_DISABLED.search(item["pk"]["S"]):
        volatile = {*volatile, "pk", "feedback_id", "expires_at"}
    if item.get("error") == {"S": "opted_out"}:  # by the provider's word, or by then by ours
        volatile = {*volatile, "delivery"}
    return {
        name: value
        for name, value in item.items()
        if name not in volatile and not (entity == "rollup" and _is_passing(name, value))
    }


def _is_passing(name: str, value: object) -> bool:
    """Whether a figure of a rollup may differ, or says as little as if it were not there."""
    return bool(HOW_LONG.fullmatch(name) or HOW_OFTEN.fullmatch(name)) or value == {"N": "0"}


def differences(was: Picture, now: Picture) -> list[str]:
    found = [f"lost: {key}" for key in was.items.keys() - now.items.keys()]
    found += [f"new: {key}" for key in now.items.keys() - was.items.keys()]
    for key in was.items.keys() & now.items.keys():
        one, other = was.items[key], now.items[key]
        found += [
            f"{key} {name}: {one.get(name)} -> {other.get(name)}"
            for name in sorted(one.keys() | other.keys())
            if one.get(name) != other.get(name)
        ]
    found += [f"not received: {what}" for what in was.received - now.received]
    found += [f"{ONCE_MORE}: {what}" for what in now.received - was.received]
    found += [f"not told: {what}" for what in was.told ^ now.told]
    found += [f"no tick: {tick}" for tick in was.ticks - now.ticks]
    return found
