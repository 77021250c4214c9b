package import Domain
internal import Feeds

/// The bytes of a quarantined record as a person sees them: the text in the character set of its feed, or the bytes in
/// hexadecimal if they are no such text.
package struct RecordText: Hashable, Sendable {
    /// Invisible characters are replaced by their code points.
    package let text: String
    package let isHexadecimal: Bool
    /// The number of bytes that `text` shows; the rest is left out.
    package let shownBytes: Int

    /// Bytes that are shown at most.
    private static let most = 8 << 10

    /// - Parameter encoding: nil if the feed has no file any more.
    package init(_ bytes: [UInt8], encoding: FeedFormat.Encoding?) {
        let head = Array(bytes.prefix(Self.most))
        // The last character may have been cut.
        let cuts = head.count < bytes.count ? 0...min(3, head.count) : 0...0
        for cut in cuts {
            let part = Array(head.dropLast(cut))
            guard let text = Self.text(part, encoding ?? .utf8) else { continue }
            self.text = text.visible(limit: Self.most)
            isHexadecimal = false
            shownBytes = part.count
            return
        }
        let few = head.prefix(1 << 10)
        text = Self.hexadecimal(few)
        isHexadecimal = true
        shownBytes = few.count
    }

    private static func text(_ bytes: [UInt8], _ encoding: FeedFormat.Encoding) -> String? {
        String(validating: bytes, as: UTF8.self)
            ?? (try? CharacterSet.converted(bytes, from: encoding)).flatMap {
                String(validating: $0.utf8, as: UTF8.self)
            }
    }

    /// Sixteen bytes in a line.
    private static func hexadecimal(_ bytes: ArraySlice<UInt8>) -> String {
        stride(from: 0, to: bytes.count, by: 16).map { start in
            bytes.dropFirst(start).prefix(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }
                .joined(separator: " ")
        }.joined(separator: "\n")
    }
}
