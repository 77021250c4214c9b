#!/usr/bin/env python3
"""Writes the fixtures into the folder of this file. Run: python3 Fixtures/make_pages.py

Standard library only, fixed seed: a second run gives the same bytes. All figures, shops, brands and
identifiers are invented. The run stops if a price cell loses the property that the tests need (check_cells).
"""
import csv, hashlib, io, json, math, random, statistics, struct, zlib
from pathlib import Path

import more_platforms

HERE = Path(__file__).resolve().parent
DAYS = (1, 2)
PAGE = 20
CLOTHING, POWER, TOYS = "childrens-clothing", "power-bank", "toys"

# crawler -> query -> [(product, listings)]; a livestream room sells all three products under one query
PLAN = {
    "taobao-top": {"50008165": [(CLOTHING, 36)], "50008090": [(POWER, 36)], "50002766": [(TOYS, 36)]},
    "jd-union": {"11842": [(CLOTHING, 34)], "13661": [(POWER, 34)], "12099": [(TOYS, 41)]},
    "pdd-ddk": {"14740": [(CLOTHING, 36)], "6398": [(POWER, 36)], "9316": [(TOYS, 36)]},
    "douyin-live": {"7301234567890123456": [(CLOTHING, 11), (POWER, 11), (TOYS, 11)]},
    "csv-market": {"listings": [(TOYS, 40)]},
}
MEDIAN = {CLOTHING: 5900, POWER: 8900, TOYS: 4500}  # fen
LEVEL = {"taobao-top": 1.0, "jd-union": 1.1, "pdd-ddk": 0.85, "douyin-live": 0.95, "csv-market": 1.0}
SIGMA, SIGMA_SMALL = 0.35, 0.27  # smaller for a livestream room: its ten listings must keep the property of check_cells

WORDS = {
    CLOTHING: ("云朵样牌 小木样牌 青禾样牌 米粒样牌".split(),
               "2026秋冬新款 春秋款 夏季薄款 洋气韩版 纯棉 加绒加厚".split(),
               "童装女童连衣裙 童装男童卫衣 儿童短袖T恤 宝宝连体衣 婴儿纯棉内衣套装 儿童加绒卫裤 宝宝开衫外套 女童纱裙公主裙童装".split(),
               "中小童 A类面料 亲肤透气 卡通印花 不起球 幼儿园服".split()),
    POWER: ("电小样 充小样 能量样牌 蓝样".split(),
            "20000毫安 10000毫安 大容量 超薄小巧 自带线 迷你便携".split(),
            "充电宝 移动电源 磁吸充电宝 快充移动电源 无线充电宝".split(),
            "22.5W快充 适用手机通用 可上飞机 数显 双向快充 户外应急".split()),
    TOYS: ("乐样 童趣样牌 小象样牌 积样".split(),
           "益智 早教 3岁以上 网红爆款 男孩女孩 大颗粒".split(),
           "磁力片积木玩具 儿童拼装积木 水晶泥玩具套装 毛绒公仔玩具 磁力棒玩具 儿童遥控车玩具 过家家厨房玩具 毛绒兔子玩偶玩具".split(),
           "生日礼物 亲子互动 幼儿园礼品 解压 盒装 多款可选".split()),
}
# Other products whose titles match: without exclusion words they would enter the price cell, and the cheap
# ones would be flagged as clearly low.
STRAYS = {
    CLOTHING: [("大人卫衣 亲子装妈妈款 儿童款另拍", 12900), ("童装收纳袋 宝宝衣服防尘整理袋", 990), ("成人T恤 情侣短袖 非儿童尺码", 6900)],
    POWER: [("充电宝保护套 硅胶防摔 适用20000毫安", 1290), ("移动电源收纳包 数码配件便携袋", 1580), ("充电宝数据线收纳盒 桌面整理", 1990)],
    TOYS: [("儿童玩具收纳箱 大号带盖", 3990), ("积木收纳盒 玩具整理分格", 1890), ("毛绒玩具收纳网兜 成人儿童房通用", 790)],
}
SHOPS = {CLOTHING: "童装店", POWER: "数码店", TOYS: "玩具店"}
PLACES = ["浙江 嘉兴", "浙江 湖州", "广东 深圳", "广东 汕头", "福建 泉州", "江苏 苏州"]

