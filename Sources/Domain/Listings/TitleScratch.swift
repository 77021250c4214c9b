/// The buffers of a search through titles, used again for each title.
///
/// One for each thread; no content is kept from one title to the next. It grows with the longest title.
package struct TitleScratch: ~Copyable {
    /// Where characters of the title begin, where words may begin, and where words of one kind may begin.
    private(set) var starts: UnsafeMutablePointer<UInt32>
    private(set) var begun: UnsafeMutablePointer<UInt32>
    private(set) var likely: UnsafeMutablePointer<UInt32>
    /// A copy of the title in lower case, where one is needed.
    private var folded: UnsafeMutableRawPointer
    /// Maximum size of a title, in bytes.
    private var capacity: Int
    /// The numbers in `TitlePatterns` of the words found, once for each place in the title.
    var words: [Int32] = []

    /// Bytes that must be readable behind a title: words are compared eight bytes at a time.
    package static let padding = 8
    /// Places are written four at a time, so up to three entries behind the last are overwritten.
    private static let overhang = 4

    package init() {
        // No title that passes the limits is longer.
        self.init(capacity: ListingLimits.titleBytes)
    }

    deinit {
        starts.deallocate()
        begun.deallocate()
        likely.deallocate()
        folded.deallocate()
    }

    /// Uses bytes that were read only to load them into the cache, so that the reads are not removed.
    func note(_ byte: UInt8) {
        folded.storeBytes(of: byte, as: UInt8.self)
    }

    private init(capacity: Int) {
        self.capacity = capacity
        starts = .allocate(capacity: capacity + Self.overhang)
        begun = .allocate(capacity: capacity + Self.overhang)
        likely = .allocate(capacity: capacity + Self.overhang)
        folded = .allocate(byteCount: capacity + Self.padding, alignment: 8)
    }
}

extension TitleScratch {
    /// A title ready for the search: ASCII letters in lower case, followed by `padding` readable bytes.
    struct Prepared {
        let bytes: UnsafeRawPointer
        let count: Int
        /// Entries of `starts`.
        let starts: Int
    }

    /// Finds where the characters of `title` begin. It copies the title only if it has capitals or too few readable bytes
    /// follow it.
    ///
    /// - Parameter readable: how many bytes behind the title may be read.
    @inline(__always)
    mutating func prepare(_ title: UnsafeRawBufferPointer, readable: Int) -> Prepared {
        if !words.isEmpty { words.removeAll(keepingCapacity: true) }
        guard let base = title.baseAddress, !title.isEmpty else {
            return Prepared(bytes: UnsafeRawPointer(folded), count: 0, starts: 0)
        }
        if title.count > capacity { self = TitleScratch(capacity: title.count * 2) }
        let bytes = readable >= Self.padding ? base : copy(base, title.count)
        let (starts, hasCapitals) = noteStarts(bytes, title.count)
        return Prepared(bytes: hasCapitals ? fold(bytes, title.count) : bytes, count: title.count, starts: starts)
    }

    private func copy(_ title: UnsafeRawPointer, _ count: Int) -> UnsafeRawPointer {
        folded.copyMemory(from: title, byteCount: count)
        folded.storeBytes(of: 0, toByteOffset: count, as: UInt64.self)
        return UnsafeRawPointer(folded)
    }

    private func fold(_ title: UnsafeRawPointer, _ count: Int) -> UnsafeRawPointer {
        if title != UnsafeRawPointer(folded) { _ = copy(title, count) }
        var index = 0
        while index < count {
            let eight = folded.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            folded.storeBytes(of: EightBytes.lowercased(eight), toByteOffset: index, as: UInt64.self)
            index += 8
        }
        return UnsafeRawPointer(folded)
    }

    /// Fills `starts`: every byte that does not continue a character. Capitals behind the title may count as its own.
    @inline(__always)
    private func noteStarts(_ title: UnsafeRawPointer, _ count: Int) -> (count: Int, hasCapitals: Bool) {
        var capitals: UInt64 = 0
        var noted = 0
        var index = 0
        while index < count {
            // One bit a byte, sixty-four bytes at a time.
            var mask: UInt64 = 0
            var bit: UInt64 = 0
            var at = index
            while bit < 64, at < count {
                let eight = title.loadUnaligned(fromByteOffset: at, as: UInt64.self)
                mask |= EightBytes.gathered(EightBytes.starts(eight)) &<< bit
                capitals |= EightBytes.capitals(eight)
                bit &+= 8
                at &+= 8
            }
            if count - index < 64 { mask &= (1 &<< UInt64(truncatingIfNeeded: count &- index)) &- 1 }
            let end = noted &+ mask.nonzeroBitCount
            while noted < end {
                for offset in 0..<4 {
                    starts[noted &+ offset] = UInt32(truncatingIfNeeded: index &+ mask.trailingZeroBitCount)
                    mask &= mask &- 1
                }
                noted &+= 4
            }
            noted = end
            index &+= 64
        }
        return (noted, capitals != 0)
    }
}
