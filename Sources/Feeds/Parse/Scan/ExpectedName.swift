/// A name of the last record, with its closing quote, and its entry in the plan.
struct ExpectedName {
    var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
    var masks: (UInt64, UInt64, UInt64) = (0, 0, 0)
    /// Length of the name; 0 if there is no name yet.
    var count = 0
    var entry = -1

    init() {}

    init(_ base: UnsafePointer<UInt8>, _ start: Int, count: Int, entry: Int) {
        func mask(_ word: Int) -> UInt64 {
            // The comparison includes the closing quote.
            let bytes = count + 1 - word * 8
            return bytes >= 8 ? .max : bytes <= 0 ? 0 : (1 << UInt64(bytes * 8)) - 1
        }
        let bytes = UnsafeRawPointer(base)
        func word(_ number: Int) -> UInt64 {
            mask(number) == 0 ? 0 : bytes.loadUnaligned(fromByteOffset: start + number * 8, as: UInt64.self)
        }
        words = (word(0), word(1), word(2))
        masks = (mask(0), mask(1), mask(2))
        self.count = count
        self.entry = entry
    }
}
