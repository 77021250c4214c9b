"""Compares the rows that the contenders found with the answer: equality.py ANSWER NAME=FILE…

Runs as a separate process, so that the runner stays small. Prints one JSON object; exit code 1 if a contender differs.

A row is item, product, price, median price and z in hundredths. A burst of sales has BURST instead of the last three. z
is rounded. If the exact value is halfway between two hundredths, two correct programs can differ; only then both values
are accepted.
"""

import hashlib
import json
import math
import re
import sys

TIE = 1e-6
BURST = (0, 0, 0)
KINDS = {"明显低价": "low-price", "短时销量大": "sales-burst"}
REASON = re.compile(r"售价¥([\d.]+).*中位价¥([\d.]+)，稳健z值(-[\d.]+)")


def hundredths(text):
    return round(float(text) * 100)


def answer(path):
    rows, ties = [], {}
    with open(path) as file:
        for line in file:
            item, product, *figures = line.rstrip("\n").split("\t")
            if not figures:
                rows.append((item, product, *BURST))
                continue
            price, median, z = figures
            size = abs(float(z)) * 100
            rounded = -math.floor(size + 0.5)
            if abs(size % 1 - 0.5) < TIE:
                ties[item] = (rounded, {-math.floor(size), -math.ceil(size)})
            rows.append((item, product, int(price), int(median), rounded))
    return rows, ties


def ours(flag):
    """A flag of `sushai screen`, or of `sushai screen --list`. Flags of other kinds are not part of the job."""
    kind = flag["flag"] if "flag" in flag else KINDS.get(flag["kind"])
    if kind == "sales-burst":
        return flag["item"], flag["product"], *BURST
    if kind != "low-price":
        return None
    if "figures" in flag:
        price, figures = flag["priceFen"], flag["figures"]
        return flag["item"], flag["product"], price, hundredths(figures["median"]), hundredths(figures["z"])
    return flag["item"], flag["product"], *map(hundredths, REASON.search(flag["reason"]).groups())


def peers(row):
    if row.get("kind") == "sales-burst":
        return str(row["item"]), row["product"], *BURST
    return str(row["item"]), row["product"], row["priceFen"], row["medianFen"], hundredths(row["z"])


def records(file):
    """The JSON objects of a file: one on each line, alone or in a list."""
    for line in file:
        text = line.strip().removeprefix("[").removesuffix("]").removesuffix(",")
        if text:
            yield json.loads(text)


def found(name, path, ties):
    read = ours if name == "ours" else peers
    rows = []
    with open(path, encoding="utf-8") as file:
        for record in records(file):
            row = read(record)
            if row is None:
                continue
            if not record["reason"]:
                raise ValueError(f"{name}: {row[0]} has no reason")
            if row[0] in ties and row[4] in ties[row[0]][1]:
                row = row[:4] + (ties[row[0]][0],)
            rows.append(row)
    return rows


def digest(rows):
    state = hashlib.sha256()
    for row in sorted(rows):
        state.update(repr(row).encode())
    return state.hexdigest()[:16]


def main():
    expected, ties = answer(sys.argv[1])
    result = {"rows": len(expected), "hash": digest(expected), "ties": len(ties), "right": [], "differing": {}}
    for argument in sys.argv[2:]:
        name, path = argument.split("=", 1)
        try:
            rows = found(name, path, ties)
        except (OSError, ValueError, KeyError, AttributeError) as error:
            result["differing"][name] = f"unreadable: {error!r}"
            continue
        if digest(rows) == result["hash"]:
            result["right"].append(name)
        else:
            extra, missing = set(rows) - set(expected), set(expected) - set(rows)
            result["differing"][name] = (
                f"{len(rows)} rows, {len(extra)} not expected such as {min(extra, default=None)}, "
                f"{len(missing)} missing such as {min(missing, default=None)}"
            )
    print(json.dumps(result, ensure_ascii=False))
    sys.exit(1 if result["differing"] else 0)


main()
