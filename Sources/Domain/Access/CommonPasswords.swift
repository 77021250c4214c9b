/// Passwords that are tried first: words of the lists of leaked passwords, alone or joined, also with digits and marks
/// around them and with the usual replacements of letters (`P@ssw0rd2026!`).
enum CommonPasswords {
    /// - Parameter characters: the password in lower case.
    static func contains(_ characters: [Character]) -> Bool {
        let start = characters.drop { !isLetter($0) }
        let replaced = trimmed(characters).map { replacements[$0] ?? $0 }
        return isMadeOfWords(trimmed(start)) || isMadeOfWords(replaced.drop { !isLetter($0) })
    }

    /// Without the digits and marks at the end.
    private static func trimmed(_ characters: some BidirectionalCollection<Character>) -> ArraySlice<Character> {
        let end = characters.lastIndex(where: isLetter).map(characters.index(after:)) ?? characters.startIndex
        return ArraySlice(characters[..<end])
    }

    /// Whether the text is one word or several words without anything between them.
    private static func isMadeOfWords(_ text: ArraySlice<Character>) -> Bool {
        guard !text.isEmpty, text.allSatisfy(isLetter) else { return false }
        let letters = Array(text)
        // Whether the first n letters are made of words.
        var reachable = [true] + [Bool](repeating: false, count: letters.count)
        for end in 1...letters.count {
            reachable[end] = lengths.contains { length in
                length <= end && reachable[end - length] && words.contains(String(letters[(end - length)..<end]))
            }
        }
        return reachable[letters.count]
    }

    private static func isLetter(_ character: Character) -> Bool {
        character.isASCII && character.isLetter
    }

    private static let replacements: [Character: Character] = [
        "@": "a", "4": "a", "0": "o", "1": "i", "!": "i", "3": "e", "$": "s", "5": "s", "7": "t",
    ]

    private static let lengths = Set(words.map(\.count)).sorted()

    private static let words: Set<String> = Set(
        """
        abcd access admin adminadmin administrator admins alibaba angel apple april asdf asdfgh august baby baidu
        baobao baseball batman beijing bitcoin butterfly changeme charlie cheese china chinese chocolate computer
        console daniel database december default denglu dengluming dragon dubai easy eleven enter facebook february
        flower football forever freedom friday friend friends fuckyou gongsi google guangzhou guanliyuan guest
        hangzhou happy hello hellokitty home huawei hunter iloveyou internet january jianguan jianguanju jiaxing
        jiayou jordan july june killer laogong laopo letmein liverpool login love lovely lover loveyou manager march
        master michael microsoft mima mimamima monday money monkey mustang mypassword mysql naruto network nihao
        ninja november october office oracle pass passw passwd password passwords pokemon power princess privet
        public qazwsx qwer qwert qwerty qwertyui qwertyuiop root samsung saturday secret security september server
        shadow shanghai shenzhen shichang soccer spring starwars summer sunday sunshine super superman superuser
        support susha sushai system taobao tencent test tester testing thursday tiger tinkle trustno tuesday user
        username wechat wednesday weixin welcome whatever windows winter woaini woaiwo woaiwojia wolaile woshishui
        xitong yonghu zhanghao zhejiang zhifubao zhongguo zxcv zxcvbn zxcvbnm
        """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
