"""Judges the results of a folder with zen-engine: judge_zen.py FOLDER

A decision table for each product and class of samples holds all its limits. zen cannot read units, `<0.01` or text
as numbers, so Python first computes number and kind of each result. A table then judges many results in one call
(`executionMode` loop), which is several times faster than one call for each.
"""

import csv
import json
import sys
import time
from decimal import ROUND_HALF_DOWN, ROUND_HALF_EVEN

import zen

from judge_values import GRADES, Limits, compared, converted, decimal, read, report

BATCH = 1000


def rules(item, limits):
    """(item, kind, test of the value, verdict); the first match applies."""
    match limits.kind:
        case "grade":
            return [(item, "grade", f">= {limits.least}", "meets"), (item, "grade", "", "fails")]
        case "pass":
            return [(item, "passed", "", "meets"), (item, "failed", "", "fails")]
        case "absent":
            return [(item, "notDetected", "", "meets"), (item, "detected", "", "fails")]
    lower, upper = limits.lower, limits.upper
    tests = [f"{'>' if limits.open_below else '>='} {lower}"] if lower is not None else []
    tests += [f"{'<' if limits.open_above else '<='} {upper}"] if upper is not None else []
    table = [(item, "number", " and ".join(tests), "meets"), (item, "number", "", "fails")]
    if lower is not None:
        reaches = "<" if limits.rounded and not limits.open_below else "<="
        return [*table, (item, "below", f"{reaches} {lower}", "fails")]
    reaches = "<" if limits.rounded and limits.open_above else "<="
    return [*table, (item, "below", f"{reaches} {upper}", "meets")]


def decision(engine, items):
    inputs = [{"id": name, "name": name, "field": name} for name in ("item", "kind", "value")]
    lines = [rule for item, limits in items.items() for rule in rules(item, limits)]
    lines.append(("", "", "", "cannotJudge"))
    table = {
        "hitPolicy": "first", "executionMode": "loop", "inputField": "results", "inputs": inputs,
        "outputs": [{"id": "verdict", "name": "verdict", "field": "verdict"}],
        "rules": [
            {
                "_id": str(number), "item": json.dumps(item) if item else "", "kind": json.dumps(kind) if kind else "",
                "value": test, "verdict": json.dumps(verdict),
            }
            for number, (item, kind, test, verdict) in enumerate(lines)
        ],
    }
    place = {"x": 0, "y": 0}
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in", "position": place},
        {"id": "table", "type": "decisionTableNode", "name": "table", "position": place, "content": table},
        {"id": "out", "type": "outputNode", "name": "out", "position": place},
    ]
    edges = [
        {"id": "1", "type": "edge", "sourceId": "in", "targetId": "table"},
        {"id": "2", "type": "edge", "sourceId": "table", "targetId": "out"},
    ]
    return engine.create_decision(json.dumps({"nodes": nodes, "edges": edges}))


def number(kind, value):
    # zen gets floats and converts their shortest form to decimals: exact for the digits of results.
    return {"kind": kind, "value": float(value)}


def prepared(text, unit, detection_limit, limits):
    if limits.kind == "grade":
        return number("grade", GRADES[text]) if text in GRADES else number("none", 0)
    kind, value = read(text) or ("none", None)
    if limits.kind != "limit":
        return number(kind, 0)
    if kind == "notDetected":
        value, unit = (decimal(detection_limit), unit) if detection_limit else (limits.detection, limits.unit)
        kind = "below"
    if value is None or (value := converted(value, unit, limits.unit)) is None:
        return number("none", 0)
    if kind == "below" and limits.detection is not None and value > limits.detection:
        return number("none", 0)
    # Both ends of a limit are written with the same number of digits.
    rounding = ROUND_HALF_EVEN if kind == "number" else ROUND_HALF_DOWN
    bound = limits.upper if limits.upper is not None else limits.lower
    return number(kind, compared(value, bound, limits, rounding))


def table(folder, name):
    with open(f"{folder}/{name}.tsv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


folder = sys.argv[1]
results, limits = table(folder, "results"), table(folder, "limits")
started = time.perf_counter()
classes = {}
for line in limits:
    classes.setdefault((line["product"], line["class"]), {})[line["item"]] = Limits(line)
engine = zen.ZenEngine()
decisions = {key: decision(engine, items) for key, items in classes.items()}
waiting = {key: [] for key in classes}
counts = {}


def decide(key):
    for answer in decisions[key].evaluate({"results": waiting[key]})["result"]:
        counts[answer["verdict"]] = counts.get(answer["verdict"], 0) + 1
    waiting[key] = []


for row in results:
    key = row["product"], row["class"]
    facts = prepared(row["value"], row["unit"], row["detectionLimit"], classes[key][row["item"]])
    facts["item"] = row["item"]
    waiting[key].append(facts)
    if len(waiting[key]) == BATCH:
        decide(key)
for key in classes:
    if waiting[key]:
        decide(key)
report(time.perf_counter() - started, counts)
