"""Judges the results of a folder with pandas and decimal: judge_pandas.py rows|columns FOLDER

`rows` is the usual code of a laboratory: a function of a row, applied to every row of the merged table. `columns` is the
same function called with columns, so that pandas makes no rows.
"""

import sys
import time

import pandas as pd
from pandas import isna

from judge_values import CANNOT_JUDGE, Limits, judge, report

KEYS = ["product", "class", "item"]


def table(folder, name):
    return pd.read_csv(f"{folder}/{name}.tsv", sep="\t", dtype=str, keep_default_na=False, quoting=3)


def judged(row):
    if isna(row["limits"]):
        return CANNOT_JUDGE
    return judge(row["value"], row["unit"], row["detectionLimit"], row["limits"])


kind, folder = sys.argv[1:]
results = table(folder, "results")
limits = table(folder, "limits")
started = time.perf_counter()
limits["limits"] = [Limits(line) for line in limits.to_dict("records")]
merged = results.merge(limits[[*KEYS, "limits"]], on=KEYS, how="left")
if kind == "rows":
    verdicts = merged.apply(judged, axis=1)
else:
    columns = (merged[name] for name in ("value", "unit", "detectionLimit", "limits"))
    verdicts = pd.Series([judge(*row) for row in zip(*columns)])
counts = verdicts.value_counts()
report(time.perf_counter() - started, counts.to_dict())
