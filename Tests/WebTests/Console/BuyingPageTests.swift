import Domain
import HummingbirdTesting
import Store
import TestSupport
import Testing

@testable import Web

@Suite("Pages of a buyer", .timeLimit(.minutes(3)))
struct BuyingPageTests {
    private static let path = "/console/buying"
    private static let photo = Browser.File("photos", "IMG_1.png", EvidenceSamples.png)
    private static let typed = [
        "order": "４012-7788", "paid": "8.60", "on": "2026-11-01", "seller": "虚构1号玩具有限公司", "region": "330482",
        "laboratory": Samples.laboratory,
    ]

    /// The console with open tasks, and a laboratory to choose.
    private func started(tasks: Int = 1) async throws -> (console: ConsoleCase, tasks: [Int64]) {
        let console = try ConsoleCase()
        let listings = (0..<tasks).map {
            Samples.listing("goods-\($0)", title: "磁力片\($0) <script>alert(1)</script>")
        }
        _ = try await Samples.screenedPull(in: console.store, listings)
        let drawn = try await Samples.drawnRun(in: console.store, Samples.plan(quota: tasks))
        try await Samples.accredit(Samples.laboratory, console.context)
        console.base.clock.advance(seconds: 3 * 86_400)
        return (console, drawn.map(\.id))
    }

    private func event(_ console: ConsoleCase, _ task: Int64) async throws -> [ChainedEvent] {
        try await console.store.events(subject: "task:\(task)", limit: 100)
    }

