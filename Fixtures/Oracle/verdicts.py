"""Random results with their verdicts by the documents, compared with the verdicts of the program.

The rules come from docs/reference/criteria-files.md, docs/guides/laboratory.md, docs/decisions and GB/T 8170-2008, not from
the Swift sources. Values are exact fractions; an open end of a range is the value next to it (EPSILON). The program judges
through `sushai criteria try`, which reads the criteria and the laboratory's file as in operation.

    python3 verdicts.py --program .build/debug/sushai --results 200000 --seed 8170
"""

import argparse
import collections
import csv
import json
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

EPSILON = Fraction(1, 10**60)
MEETS, FAILS, OPEN, NONE = "meets", "fails", "cannotJudge", "decides nothing"
WIDE = str.maketrans("0123456789.+-<>%", "０１２３４５６７８９．＋－＜＞％")
RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
SOLD = "2026-11-02"
FACTORS = {
    "mg/kg": {"mg/kg": Fraction(1), "%": Fraction(10000), "g/kg": Fraction(1000), "µg/kg": Fraction(1, 1000)},
    "%": {"%": Fraction(1), "mg/kg": Fraction(1, 10000), "g/kg": Fraction(1, 10)},
    "mm": {"mm": Fraction(1), "cm": Fraction(10), "m": Fraction(1000)},
    "L/min": {"L/min": Fraction(1), "L/h": Fraction(1, 60), "mL/min": Fraction(1, 1000)},
    "": {"": Fraction(1), "/": Fraction(1), "无量纲": Fraction(1)},
}
COLUMNS = ["报告编号", "样品标签", "检测日期", "生产日期", "标称", "检测项目", "检测值", "单位", "检出限", "不确定度", "不适用理由", "样品序号"]
GRADES = ["1", "1-2", "2", "2-3", "3", "3-4", "4", "4-5", "5"]
chance = random.Random()


# Values: a kind and its figures. ("number", x), ("marked", x, far), ("below", x), ("above", x), ("nd",), ("word", name).


def decimal_text(x):
    """A fraction with a finite decimal form, without an exponent; None if it has none."""
    for places in range(19):
        scaled = x * 10**places
        if scaled.denominator == 1:
            return format(Decimal(int(scaled)).scaleb(-places), "f")
    return None


def fifteen(text):
    """The number that a text with many digits means: rounded to 15 significant digits, half away from zero."""
    number = Decimal(text)
    if number == 0:
        return Fraction(0)
    last = number.adjusted() - 14
    return Fraction(number.quantize(Decimal(1).scaleb(last), rounding=ROUND_HALF_UP))


def remainder(text):
    """The digits of the binary number that a program computes in place of `text`, if it has more than 15."""
    x = float(text)
    beside = math.nextafter(x, chance.choice([-math.inf, math.inf]))
    for candidate in (format(beside, ".17g"), repr((x + 0.1) - 0.1), format(x, ".17g")):
        if "e" not in candidate and len(candidate.replace(".", "").lstrip("0")) > 15:
            return candidate
    return None


def spell(text):
    """`text` in one of the forms that laboratories use."""
    form = chance.randrange(12)
    if form == 0:
        return text.translate(WIDE)
    if form == 1 and not text.startswith("-"):
        return "+" + text
    if form == 2:
        return " " + text + "　"
    if form in (3, 4) and Decimal(text) != 0:
        power = chance.choice([-3, -2, -1, 1, 2, 3])
        digits = format(Decimal(text).scaleb(-power), "f")
        return f"{digits}E{power}" if form == 3 else f"{digits}×10{str(power).translate(RAISED)}"
    return text


def near(figure):
    """A decimal text near `figure`, often at it, beside it, or half a digit away."""
    text = decimal_text(figure)
    places = len(text.partition(".")[2])
    kind = chance.randrange(10)
    unit = Decimal(1).scaleb(-places)
    base = Decimal(text)
    if kind == 0:
        return text
    if kind == 1:
        return format(base + chance.choice([-1, 1]) * unit / 2, "f")
    if kind == 2:
        return format(base + chance.choice([-1, 1]) * unit * chance.randint(1, 9) / 10, "f")
    if kind == 3:
        return format(base + chance.choice([-1, 1]) * unit / 2 + chance.choice([-1, 1]) * unit / 100, "f")
    if kind == 4:
        return chance.choice(["0", "0.0", "0.00"])
    share = Decimal(chance.randint(5, 130) if kind < 9 else chance.randint(5, 400)) / 100
    return format((base * share).quantize(unit / 10), "f")


