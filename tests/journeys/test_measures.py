"""The measurements on the deployed stack: from the stream into the sums, and back from the timelines."""

import json
from typing import Any

from tests.journeys.stack import Stack


def reported(stack: Stack) -> dict[str, Any]:
    made = stack.infra("report", "--json")
    assert made.returncode == 0, made.stderr
    return dict(json.loads(made.stdout)["total"])


def test_an_answer_is_in_the_report_and_everything_is_as_the_timelines_say(stack: Stack) -> None:
    before = reported(stack)
    number = stack.number()
    stack.text("express is cold", number)
    reference = stack.wait_sent(number)["text"].partition("reference is ")[2][:8]
    mail = stack.wait_for(
        "the team's mail",
        lambda: [m for m in stack.sent_to("coaches@example.com") if reference in m["subject"]],
    )[0]
    stack.reply(mail, "It is mended, thank you for telling us.")
    stack.wait_sent(number, 2)

    def counted() -> dict[str, Any] | None:
        now = reported(stack)
        done = now["first_response"]["n"] > before["first_response"]["n"]
        return now if done else None

    now = stack.wait_for("the response in the report", counted)
    assert now["first_response"]["wall"]["median"] is not None
    assert now["acknowledgement"]["n"] > before["acknowledgement"]["n"]

    def whole() -> bool:
        return stack.infra("rebuild").returncode == 0

    stack.wait_for("timelines, facts and sums that agree", whole)


def test_a_report_by_team_is_also_rows_for_a_spreadsheet(stack: Stack) -> None:
    made = stack.infra("report", "--by", "team", "--csv")
    assert made.returncode == 0, made.stderr
    head, *_ = made.stdout.splitlines()
    assert head.startswith("team,first_response_n,first_response_running,first_response_without")
    assert stack.infra("report", "--from", "2026-02-02", "--to", "2026-02-01").returncode == 1
