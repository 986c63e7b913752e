"""Views of the configuration, for administrators."""

from datetime import UTC
from zoneinfo import ZoneInfo

from chalicelib.administration.report import Problem
from chalicelib.api.call import Call
from chalicelib.api.models import administration as models
from chalicelib.configuration import Configuration, from_document
from chalicelib.errors import InvalidInputError, NotFoundError
from chalicelib.ports import Applied
from chalicelib.services.administer import Administer, Draft
from chalicelib.services.explain import explain
from chalicelib.wording import LOCALES

_PAGE = 50


def configuration(call: Call) -> models.ConfigurationOf:
    """The version in force."""
    administer = _administer(call)
    return _whole(administer, administer.in_force(), None)


def versions(call: Call) -> models.Versions:
    """Who applied what when."""
    found = call.services.archive.history(_PAGE, call.query.before)
    return models.Versions(items=[version_of(one) for one in found])


def version(call: Call) -> models.ConfigurationOf:
    """One version."""
    wanted = call.services.archive.applied(_number(call))
    return _whole(_administer(call), wanted, call.query.against)


def check_configuration(call: Call) -> models.CheckedText:
    """Every error and warning of a text."""
    day = call.configuration.day_of(call.now)
    return checked_text(_administer(call).check(call.body.text, day))


def checked_text(draft: Draft) -> models.CheckedText:
    """What a check found."""
    return models.CheckedText(
        errors=[_problem(one) for one in sorted(draft.checked.errors)],
        warnings=[_problem(one) for one in sorted(draft.checked.warnings)],
        changes=draft.changes,
    )


def apply_configuration(call: Call) -> models.Version:
    """Put a text in force."""
    number = _administer(call).apply(
        call.body.text,
        base=call.body.base,
        by=call.person.email,
        now=call.now,
        new_key=call.services.new_key(),
    )
    return version_of(call.services.archive.applied(number))


def restore_configuration(call: Call) -> models.Version:
    """Put an earlier version in force again."""
    number = _administer(call).restore(
        _number(call),
        base=call.body.base,
        by=call.person.email,
        now=call.now,
        new_key=call.services.new_key(),
    )
    return version_of(call.services.archive.applied(number))


def explain_feedback(call: Call) -> models.Explained:
    """What would become of a feedback."""
    body: models.WhatIf = call.body
    asked = _asked(call)
    if body.touchpoint is not None and body.touchpoint not in asked.touchpoints:
        raise InvalidInputError("there is no such touchpoint", {"touchpoint": "is not known"})
    zone = ZoneInfo(asked.organisation.time_zone)
    at = body.captured_at
    found = explain(
        asked,
        at.replace(tzinfo=zone) if at.tzinfo is None else at.astimezone(zone),
        kind=body.kind,
        severity=body.severity,
        difficulty=body.difficulty,
        channel=body.channel,
        touchpoint=body.touchpoint,
    )
    locale = body.locale if body.locale in LOCALES else "en-GB"
    promise = found.policy.respond_within
    return models.Explained(
        policy=found.policy.id,
        calendar=found.policy.calendar,
        owner=asked.team(found.owner).name,
        captured_at=found.captured_at.astimezone(UTC),
        respond_by=found.respond_by and found.respond_by.astimezone(UTC),
        arithmetic=found.arithmetic(promise, locale) if promise else [],
        steps=[
            models.WhatIfStep(
                what=step.act,
                level=step.level,
                to=asked.team(step.to).name if step.to else "",
                at=step.at.astimezone(UTC),
                arithmetic=found.arithmetic(step.after, locale),
            )
            for step in found.steps
        ],
    )


def _asked(call: Call) -> Configuration:
    if call.body.text is None:
        return call.configuration
    draft = _administer(call).check(call.body.text, call.configuration.day_of(call.now))
    if draft.checked.document is None:
        raise InvalidInputError("the draft has errors", {"text": "has errors"})
    return from_document(0, draft.checked.document)


def _administer(call: Call) -> Administer:
    return Administer(call.services.archive)


def _number(call: Call) -> int:
    text = call.path["version"]
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise NotFoundError("there is no such version")
    return int(text)


def _whole(administer: Administer, applied: Applied, against: int | None) -> models.ConfigurationOf:
    number = applied.version
    before = against or number - 1
    return models.ConfigurationOf(
        applied=version_of(applied),
        text=applied.text,
        document=dict(administer.archive.version(number).document),
        changes=administer.compare(number, before) if before else [],
    )


def version_of(one: Applied) -> models.Version:
    """Who applied a version, and when."""
    is_known = bool(one.by) or one.text is not None
    return models.Version(version=one.version, at=one.at if is_known else None, by=one.by)


def _problem(one: Problem) -> models.Problem:
    return models.Problem(
        line=one.line,
        path=one.path,
        what=one.what,
        instead=one.instead,
        code=one.code,
        values=dict(one.values),
    )
