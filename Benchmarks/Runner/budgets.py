"""Budgets are files: each entry limits one figure of one measure.

    {"measure": "screen.ndjson.1m", "figure": "ratio", "atLeast": 1.5}
    {"measure": "screen.ndjson.1m", "figure": "memoryRatio", "atMost": 0.33}
    {"measure": "pull.1000x100k", "figure": "ratio", "peer": "scrapy", "atLeast": 20}
    {"measure": "match.20000", "figure": "ours", "relativeTo": "match.20", "atLeast": 0.75}
    {"measure": "store.changed", "figure": "bytesPerListing", "atMost": 10}
    {"measure": "day", "figure": "addedBytes", "peer": "script", "atMost": 0.1}

Figures: ours, memoryMB (ours), ratio and memoryRatio (ours divided by the peer's). The last two use `peer`, or the best
peer if none is named. Any other figure is a key of our last line; with `peer` it is divided by the peer's.
"""

import json
from dataclasses import dataclass

from paths import BUDGETS


@dataclass(frozen=True)
class Checked:
    entry: dict
    found: float | None
    kept: bool

    @property
    def wanted(self):
        least = self.entry.get("atLeast")
        return f"at least {least:,}" if least is not None else f"at most {self.entry['atMost']:,}"

    @property
    def against(self):
        return self.entry.get("peer") or (f"of {base}" if (base := self.entry.get("relativeTo")) else "")

    @property
    def shown(self):
        if self.found is None:
            return "not measured"
        return f"{self.found:,.0f}" if self.found >= 1000 else f"{self.found:.3f}" if self.found < 10 else f"{self.found:.1f}"


def load():
    return [entry for file in sorted(BUDGETS.glob("*.json")) for entry in json.loads(file.read_text())]


def divided(mine, other):
    return mine / other if mine is not None and other else None


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
            return divided(memory["ours"], memory.get(peer))
    stated = result.get("stated", {})
    mine = stated.get("ours", {}).get(kind)
    return divided(mine, stated.get(peer, {}).get(kind)) if "peer" in entry else mine


def checked(entry, measured):
    """None if the measure, or the one that it is compared with, did not run."""
    base = entry.get("relativeTo")
    if entry["measure"] not in measured or (base and base not in measured):
        return None
    found = value(entry, measured[entry["measure"]])
    if base:
        found = divided(found, value(entry, measured[base]))
    least, most = entry.get("atLeast"), entry.get("atMost")
    # A program that failed, or did another job, keeps no budget.
    faults = measured[entry["measure"]].get("faults", {})
    sound = found is not None and "ours" not in faults and entry.get("peer") not in faults
    kept = sound and (least is None or found >= least) and (most is None or found <= most)
    return Checked(entry, found, kept)


def every(results):
    """Every budget of the measures in `results`."""
    measured = {result["bench"]: result for result in results}
    found = (checked(entry, measured) for entry in load())
    return [budget for budget in found if budget]


def check(results):
    """Prints every budget of the measures that ran. Returns how many were missed."""
    budgets = every(results)
    print("\nbudgets")
    for budget in budgets:
        print(
            f"  {'kept  ' if budget.kept else 'MISSED'}  {budget.entry['measure']:<20} {budget.entry['figure']:<16}"
            f" {budget.against:<20} {budget.shown:>12}   {budget.wanted}"
        )
    return sum(not budget.kept for budget in budgets)
