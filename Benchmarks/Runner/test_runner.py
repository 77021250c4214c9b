"""The runner itself: `python3 -m unittest discover -s Benchmarks/Runner`. `make bench QUICK=1` runs it first."""

import json
import subprocess
import tempfile
import unittest
from pathlib import Path
from xml.dom import minidom

import bars
import budgets
import console_pages
import page
import paths
import report
import results
from console_page import Page, shape
from data import Day

SCREEN = {
    "bench": "screen.ndjson.1m", "unit": "s", "ours": 0.5, "peers": {"duckdb": 0.6, "polars": None}, "ratio": 1.2,
    "best": "duckdb", "ratios": {"duckdb": 1.2, "polars": None}, "memoryMB": {"ours": 60.0, "duckdb": 200.0},
    "spread": {"ours": [0.5, 0.6], "duckdb": [0.6, 0.7]}, "rounds": 5, "rows": 18101, "right": ["ours", "duckdb"],
}
DAY = {
    "bench": "day", "unit": "s", "ours": 2.0, "peers": {"script": 12.0}, "ratio": 6.0, "best": "script",
    "ratios": {"script": 6.0}, "memoryMB": {"ours": 60.0, "script": 900.0},
    "spread": {"ours": [2.0, 2.1], "script": [12.0, 13.0]}, "rounds": 3, "shown": ["addedBytes"],
    "stated": {"ours": {"addedBytes": 9_000_000}, "script": {"addedBytes": 100_000_000}},
}


class BudgetTests(unittest.TestCase):
    def test_a_ratio_below_its_limit_is_missed(self):
        entry = {"measure": "screen.ndjson.1m", "figure": "ratio", "atLeast": 1.5}
        self.assertFalse(budgets.checked(entry, {"screen.ndjson.1m": SCREEN}).kept)

    def test_a_stated_figure_is_compared_with_the_peers(self):
        entry = {"measure": "day", "figure": "addedBytes", "peer": "script", "atMost": 0.1}
        found = budgets.checked(entry, {"day": DAY})
        self.assertAlmostEqual(found.found, 0.09)
        self.assertTrue(found.kept)

    def test_a_figure_that_is_missing_is_missed(self):
        entry = {"measure": "screen.ndjson.1m", "figure": "ratio", "peer": "polars", "atLeast": 1}
        self.assertFalse(budgets.checked(entry, {"screen.ndjson.1m": SCREEN}).kept)

    def test_wrong_flags_keep_no_budget(self):
        entry = {"measure": "day", "figure": "ratio", "peer": "script", "atLeast": 5}
        for name in ("ours", "script"):
            self.assertFalse(budgets.checked(entry, {"day": {**DAY, "faults": {name: "other flags"}}}).kept)

    def test_every_budget_names_one_limit(self):
        for entry in budgets.load():
            self.assertEqual(("atLeast" in entry) + ("atMost" in entry), 1, entry)


