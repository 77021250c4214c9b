import Domain
import Testing

struct QueryItemsTests {
    @Test(
        "Parameters are read as a browser writes them",
        arguments: [
            ("", [[String]]()), ("a=1&b=2", [["a", "1"], ["b", "2"]]), ("a=1&&b", [["a", "1"], ["b", ""]]),
            ("q=%E7%8E%A9%E5%85%B7+a%2Bb", [["q", "玩具 a+b"]]), ("=x", [["", "x"]]), ("a==b", [["a", "=b"]]),
            // Not an escape, and not UTF-8.
            ("a=%&b=%zz%4", [["a", "%"], ["b", "%zz%4"]]), ("a=%FF", [["a", "\u{FFFD}"]]),
        ])
    func read(_ text: String, _ wanted: [[String]]) {
        #expect(QueryItems(text: text).items.map { [$0.name, $0.value] } == wanted)
    }

    @Test("What was written is read back, for every text")
    func roundTrip() {
        var generator = SeededGenerator(seed: 1)
        let alphabet = Array("az09-._~,:@/ +%&=?#\"'<>\\\n\0玩具é\u{202E}😀").map(String.init)
        func word() -> String {
            (0..<Int.random(in: 0...6, using: &generator)).map { _ in alphabet.randomElement(using: &generator)! }
                .joined()
        }
        for _ in 0..<2_000 {
            let items = QueryItems((0..<Int.random(in: 0...5, using: &generator)).map { _ in .init(word(), word()) })
            #expect(QueryItems(text: items.text) == items)
            #expect(items.text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\"'<>#".utf8.contains($0) })
        }
    }

    @Test("An empty value counts as absent, and several values are read together")
    func values() {
        let items = QueryItems(text: "kind=&kind=a&kind=b&q=")
        #expect(items["kind"] == "a" && items.all("kind") == ["a", "b"] && items["q"] == nil && items["x"] == nil)
        #expect(items.without("kind").text == "q=")
    }
}
