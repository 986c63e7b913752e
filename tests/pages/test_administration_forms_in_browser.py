"""The forms of administration in Chromium: wording, replies, targets and rows, without a word of TOML."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.consoles import Visit
from tests.desk import ADMIN, Desk
from tests.emulated import DEMO

pytestmark = pytest.mark.chromium
OWN = "{thanks} You are number {reference}, and hear of us {promise}. {organisation}"


def text_in_force(desk: Desk) -> str:
    return str(desk.get("/v1/configuration", ADMIN).json["text"])


def put_in_force(page: Page) -> None:
    page.get_by_role("button", name="Put in force").click()


def test_a_wording_is_found_written_looked_at_and_put_in_force(
    administration: Visit, administered: Desk
) -> None:
    page = administration.page
    page.get_by_role("link", name="Own wording").click()
    page.get_by_label("Look for words").fill("your reference is {reference}. we will")
    page.get_by_role("link", name="Your reference is").click()
    page.get_by_label("Your words").fill(OWN)
    expect(page.locator("[data-preview=sms]")).to_contain_text("You are number 7GK-2PD4, and hear")
    expect(page.locator(".preview figcaption")).to_have_text("1 SMS")
    expect(page.locator(".adm-changes")).to_contain_text("wording.en-GB: acknowledgement_sms")
    put_in_force(page)
    page.get_by_label("Look for words").fill("you are number")
    expect(page.locator(".adm-group li:visible")).to_contain_text("your own")
    own = f'[wording.en-GB]\nacknowledgement_sms = "{OWN}"\n'
    assert text_in_force(administered) == f"{DEMO.read_text()}\n{own}"


def test_a_field_that_is_missing_is_seen_and_put_in_by_a_tap(administration: Visit) -> None:
    page = administration.page
    administration.go("#/admin/wording/acknowledgement_sms?locale=en-GB")
    area = page.get_by_label("Your words")
    area.fill("{thanks} {refrence} {promise} {organisation}")
    expect(page.get_by_text("Not known here: {refrence}")).to_be_visible()
    expect(page.locator(".adm-problems li")).to_have_count(2)
    expect(page.locator(".adm-problems")).not_to_contain_text("Line")
    expect(page.get_by_role("button", name="Put in force")).to_be_disabled()
    assert area.get_attribute("aria-invalid") == "true"
    area.fill("{thanks} {promise} {organisation} ")
    page.get_by_role("button", name="{reference} is missing; put it in").click()
    expect(area).to_have_value("{thanks} {promise} {organisation} {reference}")
    expect(page.get_by_role("button", name="Put in force")).to_be_enabled()
    page.get_by_role("button", name="Take ours again").click()
    expect(page.get_by_text("Nothing is changed.")).to_be_visible()


def test_what_was_typed_stays_when_somebody_else_was_first(
    administration: Visit, administered: Desk
) -> None:
    page = administration.page
    administration.go("#/admin/wording/thanks_enquiry?locale=es")
    page.get_by_label("Your words").fill("Gracias, lo miramos.")
    expect(page.get_by_role("button", name="Put in force")).to_be_enabled()
    first = {"edits": [{"path": ["organisation", "name"], "value": "Other Coaches"}], "base": 2}
    assert administered.post("/v1/configuration/edits", first, ADMIN).status == 200
    put_in_force(page)
    expect(page.get_by_role("status").filter(has_text="has put version 3 in force")).to_be_focused()
    expect(page.locator(".adm-changes")).to_contain_text("Other Coaches")
    expect(page.get_by_label("Your words")).to_have_value("Gracias, lo miramos.")
    put_in_force(page)
    expect(page.get_by_text("Version 4 is in force")).to_be_visible()
    now = administered.world.configurations.current()
    assert now.organisation.name == "Other Coaches"
    assert now.wording["es"] == {"thanks_enquiry": "Gracias, lo miramos."}


def test_a_reply_is_written_in_a_language_looked_at_and_removed_again(
    administration: Visit, administered: Desk
) -> None:
    page = administration.page
    page.get_by_role("link", name="Reply templates").click()
    page.get_by_role("link", name="New reply").click()
    page.get_by_label("Short name", exact=True).fill("late")
    page.get_by_label("Name", exact=True).fill("It was late")
    page.get_by_label("Complaint").check()
    page.get_by_label("In Español").fill("Lo sentimos, ")
    page.get_by_label("Put in {name}").nth(2).click()
    expect(page.locator("[data-preview=sms]")).to_contain_text("Lo sentimos, Ana")
    expect(page.locator("[data-preview=email]")).to_be_visible()
    put_in_force(page)
    page.get_by_role("link", name="It was late").click()
    assert administered.world.configurations.current().templates[-1].text == {
        "es": "Lo sentimos, {name}"
    }
    page.get_by_role("button", name="Remove it").click()
    expect(page.locator(".adm-changes")).to_contain_text("templates.late")
    put_in_force(page)
    expect(page.get_by_text("Version 4 is in force")).to_be_visible()
    expect(page.get_by_role("link", name="It was late")).to_have_count(0)
    assert text_in_force(administered) == DEMO.read_text()


def test_a_target_is_set_for_a_team(administration: Visit, administered: Desk) -> None:
    page = administration.page
    page.get_by_role("link", name="Targets").click()
    page.get_by_role("link", name="New target").click()
    page.get_by_label("Of", exact=True).select_option(label="Coach operations")
    page.get_by_label("Answered in time").fill("950%")
    expect(page.locator(".adm-wrong")).to_contain_text("outside 0.01% to 100%")
    page.get_by_label("Answered in time").fill("95%")
    page.get_by_label("Judged since").fill("2026-11-01")
    put_in_force(page)
    expect(page.get_by_role("link", name="Coach operations")).to_be_visible()
    [target] = administered.world.configurations.current().targets
    assert (target.team, target.answered_in_time) == ("coaches", 9_500)
    assert target.since == date(2026, 11, 1)


def test_comments_that_would_go_are_told_before(administration: Visit, administered: Desk) -> None:
    page = administration.page
    administration.go("#/admin/touchpoints/ticket-office-lisbon")
    page.get_by_label("Language", exact=True).last.select_option("")
    expect(page.locator(".notice")).to_contain_text("customers here are answered in Portuguese")
    page.get_by_label("Language", exact=True).last.select_option("es")
    expect(page.locator(".notice")).to_have_count(0)
    put_in_force(page)
    expect(page.get_by_text("Version 3 is in force")).to_be_visible()
    assert 'locale = "es"                        # customers here' in text_in_force(administered)


def test_an_absence_is_added_and_taken_back(administration: Visit) -> None:
    page = administration.page
    page.get_by_role("link", name="New absence").click()
    page.get_by_label("Member’s e-mail").fill("carla@example.com")
    page.get_by_label("From", exact=True).fill("2027-02-01")
    page.get_by_label("To", exact=True).fill("2027-02-14")
    expect(page.locator(".adm-changes")).to_contain_text("2027-02-14")
    put_in_force(page)
    expect(page.get_by_role("link", name="carla@example.com")).to_have_count(2)
    administration.go("#/admin/versions")
    page.locator(".adm-list a").nth(1).click()
    page.get_by_role("button", name="Put this version in force again").click()
    expect(page.locator(".adm-list li").first).to_contain_text("Version 4")
    administration.go("#/admin/absences")
    expect(page.get_by_role("link", name="carla@example.com")).to_have_count(1)


def test_a_ladder_gets_a_level_and_a_promise_without_a_word_of_toml(
    administration: Visit, administered: Desk
) -> None:
    page = administration.page
    page.get_by_role("link", name="complaint", exact=True).click()
    page.get_by_label("Promised answer").fill("3m")
    page.get_by_role("button", name="Add a level").click()
    page.get_by_label("After", exact=True).last.fill("9m")
    page.get_by_label("Team that takes over").last.select_option(label="Customer care")
    expect(page.locator(".adm-changes")).to_contain_text("policies.complaint.levels.3")
    page.get_by_role("button", name="Remove this level").first.click()
    put_in_force(page)
    expect(page.get_by_text("Version 3 is in force")).to_be_visible()
    policy = administered.world.configurations.current().policy("complaint")
    assert str(policy.respond_within) == "0:03:00"
    assert [level.to for level in policy.levels] == ["ombudsman", "customer-care"]
    for comment in ('# "how did we do?", after the outcome was told', "# -- Templates"):
        assert comment in text_in_force(administered)


def test_policies_change_places_by_keyboard_and_keep_their_comments(
    administration: Visit, administered: Desk
) -> None:
    page = administration.page
    administration.go("#/admin/policies")
    expect(page.get_by_role("button", name="safety: one place earlier")).to_be_disabled()
    page.get_by_role("button", name="complaint: one place earlier").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="complaint: one place later")).to_be_focused()
    expect(page.locator(".adm-changes")).to_contain_text("order of policies")
    put_in_force(page)
    expect(page.get_by_text("Version 3 is in force")).to_be_visible()
    policies = administered.world.configurations.current().policies
    assert [one.id for one in policies][:3] == ["complaint", "safety", "enquiry"]
    before, after = DEMO.read_text(), text_in_force(administered)
    assert sorted(before.splitlines()) == sorted(after.splitlines())


def test_a_calendar_gets_an_evening(administration: Visit, administered: Desk) -> None:
    page = administration.page
    page.get_by_role("link", name="office", exact=True).click()
    page.get_by_label("Thursday").fill("08:00-18:00, 19:00-21:00")
    page.get_by_label("Closed on").fill("2026-12-24")
    page.get_by_label("Open otherwise on").fill("2026-12-31 09:00-12:00, 13:00-14:00\n2027-01-02")
    put_in_force(page)
    expect(page.get_by_text("Version 3 is in force")).to_be_visible()
    calendar = administered.world.configurations.current().calendars["office"]
    assert calendar.open[3] == ((480, 1080), (1140, 1260))
    assert [day.isoformat() for day in calendar.closed] == ["2026-12-24"]
    assert {day.isoformat(): spans for day, spans in calendar.extra.items()} == {
        "2026-12-31": ((540, 720), (780, 840)),
        "2027-01-02": (),
    }
    assert 'holidays = "GB-ENG"' in text_in_force(administered)


def test_a_policy_is_for_what_came_one_way_at_one_place(
    administration: Visit, administered: Desk
) -> None:
    page = administration.page
    administration.go("#/admin/policies/complaint")
    page.get_by_label("Text message").check()
    page.get_by_label("Complex").check()
    page.get_by_label("Only at these touchpoints").fill("coach-420\ncoach-421")
    expect(page.locator(".adm-wrong")).to_contain_text("There is no touchpoint “coach-421”")
    page.get_by_label("Only at these touchpoints").fill("coach-420")
    put_in_force(page)
    expect(page.get_by_text("Version 3 is in force")).to_be_visible()
    assert dict(administered.world.configurations.current().policy("complaint").match) == {
        "kind": {"complaint"},
        "difficulty": {"complex"},
        "channel": {"sms"},
        "touchpoint": {"coach-420"},
    }
