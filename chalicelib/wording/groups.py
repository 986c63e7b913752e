"""Which message a wording is part of, so that people find it among all the others. Pure."""

GROUPS = {
    "acknowledgement": ("thanks_", "acknowledgement_", "attachments_"),
    "answer": ("answer_", "appeal_sms", "appeal"),
    "question": ("question_",),
    "resumed": ("resumed_",),
    "late_notice": ("late_notice_",),
    "appeal_taken": ("appeal_taken_",),
    "resolution": ("resolution_",),
    "survey": ("survey_", "score_"),
    "command_reply": ("command_",),
    "everywhere": ("reference", "status_link"),
    "digest": ("digest_",),
    "staff": ("",),
}
"""Group to the beginnings of its wordings' names; to customers first. What is in no other is for staff."""

_LONGEST_FIRST = sorted(
    ((start, group) for group, starts in GROUPS.items() for start in starts),
    key=lambda row: -len(row[0]),
)


def group(name: str) -> str:
    """The group of a wording.

    >>> group("appeal_taken_sms"), group("appeal_sms"), group("label_kind")
    ('appeal_taken', 'answer', 'staff')
    """
    return next(found for start, found in _LONGEST_FIRST if name.startswith(start))
