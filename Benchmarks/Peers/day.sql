-- The analyst's day in DuckDB: the pages of today into the snapshot table, then the flags of today. The script replaces
-- the names day, folder and products.
SET threads = 2;
SET preserve_insertion_order = false;

CREATE TABLE IF NOT EXISTS snapshot (
    day DATE, feed VARCHAR, item BIGINT, title VARCHAR, price DECIMAL(12, 2), sales VARCHAR, shop VARCHAR,
    shop_id BIGINT, category INTEGER, link VARCHAR, image VARCHAR, changed_at TIMESTAMP
);
CREATE TABLE IF NOT EXISTS flag (
    day DATE, feed VARCHAR, item BIGINT, product VARCHAR, kind VARCHAR, price_fen INTEGER, median_fen INTEGER,
    z DECIMAL(9, 2), gained BIGINT, reason VARCHAR
);

-- Each line of a file is one page. Columns stated as a list of structs read the same pages ten times slower.
INSERT INTO snapshot
SELECT
    DATE '${day}', feed, record.item_id, record.title, record.price, record.volume, record.shop_title,
    record.seller_id, record.category_id, record.item_url, record.pict_url,
    strptime(record.modified, '%Y-%m-%dT%H:%M:%S+08:00')
FROM (
    SELECT feed, json_transform(record, '{
        "item_id": "BIGINT", "title": "VARCHAR", "price": "DECIMAL(12, 2)", "volume": "VARCHAR", "shop_title": "VARCHAR",
        "seller_id": "BIGINT", "category_id": "INTEGER", "item_url": "VARCHAR", "pict_url": "VARCHAR",
        "modified": "VARCHAR"}') AS record
    FROM (
        SELECT parse_filename(filename, true) AS feed, unnest(CAST(json -> '$$.data.items' AS JSON[])) AS record
        FROM read_ndjson_objects('${folder}/*.ndjson', filename = true)
    )
);

-- Prices far below the median of their category in their feed.
CREATE TEMP TABLE offer AS
SELECT feed, item, category, CAST(price * 100 AS INTEGER) AS fen
FROM snapshot
WHERE day = DATE '${day}';

INSERT INTO flag
WITH baseline AS MATERIALIZED (
    SELECT feed, category, median(ln(fen)) AS middle, 1.4826 * mad(ln(fen)) AS scale, count(*) AS listings
    FROM offer
    GROUP BY feed, category
    HAVING count(*) >= 30
)
SELECT
    DATE '${day}', feed, item, product, 'low-price', fen, CAST(round(exp(middle)) AS INTEGER),
    round((ln(fen) - middle) / scale, 2), NULL,
    format(
        '售价¥{:.2f}，同类{}个链接的中位价¥{:.2f}，稳健z值{:.2f}',
        fen / 100, listings, round(exp(middle)) / 100, (ln(fen) - middle) / scale)
FROM offer
JOIN baseline USING (feed, category)
JOIN read_csv('${products}', types = {'category': 'INTEGER', 'product': 'VARCHAR'}) USING (category)
WHERE scale > 0 AND (ln(fen) - middle) / scale <= -3.0;

-- Sales that grew by 500 or more in a day, for certain: the least that today's text can mean, minus the most that
-- yesterday's can. 1234 is exact; 5.33万 is rounded or cut off; 3万+ has no upper bound.
CREATE OR REPLACE TEMP MACRO number_of(sales) AS CAST(regexp_extract(sales, '[0-9]+(\.[0-9]+)?') AS DECIMAL(12, 2));
CREATE OR REPLACE TEMP MACRO step_of(sales) AS
    10000 // CAST(pow(10, length(regexp_extract(sales, '\.([0-9]+)', 1))) AS BIGINT);
CREATE OR REPLACE TEMP MACRO least(sales) AS CASE
    WHEN regexp_full_match(sales, '[0-9]+') THEN CAST(sales AS BIGINT)
    WHEN contains(sales, '+') THEN CAST(number_of(sales) * CASE WHEN contains(sales, '万') THEN 10000 ELSE 1 END AS BIGINT)
    ELSE CAST(number_of(sales) * 10000 AS BIGINT) - step_of(sales) // 2 END;
CREATE OR REPLACE TEMP MACRO most(sales) AS CASE
    WHEN regexp_full_match(sales, '[0-9]+') THEN CAST(sales AS BIGINT)
    WHEN contains(sales, '+') THEN NULL
    ELSE CAST(number_of(sales) * 10000 AS BIGINT) + step_of(sales) - 1 END;

INSERT INTO flag
WITH growth AS (
    SELECT today.feed, today.item, today.category, before.sales AS earlier, today.sales AS now,
        least(today.sales) - most(before.sales) AS gained
    FROM snapshot today
    JOIN snapshot before ON before.feed = today.feed AND before.item = today.item
        AND before.day = DATE '${day}' - INTERVAL 1 DAY
    WHERE today.day = DATE '${day}' AND today.sales <> before.sales
)
SELECT
    DATE '${day}', feed, item, product, 'sales-burst', NULL, NULL, NULL, gained,
    format('销量由“{}”升至“{}”，至少新增{}件', earlier, now, gained)
FROM growth
JOIN read_csv('${products}', types = {'category': 'INTEGER', 'product': 'VARCHAR'}) USING (category)
WHERE gained >= 500;
