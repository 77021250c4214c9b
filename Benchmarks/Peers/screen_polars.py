"""The analyst's screening job for Polars: screen_polars.py ndjson|csv INPUT PRODUCTS OUTPUT"""

import os
import sys

os.environ["POLARS_MAX_THREADS"] = "2"

import polars as pl

COLUMNS = {
    "ndjson": ("item_id", "price", "category_id"),
    "csv": ("商品编号", "售价(元)", "类目"),
}


def offers(kind, path):
    item, price, category = COLUMNS[kind]
    if kind == "ndjson":
        frame = pl.scan_ndjson(path, schema={item: pl.String, price: pl.String, category: pl.String})
    else:
        frame = pl.scan_csv(path, schema_overrides={item: pl.String, price: pl.String, category: pl.String})
    # A price has at most two decimals, so the nearest whole fen is the exact one.
    fen = (pl.col(price).cast(pl.Float64) * 100).round().cast(pl.Int64)
    frame = frame.select(item=pl.col(item), category=pl.col(category), priceFen=fen)
    return frame.with_columns(log=pl.col("priceFen").cast(pl.Float64).log()).collect(engine="streaming")


def flagged(offers, products):
    log = pl.col("log")
    baseline = offers.lazy().group_by("category").agg(
        middle=log.median(), scale=1.4826 * (log - log.median()).abs().median(), listings=pl.len()
    )
    median = pl.col("middle").exp().round()
    return (
        offers.lazy()
        .join(baseline.filter((pl.col("listings") >= 30) & (pl.col("scale") > 0)), on="category")
        .with_columns(z=(log - pl.col("middle")) / pl.col("scale"))
        .filter(pl.col("z") <= -3.0)
        .join(products.lazy(), on="category")
        .with_columns(z=pl.col("z").round(2))
        .select(
            "item",
            "product",
            "priceFen",
            "z",
            medianFen=median.cast(pl.Int64),
            reason=pl.format(
                "售价¥{}，同类{}个链接的中位价¥{}，稳健z值{}",
                pl.col("priceFen") / 100, pl.col("listings"), median / 100, pl.col("z"),
            ),
        )
        .collect()
    )


kind, source, products, output = sys.argv[1:]
table = pl.read_csv(products, schema={"category": pl.String, "product": pl.String})
flagged(offers(kind, source), table).write_ndjson(output)