def value_near(figure):
    """A text of a value near `figure`, and its meaning."""
    text = near(figure)
    kind = chance.randrange(20)
    if kind < 9:
        return spell(text), ("number", Fraction(text))
    if kind == 9:
        text = decimal_text(figure) if chance.random() < 0.5 else text
        if Decimal(text) > 0 and (long := remainder(text)):
            return long, ("number", fifteen(long))
        return text, ("number", Fraction(text))
    if kind < 13:
        return "<" + chance.choice(["", " "]) + text, ("below", Fraction(text))
    if kind == 13:
        return ">" + text, ("above", Fraction(text))
    if kind == 14:
        places = len(text.partition(".")[2])
        half = Fraction(1, 2 * 10**places)
        mark = chance.choice("+-")
        if Decimal(text) == 0:
            mark = "+"
            if text.startswith("-"):
                return "0", ("number", Fraction(0))
        x = Fraction(text)
        outward = 1 if (x >= 0) == (mark == "+") else -1
        return f"{text}({mark})", ("marked", x, x + outward * half)
    if kind < 17:
        return chance.choice(["未检出", "ND", "N.D.", "阴性"]), ("nd",)
    if kind == 17:
        return f"ND(<{text})", ("below", Fraction(text))
    if kind == 18:
        return odd(text)
    return text, ("number", Fraction(text))


def odd(text):
    written, name = chance.choice(
        [("", "empty"), ("≤" + text, "bad"), ("约" + text, "bad"), ("1,234", "bad"), ("20～30", "bad"), ("见附页", "bad"),
         (text + "mg", "bad"), ("1234567890123456", "bad"), ("合格", "passed"), ("检出", "detected"), ("未测", "bad")])
    return written, ("word", name)


# Criteria.


def figure():
    digits = chance.choice([1, 2, 2, 3])
    mantissa = chance.randint(1, 10**digits - 1)
    places = chance.choice([0, 0, 1, 2])
    return format(Decimal(mantissa).scaleb(-places), "f")


def make_limit(rule, allow_undecided=True):
    limit = {"lower": None, "upper": None, "undecided": []}
    shape = chance.randrange(6)
    if shape < 3:
        limit["upper"] = (figure(), chance.random() < 0.8)
    elif shape == 3:
        limit["lower"] = (figure(), chance.random() < 0.8)
    else:
        low, high = sorted([figure(), figure()], key=Decimal)
        if shape == 5:
            low = "0"
        if Decimal(low) == Decimal(high):
            high = format(Decimal(high) + 1, "f")
        limit["lower"], limit["upper"] = (low, True), (high, chance.random() < 0.8)
    if rule[0] == "interval":
        step = Decimal(rule[1])
        for end in ("lower", "upper"):
            if limit[end]:
                text, inclusive = limit[end]
                count = max(1 if end == "upper" or text != "0" else 0, int(Decimal(text) / step))
                limit[end] = (format(step * count, "f"), inclusive)
        if limit["lower"] and limit["upper"] and Decimal(limit["lower"][0]) >= Decimal(limit["upper"][0]):
            limit["upper"] = (format(Decimal(limit["lower"][0]) + step, "f"), True)
    elif allow_undecided and chance.random() < 0.1:
        end = limit["upper"] or limit["lower"]
        limit["undecided"] = [end[0]]
    return limit


def limit_yaml(limit):
    parts = []
    for end, (closed, opened) in (("lower", ("min", "above")), ("upper", ("max", "below"))):
        if limit[end]:
            parts.append(f'{closed if limit[end][1] else opened}: "{limit[end][0]}"')
    if limit["undecided"]:
        parts.append("undecidedAt: [" + ", ".join(f'"{one}"' for one in limit["undecided"]) + "]")
    return "{" + ", ".join(parts) + "}"


