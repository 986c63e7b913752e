"""Views of single values of the configuration, of wording, and of how both will read."""

from collections.abc import Sequence
from dataclasses import replace

from chalicelib import reply_templates, sms_text
from chalicelib.api.administration import checked_text, version_of
from chalicelib.api.call import Call
from chalicelib.api.models import editing as models
from chalicelib.api.models.administration import Version
from chalicelib.errors import NotFoundError
from chalicelib.model import Channel
from chalicelib.ports import Specimen
from chalicelib.services.administer import Administer, Edit
from chalicelib.wording import check_overrides, fields_of, names, ours
from chalicelib.wording.groups import GROUPS, group


def written(call: Call) -> models.Written:
    """One part of the configuration as it is written."""
    version, value = _administer(call).written(call.path["part"])
    return models.Written(version=version, value=value)


def try_edits(call: Call) -> models.TriedEdits:
    """What edits would come to."""
    day = call.configuration.day_of(call.now)
    edited = _administer(call).try_edits(_edits(call.body.edits), day)
    return models.TriedEdits(checked=checked_text(edited.draft), comments_lost=edited.comments_lost)


def apply_edits(call: Call) -> Version:
    """Put edits in force."""
    number = _administer(call).apply_edits(
        _edits(call.body.edits),
        base=call.body.base,
        by=call.person.email,
        now=call.now,
        new_key=call.services.new_key(),
    )
    return version_of(call.services.archive.applied(number))


def wordings(call: Call) -> models.Wordings:
    """Every wording of a language."""
    texts = ours(call.query.locale)
    rank = list(GROUPS)
    return models.Wordings(
        items=[
            models.Wording(name=name, group=group(name), text=text, fields=sorted(fields_of(text)))
            for name, text in sorted(texts.items(), key=lambda row: rank.index(group(row[0])))
        ]
    )


def preview_wording(call: Call) -> models.SpecimenMessages:
    """How a wording would read in the messages that it is part of."""
    draft: models.WordingDraft = call.body
    if draft.name not in names():
        raise NotFoundError("there is no such wording")
    texts = dict(call.configuration.wording.get(draft.locale, {}))
    texts.pop(draft.name, None)
    if draft.text is not None:
        problems = check_overrides({draft.locale: {draft.name: draft.text}})
        if problems:
            return _shown([], [one.what for one in problems])
        texts[draft.name] = draft.text
    configuration = replace(
        call.configuration, wording={**call.configuration.wording, draft.locale: texts}
    )
    found = call.services.specimens.saying(draft.name, draft.locale, configuration, call.now)
    return _shown(found)


def preview_reply(call: Call) -> models.SpecimenMessages:
    """How a reply template would read, filled for a feedback that never was."""
    draft: models.ReplyDraft = call.body
    wrong = reply_templates.unknown_fields(draft.text)
    if wrong or not draft.text.strip():
        problems = [f'"{one}" is no field of a template' for one in wrong]
        return _shown([], problems or ["the text is empty"])
    found = call.services.specimens.replying(draft.text, draft.locale, call.configuration, call.now)
    return _shown(found)


def _edits(given: Sequence[models.Edit]) -> list[Edit]:
    return [Edit(path=tuple(one.path), value=one.value) for one in given]


def _administer(call: Call) -> Administer:
    return Administer(call.services.archive)


def _shown(found: Sequence[Specimen], problems: Sequence[str] = ()) -> models.SpecimenMessages:
    return models.SpecimenMessages(
        problems=list(problems),
        messages=[
            models.SpecimenMessage(
                purpose=one.message.purpose,
                channel=one.message.channel,
                subject=one.rendered.subject,
                text=one.rendered.text,
                html=one.rendered.html,
                sms_parts=sms_text.parts(one.rendered.text)
                if one.message.channel is Channel.SMS
                else 0,
            )
            for one in found
        ],
    )
