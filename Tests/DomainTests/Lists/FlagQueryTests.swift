import Domain
import Testing

/// The state of a list in its address.
struct FlagQueryTests {
    static func random(_ generator: inout SeededGenerator) -> FlagQuery {
        var query = FlagQuery()
        query.state = [nil, .pending, .buy, .watch, .ignore].randomElement(using: &generator)!
        query.text = ["", "童趣 厨房", "9900", "100%_\\", "&=\"<script>"].randomElement(using: &generator)!
        query.products = [[], ["toys"], ["power-bank", "toys"]].randomElement(using: &generator)!
        query.platforms = [[], ["jd"], ["jd", "taobao"]].randomElement(using: &generator)!
        query.kinds = Set(FlagKind.allCases.filter { _ in Int.random(in: 0...4, using: &generator) == 0 })
        query.days = [
            .any, .last(7), .between(CalendarDay(text: "2026-11-01"), CalendarDay(text: "2026-11-07")),
            .between(CalendarDay(text: "2026-11-01"), nil), .between(nil, CalendarDay(text: "2026-11-07")),
        ].randomElement(using: &generator)!
        query.priority = [nil, 0, 20, 10_000].randomElement(using: &generator)!
        query.order = ListOrder(
            FlagQuery.SortKey.allCases.randomElement(using: &generator)!,
            isDescending: Bool.random(using: &generator))
        return query
    }

    @Test("A query that is printed is read back, and its print is the only one of it")
    func roundTrip() {
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<3_000 {
            let query = Self.random(&generator)
            var faults: [ListFault] = []
            let read = FlagQuery(QueryItems(text: query.items.text), faults: &faults)
            #expect(read == query && faults.isEmpty)
            #expect(read.items == query.items)
            let place = ListPosition(
                [.start, .after(.init(value: -3, id: 9)), .before(.init(value: 50, id: 1))]
                    .randomElement(using: &generator)!, ordinal: 51)
            let request = ListRequest(query, at: place)
            let again = ListRequest<FlagQuery>(QueryItems(text: request.items.text))
            #expect(again.query == query && again.faults.isEmpty && again.position.place == place.place)
        }
        #expect(FlagQuery().items.isEmpty)
    }