def make_item(code):
    item = {
        "code": code, "kind": chance.choice(["limit"] * 7 + ["limits", "grade", "pass", "absent", "declared", "tolerance"]),
        "unit": "", "hazard": chance.choice(["general", "serious"]), "rule": ("full",), "decision": ("simple", None),
        "detection": ("bounds", None), "specimens": None, "na": chance.random() < 0.3, "applies": None, "multiple": None,
        "sum": None, "report_only": False,
    }
    if chance.random() < 0.15:
        item["applies"] = chance.choice(["under36", "over36"])
    if chance.random() < 0.2:
        n = chance.randint(1, 4)
        accept = chance.randint(0, n - 1)
        item["specimens"] = (n, accept, chance.randint(accept + 1, n))
    kind = item["kind"]
    if kind in ("limit", "limits"):
        item["unit"] = chance.choice(["mg/kg", "mg/kg", "%", "mm", "L/min", ""])
        item["rule"] = chance.choice(
            [("full",), ("full",), ("rounded",), ("interval", chance.choice(["0.5", "0.2", "5", "20", "0.01", "2"])),
             ("significant", chance.randint(1, 4))])
        simple = chance.random() < 0.6
        if not simple:
            usual = chance.choice([None, (Fraction(chance.randint(1, 20)), "percent"), (Fraction(chance.randint(1, 30), 10), "absolute")])
            item["decision"] = (chance.choice(["guardBand", "guardedRejection"]), usual)
        plain = simple and item["rule"][0] in ("full", "rounded")
        item["limits"] = {one: make_limit(item["rule"], plain) for one in (["any"] if kind == "limit" else ["A", "B"])}
        item["detection"] = (
            chance.choice(["bounds"] * 5 + ["cannotJudge"]), figure() if chance.random() < 0.4 else None)
        uppers = [one["upper"] for one in item["limits"].values()]
        if item["hazard"] == "general" and all(uppers) and chance.random() < 0.4:
            item["multiple"] = chance.choice(["2", "3", "1.5"])
    elif kind == "grade":
        item["unit"], item["grade"] = "级", chance.choice(GRADES[2:7])
    elif kind == "absent":
        item["unit"], item["detection"] = chance.choice([("CFU/g", ("bounds", None)), ("CFU/g", ("bounds", "10"))])
    elif kind == "declared":
        item["unit"] = "mm"
    elif kind == "tolerance":
        item["unit"], item["tolerance"] = "mm", (chance.choice(["5", "10"]), chance.choice(["percent", "absolute"]))
    return item


def make_sum(code, members):
    unit = chance.choice(["mg/kg", "%"])
    whole = make_item(code)
    whole.update(
        kind="limit", unit=unit, limits={"any": {"lower": None, "upper": (figure(), True), "undecided": []}}, rule=("full",),
        decision=("simple", None), detection=(chance.choice(["bounds", "bounds", "zero"]), None), na=False, multiple=None,
        applies=None, specimens=None, sum=[one["code"] for one in members])
    return whole


def make_member(code):
    part = make_item(code)
    part.update(
        kind="report", report_only=True, unit=chance.choice(["mg/kg", "%"]), na=False, applies=None, specimens=None,
        detection=("bounds", chance.choice([None, None, "5"])), rule=("full",), decision=("simple", None), multiple=None)
    return part


def item_yaml(item):
    lines = [
        f"- code: {item['code']}", f"  name: 项目{item['code']}", f"  unit: \"{item['unit']}\"", "  standard: GB 1-2026",
        "  clause: \"5\"", "  method: GB 2-2026"]
    kind = item["kind"]
    if kind == "limit":
        lines.append("  limit: " + limit_yaml(item["limits"]["any"]))
    elif kind == "limits":
        lines.append("  limits: {" + ", ".join(f"{k}: {limit_yaml(v)}" for k, v in item["limits"].items()) + "}")
    elif kind == "grade":
        lines.append(f"  gradeAtLeast: \"{item['grade']}\"")
    elif kind == "declared":
        lines.append("  atLeastDeclared: rated")
    elif kind == "tolerance":
        amount, basis = item["tolerance"]
        lines.append(f"  tolerance: {{of: rated, minus: \"{amount}\", plus: \"{amount}\", as: {basis}}}")
    else:
        lines.append({"pass": "  passFail: true", "absent": "  absent: true", "report": "  reportOnly: true"}[kind])
    if item["sum"]:
        lines.append("  sumOf: [" + ", ".join(item["sum"]) + "]")
    if item["rule"][0] != "full":
        lines.append("  comparison: rounded")
        if item["rule"][0] == "interval":
            lines.append(f"  roundTo: {{interval: \"{item['rule'][1]}\"}}")
        if item["rule"][0] == "significant":
            lines.append(f"  roundTo: {{significantDigits: {item['rule'][1]}}}")
    rule, usual = item["decision"]
    if rule != "simple":
        text = f", uncertainty: \"{decimal_text(usual[0])}\", as: {usual[1]}" if usual else ""
        lines.append(f"  decision: {{rule: {rule}{text}}}")
    rule, limit = item["detection"]
    if rule != "bounds" or limit:
        lines.append(f"  detection: {{rule: {rule}" + (f", limit: \"{limit}\"" if limit else "") + "}")
    if item["specimens"]:
        lines.append("  specimens: {n: %d, Ac: %d, Re: %d}" % item["specimens"])
    if item["na"]:
        lines.append("  allowsNotApplicable: true")
    if item["applies"]:
        lines.append(f"  appliesTo: {{age: {item['applies']}}}")
    if item["multiple"]:
        lines.append(f"  escalate: {{multiple: \"{item['multiple']}\", basis: 方案}}")
    return lines + [f"  hazard: {item['hazard']}", "  source: {confidence: S}"]


