-- The analyst's screening job for DuckDB. The runner replaces the names source, products and output.
SET threads = 2;
SET preserve_insertion_order = false;

CREATE TEMP TABLE offer AS
SELECT item, category, CAST(price * 100 AS INTEGER) AS fen
FROM ${source};

COPY (
    WITH baseline AS MATERIALIZED (
        SELECT category, median(ln(fen)) AS middle, 1.4826 * mad(ln(fen)) AS scale, count(*) AS listings
        FROM offer
        GROUP BY category
        HAVING count(*) >= 30
    )
    SELECT
        item,
        product,
        fen AS "priceFen",
        CAST(round(exp(middle)) AS INTEGER) AS "medianFen",
        round((ln(fen) - middle) / scale, 2) AS z,
        format(
            '售价¥{:.2f}，同类{}个链接的中位价¥{:.2f}，稳健z值{:.2f}',
            fen / 100, listings, round(exp(middle)) / 100, (ln(fen) - middle) / scale) AS reason
    FROM offer
    JOIN baseline USING (category)
    JOIN read_csv('${products}', types = {'category': 'INTEGER', 'product': 'VARCHAR'}) USING (category)
    WHERE scale > 0 AND (ln(fen) - middle) / scale <= -3.0
) TO '${output}' (FORMAT json);
