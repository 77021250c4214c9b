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

    @Test("The example of Taobao TOP has the documented signature")
    func taobaoVector() {
        let signature = Signature.sign(top, signing(.md5), secret: "helloworld")
        #expect(signature == "66987CB115214E59E6EC978214934FB8")
    }

    @Test("The example of Pinduoduo has the documented signature")
    func pinduoduoVector() {
        let parameters = [
            ("type", "pdd.order.number.list.get"), ("client_id", "1"),
            ("access_token", "asd78172s8ds9a921j9qqwda12312w1w21211"), ("data_type", "XML"),
            ("timestamp", "1480411125"), ("order_status", "1"), ("page", "1"), ("page_size", "10"),
        ]
        let signature = Signature.sign(parameters, signing(.md5), secret: "testSecret")
        #expect(signature == "E4DE3ED21002510DED352819E7AE6775")
    }

    @Test("The signature depends on the content of the parameters, not on their order")
    func order() {
        let expected = Signature.sign(top, signing(.md5), secret: "helloworld")
        #expect(Signature.sign(top.reversed(), signing(.md5), secret: "helloworld") == expected)
        #expect(Signature.sign(top, signing(.md5), secret: "helloworld2") != expected)
        #expect(Signature.sign(top + [("x", "")], signing(.md5), secret: "helloworld") != expected)
    }

    @Test("HMAC-SHA-256 is in lower case and covers only the named parameters")
    func hmac() {
        let over: Set<String> = ["app_key", "method", "param_json", "timestamp", "v"]
        let parameters = [
            ("app_key", "7"), ("method", "buyin.liveRoomProducts"), ("param_json", #"{"page":"1"}"#),
            ("timestamp", "2026-11-02 08:00:00"), ("v", "2"),
        ]
        let signature = Signature.sign(parameters, signing(.hmacSHA256, over: over), secret: "s")
        // python3: hmac.new(b"s", ("s" + "".join(k + p[k] for k in sorted(p)) + "s").encode(), "sha256").hexdigest()
        #expect(signature == "4872a945faad33f8915136344f13d925d03e1ad98f2e5cfbf898d5f0395b1813")
        let more = parameters + [("sign_method", "hmac-sha256")]
        #expect(Signature.sign(more, signing(.hmacSHA256, over: over), secret: "s") == signature)
    }

    @Test("Taobao TOP by HMAC-MD5 signs only the pairs")
    func taobaoHMAC() {
        let signing = Signing(
            algorithm: .hmacMD5, secretEnvironment: "SECRET", text: "${pairs}", letters: .upper, parameter: "sign")
        let parameters = top.filter { $0.0 != "sign_method" } + [("sign_method", "hmac")]
        // python3: hmac.new(b"helloworld", "".join(k + p[k] for k in sorted(p)).encode(), "md5").hexdigest().upper()
        #expect(
            Signature.sign(parameters, signing, secret: "helloworld") == "D56D7858309C31B6251083A874D48273")
    }

    @Test("Kuaishou signs the pairs as a form, with the secret as the last pair")
    func kuaishou() {
        let signing = Signing(
            algorithm: .md5, secretEnvironment: "SECRET", text: "${pairs}&signSecret=${secret}",
            pair: "${name}=${value}", between: "&", letters: .lower, parameter: "sign")
        let parameters = [
            ("appkey", "ks123"), ("method", "open.item.list"), ("version", "1"), ("signMethod", "MD5"),
            ("timestamp", "1793577600000"), ("param", #"{"page":1}"#),
        ]
        // python3: md5(("&".join(k + "=" + p[k] for k in sorted(p)) + "&signSecret=sig").encode()).hexdigest()
        #expect(Signature.sign(parameters, signing, secret: "sig") == "ac0da4bd5a4f977931a88f008979862b")
    }

    @Test("1688 signs the path after /openapi/ and the pairs by HMAC-SHA-1")
    func alibaba() {
        let signing = Signing(
            algorithm: .hmacSHA1, secretEnvironment: "SECRET", text: "${path.1}${pairs}", letters: .upper,
            parameter: "_aop_signature")
        let signature = Signature.sign(
            [("b", "2"), ("a", "1"), ("access_token", "tok")], signing, secret: "test123",
            path: "/openapi/param2/1/com.alibaba.product/alibaba.product.get/1000000")
        // printf 'param2/1/com.alibaba.product/alibaba.product.get/1000000a1access_tokentokb2' |
        //     openssl dgst -sha1 -hmac test123
        #expect(signature == "50C722EFF11E1B056A54201A6B906D9F62DBC2DE")
    }

    @Test("小红书 signs chosen parameters in its own form of text")
    func xiaohongshu() {
        let signing = Signing(
            algorithm: .md5, secretEnvironment: "SECRET",
            text: "${parameter.method}?appId=${parameter.appId}&timestamp=${parameter.timestamp}&version=2.0${secret}",
            letters: .lower, parameter: "sign")
        let parameters = [("method", "item.search"), ("appId", "xhs1"), ("timestamp", "1793577600"), ("page", "1")]
        // printf 'item.search?appId=xhs1&timestamp=1793577600&version=2.0sec' | openssl dgst -md5
        #expect(Signature.sign(parameters, signing, secret: "sec") == "e5e20130c7af7a7f5ccb2ed142d3fec6")
    }

    @Test("A value that looks like a placeholder is signed as plain text")
    func noExpansion() {
        let signing = Signing(
            algorithm: .md5, secretEnvironment: "SECRET", text: "${pairs}|${path}|${body}|${parameter.a}",
            letters: .lower, parameter: "sign")
        let signature = Signature.sign(
            [("a", "${secret}${name}")], signing, secret: "s", path: "/${secret}", body: "${pairs}")
        #expect(signature == Digest.md5("a${secret}${name}|/${secret}|${pairs}|${secret}${name}".utf8))
    }

    @Test("Names are ordered by their bytes: capitals before small letters")
    func byteOrder() {
        let signing = Signing(
            algorithm: .md5, secretEnvironment: "SECRET", text: "${pairs}", letters: .lower, parameter: "sign")
        #expect(
            Signature.sign([("a", "1"), ("B", "2"), ("é", "3"), ("z", "4")], signing, secret: "")
                == Digest.md5("B2a1z4é3".utf8))
    }
}