def criteria_yaml(product, items):
    head = f"""product: {product}
name: 样例
matching: {{titleWords: [样例]}}
flagging: {{lowPriceZ: "-3.0", minimumListings: 30, burstUnitsPerDay: 500, livestream: true}}
declares:
  variant: {{name: 类别, values: {{A: A类（婴幼儿）, B: B类（其他）}}}}
  age: {{name: 年龄, values: {{under36: 36个月以下, over36: 其他}}}}
  rated: {{name: 额定值, unit: mm}}
editions:
  - edition: "GB 1-2026"
    items:
"""
    return head + "\n".join("      " + line for item in items for line in item_yaml(item)) + "\n"


# Results.


def result_of(item, specimen, declared):
    """A row for an item, as texts with their meanings."""
    row = {"item": item, "specimen": specimen, "unit": item["unit"], "dl": ("none",), "dl_text": "", "u": ("none",),
           "u_text": "", "reason": ""}
    kind = item["kind"]
    if chance.random() < 0.04:
        row["text"], row["value"] = chance.choice([("不适用", "na"), ("N/A", "na"), ("/", "sign"), ("—", "sign")])
        row["value"] = ("word", row["value"])
        row["reason"] = chance.choice(["", "样品没有该部件", "样品没有该部件", "样品没有该部件"])
        return row
    if kind == "grade":
        text = chance.choice(GRADES)
        row["text"], row["value"] = chance.choice(
            [(text, ("grade", text)), (text + "级", ("grade", text)), ("３－４", ("grade", "3-4")), ("3~4", ("word", "bad")),
             (text, ("grade", text))])
    elif kind == "pass":
        row["text"], row["value"] = chance.choice(
            [("合格", ("word", "passed")), ("符合", ("word", "passed")), ("不合格", ("word", "failed")), ("PASS", ("word", "passed")),
             ("合格", ("word", "passed")), ("基本合格", ("word", "bad")), ("1.5", ("number", Fraction(3, 2)))])
    else:
        if kind in ("limit", "limits"):
            limit = chance.choice(list(item["limits"].values()))
            target = Fraction(chance.choice([e for e in (limit["lower"], limit["upper"]) if e])[0])
        else:
            target = {"absent": Fraction(10), "report": Fraction(figure())}.get(kind, Fraction(50))
        row["text"], row["value"] = value_near(target or Fraction(1))
        if chance.random() < (0.8 if row["value"] == ("nd",) else 0.15):
            text = near(target or Fraction(1))
            row["dl_text"], row["dl"] = chance.choice(
                [(text, ("limit", Fraction(text))), ("<" + text, ("limit", Fraction(text))), (text, ("limit", Fraction(text))),
                 (text + "mg", ("bad",)), ("/", ("none",))])
            if row["dl"][0] == "limit" and row["dl"][1] <= 0:
                row["dl"] = ("bad",)
        if item["decision"][0] != "simple" and chance.random() < 0.7:
            amount = decimal_text(Fraction(chance.randint(0, 200), chance.choice([1, 10, 100])))
            share = str(chance.randint(1, 20))
            forms = [(amount, ("absolute", Fraction(amount))), ("±" + amount, ("absolute", Fraction(amount))),
                     ("U=" + amount + "(k=2)", ("absolute", Fraction(amount))), ("Urel=" + share + "%", ("percent", Fraction(share))),
                     (amount + "mg", ("bad",)), ("/", ("none",))]
            forms += [(share + "%", ("percent", Fraction(share))), ("U＝" + share + "％", ("percent", Fraction(share)))]
            row["u_text"], row["u"] = chance.choice(forms)
        restate(row)
        if row["u_text"].endswith(("%", "％")) and row["unit"] == "%" and not row["u_text"].startswith("Urel"):
            row["u"] = ("bad",)
        if row["u"][0] in ("absolute", "percent") and row["u"][1] <= 0:
            row["u"] = ("bad",)
    return row


def restate(row):
    """Sometimes states the row in another unit of the same quantity, or in a unit that does not convert."""
    table = FACTORS.get(row["item"]["unit"])
    if not table or row["value"][0] not in ("number", "below", "above", "nd") or chance.random() > 0.25:
        return
    if chance.random() < 0.05:
        row["unit"] = "dB"
        return
    unit = chance.choice(list(table))
    factor = table[unit]
    texts = [decimal_text(part / factor) for part in row["value"][1:]]
    if any(text is None or len(text) > 15 for text in texts):
        return
    row["unit"] = unit
    if texts:
        sign = {"number": "", "below": "<", "above": ">"}[row["value"][0]]
        row["text"], row["value"] = sign + texts[0], (row["value"][0], Fraction(texts[0]))
    # The detection limit and the uncertainty are in the new unit as they are written.


