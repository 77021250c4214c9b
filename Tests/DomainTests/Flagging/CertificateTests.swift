import Domain
import Testing

@Suite("Problems of certificate numbers")
struct CertificateTests {
    private func troubles(
        _ claims: MakerClaims, _ requirement: CertificateRequirement = CertificateRequirement(),
        mapped: Set<ListingField> = [.certificate, .licence, .creditCode]
    ) -> [CertificateRule.Trouble] {
        CertificateRule.troubles(claims, requirement: requirement, mapped: mapped, year: 2026)
    }

    private func faults(certificate: String, categories: Set<String> = []) -> [CertificateRule.Trouble.Fault] {
        troubles(MakerClaims(certificate: certificate), CertificateRequirement(cccCategories: categories)).map(\.fault)
    }

    @Test("numbers of the correct form raise no flag, which does not prove that they are valid")
    func rightForms() {
        let claims = MakerClaims(
            certificate: "2016010901123456", licence: "(浙)XK16-204-00123", creditCode: "91110102MA0093EQ6R")
        #expect(troubles(claims).isEmpty)
        #expect(troubles(MakerClaims()).isEmpty)
    }

    @Test("a CCC number of another category is reported with the categories of the product")
    func category() {
        #expect(faults(certificate: "2016010901123456", categories: ["0901"]).isEmpty)
        #expect(
            faults(certificate: "2016010901123456", categories: ["2202", "2201"])
                == [.otherCategory("0901", expected: ["2201", "2202"])])
    }

    @Test("each of several numbers in one field is checked")
    func several() {
        #expect(faults(certificate: "2016010901123456、2016010901").map { $0 } == [.wrongForm(.length)])
    }

    @Test("a required certificate counts as absent only if the feed has the field")
    func absent() {
        let needed = CertificateRequirement(needsCCC: true, needsLicence: true)
        #expect(troubles(MakerClaims(), needed).map(\.fault) == [.absent, .absent])
        #expect(troubles(MakerClaims(), needed, mapped: [.licence]).map(\.subject) == [.licence])
        #expect(troubles(MakerClaims(), needed, mapped: []).isEmpty)
    }

    @Test(
        "before its first day a certificate is not required; the day of the pull decides",
        arguments: [("2024-07-31T23:59:59+08:00", 0), ("2024-08-01T00:00:00+08:00", 1)])
    func firstDay(_ seenAt: String, _ flags: Int) throws {
        let first = try #require(CalendarDay(text: "2024-08-01"))
        func found(_ claims: MakerClaims, _ requirement: CertificateRequirement) -> [FlagKind] {
            let rules = FlaggingThresholds(
                lowPriceZ: decimal("-3.0"), minimumListings: 30, burstUnitsPerDay: 500, livestream: true,
                certificates: requirement)
            let listing = Listing(
                key: ListingKey(platform: "taobao", item: "1"), title: "充电宝", price: PriceRange(Fen(4_120)),
                claims: claims)
            return Screening.flags(
                of: .init(listing: listing, product: "power-bank", seenAt: moment(seenAt)), rules: rules,
                statistics: nil,
                context: FlagContext(mapped: [.certificate, .licence, .maker])
            ).map(\.kind)
        }
        let ccc = CertificateRequirement(needsCCC: true, cccFrom: first, cccCategories: ["0915"])
        let named = MakerClaims(maker: "虚构电子厂")
        #expect(found(named, ccc) == Array(repeating: .certificate, count: flags))
        #expect(
            found(MakerClaims(maker: "虚构电子厂", certificate: "2023010901123456"), ccc)
                == Array(repeating: .certificate, count: flags), "the category of another product")
        let licence = CertificateRequirement(needsLicence: true, licenceFrom: first)
        #expect(found(named, licence) == Array(repeating: .certificate, count: flags))
        #expect(
            found(MakerClaims(), ccc) == (flags == 0 ? [] : [.unnamedMaker, .certificate]),
            "the missing number is also a sign of goods without a maker")
        #expect(
            found(MakerClaims(maker: "虚构电子厂", certificate: "2023"), ccc) == [.certificate], "a wrong form on any day")
    }

    @Test("the flag states every problem, its figures and the change that would have prevented it")
    func flag() throws {
        let listing = Listing(
            key: ListingKey(platform: "taobao", item: "1"), title: "台灯", price: PriceRange(Fen(4_120)),
            claims: MakerClaims(certificate: "20160109", creditCode: "91350211M0000XUF46"))
        let observation = Screening.Observation(
            listing: listing, product: "lamp", seenAt: moment("2026-11-02T08:00:00+08:00"))
        let flags = Screening.flags(
            of: observation, rules: Cell().thresholds, statistics: nil,
            context: FlagContext(mapped: [.certificate, .creditCode]))
        let flag = try #require(flags.first)
        #expect(flags.map(\.kind) == [.certificate])
        #expect(flag.figure("ccc") == "wrong-form(length):20160109")
        #expect(flag.figure("creditCode") == "doubtful(check-digit):91350211M0000XUF46")
        #expect(
            flag.reason == "CCC证书编号“20160109”形式错误：位数不对；统一社会信用代码“91350211M0000XUF46”存疑：校验位应为R")
        #expect(flag.counterfactual == "CCC证书编号、统一社会信用代码齐全、形式正确且与产品相符则不标记")
    }
}

