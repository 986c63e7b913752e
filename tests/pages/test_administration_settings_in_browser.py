"""The forms of settings in Chromium: organisation, limits, danger words, names and the rest, without TOML."""

import pytest
from playwright.sync_api import expect

from tests.consoles import Visit
from tests.desk import Desk
from tests.emulated import DEMO
from tests.pages.test_administration_forms_in_browser import put_in_force, text_in_force

pytestmark = pytest.mark.chromium


def test_the_organisation_is_changed_where_it_is_written(
    administration: Visit, administered: Desk
) -> None:
    page = administration.page
    page.get_by_role("link", name="Settings").click()
    page.get_by_role("link", name="Organisation").click()
    page.get_by_label("Name", exact=True).fill("Chiltern and Cotswold Coaches")
    page.get_by_label("Digests leave at").fill("7:30")
    page.get_by_label("The weekly one leaves on").select_option(label="Friday")
    page.get_by_label("A text without a keyword is about").select_option("coach-420")
    expect(page.get_by_label("Nobody is asked twice")).to_have_value("1m")
    expect(page.get_by_label("Further texts belong")).to_have_attribute("placeholder", "7d")
    expect(page.locator(".adm-changes li")).to_have_count(4)
    put_in_force(page)
    expect(page.get_by_text("Version 3 is in force")).to_be_visible()
    now = administered.world.configurations.current().organisation
    assert now.name == "Chiltern and Cotswold Coaches"
    assert (now.default_touchpoint, now.complex_team) == ("coach-420", "case-experts")
    text = text_in_force(administered)
    assert 'default_team = "customer-care"          # who has what belongs nowhere' in text
    assert text.count("\n") == DEMO.read_text().count("\n") + 3


def test_what_the_organisation_cannot_be_without_is_said(administration: Visit) -> None:
    page = administration.page
    administration.go("#/admin/settings/organisation")
    page.get_by_label("Name", exact=True).fill("")
    page.get_by_label("Mail domain").fill("nowhere")
    expect(page.locator(".adm-wrong")).to_have_text(
        [
            "This is missing.",
            "“nowhere” is no mail domain; write it like fale.example.com.",
        ]
    )
    expect(page.locator(".adm-problems li")).to_have_count(0)
    expect(page.get_by_label("Mail domain")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("button", name="Put in force")).to_be_disabled()


def test_a_limit_is_moved_and_given_back_to_what_holds_otherwise(
    administration: Visit, administered: Desk
) -> None:
    page = administration.page
    administration.go("#/admin/settings/limits")
    expect(page.get_by_label("Files with one message")).to_have_attribute("placeholder", "10")
    page.get_by_label("Automatic messages an hour").fill("12")
    page.get_by_label("Typed-in numbers get texts").fill("GB\nIE")
    put_in_force(page)
    expect(page.get_by_text("Version 3 is in force")).to_be_visible()
    limits = administered.world.configurations.current().limits
    assert (limits.automatic_per_hour, [*limits.countries]) == (12, ["GB", "IE"])
    assert "automatic_per_hour = 12                 # to one that" in text_in_force(administered)
    administration.go("#/admin/settings/limits")
    page.get_by_label("Automatic messages an hour").fill("")
    expect(page.locator(".notice")).to_contain_text("# to one that wrote to us itself")
    expect(page.locator(".adm-changes")).to_contain_text("12 -> 30")
    page.get_by_label("Automatic messages an hour").fill("0")
    expect(page.locator(".adm-wrong")).to_contain_text("1 to 1000000")


def test_a_danger_word_is_heard_from_then_on(administration: Visit, administered: Desk) -> None:
    page = administration.page
    administration.go("#/admin/settings/triage")
    area = page.get_by_label("In English")
    expect(area).to_have_value("fire\nsmoke\nassault\ninjured")
    area.fill("fire\nsmoke\nassault\ninjured\nsmell of petrol")
    expect(page.locator(".adm-changes li")).to_have_count(1)
    put_in_force(page)
    expect(page.get_by_text("Version 3 is in force")).to_be_visible()
    administered.world.text("420 there is a smell of petrol")
    newest = administered.world.store.get(administered.world.all_ids[-1])
    assert newest.severity == "critical"


def test_a_colleague_gets_a_name_and_loses_it_again(
    administration: Visit, administered: Desk
) -> None:
    page = administration.page
    administration.go("#/admin/settings")
    page.get_by_role("link", name="Names").click()
    page.get_by_role("link", name="New name").click()
    expect(page.locator("#adm-people option[value='ben@example.com']")).to_have_count(1)
    expect(page.locator("#adm-people option[value='ada@example.com']")).to_have_count(0)
    page.get_by_label("Member’s e-mail").fill("ben@example.com")
    page.get_by_label("Name", exact=True).fill("Ben Ito")
    put_in_force(page)
    expect(page.get_by_text("Version 3 is in force")).to_be_visible()
    assert administered.world.configurations.current().names["ben@example.com"] == "Ben Ito"
    assert '"ada@example.com" = "Ada Osei"\n"ben@example.com" = "Ben Ito"\n' in text_in_force(
        administered
    )
    page.get_by_role("link", name="ben@example.com").click()
    page.get_by_role("button", name="Remove it").click()
    put_in_force(page)
    expect(page.get_by_text("Version 4 is in force")).to_be_visible()
    assert text_in_force(administered) == DEMO.read_text()


def test_quiet_hours_are_both_times_or_none(administration: Visit, administered: Desk) -> None:
    page = administration.page
    administration.go("#/admin/settings/quiet_hours")
    page.get_by_label("From", exact=True).fill("22:00")
    expect(page.locator(".adm-wrong")).to_have_text("This is missing.")
    page.get_by_label("To", exact=True).fill("07:00")
    put_in_force(page)
    expect(page.get_by_text("Version 3 is in force")).to_be_visible()
    assert administered.world.configurations.current().quiet_hours is not None
    administration.go("#/admin/settings/quiet_hours")
    page.get_by_label("From", exact=True).fill("")
    page.get_by_label("To", exact=True).fill("")
    put_in_force(page)
    expect(page.get_by_text("Version 4 is in force")).to_be_visible()
    assert administered.world.configurations.current().quiet_hours is None
    assert text_in_force(administered) == DEMO.read_text()


def test_a_webhook_is_set_up(administration: Visit, administered: Desk) -> None:
    page = administration.page
    administration.go("#/admin/receivers/+")
    page.get_by_label("Short name").fill("crm")
    page.get_by_label("Address").fill("http://crm.example.com/ouvido")
    expect(page.locator(".adm-wrong")).to_contain_text("does not begin with https")
    page.get_by_label("Address").fill("https://crm.example.com/ouvido")
    page.get_by_label("Told of").fill("captured\nanswered")
    put_in_force(page)
    expect(page.get_by_role("link", name="crm")).to_be_visible()
    webhook = administered.world.configurations.current().webhooks["crm"]
    assert (webhook.secret, len(webhook.events)) == ("crm", 2)


def test_a_kind_gets_an_owner_of_its_own(administration: Visit, administered: Desk) -> None:
    page = administration.page
    administration.go("#/admin/touchpoints/coach-420")
    expect(page.get_by_label("Compliment")).to_have_value("customer-care")
    page.get_by_label("Enquiry").select_option(label="Stations and ticket offices")
    page.get_by_label("Compliment").select_option(label="The owner")
    put_in_force(page)
    expect(page.get_by_text("Version 3 is in force")).to_be_visible()
    place = administered.world.configurations.current().touchpoints["coach-420"]
    assert dict(place.owners) == {"enquiry": "stations"}