# Verdicts by the documents.


def rounded(x, rule, bound_text):
    """GB/T 8170-2008: to the nearest multiple of the interval, a tie to the even multiple."""
    if rule[0] == "full" or x in (None,):
        return x
    if rule[0] == "rounded":
        step = Fraction(1, 10 ** len(bound_text.partition(".")[2]))
    elif rule[0] == "interval":
        step = Fraction(rule[1])
    else:
        if x == 0:
            return x
        magnitude, power = abs(x), 0
        while Fraction(10) ** (power + 1) <= magnitude:
            power += 1
        while Fraction(10) ** power > magnitude:
            power -= 1
        step = Fraction(10) ** (power - rule[1] + 1)
    count, half = divmod(abs(x), step)
    count = int(count)
    if half * 2 > step or (half * 2 == step and count % 2):
        count += 1
    return (1 if x >= 0 else -1) * count * step


class Range:
    """The least and the greatest possible value, each the value next to an open end; None without an end."""

    def __init__(self, low, high):
        self.low, self.high = low, high


def in_upper(x, limit, rule):
    if limit["upper"] is None or x is None:
        return limit["upper"] is None
    text, inclusive = limit["upper"]
    shown = rounded(x, rule, text)
    return shown < Fraction(text) or (inclusive and shown == Fraction(text))


def in_lower(x, limit, rule):
    if limit["lower"] is None or x is None:
        return limit["lower"] is None
    text, inclusive = limit["lower"]
    shown = rounded(x, rule, text)
    return shown > Fraction(text) or (inclusive and shown == Fraction(text))


def compare(found, limit, rule):
    if in_upper(found.high, limit, rule) and in_lower(found.low, limit, rule):
        return MEETS
    above = limit["upper"] is not None and found.low is not None and not in_upper(found.low, limit, rule)
    under = limit["lower"] is not None and found.high is not None and not in_lower(found.high, limit, rule)
    return FAILS if above or under else OPEN


def by_limit(found, limit, item, uncertainty):
    """Verdict of a range of amounts, and whether it is at or beyond the multiple that makes it serious."""
    rule = item["rule"]
    for text in limit["undecided"]:
        value = Fraction(text)
        low, high = (rounded(end, rule, text) for end in (found.low, found.high))
        if not ((low is not None and low > value) or (high is not None and high < value)):
            return OPEN, False
    verdict = compare(found, limit, rule)
    kind = item["decision"][0]
    if verdict != OPEN and kind != "simple":
        if uncertainty is None:
            return OPEN, False
        if verdict == (MEETS if kind == "guardBand" else FAILS) and not certain(verdict, found, limit, rule, uncertainty):
            return OPEN, False
    serious = False
    if verdict == FAILS and item["multiple"] and limit["upper"] and found.low is not None:
        upper, multiple = Fraction(limit["upper"][0]), Fraction(item["multiple"])
        # The bound of `>x` counts: every value above it is beyond the multiple.
        serious = upper > 0 and found.low >= upper * multiple
        if not serious and limit["lower"] and Fraction(limit["lower"][0]) > 0 and found.high is not None:
            serious = found.high * multiple <= Fraction(limit["lower"][0])
    return verdict, serious


def certain(verdict, found, limit, rule, uncertainty):
    sure = verdict == MEETS
    for end in ("lower", "upper"):
        if limit[end] is None:
            continue
        amount, basis = uncertainty
        by = abs(Fraction(limit[end][0])) * amount / 100 if basis == "percent" else amount
        side = {"lower": None, "upper": None, "undecided": []}
        side[end] = limit[end]
        low = None if found.low is None else max(Fraction(0), found.low - by)
        high = None if found.high is None else found.high + by
        other = compare(Range(low, high), side, rule)
        if verdict == FAILS and other == FAILS:
            return True
        if verdict == MEETS and other != MEETS:
            sure = False
    return sure


def counted(value, dl, item):
    """The value beside the laboratory's detection limit; None if that cannot be read."""
    if value[0] not in ("number", "marked", "below"):
        return value
    if dl[0] == "bad":
        return None
    if dl[0] == "none":
        return ("nd",) if value == ("number", 0) and item["detection"][1] else value
    limit = dl[1]
    if value[0] == "number" and 0 <= value[1] < limit:
        return ("below", limit)
    if value[0] == "below" and 0 < value[1] < limit:
        return ("below", limit)
    if value[0] == "marked" and value[1] >= 0 and max(value[1:]) <= limit and min(value[1:]) < limit:
        return ("below", limit)
    return value


