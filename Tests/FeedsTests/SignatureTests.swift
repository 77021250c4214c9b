import Domain
import Feeds
import Testing

struct SignatureTests {
    private func signing(_ algorithm: Signing.Algorithm, over: Set<String>? = nil) -> Signing {
        Signing(
            algorithm: algorithm, secretEnvironment: "SECRET", text: "${secret}${pairs}${secret}",
            letters: algorithm == .md5 ? .upper : .lower, parameter: "sign", over: over)
    }

    /// The platform's documented example, recomputed.
    private let top = [
        ("method", "taobao.item.seller.get"), ("app_key", "12345678"), ("session", "test"),
        ("timestamp", "2016-01-01 12:00:00"), ("format", "json"), ("v", "2.0"), ("sign_method", "md5"),
        ("fields", "num_iid,title,nick,price,num"), ("num_iid", "11223344"),
    ]

    @Test("The example of Taobao TOP gives the documented signature")
    func taobaoVector() {
        let signature = Signature.sign(top, signing(.md5), secret: "helloworld")
        #expect(signature == "66987CB115214E59E6EC978214934FB8")
    }

    @Test("The example of Pinduoduo gives the documented signature")
    func pinduoduoVector() {
        let parameters = [
            ("type", "pdd.order.number.list.get"), ("client_id", "1"),
            ("access_token", "asd78172s8ds9a921j9qqwda12312w1w21211"), ("data_type", "XML"),
            ("timestamp", "1480411125"), ("order_status", "1"), ("page", "1"), ("page_size", "10"),
        ]
        let signature = Signature.sign(parameters, signing(.md5), secret: "testSecret")
        #expect(signature == "E4DE3ED21002510DED352819E7AE6775")
    }

    @Test("The order in which parameters are given does not matter, their content does")
    func order() {
        let expected = Signature.sign(top, signing(.md5), secret: "helloworld")
        #expect(Signature.sign(top.reversed(), signing(.md5), secret: "helloworld") == expected)
        #expect(Signature.sign(top, signing(.md5), secret: "helloworld2") != expected)
        #expect(Signature.sign(top + [("x", "")], signing(.md5), secret: "helloworld") != expected)
    }

    @Test("HMAC-SHA-256 is in lower case and covers the named parameters alone")
    func hmac() {
        let over: Set<String> = ["app_key", "method", "param_json", "timestamp", "v"]
        let parameters = [
            ("app_key", "7"), ("method", "buyin.liveRoomProducts"), ("param_json", #"{"page":"1"}"#),
            ("timestamp", "2026-11-02 08:00:00"), ("v", "2"),
        ]
        let signature = Signature.sign(parameters, signing(.hmacSHA256, over: over), secret: "s")
        let text =
            "sapp_key7methodbuyin.liveRoomProductsparam_json" + #"{"page":"1"}"# + "timestamp2026-11-02 08:00:00v2s"
        #expect(signature == Digest.hmacSHA256(text.utf8, key: "s"))
        #expect(signature.utf8.count == 64 && signature == signature.lowercased())
        let more = parameters + [("sign_method", "hmac-sha256")]
        #expect(Signature.sign(more, signing(.hmacSHA256, over: over), secret: "s") == signature)
    }
}