    @Test("A task shows what to buy, with the link and the price that was seen; the form opens the camera")
    func task() async throws {
        let (console, tasks) = try await started()
        try await console.browse { client in
            let browser = try await console.browser(client, as: .buyer)
            let list = try await browser.get(Self.path)
            #expect(list.text.contains("磁力片0") && list.text.contains("待购买"))
            let page = try await browser.get(Self.path + "/\(tasks[0])")
            for text in [
                "href=\"https://market.example.cn/goods/goods-0\"", "虚构1号玩具店", "¥8.90", "goods-0",
                "accept=\"image/*,video/*\" capture=\"environment\"", "enctype=\"multipart/form-data\"", "data-scan",
                "inputmode=\"decimal\"",
            ] { #expect(page.text.contains(text), "\(text)") }
            #expect(!page.text.contains("<script>a") && page.text.contains("&lt;script&gt;"))
            for word in ["明显低价", "则不标记", "low-price", "2026-11 玩具", "TY-"] {
                #expect(!page.text.contains(word) && !list.text.contains(word), "\(word)")
            }
        }
    }

    @Test("Order, price and pictures are recorded once, also by a double click; the label is for the parcel")
    func record() async throws {
        let (console, tasks) = try await started()
        try await console.browse { client in
            let browser = try await console.browser(client, as: .buyer)
            let path = Self.path + "/\(tasks[0])"
            let page = try await browser.get(path)
            async let first = browser.submit(page, path, Self.typed, files: [Self.photo])
            async let second = browser.submit(page, path, Self.typed, files: [Self.photo])
            let (left, right) = try await (first, second)
            #expect(left.status == 303 && right.status == 303 && left.location == path, "\(left.text)")
            let events = try await event(console, tasks[0]).filter { $0.kind == EventKind.purchaseRecorded.rawValue }
            #expect(events.count == 1 && events[0].actor == "buyer:buyer")
            let task = try await console.store.buyerTask(
                tasks[0], of: ConsoleCase.principal(.buyer, "buyer").actor)
            // Full-width figures of an input method are folded.
            #expect(task.bought?.order == "4012-7788" && task.bought?.paid == Fen(860) && task.bought?.files == 1)
            let done = try await browser.get(path)
            let label = try #require(task.bought?.label)
            #expect(done.text.contains(label) && done.text.contains("已下单"))
            // The same order from another page changes nothing.
            let photos = try await browser.submit(
                browser.get(path + "?step=order"), path + "/photos",
                files: [.init("album", "b.jpg", EvidenceSamples.jpeg(1))])
            #expect(photos.status == 303)
            #expect(try await browser.get(path + "?step=order").text.contains("2 份"))
            #expect(try await browser.get(Self.path).text.contains("没有待购买的任务"))
            #expect(try await browser.get(Self.path + "?show=bought").text.contains("磁力片0"))
        }
    }

    @Test(
        "Unpacking, seal and parcel are recorded in order, each with its picture; a number is corrected with a reason")
    func steps() async throws {
        let (console, tasks) = try await started()
        try await console.browse { client in
            let browser = try await console.browser(client, as: .buyer)
            let path = Self.path + "/\(tasks[0])"
            #expect(
                try await browser.submit(browser.get(path), path, Self.typed, files: [Self.photo]).status == 303)
            func send(_ step: String, _ values: [String: String] = [:], picture: Int?) async throws -> Browser.Page {
                let page = try await browser.get(path + "?step=" + (step == "eaten" ? "sent" : step))
                return try await browser.submit(
                    page, path + "/steps", ["step": step].merging(values) { $1 },
                    files: picture.map { [.init("photos", "\($0).jpg", EvidenceSamples.jpeg($0))] } ?? [])
            }
            #expect(try await browser.get(path).text.contains("还缺：开箱的视频或照片"))
            let early = try await send("sealed", ["number": "F-1"], picture: 1)
            #expect(early.status == 422 && early.text.contains("请先登记开箱"))
            let bare = try await send("unpacked", picture: nil)
            #expect(bare.status == 422 && bare.text.contains("缺开箱的视频或照片"))
            #expect(try await send("unpacked", picture: 1).status == 303)
            #expect(try await browser.get(path).text.contains("已开箱"))
            let same = try await send("sealed", ["number": "Ｆ-1"], picture: 1)
            #expect(same.status == 422 && same.text.contains("不同于此前各步的照片") && same.text.contains("F-1"))
            #expect(try await send("sealed", ["number": ""], picture: 2).status == 422)
            #expect(try await send("sealed", ["number": "F-1"], picture: 2).status == 303)
            // The same again changes nothing; another number needs a reason.
            #expect(try await send("sealed", ["number": "F-1"], picture: 2).status == 303)
            let other = try await send("sealed", ["number": "F-2"], picture: 2)
            #expect(other.status == 422 && other.text.contains("已登记的封样编号是“F-1”"))
            #expect(
                try await send("sealed", ["number": "F-2", "reason": "扫错了封条"], picture: nil).status == 303)
            #expect(try await send("sent", ["number": "SF1 <b>"], picture: 3).status == 303)
            let page = try await browser.get(path)
            for text in ["已寄出，等承检机构登记到样", "F-2", "第 2 版，更正原因：扫错了封条", "SF1 &lt;b&gt;"] {
                #expect(page.text.contains(text), "\(text)")
            }
            #expect(try await send("eaten", picture: 4).status == 404)
            let rows = try await console.store.custody(ofTask: tasks[0])
            #expect(rows.map(\.step) == [.unpacked, .sealed, .sealed, .sent])
            #expect(rows.map(\.number) == [nil, "F-1", "F-2", "SF1 <b>"] && rows.map(\.files) == [1, 1, 1, 1])
            let kinds = try await event(console, tasks[0]).map(\.kind)
            #expect(kinds.filter { $0 == EventKind.custodyRecorded.rawValue }.count == 4)
        }
    }

    @Test("What is missing or wrong is said at its field, what was typed stays, and nothing is kept")
    func faults() async throws {
        let (console, tasks) = try await started()
        try await console.browse { client in
            let browser = try await console.browser(client, as: .buyer)
            let path = Self.path + "/\(tasks[0])"
            let page = try await browser.get(path)
            let cases: [(name: String, value: String, sentence: String)] = [
                ("order", "", "请填订单号"), ("paid", "免费", "请填实付金额"), ("paid", "-1", "请填实付金额"),
                ("on", "2026-13-01", "请填购买日期"), ("on", "2027-01-01", "一年内"), ("seller", "", "请填销售者名称"),
                ("region", "33", "六位区域代码"), ("laboratory", "nobody", "请选择接收样品的承检机构"),
            ]
            for (name, value, sentence) in cases {
                let answer = try await browser.submit(
                    page, path, Self.typed.merging([name: value]) { $1 }, files: [Self.photo])
                #expect(answer.status == 422 && answer.text.contains(sentence), "\(name) \(value)")
                #expect(answer.text.contains("照片须重新选择") && answer.text.contains("id=\"errors\""))
                if name != "seller" { #expect(answer.text.contains("虚构1号玩具有限公司")) }
            }
            let files: [(file: [Browser.File], sentence: String)] = [
                ([], "至少要有一张照片"), ([.init("photos", "", [])], "至少要有一张照片"),
                ([.init("photos", "a.png", text: "<html></html>")], "不是可用的照片"),
            ]
            for (file, sentence) in files {
                let answer = try await browser.submit(page, path, Self.typed, files: file)
                #expect(answer.status == 422 && answer.text.contains(sentence), "\(sentence)")
            }
            #expect(try await event(console, tasks[0]).allSatisfy { $0.kind != EventKind.purchaseRecorded.rawValue })
        }
    }

    @Test("Every buyer sees the open tasks; a task that another buyer recorded is unknown")
    func others() async throws {
        let (console, tasks) = try await started(tasks: 2)
        let second = try await console.person(.buyer, "buyer-2")
        try await console.browse { client in
            let browser = try await console.browser(client, as: .buyer)
            let other = Browser(client)
            try await console.signIn(second, other)
            let path = Self.path + "/\(tasks[0])"
            let late = try await other.get(path)
            #expect(late.status == 200)
            #expect(try await browser.submit(browser.get(path), path, Self.typed, files: [Self.photo]).status == 303)
            #expect(try await other.get(path).status == 404)
            #expect(try await other.submit(late, path, Self.typed, files: [Self.photo]).status == 404)
            for list in [Self.path, Self.path + "?show=bought"] {
                let page = try await other.get(list)
                #expect(!page.text.contains("4012-7788") && !page.text.contains(">buyer<"))
                #expect(!page.text.contains("\(path)\""))
            }
            #expect(try await other.get(Self.path).text.contains("\(Self.path)/\(tasks[1])\""))
            // The order of another task.
            let next = Self.path + "/\(tasks[1])"
            let taken = try await other.submit(other.get(next), next, Self.typed, files: [Self.photo])
            #expect(taken.status == 422 && taken.text.contains("请核对订单号"))
            #expect(try await browser.get(Self.path + "/999").status == 404)
        }
    }

    @Test("A link that is not of the web is shown and cannot be opened")
    func link() async throws {
        let console = try ConsoleCase()
        let base = Samples.listing("evil")
        let listing = Listing(
            key: base.key, title: base.title, price: base.price, shopName: base.shopName,
            link: "javascript:alert(1)")
        _ = try await Samples.screenedPull(in: console.store, [listing])
        let task = try #require(try await Samples.drawnRun(in: console.store).first)
        try await console.browse { client in
            let browser = try await console.browser(client, as: .buyer)
            let page = try await browser.get(Self.path + "/\(task.id)")
            #expect(page.status == 200 && !page.text.contains("href=\"javascript"))
        }
    }
}
