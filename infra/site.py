"""Where a stage's pages are, as customers reach them."""

import json

from infra.stage import Stage, StageError, local_state


def address_of(stage: Stage) -> str:
    """Without a slash at its end. StageError where that is not known."""
    if stage.is_local:
        try:
            return str(json.loads((local_state() / "stack.json").read_text())["url"]).rstrip("/")
        except (OSError, ValueError, LookupError):
            raise StageError("nothing runs here: `make run` starts it") from None
    try:
        return stage.outputs["SiteUrl"].rstrip("/")
    except KeyError:
        raise StageError(
            f"{stage.stack_name} is older than this command: deploy it first"
        ) from None
