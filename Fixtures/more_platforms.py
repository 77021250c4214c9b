"""Pages of the feeds that the demonstration does not pull. Called by make_pages.py; fixed seed, all figures invented.

Each platform has its own format. Awkward records are at the end of the list of a query, each with its reason.
"""
import html, json, random

PAGE = 20
SHOP = "虚构{}号店"
NAMES = ["磁力片积木玩具", "毛绒公仔玩具", "20000毫安充电宝", "童装女童连衣裙", "儿童拼装积木", "水晶泥玩具套装"]


def listings(crawler, query, count, start):
    """`count` plain offers, the same on both days but for a day's sales."""
    rng = random.Random(f"sushai {crawler} {query}")
    return [{"n": start + i, "title": f"{rng.choice(NAMES)} 样牌 货号{start + i}", "fen": rng.randint(150, 990) * 10,
             "sold": rng.randint(10, 9000), "gain": rng.randint(0, 40), "shop": rng.randint(1, 9)} for i in range(count)]


def yuan(fen):
    return f"{fen // 100}.{fen % 100:02d}"


# ---- 抖店: every value is a text, ids above 2^53, coupons in fen ------------------------------------------------------

def douyin(l, day, query):
    product = 3500312511185213726 + l["n"]
    return {"product_id": str(product), "title": l["title"], "price": str(l["fen"]), "coupon_price": str(l["fen"] * 9 // 10),
            "sales": str(l["sold"] + day * l["gain"]), "shop_name": SHOP.format(l["shop"]), "shop_id": str(78000 + l["shop"]),
            "first_cid": query, "second_cid": "", "third_cid": str(int(query) + 3000), "in_stock": "true",
            "cover": f"https://img.example.cn/dy/{product}.jpg",
            "detail_url": f"https://haohuo.jinritemai.com/views/product/item2?id={product}"}


def douyin_pages(day):
    for number, (query, count) in enumerate({"20005": 22, "20011": 20, "20017": 5}.items()):
        plain = listings("douyin-goods", query, count - 3 * (query == "20017"), 100 * number)
        records = [douyin(l, day, query) for l in plain]
        if query == "20005":
            del records[3]["coupon_price"]                  # no coupon: the buyer pays the shown price
        if query == "20017":
            last = {**plain[0], "n": 290}
            records.append({**douyin({**last, "n": 291}, day, query), "price": ""})         # not priced yet
            records.append({**douyin({**last, "n": 292}, day, query), "sales": "热销中"})     # read, sales unknown
            records.append({**douyin({**last, "n": 293}, day, query), "product_id": ""})    # no identity
        for page, part in pages(records):
            data = {"total": str(len(records)), "products": part}
            yield f"{query}-{page}.json", dump({"code": 10000, "msg": "success", "data": data})


# ---- 快手: result 1, fen as numbers, no total: if the last page is full, an empty page follows ---------------------------------

def kuaishou(l, day, query):
    item = 23000000000000 + l["n"]
    sold = l["sold"] + day * l["gain"]
    return {"kwaiItemId": item, "title": l["title"], "price": l["fen"], "volume": "1.2万+" if l["n"] % 9 == 4 else sold,
            "categoryName": "玩具乐器" if query == "1041" else "数码配件"}


def kuaishou_pages(day):
    for number, (query, count) in enumerate({"1041": 40, "1162": 7}.items()):
        plain = listings("kuaishou", query, count, 1000 + 100 * number)
        records = [kuaishou(l, day, query) for l in plain]
        if query == "1162":
            records[1]["price"] = 0                         # a placeholder, never "clearly low"
            records[2]["price"] = None                      # not priced
            records[3] = None                               # not a record
        parts = list(pages(records)) + ([(count // PAGE + 1, [])] if count % PAGE == 0 else [])
        for page, part in parts:
            yield f"{query}-{page}.json", dump({"result": 1, "error_msg": "", "data": {"items": part}})


# ---- 1688: one product a page, prices at each SKU -------------------------------------------------------------------

def ali_pages(day):
    for number, l in enumerate(listings("ali-1688", "all", 4, 1)):
        query = str(620000000001 + number)
        skus = [{"skuId": int(query) * 10 + k, "consignPrice": yuan(l["fen"] + 100 * k), "amountOnSale": 99} for k in (0, 1)]
        if number == 1: skus = skus[0]                      # a list with one element is sent as the object
        if number == 2: skus = [{"skuId": 1, "price": l["fen"] / 100}]      # no price for resellers: the normal price is used
        if number == 3: skus = []                           # nothing for sale: no price
        product = {"productID": int(query), "subject": l["title"], "categoryID": 1031910, "supplierUserId": "b2b-22000000001",
                   "status": "published", "skuInfos": skus, "lastUpdateTime": f"2026110{day}080000000+0800"}
        yield f"{query}-1.json", dump({"productInfo": product, "bizGroupInfos": []})


# ---- 小红书: error_code 0, no total ---------------------------------------------------------------------------------

def xiaohongshu_pages(day):
    records = [{"itemId": f"63f0a1b2c3d4e5f60000{l['n']:04x}", "name": l["title"], "price": l["fen"], "stock": l["sold"]}
               for l in listings("xiaohongshu", "all", 25, 2000)]
    records[21]["name"] = ""                                # no title to match
    records[22] = "商品加载失败"                               # a message instead of a record
    for page, part in pages(records):
        yield f"all-{page}.json", dump({"error_code": 0, "success": True, "error_msg": "", "data": {"hits": part}})


# ---- Shopify ---------------------------------------------------------------------------------------------------------

def shopify_pages(day):
    records = []
    for l in listings("shopify", "all", 30, 3000):
        first = {"id": 41000000000000 + l["n"], "title": "Default Title", "price": yuan(l["fen"]), "compare_at_price": None, "available": True}
        second = {**first, "id": first["id"] + 1000, "price": yuan(l["fen"] + 500), "compare_at_price": yuan(l["fen"] * 2)}
        records.append({"id": 8200000000000 + l["n"], "title": l["title"], "handle": f"item-{l['n']}", "vendor": SHOP.format(l["shop"]),
                        "product_type": "玩具", "updated_at": f"2026-11-0{day}T08:00:00+08:00", "variants": [first, second],
                        "images": [{"src": f"https://cdn.example.cn/{l['n']}.jpg"}]})
    records[27]["variants"] = []                            # sold out: no price
    records[28]["variants"][0]["price"] = "0.00"            # a gift
    records[29]["images"] = []                              # no picture: still a listing
    for page, part in pages(records):
        yield f"all-{page}.json", dump({"products": part})


# ---- WooCommerce: the page is the array; minor units with their digits --------------------------------------------------

def woocommerce_pages(day):
    records = []
    for l in listings("woocommerce", "all", 23, 4000):
        digits = 0 if l["n"] % 10 == 3 else 2               # a shop without fractions writes whole yuan
        price = str(l["fen"] // 100 if digits == 0 else l["fen"])
        records.append({"id": l["n"], "name": html.escape(l["title"]) + " &#8211; 样", "permalink": f"https://shop.example.cn/p/{l['n']}",
                        "prices": {"price": price, "regular_price": price, "price_range": None, "currency_code": "CNY",
                                   "currency_minor_unit": digits},
                        "categories": [{"id": 7, "name": "玩具"}], "images": [{"id": 1, "src": f"https://shop.example.cn/i/{l['n']}.jpg"}]})
    records[20]["prices"]["currency_code"] = "USD"          # not yuan: read as yuan it would be clearly low
    records[21]["prices"]["price"] = ""                     # on request
    for page, part in pages(records):
        yield f"all-{page}.json", dump(part)


# ---- Google Merchant: one RSS document ----------------------------------------------------------------------------------

def merchant_pages(day):
    items = []
    for l in listings("google-merchant", "all", 14, 5000):
        title, price, more = html.escape(l["title"], quote=False), yuan(l["fen"]) + " CNY", ""
        if l["n"] == 5003: title = f"<![CDATA[{l['title']} <新款> & 特价]]>"      # markup within text
        if l["n"] == 5004: more = f"<g:sale_price>{yuan(l['fen'] // 2)} CNY</g:sale_price>"
        if l["n"] == 5012: price = "12.00 USD"              # another currency
        if l["n"] == 5013: price = ""                       # no price
        items.append(f"    <item>\n      <g:id>GM-{l['n']}</g:id>\n      <title>{title}</title>\n"
                     f"      <link>https://shop.example.cn/p/{l['n']}?utm=a&amp;b=1</link>\n"
                     f"      <g:image_link>https://shop.example.cn/i/{l['n']}.jpg</g:image_link>\n"
                     f"      <g:price>{price}</g:price>{more}\n      <g:brand>样牌</g:brand>\n"
                     f"      <g:product_type>玩具 &gt; 积木</g:product_type>\n    </item>\n")
    yield "all-1.xml", ('<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">\n'
                        f"  <channel>\n    <title>虚构商店 day-{day}</title>\n" + "".join(items) + "  </channel>\n</rss>\n")


# ---- schema.org: product pages in HTML ------------------------------------------------------------------------------------

def product(l, **offer):
    return {"@type": "Product", "sku": f"W-{l['n']}", "name": l["title"], "image": [f"https://web.example.cn/i/{l['n']}.jpg"],
            "brand": {"@type": "Brand", "name": "样牌"},
            "offers": {"@type": "Offer", "price": l["fen"] / 100, "priceCurrency": "CNY", "url": f"https://web.example.cn/p/{l['n']}",
                       "seller": {"@type": "Organization", "name": SHOP.format(l["shop"])}, **offer}}


def schema_org_pages(day):
    toys = listings("schema-org", "toys", 5, 6000)
    graph = {"@context": "https://schema.org", "@graph": [
        {"@type": "BreadcrumbList", "name": "面包屑"},      # not a product
        product(toys[0]), {**product(toys[1]), "@type": ["Product", "Thing"]},
        {**product(toys[2]), "offers": [product(toys[2])["offers"]]},          # a list of offers
        product(toys[3], priceCurrency="USD")]}             # another currency
    whole = {**product(toys[4]), "@context": "https://schema.org",
             "offers": {"@type": "AggregateOffer", "lowPrice": yuan(toys[4]["fen"]), "priceCurrency": "CNY", "offerCount": 3}}
    yield "toys-1.html", page("玩具", day, [graph, whole])
    banks = listings("schema-org", "power-banks", 3, 6100)
    items = {"@context": "https://schema.org", "@type": "ItemList",
             "itemListElement": [{"@type": "ListItem", "position": i + 1, "item": product(l)} for i, l in enumerate(banks)]}
    yield "power-banks-1.html", page("充电宝", day, [items])


def page(title, day, blocks):
    scripts = "".join(f'<script type="application/ld+json">\n{dump(b)}</script>\n' for b in blocks)
    return (f"<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>{title} day-{day}</title>\n{scripts}"
            f"<script>var product = {{\"@type\": \"Product\"}};</script>\n</head><body><h1>{title}</h1></body></html>\n")


# ---- files -------------------------------------------------------------------------------------------------------------------

def pages(records):
    return [(number, records[start:start + PAGE]) for number, start in enumerate(range(0, len(records), PAGE), 1)]


def dump(value):
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


MAKERS = {"douyin-goods": douyin_pages, "kuaishou": kuaishou_pages, "ali-1688": ali_pages, "xiaohongshu": xiaohongshu_pages,
          "shopify": shopify_pages, "woocommerce": woocommerce_pages, "google-merchant": merchant_pages,
          "schema-org": schema_org_pages}


def make(write):
    for crawler, maker in MAKERS.items():
        for day in (1, 2):
            for name, text in maker(day):
                write(f"Pages/{crawler}/day-{day}/{name}", text)


# ---- feeds without a shipped crawler: their crawler files are in the reference --------------------------------------------------

def make_unseen(write):
    rows = ["货号;品名;到手价;月销;店名;厂家"]
    rows += [f"A{n};积木玩具 {n}号;{40 + n % 7}.50;{100 + n};虚构店;虚构玩具厂" for n in range(1, 41)]
    rows += ["A99;积木玩具 特价;5.10;3万+;虚构店;", "A100;积木玩具 坏行;面议;1;虚构店;虚构玩具厂"]
    write("Unseen/harbour-market.csv", "\r\n".join(rows).encode("gb18030"))

    goods = [{"goodsNo": f"SB-{n:04d}", "info": {"caption": f"磁力片积木玩具 {n}号", "shots": [f"//img.example.cn/sb/{n}.jpg"]},
              "money": {"amount": 4000 + 10 * (n % 9), "scale": 2, "iso": "CNY"}, "deals": {"last30": 50 + n},
              "store": {"id": n % 5, "label": f"虚构{n % 5}号店"}, "seen": 1794873600000 + n} for n in range(1, 46)]
    goods[43]["money"]["amount"] = None             # no price
    goods[44]["info"]["caption"] = ""               # no title
    for page, part in pages(goods):
        more = {"after": f"c{page + 1}"} if len(part) == PAGE else {"after": None}
        write(f"Unseen/sky-bazaar-c{page}.json", dump({"ok": "yes", "meta": {"count": 45, "more": more}, "payload": {"goods": part}}))

    items = "".join(f'  <product id="HC-{n}">\n    <label>毛绒公仔玩具 {n}号 &amp; 礼盒</label>\n'
                    f'    <price currency="CNY">{30 + n % 5}.90</price>\n    <sold>{20 + n}</sold>\n    <maker name="虚构玩具厂"/>\n  </product>\n'
                    for n in range(1, 13))
    items += '  <product id="HC-99">\n    <label>毛绒公仔玩具 询价</label>\n    <price currency="CNY"/>\n  </product>\n'
    write("Unseen/hill-catalogue.xml", f'<?xml version="1.0" encoding="UTF-8"?>\n<catalogue>\n{items}</catalogue>\n')
