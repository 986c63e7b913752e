"""What is aimed for, held against what was measured. docs/performance.md says why these."""

from collections.abc import Iterator, Mapping
from typing import Any

_COLD = 1.25
_WARM = 1.25
_ZIP_MB = 6
_MAIL_MS = 5
_CALLS = {"web": 1, "sms": 2, "email": 2}
_DOLLARS = 15
_FORM_KB = 15


def of(parts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each aim that the measured parts can speak to: `measure`, `value`, `aim`, `met`."""
    found = []
    for name, judge in _JUDGES.items():
        if name in parts:
            found += list(judge(parts[name]))
    return found


def _said(measure: str, value: float, most: float, form: str) -> dict[str, Any]:
    return {
        "measure": measure,
        "value": form.format(value),
        "aim": f"<= {form.format(most)}",
        "met": value <= most,
    }


def _package(part: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    yield _said("deployment zip", part["zip_bytes"] / 1e6, _ZIP_MB, "{:.1f} MB")


def _imports(part: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    counted = all("services_instructions" in one for one in part["functions"].values())
    unit = "services_instructions" if counted else "services_ms"
    ratios = {name: one[unit] / one["floor"][unit] for name, one in part["functions"].items()}
    worst = max(ratios, key=lambda name: ratios[name])
    what = "instructions" if counted else "CPU time"
    yield _said(
        f"{what} before the first event, worst Lambda ({worst})", ratios[worst], _COLD, "{:.2f} x"
    )


def _capture(part: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    web, email = part["channels"]["web"], part["channels"]["email"]
    if "ours_instructions" in web:
        ratio, what = web["ours_instructions"] / web["floor_instructions"], "instructions"
    else:
        ratio, what = web["ratio"], "CPU time"
    yield _said(f"{what} of a captured web item", ratio, _WARM, "{:.2f} x")
    yield _said("CPU time of a captured mail of 10 kB", email["ours_ms"], _MAIL_MS, "{:.1f} ms")


def _calls(part: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for channel, most in _CALLS.items():
        calls = sum(part["requests"][channel]["calls"].values())
        yield _said(f"AWS calls of a request by {channel}", calls, most, "{:.0f}")
    for channel, one in part["dollars_a_million"].items():
        dollars = sum(one.values())
        yield _said(f"a million answered feedback by {channel}", dollars, _DOLLARS, "${:.0f}")


def _pages(part: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    form = part["pages"]["form"]
    yield _said("the form, everything that travels", form["bytes"] / 1e3, _FORM_KB, "{:.1f} kB")
    yield _said("requests of the form", form["requests"], 1, "{:.0f}")


_JUDGES = {
    "package": _package,
    "imports": _imports,
    "capture": _capture,
    "calls": _calls,
    "pages": _pages,
}
