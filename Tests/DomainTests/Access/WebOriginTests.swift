import Domain
import Testing

@Suite struct WebOriginTests {
    @Test(
        "An origin is written as browsers send it",
        arguments: ["https://susha.example.cn", "https://susha.example.cn:8443", "https://a", "https://10.0.0.1"])
    func valid(_ text: String) {
        #expect(WebOrigin(text)?.text == text)
    }

    @Test(
        "Any other text is refused",
        arguments: [
            "", "http://susha.example.cn", "https://", "https://a/", "https://a/b", "https://A", "https://a:443",
            "https://a:0", "https://a:", "https://a:08443", "https://a:1:2", "https://a b", "https://u@a",
            "https://a..b", "https://.a", "https://a?x", "susha.example.cn",
        ])
    func invalid(_ text: String) {
        #expect(WebOrigin(text) == nil)
    }
}
