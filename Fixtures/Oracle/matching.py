"""Finds the product of each title by the rules of docs/reference/matching.md. Shares no code with the program.

    python3 matching.py CRITERIA_FOLDER FILE.tsv...     # title<TAB>product or none

Prints each title decided otherwise, then recall and precision of every product.
"""
import glob
import sys
import unicodedata
from collections import Counter

import yaml

BREAKS = set(" ,，。;；:：/、|+&~～!！?？\"“”'<>《》【】（）()[]「」{}\t")
DASHES = set("-—–")


def folded(text):
    """The normal form of a title: NFKC except for six marks, ASCII in small letters, no invisible characters."""
    out = []
    for c in text:
        if c in "！（），：；？":
            out.append(c)
            continue
        for d in unicodedata.normalize("NFKC", c):
            if unicodedata.category(d) not in ("Cf", "Mn", "Me"):
                out.append(d.lower() if d.isascii() else d)
    return "".join(out)


def is_break(text, i):
    if text[i] in DASHES:
        plain = [0 <= j < len(text) and text[j].isascii() and text[j].isalnum() for j in (i - 1, i + 1)]
        return not all(plain)
    return text[i] in BREAKS


class Hit:
    """A word and its place in the title."""

    def __init__(self, start, word):
        self.start, self.end, self.word = start, start + len(word), word

    def inside(self, other):
        return other.start <= self.start and self.end <= other.end and len(self.word) < len(other.word)

    def within(self, hits):
        return any(self.inside(h) for h in hits)


def find(text, words):
    hits = []
    for word in words:
        i = text.find(word)
        while i >= 0:
            hits.append(Hit(i, word))
            i = text.find(word, i + 1)
    return sorted(hits, key=lambda h: (h.start, -h.end))


class Matcher:
    """The words of all products."""

    def __init__(self, folder):
        shared = yaml.safe_load(open(folder + "/shared/matching.yaml", encoding="utf-8"))
        self.simple = {ord(pair[0]): pair[1] for pair in shared["traditional"]}
        words = lambda found: [self.normal(str(w)) for w in found or []]
        self.gifts, self.gift_reach = words(shared["gifts"]["words"]), shared["gifts"]["reach"]
        self.features, self.feature_reach = words(shared["features"]["words"]), shared["features"]["reach"]
        self.accessories, self.accessory_reach = words(shared["accessoryWords"]["words"]), shared["accessoryWords"]["reach"]
        self.before, self.behind = words(shared["uses"]["before"]), words(shared["uses"]["behind"])
        self.packs, self.plain, self.attached, self.other_goods, self.not_goods = (
            words(shared[key]) for key in ("packMarks", "plainWords", "attachedWords", "otherGoods", "notGoods"))
        self.qualifier_reach = shared["qualifierReach"]
        self.products = {}
        for path in sorted(glob.glob(folder + "/*.yaml")):
            file = yaml.safe_load(open(path, encoding="utf-8"))
            given = file["matching"]
            rules = {key: words(given.get(key)) for key in ("titleWords", "exceptWords", "accessoryWords", "qualifierWords")}
            rules["combinations"] = [(words(c["words"]), words(c["with"])) for c in given.get("combinations") or []]
            rules["yieldsTo"] = given.get("yieldsTo") or []
            self.products[file["product"]] = rules

    def normal(self, text):
        return folded(text).translate(self.simple)

    def match(self, title):
        """The product or None, and per product the reason."""
        return Title(self, title).decide()


