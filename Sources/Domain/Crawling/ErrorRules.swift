/// The meaning of a platform's own error codes, which may arrive with any HTTP status. A code that is in no list is an
/// error without a known meaning: the page is requested again and then left as a gap.
package struct ErrorRules: Hashable, Sendable {
    package enum Meaning: String, CaseIterable, Sendable {
        /// Too many requests, as HTTP 429.
        case throttled
        /// The credentials are refused, as HTTP 401.
        case credentials
        /// What was requested no longer exists. It is not requested again.
        case gone
    }

    /// The place of the time to wait.
    package struct Wait: Hashable, Sendable {
        package enum Unit: String, CaseIterable, Sendable {
            case milliseconds, seconds, minutes
        }

        package let path: FieldPath
        package let unit: Unit
        /// The words before the number, if the value is a sentence. If nil, the whole value is the number.
        package let after: String?

        package init(path: FieldPath, unit: Unit, after: String? = nil) {
            self.path = path
            self.unit = unit
            self.after = after
        }
    }

    /// The places of the code, tried in order. The first one whose code is in a list decides.
    package let codes: [FieldPath]
    /// The places of the text for people; the first one with a value is shown.
    package let messages: [FieldPath]
    /// A code that ends in `*` stands for all codes that begin with the text before it.
    package let lists: [Meaning: [String]]
    package let wait: Wait?

    package init(codes: [FieldPath], messages: [FieldPath] = [], lists: [Meaning: [String]], wait: Wait? = nil) {
        self.codes = codes
        self.messages = messages
        self.lists = lists
        self.wait = wait
    }

    /// The meaning of an answer with `codes`, in the order of their places; nil if no code is in a list.
    package func meaning(of codes: some Sequence<String>) -> Meaning? {
        for code in codes {
            if let meaning = Meaning.allCases.first(where: { lists[$0]?.contains { Self.matches(code, $0) } ?? false })
            {
                return meaning
            }
        }
        return nil
    }

    private static func matches(_ code: String, _ listed: String) -> Bool {
        listed.hasSuffix("*") ? code.hasPrefix(listed.dropLast()) : code == listed
    }
}

extension ErrorRules.Wait {
    /// A longer wait counts as a mistake of the platform.
    private static let longest: Int64 = 86_400

    /// The seconds in `text`, rounded up; nil unless a number is where it is expected.
    package func seconds(in text: String) -> Int64? {
        var rest = text[...]
        if let after {
            guard let words = text.firstRange(of: after) else { return nil }
            rest = text[words.upperBound...]
        }
        let number = rest.drop(while: \.isWhitespace).prefix { $0.isASCII && $0.isNumber || $0 == "." }
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let whole = Int64(parts[0]), whole <= Self.longest * 1000,
            after != nil || rest.filter({ !$0.isWhitespace }) == number
        else { return nil }
        let rounded = whole + (parts.count == 2 && parts[1].contains { $0 != "0" } ? 1 : 0)
        let seconds =
            switch unit {
            case .milliseconds: (rounded + 999) / 1000
            case .seconds: rounded
            case .minutes: rounded * 60
            }
        return min(seconds, Self.longest)
    }
}