ESCAPED = set()             # titles written with \u escapes and surrogate pairs
BAD_BYTES = "〔坏字节〕"      # replaced by the bytes C3 28, which are not UTF-8
cells = {}                  # (crawler, product, day) -> {"low": [fen], "normal": [...], "extra": [...], "stray": [...]}


# ---- listings ---------------------------------------------------------------------------------------------

def sales_text(crawler, style, n):
    """The text that the platform shows for a true count."""
    wan = f"{n // 1000 / 10:g}万"
    if style == "int":      # exact; Taobao and Pinduoduo send it as number or text, Douyin always as text
        return n if crawler == "jd-union" or (crawler == "taobao-top" and n % 3) else str(n)
    if style == "wan":      # rounded: a lower bound with "+", a rounded figure without
        return {"pdd-ddk": f"已拼{wan}件", "douyin-live": wan}.get(crawler, wan + "+")
    if style == "wan2":     # rounded to hundreds
        return f"{n // 100 / 100:g}万"
    if style == "hundreds":  # lower bound, small figures
        return f"{n // 100 * 100}+件"
    return "已拼10万件" if crawler == "pdd-ddk" and n % 2 else "10万+"  # "top": the true count is unknown


def make_cell(crawler, product, count, rng, number):
    """`count` listings of one crawler and product; 3 of them strays (1 in the livestream room), on both days."""
    small = crawler == "douyin-live"
    strays = STRAYS[product][:1] if small else STRAYS[product]
    core = count - len(strays)
    median = MEDIAN[product] * LEVEL[crawler]
    lows = 2 if small or product == POWER else 3
    roles = [f"low{i}" for i in range(lows)] + ["surge", "surge-rounded"]
    roles += ["fall", "top", "wan"] * (1 if small else 2) + ["repriced"] * (0 if small and product == TOYS else 1)
    if crawler == "pdd-ddk":
        roles += ["hundreds"] * 3 + ["wan2"] + (["wan-step"] if product == TOYS else [])
    if product in (CLOTHING, POWER) or crawler == "csv-market":
        roles += ["vanish", "new"] * (2 if crawler == "csv-market" else 1)
    fresh = roles.count("new")
    roles += ["plain"] * (core + fresh - len(roles))
    # evenly spread quantiles instead of random draws, so that a small cell keeps its distribution
    usual = len(roles) - lows
    spread = [statistics.NormalDist().inv_cdf((i + 0.5) / usual) for i in range(usual)]
    rng.shuffle(spread)
    surging = "low0" if crawler in ("taobao-top", "douyin-live") else "surge"   # in two crawlers one listing is cheap and surges
    out = []
    for i, role in enumerate(roles):
        if role.startswith("low"):
            fen = median / rng.uniform(5.2, 7.8)
        else:
            fen = median * math.exp((SIGMA_SMALL if small else SIGMA) * max(-1.7, min(2.0, spread[i - lows])))
        fen = max(100, int(fen) // 10 * 10)
        title = " ".join(rng.choice(part) for part in WORDS[product]) + f" 货号{number + i}"
        if i == 3 and product != POWER:  # one title a cell in \u escapes, with a surrogate pair
            title += " 🎁"
            ESCAPED.add(title)
        n, style = int(math.exp(rng.uniform(math.log(30), math.log(9000)))), "int"
        gain, style2 = rng.randint(0, 80), None
        if role == surging:
            n, gain = rng.randint(300, 2500), rng.randint(900, 3900)    # both figures exact
        elif role == "surge-rounded":  # exact, then a bound or rounded figure that still proves the growth
            n, gain = {"jd-union": (18100, 3050), "pdd-ddk": (8800, 3350), "douyin-live": (9100, 3050)}.get(crawler, (15200, 2950))
            style2 = "wan"
        elif role == "fall":            # refunds, or a later 30-day window: never a surge, never an error
            n, gain = rng.randint(400, 5000), -rng.randint(5, 60)
        elif role == "top":
            n, gain, style = 100000 + rng.randint(0, 1) + len(out) % 2, 0, "top"
        elif role == "wan":             # the gain is too small to change the rounded text
            n, style = rng.randint(10, 60) * 1000 + rng.randint(100, 800), "wan"
        elif role == "wan2":
            n, style = rng.randint(110, 600) * 100 + 7, "wan2"
        elif role == "hundreds":
            n, style = rng.randint(3, 9) * 100 + rng.randint(0, 19), "hundreds"
        elif role == "wan-step":        # 已拼1.2万件 -> 已拼1.3万件 for a true gain of 40: rounded figures prove nothing
            n, gain, style = 12970, 40, "wan"
        elif role == "new":
            n, gain = rng.randint(3, 20), 0
        later = fen * rng.choice([88, 93, 106]) // 1000 * 10 if role == "repriced" else fen
        shop = rng.randint(1, 9)
        out.append({"n": number + i, "title": title, "product": product, "role": role,
                    "kind": "low" if role.startswith("low") else "normal", "fen": {1: fen, 2: later},
                    "sales": {1: sales_text(crawler, style, n), 2: sales_text(crawler, style2 or style, n + gain)},
                    "days": {"vanish": (1,), "new": (2,)}.get(role, DAYS),
                    "shop": shop, "shopName": f"虚构{shop}号{SHOPS[product]}"})
    for i, (title, fen) in enumerate(strays):
        n = rng.randint(100, 3000)
        out.append({"n": number + 80 + i, "title": title, "product": product, "role": "stray", "kind": "stray",
                    "fen": {1: fen, 2: fen}, "sales": {d: sales_text(crawler, "int", n + d * 7) for d in DAYS},
                    "days": DAYS, "shop": 9, "shopName": f"虚构9号{SHOPS[product]}"})
    rng.shuffle(out)
    for l in out:
        for d in l["days"]:
            cell = cells.setdefault((crawler, product, d), {"low": [], "normal": [], "extra": [], "stray": []})
            cell[l["kind"]].append(l["fen"][d])
    return out


def extra(crawler, product, n, title, day, fen=None, sales="321", counts=True):
    """A listing for an awkward record, with the median price, so that it does not change its cell.
    counts=False: the record cannot be read, so it never enters the cell."""
    fen = fen or int(MEDIAN[product] * LEVEL[crawler])
    if counts:
        cells[crawler, product, day]["extra"].append(fen)
    return {"n": n, "title": title, "product": product, "role": "extra", "fen": {day: fen}, "sales": {day: sales},
            "days": (day,), "shop": 1, "shopName": f"虚构1号{SHOPS[product]}"}


# ---- formats of the platforms ------------------------------------------------------------------------------------------

def yuan(fen):
    return f"{fen // 100}.{fen % 100:02d}"


def taobao(l, day, query):
    item = 9900000000000 + l["n"] * 37
    return {"item_id": item, "title": l["title"], "zk_final_price": yuan(l["fen"][day]), "reserve_price": yuan(l["fen"][day] * 3 // 2),
            "volume": l["sales"][day], "shop_title": l["shopName"], "seller_id": 2200000000 + l["shop"], "user_type": l["shop"] % 2,
            "category_id": int(query), "pict_url": f"//img.example.cn/tb/{item}.jpg",
            "small_images": {"string": [f"//img.example.cn/tb/{item}-{k}.jpg" for k in (1, 2)]},
            "url": f"//item.taobao.com/item.htm?id={item}", "provcity": PLACES[l["shop"] % 6]}


def jd(l, day, query):
    sku, fen = 10099900000000 + l["n"] * 41, l["fen"][day]
    price = yuan(fen) if l["n"] % 4 == 0 else fen / 100     # number or text, as the platform does
    return {"skuId": sku, "skuName": l["title"],
            "priceInfo": {"price": price, "lowestPrice": price, "lowestCouponPrice": fen * 95 // 1000 / 10},
            "inOrderCount30Days": l["sales"][day], "shopInfo": {"shopName": l["shopName"], "shopId": 990000 + l["shop"]},
            "owner": "g" if l["shop"] == 3 else "p",
            "categoryInfo": {"cid1": 1319 if l["product"] != POWER else 9987, "cid2": 9000 + int(query) % 97, "cid3": int(query),
                             "cid3Name": {CLOTHING: "童装", POWER: "移动电源", TOYS: "益智玩具"}[l["product"]]},
            "materialUrl": f"item.jd.com/{sku}.html",
            "imageInfo": {"imageList": [{"url": f"https://img.example.cn/jd/{sku}.jpg"}]}}


def pdd(l, day, query):
    goods, fen = 990000000000 + l["n"] * 43, l["fen"][day]
    sign = "E9X2" + hashlib.sha256(str(goods).encode()).hexdigest()[:24].upper()
    record = {"goods_id": goods, "goods_sign": sign, "goods_name": l["title"], "min_group_price": fen,
              "min_normal_price": fen * 115 // 100, "sales_tip": l["sales"][day], "mall_name": l["shopName"],
              "mall_id": 880000 + l["shop"], "merchant_type": 1 + l["shop"] % 6, "cat_id": int(query),
              "goods_thumbnail_url": f"https://img.example.cn/pdd/{goods}.jpeg"}
    if l["n"] % 6 == 5:     # the platform omits goods_id for callers without the permission; only goods_sign identifies
        del record["goods_id"]
    return record


def douyin(l, day, query):
    # above 2^53 and close together: as binary floats, many would become one listing
    product = 3400312511185213726 + l["n"] - 9000
    cids = {CLOTHING: "20005 20104 21001", POWER: "20011 20211 22001", TOYS: "20017 20317 23001"}[l["product"]].split()
    return {"product_id": str(product), "title": l["title"], "live_room_price": str(l["fen"][day]),
            "price": str(l["fen"][day] * 13 // 10), "sales": l["sales"][day], "shop_name": l["shopName"],
            "shop_id": str(77000 + l["shop"]), "first_cid": cids[0], "second_cid": cids[1], "third_cid": cids[2],
            "is_explaining": "1" if l["n"] == 9000 else "0",
            "detail_url": f"https://haohuo.jinritemai.com/views/product/item2?id={product}"}


def without(record, *keys):
    return {k: v for k, v in record.items() if k not in keys}


def awkward(crawler, query, day, records):
    """Records appended to the last page, each with its reason."""
    def make(product, n, title, encode, **kw):
        return encode(extra(crawler, product, n, title, day, **kw), day, query)
    out = []
    if crawler == "taobao-top" and query == "50008165":
        # price 0.00: a placeholder, never "clearly low"
        out.append({**make(CLOTHING, 9501, "童装卫衣 链接占位 请勿拍", taobao, counts=False), "zk_final_price": "0.00"})
        # id as text with leading zeros: lost if ids are read as numbers
        item = "0007712345678"
        out.append({**make(CLOTHING, 9502, "儿童连衣裙 旧系统迁移商品", taobao), "item_id": item,
                    "url": f"//item.taobao.com/item.htm?id={item}"})
    if crawler == "taobao-top" and query == "50008090":
        # the order changes between two requests: a listing of page 1 is also on page 2, unchanged
        out.append(dict(records[4]))
        if day == 1:    # a title of exactly 65,536 bytes: above every limit, goes to quarantine
            title = "充电宝 " + "超长标题" * 5460
            title += "x" * (65536 - len(title.encode()))
            out.append(make(POWER, 9503, title, taobao, counts=False))
    if crawler == "taobao-top" and query == "50002766":
        # price -1: "not for sale" on some back ends
        out.append({**make(TOYS, 9504, "磁力积木玩具 已下架", taobao, counts=False), "zk_final_price": "-1"})
        # full-width digits and letters, an HTML entity, emoji outside the basic plane (as surrogate escapes)
        title = "儿童玩具 ２０２６新款 ＤＩＹ积木 &amp; 水晶泥 🧩👶🏻"
        ESCAPED.add(title)
        out.append(make(TOYS, 9505, title, taobao))
        # sales that are words: the listing can be read, its sales are unknown
        out.append(make(TOYS, 9506, "毛绒玩具 小熊公仔", taobao, sales="热销中"))
    if crawler == "jd-union" and query == "11842":
        # no price: preview items have an empty priceInfo
        out.append({**make(CLOTHING, 9511, "童装 儿童T恤 预告", jd, counts=False), "priceInfo": {}})
        # no title: nothing to match
        out.append(make(CLOTHING, 9512, "", jd, sales=88, counts=False))
    if crawler == "jd-union" and query == "13661":
        # two entries that are not records: a null and a message
        out += [None, "商品信息获取失败"]
    # jd-union 12099 has no awkward record: its page 3 must have exactly one record
    if crawler == "pdd-ddk" and query == "14740":
        title = "童装 儿童卫衣 １１０～１５０码 &amp;quot;亲子款&amp;quot; 🐻‍❄️"    # entity escaped twice, joined emoji
        ESCAPED.add(title)
        out += [make(CLOTHING, 9522, title, pdd), None]
    if crawler == "pdd-ddk" and query == "6398":
        # no price at all; an id as text with leading zeros
        out.append(without(make(POWER, 9523, "移动电源 新品未定价", pdd, counts=False), "min_group_price", "min_normal_price"))
        out.append({**make(POWER, 9524, "充电宝 20000毫安 旧编号", pdd), "goods_id": "000450012345"})
    if crawler == "pdd-ddk" and query == "9316":
        out.append(make(TOYS, 9526, "积木玩具 城堡拼装", pdd, sales="热销中"))
        if day == 2:    # bytes that are not UTF-8 (C3 28) in a title: the other records of the page must be read
            out.append(make(TOYS, 9528, f"毛绒玩具 {BAD_BYTES}小兔", pdd, counts=False))
    if crawler == "douyin-live":
        out.append({**make(CLOTHING, 9501, "宝宝连体衣 福袋占位", douyin, counts=False), "live_room_price": "0", "price": "0"})
        out.append(without(make(POWER, 9502, "充电宝 待上价", douyin, counts=False), "live_room_price", "price"))
        out.append(make(TOYS, 9503, "", douyin, counts=False))
        out.append("讲解中商品加载失败")
        out.append(make(TOYS, 9504, "水晶泥玩具 直播专享", douyin, sales="热销中"))
    return out


ENCODE = {"taobao-top": taobao, "jd-union": jd, "pdd-ddk": pdd, "douyin-live": douyin}


def dump(value, **kw):
    text = json.dumps(value, ensure_ascii=False, **kw)
    for title in sorted(ESCAPED):
        text = text.replace(json.dumps(title, ensure_ascii=False), json.dumps(title))
    return text


def body(crawler, query, day, page, records, total):
    request = f"req-{day}-{query[-6:]}-{page}"
    if crawler == "taobao-top":
        inner = {"total_results": total, "result_list": {"map_data": records}, "request_id": request}
        return {"tbk_dg_material_optional_response": inner}
    if crawler == "jd-union":   # a list with one element is sent as the object; the whole result is JSON in a string
        data = records[0] if len(records) == 1 else records
        inner = {"code": 200, "message": "success", "totalCount": total, "data": data, "requestId": request}
        return {"jd_union_open_goods_query_responce": {"code": "0", "queryResult": dump(inner)}}
    if crawler == "pdd-ddk":
        inner = {"goods_list": records, "total_count": total, "search_id": "search-" + query, "request_id": request}
        return {"goods_search_response": inner}
    flash = []
    if page == 2:   # two records are only in flash_products; a reader that ignores it would lose them
        flash = [r for r in records if isinstance(r, dict) and r["title"]][:2]
        records = [r for r in records if r not in flash]
    room = {"room_id": query, "author_nickname": "虚构主播小样", "author_buyin_id": "7000000000000000001", "online_num": "18234"}
    return {"code": 10000, "msg": "success", "data": {**room, "total": str(total), "products": records, "flash_products": flash}}


# ---- files ------------------------------------------------------------------------------------------------

def write(name, data):
    path = HERE / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())


def write_csv(name, rows, encoding="utf-8", end="\n"):
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=end).writerows(rows)
    write(name, text.getvalue().encode(encoding))


def make_pages():
    number = 1000
    for crawler, queries in PLAN.items():
        for query, parts in queries.items():
            rng, listings = random.Random(f"sushai {crawler} {query}"), []
            for product, count in parts:
                number = 9000 + 100 * len(listings) // 11 if crawler == "douyin-live" else number + 100
                listings += make_cell(crawler, product, count, rng, number)
            if crawler == "douyin-live":
                rng.shuffle(listings)
            listings.sort(key=lambda l: l["role"] == "new")     # new listings come last
            for day in DAYS:
                if crawler == "csv-market":
                    make_market(listings, day)
                    continue
                today = [l for l in listings if day in l["days"]]
                records = [ENCODE[crawler](l, day, query) for l in today]
                records += awkward(crawler, query, day, records)
                for page, start in enumerate(range(0, len(records), PAGE), 1):
                    text = dump(body(crawler, query, day, page, records[start:start + PAGE], len(records)), indent=1) + "\n"
                    data = text.encode().replace(BAD_BYTES.encode(), b"\xc3\x28")
                    write(f"Pages/{crawler}/day-{day}/{query}-{page}.json", data)


def make_market(listings, day):
    """A market's own export: BOM and CRLF, as spreadsheet programs write it."""
    rows = [["商品编号", "商品名称", "售价(元)", "累计销量", "店铺", "类目", "链接"]]
    for i, l in enumerate(listings):
        if day not in l["days"]: continue
        title = l["title"]
        if i == 2: title = title.replace(" ", ",", 1)                   # a comma: the field is quoted
        if i == 5: title = "「" + title + "」" + ' 3" 迷你款 "新品"'     # quotes: doubled
        if i == 8: title = title.replace(" ", "\n", 1)                  # a line break inside a field
        if i == 11: title += " 🧸"                                       # four bytes in GB 18030
        item = f"00{l['n']:06d}"                                        # leading zeros: an id is text
        rows.append([item, title, yuan(l["fen"][day]), l["sales"][day], l["shopName"], "玩具/益智玩具",
                     f"https://market.example.cn/goods/{item}"])
    write_csv(f"Pages/csv-market/day-{day}/listings.csv", rows, "utf-8-sig", "\r\n")
    if day == 1:    # the same file in an older character set
        write_csv("Awkward/listings-gb18030.csv", rows, "gb18030", "\r\n")


def make_awkward():
    error = {"error_code": 50001, "sub_code": "20004", "error_msg": "业务服务错误", "sub_msg": "商品查询服务暂不可用,请稍后再试"}
    write("Awkward/pdd-error-200.json", dump({"error_response": error}, indent=1) + "\n")   # an error that arrives with HTTP 200
    page = (HERE / "Pages/taobao-top/day-1/50008165-1.json").read_text(encoding="utf-8")
    ninth = [i for i in range(len(page)) if page.startswith('"title"', i)][8]
    write("Awkward/taobao-cut-in-half.json", page[:ninth + 18])     # the connection ended inside the ninth title


OK, BAD = "合格", "不合格"
ELEMENTS = {"SB": "未检出", "AS": "未检出", "BA": "21.3", "CD": "未检出", "CR": "1.6", "PB": "8.4", "HG": "未检出", "SE": "未检出"}
UNITS = {"TX-HCHO": "mg/kg", "TX-AZO": "mg/kg", "TX-CW": "级", "TX-CA": "级", "TX-CB": "级", "TX-CD": "级", "TX-CS": "级",
         "TX-CR": "级", "TX-PB": "mg/kg", "TX-CD2": "mg/kg", "TX-PAE": "%", "PB-CAP": "mAh",
         "PB-EFF": "%", "PB-EFF-D": "%", "PB-VOUT": "%", "TY-MAG": "kG²mm²", "TY-PAE1": "%", "TY-PAE2": "%",
         **{f"TY-EL-{e}": "mg/kg" for e in ELEMENTS}}     # all others: none
# the detection limit for 未检出: without it the result cannot be compared with the limit
DETECTION = {"TX-AZO": "5", "TY-PAE2": "0.005", **{f"TY-EL-{e}": "1" for e in ELEMENTS}}
MEETS = {
    CLOTHING: {"TX-HCHO": "12.5", "TX-PH": "6.8", "TX-AZO": "未检出", "TX-CW": "3-4", "TX-CA": "4", "TX-CB": "4", "TX-CD": "4",
               "TX-CS": "4", "TX-ODOR": OK, "TX-CR": "3", "TX-PB": "<5", "TX-CD2": "<5", "TX-PAE": "0.02", "TX-FLM": OK,
               "TX-CORD": OK, "TX-PULL": OK, "TX-SHARP": OK, "TX-NEEDLE": OK, "TX-FILL": OK, "TX-TAG": OK, "TX-FIB": OK,
               "TX-LBL": OK},
    POWER: {"PB-CAP": "6120", "PB-EFF": "84.6", "PB-EFF-D": None, "PB-VOUT": "2.1", "PB-DROP": OK, "PB-PROT": OK, "PB-ABU-OC": OK,
            "PB-ABU-IMP": OK, "PB-ABU-HEAT": OK, "PB-TEMP": OK, "PB-FR": OK, "PB-RE": OK, "PB-LBL": OK},
    TOYS: {"TY-SP": OK, "TY-BALL": OK, "TY-EDGE": OK, "TY-MAG": "21.0", "TY-MAG-SP": OK, "TY-FILM": OK, "TY-PAE1": "0.02",
           "TY-PAE2": "未检出",
           **{f"TY-EL-{e}": v for e, v in ELEMENTS.items()}, "TY-LBL": OK, "TY-CCC": OK},
}
CHILD = {k: None for k in ("TX-CS", "TX-PB", "TX-CD2", "TX-PAE", "TX-PULL", "TX-TAG")}  # tested of infants' clothes only
# a plastic toy for children up to 36 months, with a loose magnet
TOY = {"variant": "standard", "age": "under36", "mouthable": "can", "magnet": "loose", "projectile": "without", "ccc": "inside"}
BANK = {"ratedCapacity": "6000", "efficiency": "undeclared"}
REPORTS = [  # product, name, declared, differences from a report that meets all requirements (None: not tested)
    (CLOTHING, "1-serious-formaldehyde", {"variant": "B", "user": "child"}, {**CHILD, "TX-HCHO": "168.3", "TX-PH": "7.2"}),
    (CLOTHING, "2-meets", {"variant": "A", "user": "infant", "shade": "other", "coating": "with"}, {}),
    (CLOTHING, "3-general-rubbing-and-label", {"variant": "C", "user": "child"},
     {**CHILD, "TX-CR": None, "TX-HCHO": "31.0", "TX-CD": "2-3", "TX-LBL": BAD}),
    # the laboratory reports "below 100", the limit is 75: cannot be judged
    (CLOTHING, "4-cannot-judge-detection-limit", {"variant": "B", "user": "child"},
     {**CHILD, "TX-HCHO": "<100", "TX-AZO": "<5"}),
    (POWER, "1-serious-protection", BANK, {"PB-PROT": BAD}),
    (POWER, "2-general-capacity", BANK, {"PB-CAP": "5230", "PB-EFF": "82.3", "PB-VOUT": "-1.8"}),
    (POWER, "3-meets", {**BANK, "efficiency": "declared", "ratedEfficiency": "85"}, {"PB-EFF": None, "PB-EFF-D": "87.9"}),
    (POWER, "4-serious-flammable-and-capacity", BANK, {"PB-FR": BAD, "PB-CAP": "4870", "PB-EFF": "80"}),
    (TOYS, "1-serious-magnet", TOY, {"TY-MAG": "167.5", "TY-MAG-SP": BAD}),
    (TOYS, "2-meets", TOY, {}),
    (TOYS, "3-serious-phthalates", TOY, {"TY-PAE1": "12.4"}),
    (TOYS, "4-general-label", TOY, {"TY-LBL": BAD}),
]


def make_reports():
    rows = [["报告编号", "样品标签", "检测日期", "生产日期", "标称", "检测项目", "检测值", "单位", "检出限"]]
    for product, name, declared, differs in REPORTS:
        n = int(name[0])
        # toys of the report were made before the 2025 edition of GB 6675 came into force on 2026-11-01
        report = {"testedOn": f"2026-11-{11 + n}", "producedOn": f"2026-0{4 + n}-20", "declared": declared,
                  "results": [{"item": k, "value": v, "unit": UNITS.get(k, ""),
                               **({"detectionLimit": DETECTION[k]} if v == "未检出" else {})}
                              for k, v in {**MEETS[product], **differs}.items() if v is not None]}
        write(f"LabReports/{product}/{name}.json", dump(report, indent=1) + "\n")
        if product == TOYS:
            for r in report["results"]:
                rows.append([f"R-2026-{n:04d}", f"S-0000-{n:04d}", report["testedOn"], report["producedOn"],
                             ";".join(f"{k}={v}" for k, v in declared.items()), r["item"], r["value"], r["unit"], r.get("detectionLimit", "")])
    write_csv("LabReports/toys.csv", rows)
    write_csv("Awkward/lab-missing-column.csv", [r[:6] + r[7:] for r in rows])


def png(pixel):
    """64 x 64 pixels, grey; not compressed, so that every zlib version gives the same bytes."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    raw = b"".join(b"\0" + bytes(pixel(x, y) % 256 for x in range(64)) for y in range(64))
    head = struct.pack(">IIBBBBB", 64, 64, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(raw, 0)) + chunk(b"IEND", b"")


def make_evidence():
    write("Evidence/order.png", png(lambda x, y: 255 * ((x // 8 + y // 8) % 2)))
    write("Evidence/unboxing.png", png(lambda x, y: (x * x + y * y) // 16))
    write("Evidence/product-page.txt", "商品页面记录(演示)\n商品名称:磁力片积木玩具 3岁以上 生日礼物\n店铺:虚构1号玩具店\n页面价格:8.90元\n页面销量:3900\n"
          "链接:https://market.example.cn/goods/00000001\n页面标注:适用年龄3岁以上;未见CCC标志图片\n")


def check_cells():
    """Low prices have a robust z of ln price below -3.0, all others above -2.5; also if awkward records or
    strays get into the cell, the low ones stay low."""
    for key, cell in cells.items():
        if len(cell["low"]) + len(cell["normal"]) < 30:
            continue        # a live room shows too few of one product for its prices to be compared
        for parts in (("low", "normal"), ("low", "normal", "extra"), ("low", "normal", "extra", "stray")):
            logs = [math.log(f) for p in parts for f in cell[p]]
            mid = statistics.median(logs)
            mad = 1.4826 * statistics.median(abs(v - mid) for v in logs)
            z = lambda fen: (math.log(fen) - mid) / mad
            assert max(map(z, cell["low"])) < -3.0, (key, parts)
            assert "stray" in parts or min(map(z, cell["normal"] + cell["extra"])) > -2.5, (key, parts)


if __name__ == "__main__":
    make_pages()
    check_cells()
    more_platforms.make(write)
    more_platforms.make_unseen(write)
    make_awkward()
    make_reports()
    make_evidence()
