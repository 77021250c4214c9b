"""Compares the flags of `sushai screen` over ten days of a shop export with those of an independent oracle.

The export is generated: a table in GB18030 with about 27,000 rows a day, with repeated rows, texts that are no price or no
sales figure, identifiers that a spreadsheet spoilt, and prices that are ranges. The oracle follows the written rules
(docs/decisions 0030, 0120, 0155; the comments of Criteria/shared/flagging.yaml), and shares no code with the program: it sorts
lists where the program counts, and searches bounds by bisection.

    python3 flags.py .build/debug/sushai            # make oracle-flags
    python3 flags.py .build/debug/sushai --rows 2000 --seed 3

Exit code 1 if any flag differs, in its kind or in one of its figures.
"""

import argparse
import json
import math
import os
import random
import re
import subprocess
import sys
import tempfile
import time

LIMIT_Z, ENOUGH, FEWEST, FEWEST_OF_SPREAD = -3.0, 30, 3, 5
BURST, TOP_SHARE, BURST_ENOUGH, BURST_LEAST = 500, (1, 100), 50, 50
DAYS, HOUR = 10, 3_600_000

# product: (title words, exception words, specifications, floor price in fen)
PRODUCTS = {
    "toys": (["积木", "毛绒玩具"], ["收纳"], [], None),
    "power-bank": (["充电宝"], ["保护套"], [("20000mAh", ["20000mAh"]), ("5000mAh", ["5000mAh"])], None),
    "lamps": (["台灯"], ["灯罩"], [], 990),
    # Specifications with few offers, and dear and cheap ones.
    "kettles": (["水壶"], [], [(name, [name]) for name in ("0.6升", "1.2升", "1.8升", "2.5升", "5升")], None),
    # Too few offers for a comparison.
    "helmets": (["头盔"], [], [], 1500),
    # Enough offers, and all have one price.
    "pens": (["中性笔"], [], [], None),
}
TITLES = [
    ("积木拼装儿童益智", 30), ("毛绒玩具公仔大号", 20), ("积木收纳箱", 4), ("充电宝 20000mAh 快充", 12), ("充电宝 10000mAh 迷你", 14),
    ("充电宝 5000mAh 胶囊", 0.04), ("充电宝保护套", 4), ("台灯护眼学习", 14), ("台灯灯罩配件", 3), ("雨伞晴雨两用", 6), ("中性笔 黑色", 0.6),
    ("水壶 0.6升", 0.05), ("水壶 1.2升", 0.09), ("水壶 1.8升", 0.3), ("水壶 2.5升", 0.015), ("水壶 5升", 0.006), ("水壶 家用", 0.04),
]
COLUMNS = ["商品编号", "商品名称", "售价(元)", "累计销量", "店铺", "备注"]

CRAWLER = """crawler: shop-export
platform: market
name: 店铺导出
endpoint: {environment: SUSHAI_SHOP_EXPORT_ENDPOINT}
every: 24h
request: {method: GET}
format:
  csv: {encoding: GB18030, separator: ","}
fields:
  item: 商品编号
  title: 商品名称
  price: {from: 售价(元), unit: yuan}
  sales: {from: 累计销量, window: cumulative}
"""
SHARED = """burst: {topShare: "0.01", minimumListings: 50, unitsPerDay: 50}
priority: {low-price: 30, bait-variant: 10, sales-burst: 20}
"""


def criteria(product):
    """The criteria file of a product, with one test item, because a file needs one."""
    words, excepted, specifications, floor = PRODUCTS[product]
    lists = "".join(f"    - {{name: \"{name}\", words: [\"{words[0]}\"]}}\n" for name, words in specifications)
    price = f"  floorPrice: {{yuan: \"{floor / 100:.2f}\", source: {{confidence: S, note: 样例}}}}\n" if floor else ""
    return (
        f"product: {product}\nname: {words[0]}\nmatching:\n  titleWords: [{', '.join(words)}]\n"
        f"  exceptWords: [{', '.join(excepted)}]\n  unit: none\n"
        + (f"  specifications:\n{lists}" if lists else "")
        + f"flagging:\n  lowPriceZ: \"-3.0\"\n  minimumListings: {ENOUGH}\n  burstUnitsPerDay: {BURST}\n"
        f"  livestream: false\n{price}"
        f"editions:\n  - edition: \"{product} 2026\"\n    items:\n      - {{code: X-1, name: 标识, standard: 样例, "
        "method: 样例, passFail: true, hazard: general, source: {confidence: S}}\n"
    )