class PageTests(unittest.TestCase):
    def test_a_partial_run_keeps_the_other_groups(self):
        with tempfile.TemporaryDirectory() as name:
            path, names = Path(name) / "results.json", ["screen.ndjson.1m", "day"]
            results.add(path, [SCREEN, {**DAY, "bench": "gone"}], "old machine", "old", names)
            kept = results.add(path, [DAY], "new machine", "new", names)
            self.assertEqual([(result["bench"], result["machine"]) for result in kept],
                             [("screen.ndjson.1m", "old machine"), ("day", "new machine")])
            self.assertEqual(list(json.loads(path.read_text())), names)

    def test_the_page_begins_with_what_is_missed(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            stamp = {"on": "2026-11-30", "machine": "a machine", "against": "duckdb"}
            page.write(folder, [{**SCREEN, **stamp}, {**DAY, **stamp}])
            text = (folder / "RESULTS.md").read_text()
            self.assertRegex(text.splitlines()[2], r"^\*\*\d+ of \d+ budgets (is|are) missed:\*\*$")
            self.assertIn("- `screen.ndjson.1m` ratio: 1.200, wanted at least 1.5", text)
            self.assertTrue((folder / "results/day.svg").exists())

    def test_a_picture_is_valid_and_our_shorter_time_is_the_shorter_bar(self):
        rects = minidom.parseString(bars.picture([DAY])).getElementsByTagName("rect")
        width = {rect.getAttribute("class"): float(rect.getAttribute("width")) for rect in rects}
        self.assertLess(width["ours"], width["peer"])


class ConsoleTests(unittest.TestCase):
    HERE = "http://127.0.0.1:1/console/flags?state=all"
    TEXT = """<link rel="stylesheet" href="/console/static/1/console.css"><script src="/console/static/2/console.js"></script>
        <form method="get" action="/console/flags"><input type="hidden" name="sort" value="day"><input name="q">
        <select name="product"><option value=""></option><option value="toys"></option></select></form>
        <form method="post"><input type="hidden" name="token" value="7"></form>
        <table><tr><th><a href="/console/listings/12#top">木棉 积木</a></th></tr></table>
        <a href="?after=50.12&amp;at=51">下一页</a><code class="secret">AB CD</code>"""

    def test_a_page_gives_its_links_files_and_searches(self):
        found = Page(self.HERE, self.TEXT)
        root = "http://127.0.0.1:1/console/"
        self.assertEqual(found.links, [root + "listings/12", root + "flags?after=50.12&at=51"])
        self.assertEqual(found.files, ["/console/static/1/console.css", "/console/static/2/console.js"])
        self.assertEqual((found.words, found.secret), (["木棉 积木"], "AB CD"))
        searches = found.searches()
        self.assertIn(root + "flags?sort=day&product=toys", searches)
        self.assertIn(root + "flags?sort=day&q=%E6%9C%A8%E6%A3%89", searches)
        self.assertEqual(len(searches), 4)
        self.assertEqual(found.forms[1].fixed, [("token", "7")])

    def test_rows_and_values_are_one_kind_of_page(self):
        for left, right in (("/console/flags?at=51&after=1.2", "/console/flags?after=9.9&at=101"),
                            ("/console/listings/12", "/console/listings/7"), ("/console/samples/S-YJ", "/console/samples/S-QX"),
                            ("/console", "/console/")):
            self.assertEqual(shape(left), shape(right))
        for query, wanted in (("q=x&sort=day", "?q"), ("state=all&before=1.2&at=9", "?before"), ("state=all", "?state"),
                              ("state=all&sort=day", "?several"), ("", "")):
            self.assertEqual(shape("/console/flags?" + query), "/console/flags" + wanted)

    def test_the_percentile_is_one_of_the_values(self):
        self.assertEqual(console_pages.percentile(range(1, 41), 95), 38)
        self.assertEqual(console_pages.percentile([7], 95), 7)

    def test_the_slowest_page_counts_and_each_page_has_its_line(self):
        every = {"officer /console": {"median": 2, "p95": 3, "bytes": 10, "first": 90},
                 "buyer /console": {"median": 1, "p95": 9, "bytes": 20, "first": 80}}
        worst = console_pages.summary(every)
        self.assertEqual((worst["milliseconds"], worst["slowest"], worst["largestBytes"], worst["firstLoadBytes"]),
                         (9, "buyer /console", 20, 90))
        lines = list(report.parts({**worst, **console_pages.parts(every)}, ("median", "p95", "bytes", "first")))
        self.assertEqual(lines, [("officer /console", [2, 3, 10, 90]), ("buyer /console", [1, 9, 20, 80])])


class DataTests(unittest.TestCase):
    ROWS = 2000

    def listings(self, folder, number):
        path = Path(folder) / f"{number}.ndjson"
        options = map(str, Day(number, figures=40, attributes=2).options)
        subprocess.run([paths.GENERATOR, "ndjson", str(self.ROWS), path, *options], check=True)
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]

    def test_exactly_the_stated_share_changes_each_day(self):
        with tempfile.TemporaryDirectory() as folder:
            for before, now in ((1, 2), (6, 7)):
                pairs = list(zip(self.listings(folder, before), self.listings(folder, now)))
                figures = sum(any(a[key] != b[key] for key in ("price", "volume")) for a, b in pairs)
                attributes = sum(any(a[key] != b[key] for key in ("title", "pict_url", "modified")) for a, b in pairs)
                self.assertEqual((figures, attributes), (self.ROWS * 40 // 100, self.ROWS * 2 // 100))

    def test_sales_never_fall(self):
        with tempfile.TemporaryDirectory() as folder:
            for a, b in zip(self.listings(folder, 1), self.listings(folder, 9)):
                if a["volume"].isdigit():
                    self.assertGreaterEqual(int(b["volume"]), int(a["volume"]))


if __name__ == "__main__":
    unittest.main()
