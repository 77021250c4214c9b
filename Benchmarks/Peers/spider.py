"""Fetches the pages and reads the mapped fields with Scrapy: spider.py ADDRESS PAGES"""

import sys

import scrapy
from scrapy.crawler import CrawlerProcess

ADDRESS, PAGES = sys.argv[1], int(sys.argv[2])
FIELDS = (
    "item_id", "title", "price", "volume", "shop_title", "seller_id", "category_id", "item_url", "pict_url", "modified",
)


class Pages(scrapy.Spider):
    name = "pages"
    read = 0

    async def start(self):
        for page in range(1, PAGES + 1):
            yield scrapy.Request(f"{ADDRESS}?page={page}", dont_filter=True)

    def parse(self, response):
        for record in response.json()["data"]["items"]:
            listing = tuple(record[field] for field in FIELDS)
            Pages.read += bool(listing)


process = CrawlerProcess(
    {
        "CONCURRENT_REQUESTS": 16,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
        "DOWNLOAD_DELAY": 0,
        "ROBOTSTXT_OBEY": False,
        "LOG_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
    }
)
process.crawl(Pages)
process.start()
print(Pages.read)
sys.exit(0 if Pages.read else 1)