def amounts(row, item):
    """The possible amounts of a row in the unit of `item`; None if the row has none."""
    factor = FACTORS[item["unit"]].get(row["unit"])
    value = counted(row["value"], row["dl"], item)
    if value is None or value[0] in ("word", "grade") or factor is None:
        return None
    if value[0] == "nd":
        if row["dl"][0] == "bad":
            return None
        if row["dl"][0] == "limit":
            value = ("below", row["dl"][1])
        elif item["detection"][1]:
            value = ("below", Fraction(item["detection"][1]) / factor)
        else:
            return None
    if value[0] == "below":
        bound = value[1] * factor
        required = item["detection"][1]
        if bound <= 0 or (required and bound > Fraction(required)) or item["detection"][0] == "cannotJudge":
            return None
        return Range(Fraction(0), bound - EPSILON)
    if value[0] == "above":
        return Range(value[1] * factor + EPSILON, None) if value[1] >= 0 else None
    if value[0] == "marked":
        near_end, far = value[1] * factor, value[2] * factor
        low, high = (near_end + EPSILON, far) if far > near_end else (far, near_end - EPSILON)
        # The written end counts as the sign of the value.
        return Range(low, high) if min(near_end, far) >= 0 else None
    return Range(value[1] * factor, value[1] * factor) if value[1] >= 0 else None


def uncertainty_of(row, item):
    kind = row["u"][0]
    usual = item["decision"][1]
    if kind == "none":
        return usual
    if kind == "bad":
        return None
    if kind == "percent":
        return (row["u"][1], "percent")
    return (row["u"][1] * FACTORS[item["unit"]].get(row["unit"], Fraction(0)), "absolute")


def limit_of(item, declared):
    """The limit for a sample; None if it is not known."""
    if item["kind"] == "limit":
        return item["limits"]["any"]
    if item["kind"] == "limits":
        return item["limits"].get(declared.get("variant"))
    rated = declared.get("rated")
    if rated is None:
        return None
    if item["kind"] == "declared":
        return {"lower": (decimal_text(rated), True), "upper": None, "undecided": []} if rated > 0 else None
    amount, basis = item["tolerance"]
    if rated == 0 and basis == "percent":
        return None
    by = abs(rated) * Fraction(amount) / 100 if basis == "percent" else Fraction(amount)
    return {"lower": (decimal_text(rated - by), True), "upper": (decimal_text(rated + by), True), "undecided": []}


def judge_row(row, item, declared):
    """Verdict of one row, and whether its failure is serious by a multiple."""
    if item["applies"]:
        if declared.get("age") is None:
            return OPEN, False
        if declared["age"] != item["applies"]:
            return NONE, False
    if item["report_only"]:
        return NONE, False
    limit = None
    if item["kind"] in ("limit", "limits", "declared", "tolerance"):
        limit = limit_of(item, declared)
        if limit is None:
            return OPEN, False
    value = row["value"]
    if value in (("word", "na"), ("word", "sign")):
        return (NONE if item["na"] and not item["applies"] and row["reason"] else OPEN), False
    if value[0] == "word" and value[1] in ("empty", "bad"):
        return OPEN, False
    if item["kind"] == "grade":
        if value[0] != "grade":
            return OPEN, False
        return (MEETS if GRADES.index(value[1]) >= GRADES.index(item["grade"]) else FAILS), False
    if item["kind"] == "pass":
        return {"passed": MEETS, "failed": FAILS}.get(value[1] if value[0] == "word" else "", OPEN), False
    if item["kind"] == "absent":
        return absence(row, item), False
    found = amounts(row, item)
    if found is None:
        return OPEN, False
    return by_limit(found, limit, item, uncertainty_of(row, item))


def absence(row, item):
    value = counted(row["value"], row["dl"], item)
    if value is None:
        return OPEN
    required = Fraction(item["detection"][1]) if item["detection"][1] else None
    if value[0] == "nd":
        if row["dl"][0] == "none":
            return MEETS
        return MEETS if row["dl"][0] == "limit" and (required is None or row["dl"][1] <= required) else OPEN
    if value[0] == "below":
        return MEETS if value[1] > 0 and required is not None and value[1] <= required else OPEN
    if value[0] == "above" or value == ("word", "detected"):
        return FAILS
    return FAILS if value[0] in ("number", "marked") and value[1] > 0 else OPEN


