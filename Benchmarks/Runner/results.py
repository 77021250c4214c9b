"""Keeps the figures of every measure in a file, so that a run of one group replaces only its part of the page."""

import datetime
import json


def load(path):
    """Measure → its result. An unreadable file is reported, not replaced."""
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def add(path, results, machine, against, names):
    """Adds `results` and returns all that are kept, in the order of `names`. Measures that no longer exist are left out."""
    kept = load(path)
    today = datetime.date.today().isoformat()
    for result in results:
        kept[result["bench"]] = {**result, "on": today, "machine": machine, "against": against}
    kept = {name: kept[name] for name in names if name in kept}
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(kept[name], ensure_ascii=False)}" for name in kept)
    path.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")
    return list(kept.values())
