"""Shared by the Python peers: reads a result and compares it with a limit, in exact decimals (GB/T 8170-2008)."""

import json
from decimal import ROUND_HALF_DOWN, ROUND_HALF_EVEN, Decimal, InvalidOperation

MEETS, FAILS, CANNOT_JUDGE = "meets", "fails", "cannotJudge"
WORDS = {"ND": "notDetected", "未检出": "notDetected", "检出": "detected", "合格": "passed", "不合格": "failed"}
GRADES = {"1": 2, "1-2": 3, "2": 4, "2-3": 5, "3": 6, "3-4": 7, "4": 8, "4-5": 9, "5": 10}
FACTORS = {
    (unit, wanted): Decimal(factor)
    for unit, wanted, factor in [
        ("%", "mg/kg", "10000"), ("mg/kg", "%", "0.0001"), ("cm", "mm", "10"), ("kN", "N", "1000"),
        ("mg", "g", "0.001"), ("kV", "V", "1000"), ("A", "mA", "1000"), ("ms", "s", "0.001"), ("Ah", "mAh", "1000"),
        ("g/L", "mg/L", "1000"), ("mg/L", "µg/L", "1000"), ("kW", "W", "1000"),
    ]
}


def decimal(text):
    return Decimal(text) if text else None


class Limits:
    """A line of limits.tsv."""

    __slots__ = ("kind", "unit", "least", "lower", "open_below", "upper", "open_above", "rounded", "detection")

    def __init__(self, line):
        self.kind, self.unit = line["kind"], line["unit"]
        is_limit = self.kind == "limit"
        self.least = GRADES[line["lower"]] if self.kind == "grade" else None
        self.lower = decimal(line["lower"]) if is_limit else None
        self.upper = decimal(line["upper"]) if is_limit else None
        self.open_below = not line["lowerInclusive"]
        self.open_above = not line["upperInclusive"]
        self.rounded = line["comparison"] == "rounded"
        self.detection = decimal(line["detection"])


def read(text):
    """(kind, number); None if the text is not a result."""
    if not text:
        return None
    if text in WORDS:
        return WORDS[text], None
    try:
        return ("below", Decimal(text[1:])) if text[0] == "<" else ("number", Decimal(text))
    except InvalidOperation:
        return None


def converted(number, unit, wanted):
    """None if the units cannot be converted."""
    if unit == wanted:
        return number
    factor = FACTORS.get((unit, wanted))
    return None if factor is None else number * factor


def judge(text, unit, detection_limit, limits):
    if limits.kind == "grade":
        grade = GRADES.get(text)
        return CANNOT_JUDGE if grade is None else MEETS if grade >= limits.least else FAILS
    value = read(text)
    if value is None:
        return CANNOT_JUDGE
    kind, number = value
    if limits.kind == "pass":
        return {"passed": MEETS, "failed": FAILS}.get(kind, CANNOT_JUDGE)
    if limits.kind == "absent":
        return {"notDetected": MEETS, "detected": FAILS}.get(kind, CANNOT_JUDGE)
    if kind == "notDetected":
        number = decimal(detection_limit) or limits.detection
        if not detection_limit:
            unit = limits.unit
        kind = "below"
    if number is None or (number := converted(number, unit, limits.unit)) is None:
        return CANNOT_JUDGE
    if kind == "number":
        return within(number, limits)
    return below(number, limits)


def compared(number, bound, limits, rounding):
    """Rounded to the digits of the bound, if the limit requires it and the number has more digits."""
    if limits.rounded and number.as_tuple().exponent < bound.as_tuple().exponent:
        return number.quantize(bound, rounding)
    return number


def within(number, limits):
    if (upper := limits.upper) is not None:
        value = compared(number, upper, limits, ROUND_HALF_EVEN)
        if value > upper or (limits.open_above and value == upper):
            return FAILS
    if (lower := limits.lower) is not None:
        value = compared(number, lower, limits, ROUND_HALF_EVEN)
        if value < lower or (limits.open_below and value == lower):
            return FAILS
    return MEETS


def below(number, limits):
    """A result below `number`: meets if all such values meet, fails if none meets."""
    if limits.detection is not None and number > limits.detection:
        return CANNOT_JUDGE
    if (lower := limits.lower) is not None:
        value = compared(number, lower, limits, ROUND_HALF_DOWN)
        if value < lower or (value == lower and (not limits.rounded or limits.open_below)):
            return FAILS
        return CANNOT_JUDGE
    value = compared(number, limits.upper, limits, ROUND_HALF_DOWN)
    if value < limits.upper or (value == limits.upper and not (limits.rounded and limits.open_above)):
        return MEETS
    return CANNOT_JUDGE


def report(seconds, counts):
    rows = sum(counts.values())
    print(json.dumps({"seconds": seconds, "rows": rows, **{name: counts.get(name, 0) for name in (MEETS, FAILS, CANNOT_JUDGE)}}))