    @Test("Any text is read: what cannot be used is left out and named, and the rest is read back")
    func fuzz() {
        var generator = SeededGenerator(seed: 3)
        let names = [
            "state", "q", "product", "platform", "kind", "days", "from", "to", "priority", "sort", "after", "at",
        ]
        let values = [
            "", "all", "toys,,toys", "-price", "price", "low-price,x", "2026-02-30", "2026-11-01", "0", "7", "007",
            "-1",
            "1.2", "1.2.3", "9999999999999999999", "\u{0}", "\u{202E}", String(repeating: "长", count: 300), ",",
        ]
        for _ in 0..<5_000 {
            var items = QueryItems()
            for _ in 0..<Int.random(in: 0...6, using: &generator) {
                items.append(
                    names.randomElement(using: &generator)!, values.randomElement(using: &generator)!)
            }
            let request = ListRequest<FlagQuery>(items)
            for fault in request.faults { #expect(names.contains(fault.field) && !fault.sentence.isEmpty) }
            let again = ListRequest<FlagQuery>(QueryItems(text: request.items.text))
            #expect(again.query == request.query && again.faults.isEmpty, "\(items.text)")
        }
    }

    @Test(
        "A mistake is named at its field, in Chinese",
        arguments: [
            ("state=done", "state", "没有这种状态，请从列表中选择"), ("kind=cheap", "kind", "没有这种标记理由，请从列表中选择"),
            ("priority=high", "priority", "优先级应为 0 至 10,000 的整数"),
            ("from=2026-02-30", "from", "“2026-02-30”不是日期，请写作 2026-11-02"),
            ("from=2026-11-07&to=2026-11-01", "to", "早于起始日期 2026-11-07，请核对"),
            ("days=0", "days", "天数应为 1 至 366 的整数"), ("sort=title", "sort", "不能按此排序，可用：priority、price、day"),
            ("after=x", "after", "页码已失效，请从第一页重新查看"),
        ])
    func mistakes(_ text: String, _ field: String, _ sentence: String) {
        #expect(ListRequest<FlagQuery>(QueryItems(text: text)).faults == [ListFault(field, sentence)])
    }

    @Test("A form that sends empty fields is the query without them; dates come before a number of days")
    func form() {
        let request = ListRequest<FlagQuery>(
            QueryItems(text: "q=+&product=toys&product=&platform=&kind=&days=7&from=2026-11-01&to=&priority="))
        #expect(request.faults.isEmpty)
        #expect(request.items.text == "product=toys&from=2026-11-01")
    }

    @Test("Each chip names a condition and leads to the query without it")
    func chips() {
        var query = FlagQuery()
        query.text = "童趣"
        query.products = ["power-bank", "toys"]
        query.kinds = [.lowPrice]
        query.days = .last(7)
        query.priority = 20
        let chips = FlagQueryWording.chips(query, product: { $0 == "toys" ? "玩具" : "移动电源" }, platform: { $0 })
        #expect(chips.map(\.text) == ["含“童趣”", "产品：移动电源、玩具", "理由：明显低价", "标记日期：近 7 天", "优先级 ≥ 20"])
        for chip in chips {
            #expect(chip.without.items.count == query.items.items.count - 1)
            #expect(query.items.items.filter { !chip.without.items.contains($0) }.count == 1)
        }
        #expect(FlagQueryWording.chips(FlagQuery(), product: { $0 }, platform: { $0 }).isEmpty)
    }

    @Test("A click on a head sorts by it, a second click turns the order around")
    func sorting() {
        let first = FlagQuery.defaultOrder
        #expect(first.ariaSort(.priority) == "descending" && first.ariaSort(.price) == nil)
        let price = first.clicking(.price)
        #expect(price.text == "price" && price.clicking(.price).text == "-price")
        #expect(price.ariaSort(.price) == "ascending" && first.clicking(.day).text == "-day")
    }

    @Test("Days are days of Beijing")
    func days() {
        let today = CalendarDay(text: "2026-11-20")!
        let last = DayFilter.last(7).moments(today: today)
        #expect(last.from?.utc == "2026-11-13T16:00:00.000Z" && last.until == nil)
        let between = DayFilter.between(today, today).moments(today: today)
        #expect(between.from?.utc == "2026-11-19T16:00:00.000Z" && between.until?.utc == "2026-11-20T16:00:00.000Z")
        #expect(DayFilter.last(1).text == "今天" && DayFilter.between(today, today).text == "2026-11-20")
    }

    @Test("Ranges and counts say exact or at least")
    func wording() {
        #expect(ListWording.count(.exact(1_284)) == "共 1,284 条（准确数）")
        #expect(ListWording.count(ListCount(found: 10_001, bound: 10_000)) == "至少 10,000 条")
        #expect(ListCount(found: 10_000, bound: 10_000) == .exact(10_000))
        #expect(ListWording.range(first: 51, rows: 50, .exact(1_284)) == "第 51–100 条，共 1,284 条")
        #expect(ListWording.range(first: 1, rows: 1, .exact(1)) == "第 1 条，共 1 条")
        #expect(ListWording.range(first: 1, rows: 50, .atLeast(10_000)) == "第 1–50 条，至少 10,000 条")
        #expect((-1_234_567).grouped == "−1,234,567" && 0.grouped == "0" && 999.grouped == "999")
    }

    @Test("A chosen row is read with the decision that was seen; other texts are not read")
    func chosenRows() {
        #expect(BulkSelection.ChosenRow(text: "12.7") == .init(12, seen: 7))
        #expect(BulkSelection.ChosenRow(text: "12") == .init(12))
        for text in ["", "0", "-1", "x", "1.", "1.-2", "1.2.3", " 1"] {
            #expect(BulkSelection.ChosenRow(text: text) == nil, "\(text)")
        }
    }

    @Test("A view has a short name in one line")
    func viewNames() {
        #expect(ViewName("  急 ")?.text == "急")
        #expect(ViewName("") == nil && ViewName("　") == nil && ViewName("a\nb") == nil)
        #expect(ViewName(String(repeating: "长", count: 21)) == nil)
    }
}