def member_range(row, member, whole):
    """The contribution of a member in the unit of the sum; None if it is not known."""
    value = counted(row["value"], row["dl"], member)
    if value is None or value[0] in ("word", "grade"):
        return None
    if whole["detection"][0] == "zero" and value[0] in ("nd", "below"):
        if value[0] == "below" and value[1] <= 0 or row["dl"][0] == "bad" and value[0] == "nd":
            return None
        bound = value[1] if value[0] == "below" else row["dl"][1] if row["dl"][0] == "limit" else None
        if bound is not None and member["detection"][1]:
            factor = FACTORS[member["unit"]].get(row["unit"])
            if factor is None or bound * factor > Fraction(member["detection"][1]):
                return None
        return Range(Fraction(0), Fraction(0))
    found = amounts(row, member)
    if found is None:
        return None
    factor = FACTORS[whole["unit"]][member["unit"]]
    return Range(
        None if found.low is None else found.low * factor, None if found.high is None else found.high * factor)


def judge_sum(whole, own, rows, items, declared):
    """Verdict of a sum from its own row and those of its members, by code."""
    blanks = (("word", "empty"), ("word", "sign"))
    given = {code: rows[code] for code in whole["sum"] if code in rows and rows[code]["value"] not in blanks}
    direct = judge_row(own, whole, declared)[0] if own else OPEN
    if not given:
        return direct
    blank = own is None or own["value"] in blanks
    low, high, known = Fraction(0), Fraction(0), len(given) == len(whole["sum"])
    parts = []
    for code, row in given.items():
        part = member_range(row, items[code], whole)
        if part is None:
            known = False
            continue
        parts.append(part)
        low += part.low
        high = None if high is None or part.high is None else high + part.high
    total = Range(low, high if known else None)
    summed = by_limit(total, whole["limits"]["any"], whole, None)[0]
    if blank:
        return summed
    stated = amounts(own, whole)
    if stated is not None and stated.high is not None and (
            stated.high < total.low or any(stated.high < part.low for part in parts)):
        return OPEN
    if summed in (direct, OPEN) and direct == FAILS:
        return direct
    # Members that are only not reported leave the sum open. A stated sum then decides if it covers the reported ones.
    most = Fraction(0)
    for part in parts:
        most = None if most is None or part.high is None else most + part.high
    if summed == OPEN and len(parts) == len(given) < len(whole["sum"]) and stated is not None and most is not None \
            and stated.high is not None and stated.high >= most:
        return direct
    return direct if direct == summed else OPEN


def judge_report(items, rows, declared):
    """Verdicts by (code, specimen), and the verdict and hazard of the sample."""
    by_code = {item["code"]: item for item in items}
    verdicts, outcomes, hazard = {}, [], None
    for item in items:
        mine = {s: row for (code, s), row in rows.items() if code == item["code"]}
        if item["sum"]:
            specimens = {s for (code, s) in rows if code in item["sum"] or code == item["code"]} or {1}
            found = {
                s: (judge_sum(item, mine.get(s), {c: r for (c, t), r in rows.items() if t == s}, by_code, declared), False)
                for s in specimens}
        else:
            found = {s: judge_row(row, item, declared) for s, row in mine.items()}
            if not found:
                found = {1: unreported(item, declared)}
        decisive = any(verdict != NONE for verdict, _ in found.values())
        n, accept, reject = item["specimens"] or (len(found), 0, 1)
        if decisive:
            failing = sum(verdict == FAILS for verdict, _ in found.values())
            unknown = sum(verdict in (OPEN, NONE) for verdict, _ in found.values()) + max(0, n - len(found))
            if failing >= reject:
                outcome = FAILS
            elif failing + unknown <= accept:
                outcome = MEETS
            else:
                outcome = OPEN
            if outcome != FAILS:
                found = {
                    s: (outcome if verdict == FAILS else verdict, serious) for s, (verdict, serious) in found.items()}
            else:
                serious = item["hazard"] == "serious" or any(s for v, s in found.values() if v == FAILS)
                hazard = "serious" if serious or hazard == "serious" else "general"
            outcomes.append(outcome)
        for s, (verdict, _) in found.items():
            verdicts[(item["code"], s)] = verdict
    sample = FAILS if FAILS in outcomes else OPEN if OPEN in outcomes or not outcomes else MEETS
    return verdicts, (sample, hazard if sample == FAILS else None)


def unreported(item, declared):
    if item["applies"] and declared.get("age") not in (None, item["applies"]):
        return NONE, False
    return (NONE if item["report_only"] else OPEN), False


# One product: criteria, reports, the program's verdicts.


