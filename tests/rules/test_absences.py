"""Who gets a team's mail and who may answer it, while people are away."""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.absences import Absence, Absences, absence_on, chain, stand_in
from chalicelib.configuration import Configuration, from_document
from tests.builders import configuration, document

ANA, BIA, CAI, DUDA, LEA = (f"{name}@example.com" for name in ("ana", "bia", "cai", "duda", "lea"))
POOL = "pool@example.com"
EVE, NEW_YEAR = "2026-12-24", "2027-01-01"
NOON = datetime(2026, 12, 24, 12, 0, tzinfo=UTC)
DAY_AFTER = datetime(2027, 1, 2, 12, 0, tzinfo=UTC)


def away(*absences: tuple[str, str | None], days: tuple[str, str] = (EVE, NEW_YEAR)) -> dict:
    """Rows of a document: who is away on Christmas Eve to New Year, and who stands in."""
    rows: dict[str, list[list[str | None]]] = {}
    for member, substitute in absences:
        rows.setdefault(member, []).append([*days, substitute])
    return rows


def staffed(
    absences: dict, *, mailbox: str | None = None, lead: str | None = None, zone: str = "UTC"
) -> Configuration:
    """A team of Ana and Bia, which has everything."""
    team = {"name": "Desk", "mailbox": mailbox, "members": [ANA, BIA], "lead": lead}
    organisation = document()["organisation"] | {"default_team": "desk", "time_zone": zone}
    return configuration(
        organisation=organisation, teams={"desk": team}, touchpoints={}, absences=absences
    )


@pytest.mark.parametrize(
    ("absences", "told"),
    [
        ([], (ANA, BIA)),
        ([(ANA, CAI)], (CAI, BIA)),
        ([(ANA, None)], (BIA,)),
        ([(ANA, BIA)], (BIA,)),  # once
        ([(ANA, CAI), (CAI, DUDA)], (DUDA, BIA)),
        ([(ANA, CAI), (CAI, DUDA), (DUDA, BIA)], (BIA,)),
        ([(ANA, CAI), (CAI, None)], (BIA,)),
        ([(ANA, None), (BIA, None)], ()),
        ([(ANA, CAI), (BIA, CAI)], (CAI,)),
        ([(ANA, CAI), (ANA, DUDA)], (CAI, BIA)),  # the first listed counts
        ([(ANA, None), (ANA, DUDA)], (BIA,)),
    ],
)
def test_a_members_mail_goes_to_whoever_stands_in(
    absences: list[tuple[str, str | None]], told: tuple[str, ...]
) -> None:
    assert staffed(away(*absences)).recipients("desk", NOON) == told


def test_a_mailbox_is_never_away() -> None:
    made = staffed(away((POOL, CAI), (ANA, None), (BIA, None)), mailbox=POOL)
    assert made.recipients("desk", NOON) == (POOL,)


def test_the_lead_is_told_of_complex_feedback_beside_the_mailbox_or_the_members() -> None:
    assert staffed({}, mailbox=POOL, lead=LEA).recipients("desk", NOON, complex=True) == (POOL, LEA)
    assert staffed({}, lead=LEA).recipients("desk", NOON, complex=True) == (ANA, BIA, LEA)
    assert staffed({}, lead=ANA).recipients("desk", NOON, complex=True) == (ANA, BIA)
    assert staffed({}, lead=LEA).recipients("desk", NOON) == (ANA, BIA)


def test_a_lead_may_be_away_too() -> None:
    made = staffed(away((LEA, CAI)), mailbox=POOL, lead=LEA)
    assert made.recipients("desk", NOON, complex=True) == (POOL, CAI)


def test_a_team_of_an_earlier_configuration_is_the_default_team() -> None:
    assert staffed({}).recipients("gone", NOON) == (ANA, BIA)


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("2026-12-24T02:59:59.999999+00:00", ANA),  # still the 23rd in São Paulo
        ("2026-12-24T03:00:00+00:00", CAI),
        ("2027-01-02T02:59:59.999999+00:00", CAI),  # the last day counts whole
        ("2027-01-02T03:00:00+00:00", ANA),
    ],
)
def test_days_begin_and_end_at_the_organisations_midnight(at: str, told: str) -> None:
    made = staffed(away((ANA, CAI)), zone="America/Sao_Paulo")
    assert made.recipients("desk", datetime.fromisoformat(at)) == (told, BIA)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        staffed({}).recipients("desk", NOON.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("address", "may"),
    [
        (POOL, True),
        (ANA, True),  # away, and answers all the same
        (BIA, True),
        (LEA, True),
        (CAI, True),
        (DUDA, True),  # stands in for Cai, who stands in for Ana
        (f" {DUDA.upper()} ", True),
        ("stranger@example.com", False),
        ("", False),
    ],
)
def test_whoever_is_of_the_team_or_stands_in_may_answer(address: str, may: bool) -> None:
    made = staffed(away((ANA, CAI), (CAI, DUDA)), mailbox=POOL, lead=LEA)
    assert made.may_answer("desk", address, NOON) is may


def test_who_stood_in_until_yesterday_may_answer_a_mail_of_then() -> None:
    made = staffed(away((ANA, CAI)))
    assert not made.may_answer("desk", CAI, DAY_AFTER)
    assert made.may_answer("desk", CAI, DAY_AFTER, since=NOON)
    assert not made.may_answer("desk", CAI, DAY_AFTER, since=DAY_AFTER)


def test_a_substitute_of_days_in_between_is_found() -> None:
    made = staffed(away((ANA, CAI)))
    november = datetime(2026, 11, 23, tzinfo=UTC)
    assert made.addresses("desk", DAY_AFTER, since=november) == (ANA, BIA, CAI)
    assert made.addresses("desk", DAY_AFTER) == (ANA, BIA)


def test_a_document_of_before_there_were_absences_still_loads() -> None:
    old = document()
    for key in ("absences", "quiet_hours"):
        del old[key]
    del old["organisation"]["complex_team"]
    for row in old["teams"].values():
        del row["lead"]
    for row in old["touchpoints"].values():
        del row["owners"]
    for row in old["policies"]:
        del row["appeal_within"], row["wait_at_most"]
    made, new = from_document(1, old), from_document(1, document())
    assert made.absences == new.absences == {}
    assert made.quiet_hours is None
    assert made.organisation == new.organisation
    assert made.teams == new.teams
    assert dict(made.touchpoints) == dict(new.touchpoints)
    assert made.policies == new.policies


# -- whatever the absences, circles included

PEOPLE = (ANA, BIA, CAI, DUDA)
DAYS = st.integers(1, 9).map(lambda day: date(2026, 12, day))
ABSENCE = st.builds(
    lambda days, substitute: Absence(
        first_day=min(days), last_day=max(days), substitute=substitute
    ),
    st.tuples(DAYS, DAYS),
    st.none() | st.sampled_from(PEOPLE),
)
ABSENCES = st.dictionaries(st.sampled_from(PEOPLE), st.lists(ABSENCE, max_size=3))


@given(absences=ABSENCES, member=st.sampled_from(PEOPLE), day=DAYS)
def test_whoever_stands_in_is_there_and_was_named_by_the_one_before(
    absences: Absences, member: str, day: date
) -> None:
    asked = chain(absences, member, day)
    assert asked[0] == member
    for one, next_one in pairwise(asked):
        absence = absence_on(absences, one, day)
        assert absence
        assert absence.substitute == next_one
    found = stand_in(absences, member, day)
    if found is None:
        assert absence_on(absences, asked[-1], day)
    else:
        assert found == asked[-1]
        assert absence_on(absences, found, day) is None
