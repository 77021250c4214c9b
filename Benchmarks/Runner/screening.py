"""The screening job: the input is a file of listings, the output is flagged rows with reasons."""

from contextlib import contextmanager
from string import Template

import data
import paths
from measure import Contender, Measure
from ours import ours

CSV_COLUMNS = [
    "商品编号", "商品名称", "售价(元)", "销量", "店铺", "店铺编号", "类目", "链接", "主图", "更新时间",
    "属性", "规格", "图片", "包邮", "天猫", "优惠券",
]
CRAWLER = {"csv": "bench-csv", "json": "bench-json"}
CSV_TYPES = {"售价(元)": "DECIMAL(12,2)", "类目": "INTEGER"}


@contextmanager
def measure(sushai, rounds, name, kind, rows, packing=None):
    """DuckDB and Polars hold a JSON document of this size in memory as one value, so it has no peer."""
    file = data.listings(kind, rows)
    answer = data.listings("answer", rows)
    data.rules()
    if packing:
        file = data.packed(file, packing, {"gzip": ".gz", "zstd": ".zst"}[packing])
    data.warm(file)
    names = ("ours",) if kind == "json" else ("ours", "duckdb", "duckdb-py", "polars")
    found = {peer: data.scratch() / f"{name}.{peer}" for peer in names}
    crawler = CRAWLER.get(kind, "bench")
    mine = ours(sushai, "screen", "--crawler", crawler, file, output=found["ours"])
    if kind == "json":
        yield Measure(name, "s", [mine], rounds=rounds, answer=answer, found=found)
        return
    query = sql(file, kind, found["duckdb"])
    python_query = sql(file, kind, found["duckdb-py"])
    polars = [paths.PYTHON, paths.PEERS / "screen_polars.py", "csv" if kind == "csv" else "ndjson", file]
    yield Measure(
        name, "s",
        [
            mine,
            Contender("duckdb", [paths.duckdb(), "-init", "/dev/null", "-f", query]),
            Contender("duckdb-py", [paths.PYTHON, paths.PEERS / "screen_duckdb.py", python_query]),
            Contender("polars", [*polars, paths.PRODUCTS, found["polars"]]),
        ],
        rounds=rounds, answer=answer, found=found)


def sql(file, kind, output):
    text = Template((paths.PEERS / "screen.sql").read_text())
    path = output.with_suffix(output.suffix + ".sql")
    path.write_text(text.substitute(source=source(file, kind), products=paths.PRODUCTS, output=output))
    return path


def source(file, kind):
    """The columns for DuckDB: item, category and price, with their types, so that it does not detect them."""
    if kind == "csv":
        columns = ", ".join(f"'{column}': '{CSV_TYPES.get(column, 'VARCHAR')}'" for column in CSV_COLUMNS)
        return (
            f"""(SELECT "商品编号" AS item, "类目" AS category, "售价(元)" AS price FROM read_csv('{file}', """
            f"""auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', columns = {{{columns}}}))"""
        )
    return (
        f"(SELECT item_id AS item, category_id AS category, price FROM read_ndjson('{file}', "
        "columns = {item_id: 'VARCHAR', category_id: 'INTEGER', price: 'DECIMAL(12,2)'}))"
    )