class Title:
    """One title with all words found in it."""

    def __init__(self, words, title):
        self.words, self.text, self.why = words, words.normal(title), {}
        text, products = self.text, words.products
        self.breaks = [i for i in range(len(text)) if is_break(text, i)] + [len(text)]
        self.plain = find(text, words.plain)
        self.others = find(text, words.other_goods)
        self.attached = find(text, words.attached)
        self.general = find(text, words.accessories + words.other_goods)
        self.excepts = {p: find(text, r["exceptWords"]) for p, r in products.items()}
        self.qualifiers = {p: find(text, r["qualifierWords"]) for p, r in products.items()}
        self.own = {p: find(text, r["accessoryWords"] + r["qualifierWords"]) for p, r in products.items()}
        found = {p: [(h, None) for h in find(text, r["titleWords"])]
                 + [(h, w) for names, w in r["combinations"] for h in find(text, names)] for p, r in products.items()}
        longer = self.plain + self.general + [h for hits in found.values() for h, _ in hits]
        longer += [h for hits in [*self.excepts.values(), *self.own.values()] for h in hits]
        self.gifts = self.phrases(words.gifts, words.gift_reach, longer)
        self.features = self.phrases(words.features, words.feature_reach, longer)
        self.packs = {m.start for m in find(text, words.packs) if not m.within(self.plain)}
        self.names = self.counted(found)

    def next_break(self, place):
        return next(b for b in self.breaks if b >= place)

    def phrases(self, marks, reach, longer):
        """Where the phrases begin and end; a mark inside a longer word is none."""
        found = [m for m in find(self.text, marks) if not m.within(longer)]
        return [(m.start, min(self.next_break(m.end), m.end + reach)) for m in found]

    def in_gift(self, hit):
        return any(a <= hit.start < b for a, b in self.gifts)

    def in_feature(self, hit):
        return any(a <= hit.start < b for a, b in self.features)

    def is_use(self, hit):
        return (any(self.text.endswith(m, 0, hit.start) for m in self.words.before)
                or any(self.text.startswith(m, hit.end) for m in self.words.behind))

    def counted(self, found):
        """The names that count, per product, first ones first."""
        names = {}
        for p, hits in found.items():
            names[p] = []
            for h, with_words in hits:
                cause = self.void(h, with_words)
                if cause:
                    self.why[p] = (cause, h.word)
                else:
                    names[p].append(h)
        every = [h for hits in names.values() for h in hits]
        return {p: sorted((h for h in hits if not h.within(every)), key=lambda h: (h.start, -h.end)) for p, hits in names.items()}

    def void(self, name, with_words):
        if self.in_gift(name):
            return "gift phrase"
        if name.within(self.plain):
            return "plain word"
        if self.is_use(name):
            return "use"
        if with_words is None:
            return None
        others = [w for w in find(self.text, with_words) if not (name.start <= w.start and w.end <= name.end)]
        return None if any(not self.in_gift(w) for w in others) else "no with word"

    def decides(self, hit, own):
        """Whether an excluding word counts against a product with these names."""
        return not (self.in_gift(hit) or self.in_feature(hit) or hit.end in self.packs
                    or hit.within(self.plain) or hit.within(own))

    def exclusion(self, p):
        """Why p is excluded in spite of its names, or None."""
        own = self.names[p]
        name = own[0]
        close = lambda h: h.end <= name.start <= h.end + self.words.qualifier_reach and not any(
            h.end <= b < name.start and self.text[b] != " " for b in self.breaks)
        causes = [("exception word", self.excepts[p], lambda h: True),
                  ("other goods", self.others, lambda h: h.end <= name.start),
                  ("qualifier word", self.qualifiers[p], close),
                  ("accessory word", self.general + self.own[p] + self.attached, lambda h: self.is_accessory(h, own))]
        for cause, hits, applies in causes:
            for h in hits:
                if applies(h) and self.decides(h, own):
                    return cause, h.word
        return None

    def is_accessory(self, hit, own):
        near = max((n.end for n in own if n.end <= hit.start), default=None)
        if near is None or any(hit.start < n.end and n.start < hit.end for n in own):
            return False
        reach = 0 if hit in self.attached else self.words.accessory_reach
        in_segment = hit.start < self.next_break(own[0].end) and hit.start - near <= reach
        return in_segment or (hit in self.general and hit.start == near + 1 and self.text[near] == " ")

    def decide(self):
        for h in find(self.text, self.words.not_goods):
            if not self.in_gift(h) and not h.within(self.plain):
                return None, {"*": ("not goods", h.word)}
        first = {}
        for p, own in self.names.items():
            cause = self.exclusion(p) if own else None
            if cause:
                self.why[p] = cause
            elif own:
                first[p] = own[0]
        left = self.heads(self.unyielding(first))
        if not left:
            return None, self.why
        best = min(left, key=lambda p: (left[p].start, -left[p].end, p))
        self.why[best] = ("name", left[best].word)
        return best, self.why

    def unyielding(self, first):
        """Without the products that yield to another one in the title. A name in a feature phrase makes nothing yield."""
        left = {}
        for p, h in first.items():
            q = next((q for q in self.words.products[p]["yieldsTo"]
                      if q in first and any(not self.in_feature(n) for n in self.names[q])), None)
            if q:
                self.why[p] = ("yields to " + q, h.word)
            else:
                left[p] = h
        return left

    def heads(self, first):
        """Without the products whose name only qualifies the name of another one close behind it."""
        left = dict(first)
        for p, h in first.items():
            end = self.next_break(h.end)
            for q in first:
                if q != p and any(n.start > h.start and h.end < n.end <= end and n.start - h.end <= 2 and not self.in_feature(n)
                                  for n in self.names[q]):
                    left.pop(p, None)
                    self.why[p] = ("modifier of " + q, h.word)
        return left or first


def rows(paths):
    for path in paths:
        for row in open(path, encoding="utf-8"):
            if "\t" in row and not row.startswith("#"):
                yield row.rstrip("\n").split("\t")[:2]


def main():
    matcher = Matcher(sys.argv[1])
    true, found, right, wrong = Counter(), Counter(), Counter(), []
    for title, want in rows(sys.argv[2:]):
        got, why = matcher.match(title)
        got = got or "none"
        true[want] += 1
        found[got] += 1
        right[want] += got == want
        if got != want:
            wrong.append(f"{want} -> {got}: {title}   { {p: w for p, w in why.items() if p in (want, got, '*')} }")
    print("\n".join(sorted(wrong)))
    products = sorted((set(true) | set(found)) - {"none"})
    percent = lambda part, whole: f"{100 * part / max(1, whole):5.1f}"
    for p in products:
        print(f"{p:22} n={true[p]:3} recall {percent(right[p], true[p])} precision {percent(right[p], found[p])}")
    named, matched, good = (sum(c[p] for p in products) for c in (true, found, right))
    print(f"all: recall {percent(good, named)} precision {percent(good, matched)}; "
          f"misses {named - good}, false {matched - good} of {sum(true.values())}")


if __name__ == "__main__":
    main()