# The export


def yuan(fen):
    return f"{fen // 100}.{fen % 100:02d}"


class Offer:
    """One offer of the shop, with the figures that the export shows as text."""

    def __init__(self, number, chance):
        self.item = str(620_000_000_000 + number * 7)
        if number < 20:
            title, spread = "儿童头盔 骑行", 0.3
        else:
            title = chance.choices([t for t, _ in TITLES], [w for _, w in TITLES])[0]
            spread = 0.25
        middle = 3990 if "充电宝" not in title else 8900 if "20000" in title else 5900
        if "水壶" in title:
            middle = {"0.6升": 990, "1.2升": 4900, "1.8升": 6900, "2.5升": 12900, "5升": 19900}.get(title[3:], 5900)
        self.title = f"{title} {chance.choice(['新款', '包邮', '㐀䶮', '𠮷', '，带引号“x”'])} {number}"
        self.fen = 250 if "中性笔" in title else max(30, int(middle * math.exp(chance.gauss(0, spread))))
        if chance.random() < (0.03 if "水壶" in title else 0.01):
            self.fen = chance.randrange(5, 700)
        self.form = chance.choices(["one", "range", "wide", "open", "bad"], [89, 4, 3, 3, 1])[0]
        self.upper = self.fen + (chance.randrange(1, 200) if self.form == "range" else chance.randrange(2000, 9000))
        self.style = chance.randrange(6)
        self.sold = int(chance.paretovariate(0.6)) % 300_000
        self.speed = chance.choice([0, 0, 1, 3, 12, 40])

    def next_day(self, chance):
        self.sold += chance.randrange(self.speed + 1) if self.speed else 0
        luck = chance.random()
        if luck < 0.003:
            self.sold += chance.choice([60, 100, 180, 500, 700, 1200, 5000])
        if luck > 0.985:
            self.fen = max(5, int(self.fen * chance.uniform(0.6, 1.3)))
            self.upper = max(self.fen + 1, self.upper)
        if luck > 0.9995:
            self.fen = chance.randrange(5, 500)

    def price(self):
        low, high = yuan(self.fen), yuan(self.upper)
        if self.form == "one":
            return [low, "¥" + low, low + "元", "￥" + low, low, low][self.style]
        if self.form in ("range", "wide"):
            return [f"{low}-{high}", f"{low}~{high}", f"¥{low}-{high}", f"{low}-{high}", f"{low}~{high}", f"¥{low}-{high}"][
                self.style
            ]
        if self.form == "open":
            return [low + "起", "¥" + low + "起", low + "元起", low + " 起", low + "起", "¥" + low + "起"][self.style]
        return ["面议", "0", "-1", "1e2", "39.999", "暂无报价"][self.style]

    def sales(self):
        if self.sold >= 100_000:
            return f"{self.sold // 10_000}万+"
        if self.sold >= 10_000:
            return f"{self.sold // 1000 / 10:.1f}万"
        return {0: f"已售{self.sold}件", 1: "近10万" if self.sold % 5 == 0 else str(self.sold), 2: str(self.sold)}.get(
            self.style, str(self.sold)
        )


def cell(text):
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"\n') else text


