"""Results as text: one table for each part."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from bench.pages import FLOOR

Row = Sequence[object]


def rendered(results: Mapping[str, Any]) -> str:
    """Everything that was measured, for people."""
    machine = results["machine"]
    where = f"Python {machine['python']}, {machine['processor']}, {machine['cores']} cores"
    lines = [f"{results['at']}  {where}, boto3 {machine['boto3']}", ""]
    for name, section in _SECTIONS.items():
        if name in results["parts"]:
            lines += [*section(results["parts"][name]), ""]
    if results["aims"]:
        lines += _aims(results["aims"])
    return "\n".join(lines).rstrip()


def aligned(title: str, header: Row, rows: Iterable[Row]) -> list[str]:
    """A table: the first column to the left, the others to the right."""
    texts = [[str(cell) for cell in row] for row in (header, *rows)]
    widths = [max(len(row[place]) for row in texts) for place in range(len(header))]
    lines = [
        "  ".join(
            [
                row[0].ljust(widths[0]),
                *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True)),
            ]
        ).rstrip()
        for row in texts
    ]
    return [title, *(f"  {line}" for line in lines if line)]


def _package(part: Mapping[str, Any]) -> list[str]:
    rows = [
        ("zip", f"{part['zip_bytes'] / 1e6:.1f} MB"),
        ("unzipped", f"{part['unzipped_bytes'] / 1e6:.1f} MB"),
        ("files", part["files"]),
        ("of it bytecode", f"{part['bytecode_bytes'] / 1e6:.1f} MB"),
        *((f"  {name}", f"{size / 1e6:.1f} MB") for name, size in part["largest"].items()),
    ]
    return aligned("Package", ("", ""), rows)


def _imports(part: Mapping[str, Any]) -> list[str]:
    rows = [_import_row(name, one, one["floor"]) for name, one in part["functions"].items()]
    rows.append(_import_row("boto3 and one client", part["one_client"], part["one_client"]))
    header = (
        *("", "import ms", "+ services ms", "floor ms", "ratio"),
        *("import M", "+ services M", "floor M", "ratio"),
    )
    title = (
        "Before the first event (CPU ms; million instructions "
        f"{part['instructions']}; floor: boto3 and the same clients)"
    )
    return aligned(title, header, rows)


def _import_row(name: str, one: Mapping[str, Any], floor: Mapping[str, Any]) -> Row:
    times = [f"{one['import_ms']:.0f}", f"{one['services_ms']:.0f}", f"{floor['services_ms']:.0f}"]
    times.append(f"{one['services_ms'] / floor['services_ms']:.2f}")
    if "services_instructions" not in one:
        return [name, *times, "-", "-", "-", "-"]
    counted = (
        one["import_instructions"],
        one["services_instructions"],
        floor["services_instructions"],
    )
    ratio = one["services_instructions"] / floor["services_instructions"]
    return [name, *times, *(f"{count / 1e6:.0f}" for count in counted), f"{ratio:.2f}"]


def _capture(part: Mapping[str, Any]) -> list[str]:
    rows = []
    for channel, one in part["channels"].items():
        least, most = one["ratio_range"]
        row = [channel, f"{one['ours_ms']:.2f}", f"{one['floor_ms']:.2f}", f"{one['ratio']:.2f}"]
        row.append(f"{least:.2f} to {most:.2f}")
        if "ours_instructions" in one:
            ours, floor = one["ours_instructions"], one["floor_instructions"]
            row += [f"{ours / 1e6:.2f}", f"{floor / 1e6:.2f}", f"{ours / floor:.2f}"]
        else:
            row += ["-", "-", "-"]
        rows.append(row)
    header = ("", "CPU ms", "floor ms", "ratio", "range", "M instr.", "floor M", "ratio")
    return aligned("One captured item, warm", header, rows)


def _calls(part: Mapping[str, Any]) -> list[str]:
    requests = [
        (channel, sum(one["calls"].values()), one["wru"], one["rru"], _named(one["calls"]))
        for channel, one in part["requests"].items()
    ]
    lines = aligned(
        "AWS calls of a customer's request, warm (write and read units)",
        ("", "calls", "WRU", "RRU", ""),
        requests,
    )
    shared = part["measured_together"]
    measured = f"{shared['wru']:.1f} WRU, {shared['rru']:.1f} RRU an entry"
    lines.append(f"  measure, of a batch of {shared['entries']}: {measured}")
    for channel, pieces in part["stories"].items():
        rows: list[Row] = [
            (
                *(name, one["invocations"], sum(one["calls"].values()), one["sends"]),
                *(f"{one['wru']:g}", f"{one['rru']:g}", _named(one["calls"])),
            )
            for name, one in pieces.items()
        ]
        sums = [
            sum(one[name] for one in pieces.values())
            for name in ("invocations", "sends", "wru", "rru")
        ]
        calls = sum(sum(one["calls"].values()) for one in pieces.values())
        rows.append(("together", sums[0], calls, sums[1], f"{sums[2]:g}", f"{sums[3]:g}", ""))
        header = ("", "runs", "calls", "messages", "WRU", "RRU", "")
        lines += ["", *aligned(f"One feedback by {channel}, captured to closed", header, rows)]
    return [*lines, "", *_dollars(part)]


def _dollars(part: Mapping[str, Any]) -> list[str]:
    by_channel = part["dollars_a_million"]
    names = list(next(iter(by_channel.values())))
    rows = [(name, *(f"{one[name]:.2f}" for one in by_channel.values())) for name in names]
    rows.append(("together", *(f"{sum(one.values()):.2f}" for one in by_channel.values())))
    title = (
        "Dollars for a million answered feedback, without messages"
        f" (the wheel is ${part['wheel_a_month']:.2f} a month at most)"
    )
    return aligned(title, ("", *by_channel), rows)


def _named(calls: Mapping[str, int]) -> str:
    return ", ".join(
        f"{number} {name.partition(':')[2]}" if number > 1 else name.partition(":")[2]
        for name, number in calls.items()
    )


def _rules(part: Mapping[str, Any]) -> list[str]:
    mail, triage, loaded = part["mail_ms"], part["triage_ms"], part["configuration"]
    rows = [
        *(
            (f"deadline {ahead} ahead", f"{one['warm']:.1f} us", f"first {one['first']:.0f} us")
            for ahead, one in part["deadline_us"].items()
        ),
        *(
            (f"mail, {label}", f"{mail[name]:.2f} ms", f"{mail[f'{name}_bytes'] / 1e3:.1f} kB")
            for name, label in (
                ("first", "plain and HTML"),
                ("html_only", "HTML only"),
                ("reply", "a reply with quotes"),
            )
        ),
        *(
            (
                f"triage of {label}",
                f"{triage[name]:.2f} ms",
                f"{triage[f'{name}_bytes'] / 1e3:.1f} kB",
            )
            for name, label in (("web", "a form's words"), ("mail", "a mail's words"))
        ),
        (
            f"configuration of {loaded['touchpoints']:,} touchpoints, loaded",
            f"{loaded['load_ms']:.1f} ms",
            f"{loaded['stored_bytes'] / 1e3:.0f} kB stored",
        ),
        ("  checked from its file", f"{loaded['check_ms']:.0f} ms", ""),
        ("  one text's touchpoint found in it", f"{loaded['route_us']:.1f} us", ""),
    ]
    return aligned("Rules", ("", "", ""), rows)


_READ = {
    "figures_from_any_day": "the same from any day of a month",
    "opened_chart": "a control chart that is opened",
    "page_from_any_day": "the page from any day, 60 targets",
    "page_of_90_days": "the page of 90 days, 60 targets",
    "evidence": "evidence, 60 targets",
    "evidence_to_yesterday": "evidence up to yesterday, 60 targets",
}
_BY_TARGETS = {
    "page": "the page",
    "all_charts": "`infra report`, all charts",
}


def _measures(part: Mapping[str, Any]) -> list[str]:
    rows = []
    for volume, of in part["dashboard"].items():
        rows.append((f"{int(volume):,} feedback a year: figures alone", *_read(of["figures"])))
        rows += [(f"  {said}", *_read(of[what])) for what, said in _READ.items()]
        for what, said in _BY_TARGETS.items():
            rows += [(f"  {said}, {n} targets", *_read(one)) for n, one in of[what].items()]
    fold = part["fold"]
    title = (
        f"Measurements: {fold['lines_a_second']:,.0f} facts, {fold['entries_a_second']:,.0f} entries"
        " folded a second of one core; over a year of 60 touchpoints are read"
    )
    return aligned(title, ("", "items", "calls", "read units", "bytes", "largest item"), rows)


def _read(one: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        f"{one['items']:,}", f"{one['calls']:,}", f"{one['read_units']:,}",
        f"{one['bytes'] / 1e3:,.0f} kB", f"{one['largest_item_bytes'] / 1e3:.1f} kB",
    )  # fmt: skip


def _pages(part: Mapping[str, Any]) -> list[str]:
    floor = part["pages"][FLOOR]
    rows = [
        (
            *(name, f"{one['bytes'] / 1e3:.1f} kB", one["requests"]),
            *(f"{one['plain_painted_ms']:.0f}", f"{one['plain_shown_ms']:.0f}"),
            *(f"{one['slow_painted_ms']:.0f}", f"{one['slow_shown_ms']:.0f}"),
            f"{one['slow_painted_ms'] / floor['slow_painted_ms']:.2f}",
        )
        for name, one in part["pages"].items()
    ]
    header = (
        *("", "travels", "requests", "paint ms", "shown ms"),
        *("slow: paint ms", "shown ms", "paint ratio"),
    )
    return aligned(
        f"Pages with an empty cache (ratio: over {FLOOR} on a line of 400 kbit/s, 400 ms)",
        header,
        rows,
    )


def _aims(aims: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    rows = [
        (one["measure"], one["value"], one["aim"], "met" if one["met"] else "MISSED")
        for one in aims
    ]
    yield from aligned("Aims", ("", "", "aim", ""), rows)


_SECTIONS = {
    "package": _package,
    "imports": _imports,
    "capture": _capture,
    "calls": _calls,
    "rules": _rules,
    "measures": _measures,
    "pages": _pages,
}
