import Domain
import Testing

@Suite("A password")
struct PasswordRuleTests {
    private func fault(_ password: String, name: String = "zhang.san") throws -> PasswordRule.Fault? {
        try PasswordRule.fault(of: password, for: #require(AccountName(name)))
    }

    @Test(
        "is accepted without rules about kinds of characters",
        arguments: [
            "correct horse battery staple", "湖边的柳树在下雨天很安静啊", "purple kettle window", "xK7pLm2QwZ9v",
            "hello wide river stone", "雨天 kettle 2026 window", "my cat sleeps at 3 pm", "TreeCloudSpoonNine",
        ])
    func accepted(_ password: String) throws {
        #expect(try fault(password) == nil)
    }

    @Test("has at least 12 characters, counted as a reader counts them")
    func length() throws {
        #expect(try fault("xK7pLm2QwZ9") == .tooShort(characters: 11))
        #expect(try fault("xK7pLm2QwZ9v") == nil)
        // Each is one character: a letter with its accent, a family, a flag.
        #expect(try fault("e\u{301}👨‍👩‍👧🇨🇳雨") == .tooShort(characters: 4))
        #expect(try fault("") == .tooShort(characters: 0))
    }

    @Test("has at most 200 bytes, and no control characters")
    func bounds() throws {
        var generator = SeededGenerator(seed: 1)
        let letters = Array("abcdefghijklmnopqrstuvwxyz")
        let long = String((0..<250).map { _ in letters[Int(generator.next() % 26)] })
        #expect(try fault(String(long.prefix(200))) == nil)
        #expect(try fault(String(long.prefix(201))) == .tooLong(bytes: 201))
        #expect(try fault("kettle\nwindow purple") == .controlCharacters)
        #expect(try fault("kettle\0window purple") == .controlCharacters)
    }

    @Test(
        "is not only digits: telephone, day and identity number are guessed",
        arguments: ["138057312345", "330481199001011234", "2026-11-30 12:00", "138 0573 1234 5", "１３８０５７３１２３４５"])
    func digits(_ password: String) throws {
        #expect(try fault(password) == .onlyDigits)
    }

    @Test("does not contain the name of its account, in any case or width")
    func name() throws {
        #expect(try fault("kettle zhang.san window") == .containsAccountName)
        #expect(try fault("Kettle ZHANG.SAN window") == .containsAccountName)
        #expect(try fault("kettle ｚｈａｎｇ．ｓａｎ window") == .containsAccountName)
        #expect(try fault("kettle zhang san window") == nil)
        #expect(try fault("admin kettle window", name: "admin") == .containsAccountName)
    }

    @Test(
        "is not one group of characters again and again",
        arguments: [
            "aaaaaaaaaaaa", "abababababab", "xyzxyzxyzxyz", "k7k7k7k7k7k7k", "我爱你我爱你我爱你我爱你", "kettlekettle",
            "Kettle7kETTLE7",
        ])
    func repeated(_ password: String) throws {
        #expect(try fault(password) == .repeated)
    }

    @Test(
        "is not mostly neighbouring keys, digits or letters",
        arguments: [
            "qwertyuiop12", "1qaz2wsx3edc", "abcdefghijkl", "poiuytrewq98", "asdfghjkl123", "1q2w3e4r5t6y",
            "q1w2e3r4t5y6", "a1b2c3d4e5f6", "abc123456789", "zhang123456789", "!@#$%^&*()_+", "qazwsxedcrfv",
            "aaaabbbbcccc", "ＱＷＥＲＴＹＵＩＯＰ１２",
        ])
    func sequences(_ password: String) throws {
        #expect(try fault(password) == .sequence)
    }

    @Test(
        "is not one that is tried first, whatever surrounds or replaces its letters",
        arguments: [
            "passwordadmin", "Password@2026", "P@ssw0rd2026!", "adminpassword!", "iloveyouchina", "woaiwojia2026!",
            "Sushai@20261130", "zhejiangjianguan", "!!!administrator", "guanliyuan#2468", "Adm1n1strat0r!",
            "welcomehome2026",
        ])
    func common(_ password: String) throws {
        #expect(try fault(password) == .common)
    }

    @Test("has for each fault a Chinese sentence that says what to do")
    func sentences() {
        let faults: [PasswordRule.Fault] = [
            .tooShort(characters: 9), .tooLong(bytes: 300), .controlCharacters, .onlyDigits, .containsAccountName,
            .repeated, .sequence, .common, .unchanged,
        ]
        let sentences = faults.map { AccessWording.sentence($0) }
        #expect(Set(sentences).count == faults.count)
        for sentence in sentences { #expect(sentence.contains("请") || sentence.contains("可用"), "\(sentence)") }
        #expect(sentences[0].contains("12个字符") && sentences[0].contains("9个"))
    }
}