def export(offers, chance):
    """The rows of one day: (identifier, title, price, sales, shop, note)."""
    rows = []
    for number, offer in enumerate(offers):
        if chance.random() < 0.01:
            continue
        item = offer.item
        if number % 400 == 13:
            item = chance.choice(["6.28E+11", "-", "nan", ""])
        row = [item, offer.title, offer.price(), offer.sales(), f"虚构{number % 90}号店", "" if number % 3 else 'a "b", c']
        rows.append(row)
        if chance.random() < 0.025:
            rows.append(list(row))
    # Repeats also stand far from each other.
    return rows + [list(row) for row in chance.sample(rows, len(rows) // 100)]


# The oracle


def read_price(text):
    """The bounds in fen; the upper one is None if there is none. None for a text that is no price."""
    text = text.replace("￥", "¥").replace(" ", "")
    match = re.fullmatch(r"¥?(\d+(?:\.\d\d?)?)(?:[-~](\d+(?:\.\d\d?)?))?元?(起)?", text)
    if not match or (match[2] and match[3]):
        return None

    def fen(number):
        whole, _, part = number.partition(".")
        return int(whole) * 100 + int((part + "00")[:2])

    low = fen(match[1])
    high = fen(match[2]) if match[2] else None if match[3] else low
    return (low, high) if low > 0 else None


def read_sales(text):
    """The bounds of a figure, or None."""
    text = text.removeprefix("已售").removesuffix("件")
    if text.isdigit():
        return int(text), int(text)
    if match := re.fullmatch(r"(\d+)万\+", text):
        return int(match[1]) * 10_000, None
    if match := re.fullmatch(r"(\d+)\.(\d)万", text):
        value = (int(match[1]) * 10 + int(match[2])) * 1000
        return value - 500, value + 999
    return None


def product(title):
    for name, (words, excepted, specifications, _) in PRODUCTS.items():
        if any(word in title for word in words) and not any(word in title for word in excepted):
            return name, next((s for s, w in specifications if w[0] in title), "")
    return None


def middle(values):
    """The median of sorted values."""
    half = len(values) // 2
    return values[half] if len(values) % 2 or values[half - 1] == values[half] else (values[half - 1] + values[half]) / 2


def statistics(prices):
    logs = sorted(math.log(price) for price in prices)
    median = middle(logs)
    return median, 1.4826 * middle(sorted(abs(value - median) for value in logs))


def half_up(value):
    """Rounded to whole numbers, halves away from zero."""
    return int(math.copysign(math.floor(abs(value) + 0.5), value))


def two(value):
    whole = half_up(value * 100)
    return f"{'-' if whole < 0 else ''}{abs(whole) // 100}.{abs(whole) % 100:02d}"


class Day:
    """The records of one day, each identifier once, and the statistics of each group of equal goods."""

    def __init__(self, rows):
        self.records, self.refused = {}, 0
        for item, title, price, sales, *_ in rows:
            bounds = read_price(price)
            if not re.fullmatch(r"\d{6,}", item) or bounds is None:
                self.refused += 1
            elif item not in self.records:
                self.records[item] = (title, bounds, read_sales(sales), product(title))
        single = {}
        self.groups = set()
        for _, (low, high), _, group in self.records.values():
            if group:
                self.groups.add(group)
                single.setdefault(group, [])
                if low == high:
                    single[group].append(low)
        self.ranges = sum(1 for r in self.records.values() if r[3] and r[1][0] != r[1][1])
        self.facts = {group: self.compared(group, single) for group in self.groups}

    @staticmethod
    def compared(group, single):
        """(count, median of logarithms, scale, size of the pool, specification), or None if nothing can be compared."""
        own = single[group]
        count = len(own)
        pooled = 0
        if count >= ENOUGH:
            median, scale = statistics(own)
        else:
            kinds = {other[1]: prices for other, prices in single.items() if other[0] == group[0]}
            pool = [price for prices in kinds.values() for price in prices]
            if count < FEWEST or len(pool) < ENOUGH:
                return None
            own_median, own_scale = statistics(own)
            pool_median, pool_scale = statistics(pool)
            stated = [prices for kind, prices in kinds.items() if kind and len(prices) >= FEWEST_OF_SPREAD]
            if group[1] and sum(map(len, stated)) >= ENOUGH:
                distances = []
                for prices in stated:
                    center = statistics(prices)[0]
                    distances += [abs(math.log(price) - center) for price in prices]
                pool_scale = 1.4826 * middle(sorted(distances))
            weight = count / ENOUGH
            median = min(own_median, weight * own_median + (1 - weight) * pool_median)
            scale = max(own_scale, weight * own_scale + (1 - weight) * pool_scale)
            pooled = len(pool)
        return (count, median, scale, pooled, group[1]) if scale > 0 else None


def low_price(price, facts, floor):
    """The figures of a price that is clearly low, or None."""
    z = (math.log(price) - facts[1]) / facts[2] if facts else None
    far, below = z is not None and z <= LIMIT_Z, floor is not None and price <= floor
    if not far and not below:
        return None
    figures, bound = {}, 0
    if facts:
        count, median, scale, pooled, kind = facts
        figures = {"median": yuan(half_up(math.exp(median))), "z": two(z), "zLimit": "-3.0", "listings": str(count)}
        if kind:
            figures["specification"] = kind
        if pooled:
            figures |= {"listingsNeeded": str(ENOUGH), "pooled": str(pooled)}
        if far:
            low, high = 0, 1 << 31
            while high - low > 1:
                half = (low + high) // 2
                low, high = (half, high) if (math.log(half) - median) / scale <= LIMIT_Z else (low, half)
            bound = low
    if below:
        figures["floor"] = yuan(floor)
        bound = max(bound, floor)
    return figures | {"flaggedUpTo": yuan(bound)}


def price_flag(record, facts):
    _, (low, high), _, group = record
    floor = PRODUCTS[group[0]][3]
    own = {"price": yuan(low)} | ({} if low == high else {"priceUpper": "unknown" if high is None else yuan(high)})
    if high is not None and (figures := low_price(high, facts, floor)):
        return "low-price", own | figures
    if low != high and (figures := low_price(low, facts, floor)):
        return "bait-variant", own | figures
    return None


def gain(before, now):
    """The units that were certainly sold in a day, above zero, or None."""
    if not before or not now or before[1] is None or (now[1] is not None and now[1] < before[0]):
        return None
    return now[0] - before[1] if now[0] > before[1] else None


def burst_bounds(day, before):
    gains = {}
    for item, (_, _, sales, group) in day.records.items():
        if group and item in before.records and (sold := gain(before.records[item][2], sales)):
            gains.setdefault(group[0], []).append(sold)
    bounds = {}
    for name, sold in gains.items():
        fastest = len(sold) * TOP_SHARE[0] // TOP_SHARE[1]
        if len(sold) >= BURST_ENOUGH and 1 <= fastest < len(sold):
            bounds[name] = (max(sorted(sold, reverse=True)[fastest], BURST_LEAST - 1), len(sold))
    return bounds


def burst_flag(record, before, bounds, is_low, texts):
    sold = gain(before[2], record[2])
    bound = bounds.get(record[3][0])
    if not sold or (sold < BURST and not (bound and sold > bound[0])):
        return None
    most = None if record[2][1] is None else record[2][1] - before[2][0]
    figures = {
        "before": texts[0], "now": texts[1], "gainedAtLeast": str(sold), "perDay": str(sold),
        "perDayLimit": str(BURST), "hours": "24.00",
    }
    if most is not None and most != sold:
        figures["gainedAtMost"] = str(most)
    if bound and sold > bound[0]:
        figures |= {"productTopShare": "0.01", "productAbove": str(bound[0]), "productListings": str(bound[1])}
    signs = []
    if before[2][0] == before[2][1] and record[2][0] == record[2][1] and sold % 100 == 0:
        signs.append("round-gain")
    if before[2][1] > 0 and sold // 3 >= before[2][1]:
        signs.append("times-earlier")
    if is_low:
        signs.append("priced-low")
    return "sales-burst", figures | ({"brushingSigns": " ".join(signs)} if signs else {})


def oracle(day, before, texts):
    """(item, kind) → figures."""
    flags = {}
    bounds = burst_bounds(day, before) if before else {}
    for item, record in day.records.items():
        if not record[3]:
            continue
        found = price_flag(record, day.facts[record[3]])
        if found:
            flags[item, found[0]] = found[1]
        if before and item in before.records:
            is_low = bool(found) and found[0] == "low-price"
            burst = burst_flag(record, before.records[item], bounds, is_low, [t.get(item) for t in texts])
            if burst:
                flags[item, burst[0]] = burst[1]
    return flags


# The program


def screened(program, folder, path, previous):
    environment = os.environ | {
        "SUSHAI_CRAWLERS": folder + "/Crawlers", "SUSHAI_CRITERIA": folder + "/Criteria",
        "SUSHAI_DATABASE": folder + "/none.sqlite",
    }
    command = [program, "screen", "--crawler", "shop-export"] + (["--previous", previous] if previous else []) + [path]
    run = subprocess.run(command, capture_output=True, env=environment, check=False)
    if run.returncode:
        sys.exit(f"{' '.join(command)} ended with {run.returncode}:\n{run.stderr.decode()[-2000:]}")
    flags = {}
    for line in run.stdout.decode().splitlines():
        flag = json.loads(line)
        key = (flag["item"], flag["flag"])
        if key in flags:
            sys.exit(f"the program raised {key} twice")
        flags[key] = flag["figures"]
    return flags, run.stderr.decode()


def reported(text, pattern):
    match = re.search(pattern, text)
    return int(match[1]) if match else 0


def prepare(folder):
    for name in ("Crawlers", "Criteria/shared"):
        os.makedirs(f"{folder}/{name}")
    files = {"Crawlers/shop-export.yaml": CRAWLER, "Criteria/shared/flagging.yaml": SHARED}
    files |= {f"Criteria/{name}.yaml": criteria(name) for name in PRODUCTS}
    for name, text in files.items():
        with open(f"{folder}/{name}", "w", encoding="utf-8") as file:
            file.write(text)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--rows", type=int, default=26_400, help="offers a day, before repeats")
    parser.add_argument("--days", type=int, default=DAYS)
    parser.add_argument("--seed", type=int, default=14)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    began = time.monotonic()
    offers = [Offer(number, chance) for number in range(options.rows)]
    differences, totals, rows_read, before, previous, texts = 0, {}, 0, None, None, {}
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        for number in range(1, options.days + 1):
            rows = export(offers, chance)
            path = f"{folder}/day-{number}.csv"
            with open(path, "wb") as file:
                file.write("".join(",".join(map(cell, r)) + "\r\n" for r in [COLUMNS] + rows).encode("gb18030"))
            day = Day(rows)
            shown = {row[0]: row[3] for row in rows}
            expected = oracle(day, before, (texts, shown))
            found, report = screened(options.program, folder, path, previous)
            wrong = [key for key in expected.keys() | found.keys() if expected.get(key) != found.get(key)]
            for key in sorted(wrong)[:5]:
                print(f"day {number}, {key}: oracle {expected.get(key)}, program {found.get(key)}")
            counts = {
                "refused records": (day.refused, reported(report, r"无法读取(\d+)条")),
                "price ranges": (day.ranges, reported(report, r"(\d+)个链接的价格为区间")),
            }
            for name, (right, given) in counts.items():
                if right != given:
                    print(f"day {number}, {name}: oracle {right}, program {given}")
                    differences += 1
            differences += len(wrong)
            rows_read += len(rows)
            for _, kind in expected:
                totals[kind] = totals.get(kind, 0) + 1
            before, previous, texts = day, path, shown
            for offer in offers:
                offer.next_day(chance)
    kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(totals.items()))
    print(f"{options.days} days, {rows_read} rows, flags: {kinds}; {differences} differences")
    print(f"run time {time.monotonic() - began:.0f} s")
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    main()
