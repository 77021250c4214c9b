"""An analyst's day: day_duckdb.py DATABASE DAY PRODUCTS OUTPUT PAGES FEED=ADDRESS…

Fetches the pages of all feeds, sixteen at a time, adds them to a table of snapshots in DuckDB, flags the listings of the
day, and writes the flags of the day as JSON.
"""

import asyncio
import sys
import tempfile
from pathlib import Path
from string import Template

import aiohttp
import duckdb


async def fetch(feeds, pages, folder):
    """Each feed becomes a file with a page on each line. DuckDB reads such files on all threads."""
    waiting = [(name, f"{address}?page={page}") for page in range(1, pages + 1) for name, address in feeds.items()]
    waiting.reverse()
    files = {name: open(folder / f"{name}.ndjson", "wb", buffering=1 << 20) for name in feeds}

    async def worker(session):
        while waiting:
            name, address = waiting.pop()
            async with session.get(address) as answer:
                answer.raise_for_status()
                files[name].write((await answer.read()).rstrip() + b"\n")

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=16)) as session:
        await asyncio.gather(*(worker(session) for _ in range(16)))
    for file in files.values():
        file.close()


def main():
    database, day, products, output, pages, *feeds = sys.argv[1:]
    with tempfile.TemporaryDirectory(dir=".") as name:
        folder = Path(name)
        asyncio.run(fetch(dict(feed.split("=", 1) for feed in feeds), int(pages), folder))
        sql = Template(Path(__file__).with_name("day.sql").read_text(encoding="utf-8"))
        with duckdb.connect(database) as connection:
            connection.execute(sql.substitute(day=day, folder=folder, products=products))
            connection.execute(
                "COPY (SELECT item, product, kind, price_fen AS \"priceFen\", median_fen AS \"medianFen\", z, reason"
                f" FROM flag WHERE day = DATE '{day}') TO '{output}' (FORMAT json)")


main()
