/// The buffers of a search through titles. They are used again for each title.
///
/// Each thread needs its own. No content of one title is used for the next. The buffers grow with the longest title.
package struct TitleScratch: ~Copyable {
    /// The places where characters begin, where any word may begin, and where words of one width may begin.
    private(set) var starts: UnsafeMutablePointer<UInt32>
    private(set) var wordStarts: UnsafeMutablePointer<UInt32>
    private(set) var places: UnsafeMutablePointer<UInt32>
    /// A copy of the title in lower case, if one is needed.
    private var folded: UnsafeMutableRawPointer
    /// The maximum size of a title that fits, in bytes.
    private var capacity: Int
    /// The normal form of a title that is not plain.
    private var normal: [UInt8] = []
    /// The words that occur, once for each occurrence, and all their traits.
    var found: [FoundWord] = []
    var traits = WordTraits()
    /// The places of breaks, in order. These and the following are filled only for titles that are looked at again.
    var breaks: [Int32] = []
    var phrases: [TitlePhrase] = []
    /// The names of products, those that are not void.
    var names: [ProductName] = []
    /// The products that are named, each once.
    var candidates: [NamedProduct] = []

    /// The number of bytes that must be readable after a title, because words are compared eight bytes at a time.
    package static let padding = 8
    /// Places are written four at a time, so up to three entries after the last one are overwritten.
    private static let overhang = 4

    package init() {
        // No title within the limits is longer.
        self.init(capacity: ListingLimits.titleBytes)
    }

    deinit {
        starts.deallocate()
        wordStarts.deallocate()
        places.deallocate()
        folded.deallocate()
    }

    /// Uses bytes that were read only to load them into the cache, so that the compiler does not remove the reads.
    func note(_ byte: UInt8) {
        folded.storeBytes(of: byte, as: UInt8.self)
    }

    private init(capacity: Int) {
        self.capacity = capacity
        starts = .allocate(capacity: capacity + Self.overhang)
        wordStarts = .allocate(capacity: capacity + Self.overhang)
        places = .allocate(capacity: capacity + Self.overhang)
        folded = .allocate(byteCount: capacity + Self.padding, alignment: 8)
    }
}

extension TitleScratch {
    /// A title that is ready for the search: in the normal form, ASCII letters in lower case, followed by `padding`
    /// readable bytes.
    struct Prepared {
        let bytes: UnsafeRawPointer
        let count: Int
        /// The number of entries in `starts`.
        let starts: Int
    }

    /// Finds the places where the characters of `title` begin. It copies the title only if it has capitals, if it is not
    /// in its normal form, or if too few readable bytes follow it.
    ///
    /// - Parameter readable: the number of readable bytes after the title.
    @inline(__always)
    mutating func prepare(_ title: UnsafeRawBufferPointer, readable: Int) -> Prepared {
        if !found.isEmpty { found.removeAll(keepingCapacity: true) }
        traits = []
        guard let base = title.baseAddress, !title.isEmpty else {
            return Prepared(bytes: UnsafeRawPointer(folded), count: 0, starts: 0)
        }
        if !TitleForm.isPlain(title) { return prepareNormal(title) }
        if title.count > capacity { self = TitleScratch(capacity: title.count * 2) }
        let bytes = readable >= Self.padding ? base : copy(base, title.count)
        let (starts, hasCapitals) = noteStarts(bytes, title.count)
        return Prepared(bytes: hasCapitals ? fold(bytes, title.count) : bytes, count: title.count, starts: starts)
    }

    /// Not inlined: few titles are not plain.
    @inline(never)
    private mutating func prepareNormal(_ title: UnsafeRawBufferPointer) -> Prepared {
        var normal: [UInt8] = []
        swap(&normal, &self.normal)
        normal.removeAll(keepingCapacity: true)
        TitleForm.append(title, to: &normal)
        if normal.count > capacity { self = TitleScratch(capacity: normal.count * 2) }
        let count = normal.count
        let bytes = normal.withUnsafeBytes { bytes in
            bytes.baseAddress.map { copy($0, count) } ?? UnsafeRawPointer(folded)
        }
        swap(&normal, &self.normal)
        guard count > 0 else { return Prepared(bytes: bytes, count: 0, starts: 0) }
        let (starts, hasCapitals) = noteStarts(bytes, count)
        return Prepared(bytes: hasCapitals ? fold(bytes, count) : bytes, count: count, starts: starts)
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

    /// Fills `starts` with the places of all bytes that begin a character. Capitals just after the title may be counted
    /// as its own.
    @inline(__always)
    private func noteStarts(_ title: UnsafeRawPointer, _ count: Int) -> (count: Int, hasCapitals: Bool) {
        var capitals: UInt64 = 0
        var noted = 0
        var index = 0
        while index < count {
            // One bit for each of sixty-four bytes.
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
