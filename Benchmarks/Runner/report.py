"""The result of a measure: a line for programs, a table for people."""

import json


def summary(measure, outcomes, equality):
    """The JSON object of a measure. A ratio above 1 means that ours is that many times faster than the peer."""
    ours, *rest = measure.contenders
    mine = outcomes[ours.name]
    values = {peer.name: outcomes[peer.name].median for peer in rest}
    ratios = {name: ratio(measure, mine.median, value) for name, value in values.items()}
    known = {name: value for name, value in ratios.items() if value is not None}
    best = min(known, key=known.get, default=None)
    result = {
        "bench": measure.name,
        "unit": measure.unit,
        "ours": figure(mine.median),
        "peers": {name: figure(value) for name, value in values.items()},
        "ratio": known.get(best),
        "best": best,
        "ratios": ratios,
        "memoryMB": {name: figure(outcome.memory) for name, outcome in outcomes.items()},
        "spread": {
            name: [figure(min(outcome.figures)), figure(max(outcome.figures))]
            for name, outcome in outcomes.items() if outcome.median is not None
        },
        "rounds": len(mine.figures),
    }
    if stated := {name: outcome.stated for name, outcome in outcomes.items() if outcome.stated and not outcome.fault}:
        result["stated"] = stated
    if measure.shown:
        result["shown"] = measure.shown
    if measure.parts:
        result["parts"] = measure.parts
    if equality:
        result["rows"] = equality["rows"]
        result["right"] = equality["right"]
    faults = {name: outcome.fault for name, outcome in outcomes.items() if outcome.fault}
    if equality:
        faults |= {name: f"its flags are not the right ones: {found}" for name, found in equality["differing"].items()}
    if faults:
        result["faults"] = faults
    return result


def ratio(measure, mine, peer):
    if not mine or not peer:
        return None
    return round(peer / mine if measure.is_time else mine / peer, 2)


def parts(line, names):
    """(name of the part, its figures in the order of `names`)"""
    first = names[0] + " "
    for key in line:
        if key.startswith(first):
            part = key[len(first):]
            yield part, [line.get(f"{name} {part}") for name in names]


def figure(value):
    """Four significant digits."""
    return None if value is None else float(f"{value:.4g}")


def number(value):
    return f"{value:,.0f}" if value >= 100 or isinstance(value, int) else f"{value:.2f}"


def show(measure, outcomes, result):
    print(f"\n{measure.name}")
    for contender in measure.contenders:
        outcome = outcomes[contender.name]
        name = "sushai" if contender is measure.contenders[0] else contender.name
        if outcome.fault:
            print(f"  {name:<14} not measured: {outcome.fault}")
            continue
        times = result["ratios"].get(contender.name)
        print(
            f"  {name:<14} {number(outcome.median):>10} {measure.unit:<13}"
            f" {number(min(outcome.figures)):>10} … {number(max(outcome.figures)):<10}"
            f" {outcome.memory:>7,.0f} MB   " + (f"{times:.2f}×" if times else "")
        )
        for key in measure.shown:
            if (value := (outcome.stated or {}).get(key)) is not None:
                print(f"    {key:<24} {number(value):>14}")
        for part, values in parts(outcome.stated or {}, measure.parts) if measure.parts else ():
            print(f"    {part:<76}" + "".join(f" {name} {number(value):>7}" for name, value in zip(measure.parts, values)))
    if "right" in result:
        print(f"  exactly the right {result['rows']:,} rows: {', '.join(result['right']) or 'no one'}")
    print(json.dumps(result, ensure_ascii=False), flush=True)