def make_product(number, wanted):
    items = [make_item(f"I{place}") for place in range(chance.randint(3, 9))]
    if chance.random() < 0.6:
        members = [make_member(f"M{place}") for place in range(chance.randint(2, 3))]
        items += [make_sum("SUM", members)] + members
    reports, made = [], 0
    while made < wanted:
        declared, texts = {}, []
        for name, values in (("variant", ["A", "B"]), ("age", ["under36", "over36"])):
            if chance.random() < 0.95:
                declared[name] = chance.choice(values)
                texts.append(name + "=" + declared[name] + ("类" if name == "variant" and chance.random() < 0.2 else ""))
        if chance.random() < 0.95:
            rated = chance.choice(["50", "48.5", "5cm", "50mm", "60 mm"])
            declared["rated"] = {"5cm": Fraction(50), "50mm": Fraction(50), "60 mm": Fraction(60)}.get(rated) or Fraction(rated)
            texts.append("rated=" + rated)
        rows, clean = {}, chance.random() < 0.3
        for item in items:
            if chance.random() < 0.03 or (item["sum"] and chance.random() < 0.5):
                continue
            count = item["specimens"][0] if item["specimens"] else chance.choice([1, 1, 1, 2])
            if item["sum"] or item["report_only"]:
                count = 1
            for specimen in range(1, count + 1):
                if specimen > 1 and chance.random() < 0.05:
                    continue
                row = result_of(item, specimen, declared)
                for _ in range(20):
                    if not clean or judge_row(row, item, declared)[0] in (MEETS, NONE):
                        break
                    row = result_of(item, specimen, declared)
                if item["sum"] and chance.random() < 0.3:
                    row = dict(row, text="", value=("word", "empty"))
                rows[(item["code"], specimen)] = row
                made += 1
        if rows:
            reports.append((f"R-{number}-{len(reports)}", texts, declared, rows))
    return items, reports


def write_csv(path, reports):
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(COLUMNS)
        for name, texts, _, rows in reports:
            separator = chance.choice([";", "；", "，"])
            for (code, specimen), row in rows.items():
                out.writerow([
                    name, "S-" + name, "2026-11-12", "", separator.join(texts), code, row["text"], row["unit"], row["dl_text"],
                    row["u_text"], row["reason"], specimen])


def run_program(program, folder, criteria, results):
    environment = dict(os.environ, SUSHAI_CRITERIA=os.path.join(folder, "none"))
    done = subprocess.run(
        [program, "criteria", "try", criteria, results, "--sold", SOLD, "--json"], env=environment, cwd=folder,
        capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{criteria}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    return json.loads(done.stdout)


def compare_product(items, reports, answers, counts, shown):
    found = {}
    for row in answers:
        verdict, _, hazard = row["after"].partition(" ")
        reason = row["reason"] or ""
        if row.get("item") and verdict == OPEN and any(
            word in reason for word in ("不适用：", "不适用于该样品", "仅计入合计")
        ):
            verdict = NONE
        found[(row["report"], row.get("item"), row.get("specimen"))] = (verdict, hazard or None, reason)
    for name, texts, declared, rows in reports:
        verdicts, sample = judge_report(items, rows, declared)
        expected = {(name, code, s): (verdict, None) for (code, s), verdict in verdicts.items()}
        expected[(name, None, None)] = sample
        for place, wanted in expected.items():
            got = found.get(place)
            counts["sample " + wanted[0] if place[1] is None else wanted[0]] += 1
            if got is None or got[:2] != wanted:
                counts["disagreements"] += 1
                if len(shown) < 20:
                    row = rows.get((place[1], place[2]))
                    item = next((one for one in items if one["code"] == place[1]), None)
                    detail = {k: str(v) for k, v in (row or {}).items() if k != "item"}
                    shown.append(f"{place}: oracle {wanted}, program {got}\n  {detail}\n  {item}\n  declared {texts}")


def main():
    options = argparse.ArgumentParser(description="Compare the verdicts of the program with those of this oracle.")
    options.add_argument("--program", default=".build/debug/sushai")
    options.add_argument("--results", type=int, default=200_000)
    options.add_argument("--products", type=int, default=80)
    options.add_argument("--seed", type=int, default=8170)
    chosen = options.parse_args()
    chance.seed(chosen.seed)
    program = os.path.abspath(chosen.program)
    counts, shown, begun = collections.Counter(), [], time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, "none"))
        for number in range(chosen.products):
            items, reports = make_product(number, -(-chosen.results // chosen.products))
            criteria = os.path.join(folder, "sample.yaml")
            with open(criteria, "w", encoding="utf-8") as file:
                file.write(criteria_yaml("sample", items))
            results = os.path.join(folder, "results.csv")
            write_csv(results, reports)
            compare_product(items, reports, run_program(program, folder, criteria, results), counts, shown)
            counts["results"] += sum(len(rows) for _, _, _, rows in reports)
            counts["reports"] += len(reports)
    print("\n".join(shown))
    print(", ".join(f"{name} {count}" for name, count in sorted(counts.items())) + f", {time.monotonic() - begun:.0f} s")
    sys.exit(1 if counts["disagreements"] else 0)


if __name__ == "__main__":
    main()
