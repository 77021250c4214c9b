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

    /// The place of the time to wait. The value is a number, or a text with one number in it.
    package struct Wait: Hashable, Sendable {
        package enum Unit: String, CaseIterable, Sendable {
            case milliseconds, seconds, minutes
        }

        package let path: FieldPath
        package let unit: Unit

        package init(path: FieldPath, unit: Unit) {
            self.path = path
            self.unit = unit
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
            if let meaning = Meaning.allCases.first(where: { lists[$0]?.contains { Self.matches(code, $0) } ?? false }) {
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

    /// The seconds in `text`, rounded up; nil unless it contains exactly one number.
    package func seconds(in text: String) -> Int64? {
        let numbers = text.utf8.split { !(0x30...0x39).contains($0) && $0 != UInt8(ascii: ".") }
            .map { $0.drop { $0 == UInt8(ascii: ".") } }.filter { !$0.isEmpty }
        guard numbers.count == 1, let number = numbers.first, !text.utf8.contains(UInt8(ascii: "-")) else { return nil }
        let parts = number.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: true)
        guard let first = parts.first, parts.count <= 2, let whole = Int64(String(decoding: first, as: UTF8.self)),
            whole <= Self.longest * 1000
        else { return nil }
        let hasFraction = parts.count == 2 && parts[1].contains { $0 != UInt8(ascii: "0") }
        let rounded = whole + (hasFraction ? 1 : 0)
        let seconds =
            switch unit {
            case .milliseconds: (rounded + 999) / 1000
            case .seconds: rounded
            case .minutes: rounded * 60
            }
        return min(seconds, Self.longest)
    }
}
