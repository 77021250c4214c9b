"""Budgets are files: each entry limits one figure of one measure.

    {"measure": "screen.ndjson.1m", "figure": "ratio", "atLeast": 2.0}
    {"measure": "screen.ndjson.1m", "figure": "memoryRatio", "atMost": 0.5}
    {"measure": "pull.1000x100k", "figure": "ratio", "peer": "scrapy", "atLeast": 20}
    {"measure": "match.20000", "figure": "ours", "relativeTo": "match.20", "atLeast": 0.75}

Figures: ours, memoryMB (ours), ratio and memoryRatio (ours divided by the peer's). The last two use `peer`, or the best
peer if none is named.
"""

import json

from paths import BUDGETS


def load():
    return [entry for file in sorted(BUDGETS.glob("*.json")) for entry in json.loads(file.read_text())]


def value(entry, result):
    kind, peer = entry["figure"], entry.get("peer") or result["best"]
    memory = result["memoryMB"]
    match kind:
        case "ours":
            return result["ours"]
        case "memoryMB":
            return memory["ours"]
        case "ratio":
            return result["ratios"].get(peer)
        case "memoryRatio":
            mine, other = memory["ours"], memory.get(peer)
            return mine / other if mine and other else None
    raise ValueError(f"a budget names the figure {kind}, which does not exist")


def check(results):
    """Prints every budget of the measures that ran. Returns how many were missed."""
    measured = {result["bench"]: result for result in results}
    missed = 0
    print("\nbudgets")
    for entry in load():
        base = entry.get("relativeTo")
        if entry["measure"] not in measured or (base and base not in measured):
            continue
        found = value(entry, measured[entry["measure"]])
        if base:
            other = value(entry, measured[base])
            found = found / other if found and other else None
        least, most = entry.get("atLeast"), entry.get("atMost")
        kept = found is not None and (least is None or found >= least) and (most is None or found <= most)
        missed += not kept
        wanted = f"at least {least}" if least is not None else f"at most {most}"
        against = entry.get("peer") or (f"of {base}" if base else "")
        shown = "not measured" if found is None else f"{found:,.2f}"
        print(
            f"  {'kept  ' if kept else 'MISSED'}  {entry['measure']:<20} {entry['figure']:<12} {against:<20}"
            f" {shown:>12}   {wanted}"
        )
    return missed
