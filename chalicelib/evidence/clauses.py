"""The clauses of both standards that a complaints process answers for, and what bears on each.

Numbers are those of ISO 10002:2018 and ISO 10004:2018. `adds` says that data alone does not show it: a
person has to add what the wording `add_<key>` asks for.
"""

from dataclasses import dataclass

from chalicelib.evidence import answering, process, satisfaction
from chalicelib.evidence.lines import Maker

COMPLAINTS = "ISO 10002:2018"
SATISFACTION = "ISO 10004:2018"


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause."""

    standard: str
    number: str
    makers: tuple[Maker, ...] = ()
    adds: bool = False

    @property
    def key(self) -> str:
        """What its wordings are named by: `10002_4_5`."""
        return f"{self.standard[4:9]}_{self.number.replace('.', '_')}"


def _complaints(number: str, *makers: Maker, adds: bool = False) -> Clause:
    return Clause(COMPLAINTS, number, makers, adds)


def _satisfaction(number: str, *makers: Maker, adds: bool = False) -> Clause:
    return Clause(SATISFACTION, number, makers, adds)


CLAUSES: tuple[Clause, ...] = (
    _complaints("4.2", answering.targets, adds=True),
    _complaints("4.3", process.teams, adds=True),
    _complaints("4.4", process.touchpoints, process.policies),
    _complaints("4.5", process.touchpoints, answering.by_channel, process.languages),
    _complaints("4.6", answering.acknowledged, answering.first_response, answering.promises),
    _complaints("4.7", answering.promises_alike, adds=True),
    _complaints("4.8", adds=True),
    _complaints("4.9", process.reconciled, answering.unanswered),
    _complaints("4.10", process.kept_safe, adds=True),
    _complaints("4.11", answering.by_kind, satisfaction.satisfied),
    _complaints("4.12", process.teams, answering.raised),
    _complaints("4.13", answering.targets, answering.changes),
    _complaints("4.14", adds=True),
    _complaints("4.15", answering.promises, answering.first_response, answering.resolution),
    _complaints("5.1", adds=True),
    _complaints("5.2", adds=True),
    _complaints("5.3", process.policies, process.versions),
    _complaints("5.4", process.teams),
    _complaints("6.2", answering.targets),
    _complaints("6.3", process.policies, adds=True),
    _complaints("6.4", process.teams, adds=True),
    _complaints("7.1", process.touchpoints, process.languages, adds=True),
    _complaints("7.2", answering.received, answering.by_channel, answering.by_place),
    _complaints("7.3", answering.received, answering.unanswered),
    _complaints("7.4", answering.acknowledged),
    _complaints("7.5", answering.by_severity),
    _complaints("7.6", answering.handling, answering.waited, adds=True),
    _complaints("7.7", answering.first_response, answering.promises, answering.unreached),
    _complaints("7.8", answering.resolution, answering.unreached),
    _complaints("7.9", answering.resolution, answering.begun_again, answering.unanswered),
    _complaints("8.1", answering.received, answering.by_kind, answering.by_place),
    _complaints("8.2", answering.by_kind, answering.by_place, answering.raised, adds=True),
    _complaints("8.3", satisfaction.surveyed, satisfaction.satisfied),
    _complaints(
        "8.4", answering.promises, answering.unreached, answering.raised, answering.targets
    ),
    _complaints("8.5", process.reconciled, adds=True),
    _complaints("8.6", answering.targets, adds=True),
    _complaints("8.7", answering.targets, answering.changes, adds=True),
    _satisfaction("4.3", satisfaction.surveyed, satisfaction.satisfied, adds=True),
    _satisfaction("5.1", adds=True),
    _satisfaction("6.1", answering.targets, adds=True),
    _satisfaction("6.2", process.surveys_asked),
    _satisfaction("6.3", process.surveys_asked, answering.by_channel),
    _satisfaction("6.4", process.teams, adds=True),
    _satisfaction("7.2", answering.by_kind, adds=True),
    _satisfaction("7.3.2", answering.by_kind, answering.raised, answering.begun_again),
    _satisfaction("7.3.3", satisfaction.satisfied),
    _satisfaction("7.3.4", satisfaction.surveyed),
    _satisfaction("7.4", satisfaction.satisfied, satisfaction.satisfied_by_place),
    _satisfaction("7.5", adds=True),
    _satisfaction("7.6", satisfaction.satisfied, answering.changes),
    _satisfaction("8", answering.changes, adds=True),
)
