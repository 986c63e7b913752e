"""Whether policies promise something that can be kept, and whether each feedback has one."""

from fractions import Fraction
from itertools import pairwise, product

from chalicelib.administration.lines import Path
from chalicelib.administration.report import Report
from chalicelib.administration.schema import Read, rows
from chalicelib.configuration import MATCHABLE, Survey

Match = dict[str, list[str]]
"""Field to the values that match; an empty list matches anything."""


def check_policies(read: Read, report: Report) -> None:
    """Report promises and ladders that cannot be, and (as warnings) gaps between policies."""
    for path, policy in rows(read, "policies"):
        _promise(policy, path, report)
        _survey(policy, path, report)
        _ladder(policy, path, report)
    matches = [(path, policy["match"]) for path, policy in rows(read, "policies")]
    if matches and not report.is_wrong(("policies",)):
        _reachable(matches, report)
        _complete(matches, report)


def _promise(policy: Read, path: Path, report: Report) -> None:
    promise, remind = policy["respond_within"], policy["remind_after"]
    if report.is_wrong((*path, "respond_within")):
        return
    if isinstance(remind, Fraction) and promise is None:
        what = "is a share of respond_within, which is not there"
        report.error(
            (*path, "remind_after"),
            what,
            'write a duration like "18h", or respond_within',
            "share_of_nothing",
        )
    elif isinstance(remind, int) and promise is not None and remind > promise:
        what = "comes after respond_within has passed"
        instead = 'write a share like "75%", or a shorter one'
        report.error((*path, "remind_after"), what, instead, "reminded_late")
    if promise is not None and not policy["levels"] and not report.is_wrong(path):
        what = "has no level: what its owner does not answer is never raised"
        report.warning(path, what, "write [[policies.levels]]", "no_levels")


def _survey(policy: Read, path: Path, report: Report) -> None:
    if policy["survey_after"] is None and policy["survey"] != Survey.CSAT:
        what = "says what is asked, but nobody is asked without survey_after"
        report.warning((*path, "survey"), what, "write survey_after", "never_asked")


def _ladder(policy: Read, path: Path, report: Report) -> None:
    levels = [
        ((*path, "levels", i), level)
        for i, level in enumerate(policy["levels"])
        if level is not None
    ]
    timed = [(place, level["after"]) for place, level in levels if level["after"] is not None]
    for (_, before), (place, after) in pairwise(timed):
        if after <= before:
            what = "is not later than the level before"
            instead = "write a longer one, or change their order"
            report.error((*place, "after"), what, instead, "levels_order")
    promise = policy["respond_within"]
    if promise is not None and timed and timed[0][1] < promise:
        what = "takes over before respond_within has passed"
        instead = "write respond_within's time or a later one"
        report.warning((*timed[0][0], "after"), what, instead, "raised_early")
    for place, level in levels:
        has_promise = promise is not None or level["respond_within"] is not None
        if not has_promise and not report.is_wrong(path):
            what = "promises nothing, and neither does its policy"
            instead = 'write one like "24h" here or there'
            report.error((*place, "respond_within"), what, instead, "no_promise")


def _covers(wide: Match, narrow: Match) -> bool:
    """Whether everything that `narrow` matches is matched by `wide`."""
    for field, values in wide.items():
        if values and not (narrow[field] and set(narrow[field]) <= set(values)):
            return False
    return True


def _reachable(matches: list[tuple[Path, Match]], report: Report) -> None:
    for i, (path, match) in enumerate(matches):
        cover = next((earlier for earlier, wide in matches[:i] if _covers(wide, match)), None)
        if cover:
            what = f"never applies: {report.name(cover)} matches everything that it would"
            report.warning(path, what, "put it before that one")


def _complete(matches: list[tuple[Path, Match]], report: Report) -> None:
    """Report kinds and severities for which no policy may match."""
    closed = {field: values for field, values in MATCHABLE.items() if values}
    general = [
        match
        for _, match in matches
        if not any(match[field] for field in MATCHABLE if field not in closed)
    ]
    gaps: dict[str, dict[str, None]] = {}
    for facts in product(*closed.values()):
        fact = dict(zip(closed, map(str, facts), strict=True))
        if not any(
            all(fact[field] in (match[field] or (fact[field],)) for field in closed)
            for match in general
        ):
            gaps.setdefault(fact["kind"], {})[fact["severity"]] = None
    for kind, severities in gaps.items():
        what = f"no policy matches every {kind} of severity {', '.join(severities)}"
        instead = f"the first one, {report.name(matches[0][0])}, is used then; write one for it"
        report.warning(matches[0][0], what, instead)