@Suite("Numbers as sellers write them")
struct CertificateNumberTests {
    @Test("a CCC number consists of year, body, category and serial number")
    func ccc() throws {
        let number = try CCCNumber.read("2016010901123456", asOf: 2026).get()
        #expect(
            [String(number.year), number.body, number.category, number.serial] == ["2016", "01", "0901", "123456"])
        #expect(try CCCNumber.read("CCC2016010901123456", asOf: 2026).get() == number)
    }

    @Test(
        "a text that is not a CCC number is refused with a reason",
        arguments: [
            ("201601090112345", NumberFault.length), ("20160109011234567", .length), ("", .length),
            ("2016O10901123456", .characters), ("2001010901123456", .year), ("2027010901123456", .year),
            ("2016000901123456", .zeroPart), ("2016010001123456", .zeroPart), ("2016010901000000", .zeroPart),
        ])
    func wrongCCC(_ text: String, _ fault: NumberFault) {
        #expect(CCCNumber.read(text, asOf: 2026) == .failure(fault))
    }

    @Test(
        "a licence is read with brackets and letters of full or half width",
        arguments: [
            "XK16-204-00123", "(浙)XK16-204-00123", "（浙）XK16-204-00123", "（浙）ＸＫ16－204－00123", " xk16-204-00123 ",
        ])
    func licence(_ text: String) throws {
        let plain = try #require(ClaimedNumbers.list(text).first)
        let read = try ProductionLicence.read(plain).get()
        #expect([read.industry, read.product, read.enterprise] == ["16", "204", "00123"])
        #expect(read.province == (text.contains("浙") ? "浙" : nil))
    }

    @Test(
        "a text that is not a licence number is refused with a reason",
        arguments: [
            ("XK16-204-0012", NumberFault.pattern), ("XK16204-00123", .pattern), ("QS16-204-00123", .pattern),
            ("(甲)XK16-204-00123", .province), ("()XK16-204-00123", .province), ("(浙XK16-204-00123", .province),
            ("XK1A-204-00123", .pattern), ("XK", .pattern), ("(浙)", .pattern),
        ])
    func wrongLicence(_ text: String, _ fault: NumberFault) {
        #expect(ProductionLicence.read(text) == .failure(fault))
    }

    @Test(
        "social credit codes: the check digit of GB 32100-2015",
        arguments: ["91512081MA62K0260E", "91110102MA0093EQ6R", "11331021307795338C"])
    func validCode(_ code: String) {
        #expect(CreditCode.check(code) == .valid)
    }

    @Test("a code with a wrong check digit is doubtful; a code with other characters or another length is wrong")
    func otherCodes() {
        #expect(CreditCode.check("91350211M0000XUF46") == .checkDigit(expected: "R"))
        #expect(CreditCode.check("91350100M000100Y4Z") == .wrongForm(.characters))
        #expect(CreditCode.check("91350100M000100Y43") == .valid)
        #expect(CreditCode.check("91350211M0000XUF4") == .wrongForm(.length))
        #expect(CreditCode.check("9135021IM0000XUF46") == .wrongForm(.characters))
        #expect(CreditCode.check("") == .wrongForm(.length))
    }

    @Test("every change of one character of a valid code is found")
    func oneCharacter() {
        let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
        let code = Array("91110102MA0093EQ6R")
        for place in code.indices {
            for other in alphabet where other != code[place] {
                var changed = code
                changed[place] = other
                #expect(CreditCode.check(String(changed)) != .valid, "\(String(changed))")
            }
        }
    }
}
