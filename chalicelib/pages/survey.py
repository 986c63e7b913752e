"""The page on which a customer says how it went: a tap, then what else they like to say."""

from chalicelib.intake.survey import MAX_WHY, RECOMMENDS
from chalicelib.pages import render
from chalicelib.pages.render import Visit
from chalicelib.pages.wording import TEXTS
from chalicelib.services.surveys import SurveyView, is_bad


def page(visit: Visit, seen: SurveyView, *, token: str, tapped: int | None, changes: bool) -> str:
    """The faces, to be tapped; once there is a score what else is asked; then what was said.

    `tapped` is the score that the address names: shown as chosen, recorded only when it is sent.
    `changes` brings all of it back as it stands, in one form: nothing is lost by changing a part.
    """
    t, said = TEXTS[visit.locale], seen.said
    is_news = tapped is not None and tapped != said.score
    if said.score is None or is_news:
        step = "ask"
    elif changes:
        step = "change"
    else:
        step = "more" if said.why is None and said.recommend is None else "done"
    place = visit.configuration.place(seen.feedback.touchpoint) if visit.configuration else None
    return render.page(
        "survey.html",
        visit,
        step=step,
        place=place.name if place else None,
        reference=seen.feedback.reference,
        action=f"{visit.root}r/{token}",
        faces=render.faces(visit),
        tapped=tapped if is_news else None,
        score=said.score,
        meaning=t[f"rating_{said.score}"] if said.score else "",
        is_bad=is_bad(said),
        asks_recommend=seen.asks_recommend,
        recommends=RECOMMENDS,
        recommend=said.recommend,
        why=said.why or "",
        max_why=MAX_WHY,
    )
