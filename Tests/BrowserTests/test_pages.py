"""Every page of every kind of person, as a desk and as a phone shows it. A kind's pages are visited once for all tests."""

import functools
import unittest

from support import world
from support.checks import MOST_BYTES
from support.crawl import Crawl, shape
from support.people import KINDS


# Pages that a kind of person must be led to, beside those that everyone has.
_SUPERVISION = {
    *("flags", "flags/filter", "listings/{}", "samples", "samples/{}", "takedowns", "takedowns/{}", "notices"),
    *("referrals", "storage"),
}
_TESTING = {
    *("laboratory/samples", "laboratory/samples/{}", "laboratory/receipts", "laboratory/forms", "laboratory/uploads"),
    *("laboratory/uploads/new", "laboratory/uploads/{}", "laboratory/held", "laboratory/held/{}"),
    *("laboratory/held/{}/dismiss", "laboratory/held/{}/discard", "laboratory/reports", "laboratory/reports/{}"),
}
REACHED = {
    "administrator": {"accounts", "accounts/-new", "accounts/{}", "tokens", "tokens/new", "storage"},
    "analyst": _TESTING,
    "auditor": _SUPERVISION,
    "bureau": {"bureau", "bureau/{}"},
    "buyer": {"buying", "buying/{}"},
    "officer": _SUPERVISION | {"listings/{}/ignore", "takedowns/{}/confirm", "takedowns/{}/withdraw"},
    "platform": {"list", "list/{}", "list/receipts"},
    "reviewer": _TESTING
    | {"laboratory/reviews", "laboratory/reviews/{}", "laboratory/reviews/{}/reject", "laboratory/withdrawals/{}"},
}


@functools.cache
def crawl(kind: str) -> Crawl:
    return Crawl(kind).run()


class PageTests:
    kind = ""

    def assert_nothing(self, what: str):
        """No page has findings of this kind."""
        found = [f"{it.name} ({url}): {text}" for url, it in self.pages.items() for text in getattr(it, what)]
        self.assertFalse(found, f"{len(found)} findings\n" + "\n".join(found[:20]))

    def setUp(self):
        self.pages = crawl(self.kind).pages

    def test_every_link_leads_to_a_page(self):
        reached = {shape(url)[0].removeprefix("console").strip("/") for url in self.pages}
        self.assertEqual(REACHED[self.kind] - reached, set())
        self.assertEqual({url: it.status for url, it in self.pages.items() if it.status != 200}, {})

    def test_axe_finds_nothing_of_WCAG_2_2_A_and_AA(self):
        self.assert_nothing("violations")

    def test_no_page_scrolls_sideways_on_a_phone(self):
        self.assert_nothing("wide")

    def test_no_page_loads_more_than_150_KB(self):
        self.assertTrue(all(it.bytes > 1000 for it in self.pages.values()), "nothing was measured")
        self.assertEqual({it.name: it.bytes for it in self.pages.values() if it.bytes > MOST_BYTES}, {})

    def test_no_page_asks_another_host(self):
        self.assert_nothing("foreign")

    def test_the_browser_reports_no_error(self):
        self.assert_nothing("complaints")

    def test_every_page_has_a_title_of_its_own(self):
        titles: dict[str, set] = {}
        for url, it in self.pages.items():
            self.assertRegex(it.title, "^.+ – 速筛$", url)
            titles.setdefault(it.title, set()).add(shape(url)[0])
        self.assertEqual({title: paths for title, paths in titles.items() if len(paths) > 1}, {})

    def test_tab_reaches_every_element_and_marks_it(self):
        self.assert_nothing("unreached")
        self.assert_nothing("unmarked")



for kind in KINDS:
    name = f"PagesOf{kind.title()}"
    globals()[name] = type(name, (PageTests, unittest.TestCase), {"kind": kind, "__module__": __name__})
