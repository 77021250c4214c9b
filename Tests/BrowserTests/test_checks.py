"""The checks of a page find what they look for."""

import unittest

from support import world
from support.checks import Findings, examine

FAULTY = """<!doctype html><html lang="zh-CN"><title>faulty</title><main>
<p style="color: #ccc">pale</p><div style="width: 500px">wide</div>
<button style="outline: none">unmarked</button>
<a href="/1" onkeydown="event.preventDefault()">trap</a><a href="/2">behind the trap</a></main>"""


class CheckTests(unittest.TestCase):
    def test_every_fault_of_a_page_is_found(self):
        with world.context() as context:
            page = context.new_page()
            page.set_content(FAULTY)
            found = examine(page, Findings("faulty"))
            self.assertTrue(any("color-contrast" in it for it in found.violations), found.violations)
            self.assertTrue(any("wide" in it for it in found.wide), found.wide)
            self.assertTrue(any("behind the trap" in it for it in found.unreached), found.unreached)
            self.assertTrue(any("unmarked" in it for it in found.unmarked), found.unmarked)
