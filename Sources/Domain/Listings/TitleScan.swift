extension TitlePatterns {
    /// Calls `hit` with the identifier and the length in bytes of every word found, as often as it is found.
    ///
    /// - Parameter title: valid UTF-8, with at least `TitleScratch.padding` more readable bytes behind `count`. Capitals
    ///   of ASCII count as small letters.
    package func scan(_ title: UnsafeRawBufferPointer, count: Int, _ hit: (_ identifier: Int32, _ length: Int) -> Void)
    {
        var scratch = TitleScratch()
        scan(UnsafeRawBufferPointer(rebasing: title[..<count]), readable: title.count - count, &scratch)
        for number in scratch.words {
            let word = words[Int(number)]
            for index in Int(word.first)..<Int(word.first + word.count) { hit(identifiers[index], Int(word.length)) }
        }
    }

    /// Leaves in `scratch.words` the number of every word found, as often as it is found.
    ///
    /// - Parameter readable: how many bytes behind the title may be read. With fewer than `TitleScratch.padding` the
    ///   title is copied.
    @inline(__always)
    func scan(_ title: UnsafeRawBufferPointer, readable: Int, _ scratch: inout TitleScratch) {
        let prepared = scratch.prepare(title, readable: readable)
        guard prepared.count > 0 else { return }
        if !nine.isEmpty || !six.isEmpty {
            let text = prepared.bytes
            let begun = pairs.narrow(scratch.starts, prepared.starts, into: scratch.begun) {
                WordGroup.key(text, $0, width: 6)
            }
            if begun > 0 {
                look(nine, width: 9, prepared, scratch.begun, begun, &scratch)
                look(six, width: 6, prepared, scratch.begun, begun, &scratch)
            }
        }
        look(three, width: 3, prepared, scratch.starts, prepared.starts, &scratch)
        look(one, width: 1, prepared, scratch.starts, prepared.starts, &scratch)
    }

    /// Looks at `places` for the words of `group`, whose width is given once more so that it is known beforehand.
    @inline(__always)
    private func look(
        _ group: borrowing WordGroup, width: Int, _ title: TitleScratch.Prepared,
        _ places: UnsafeMutablePointer<UInt32>, _ count: Int, _ scratch: inout TitleScratch
    ) {
        if group.isEmpty { return }
        let likely = scratch.likely
        let left = group.filter.narrow(places, count, into: likely) { WordGroup.key(title.bytes, $0, width: width) }
        for number in 0..<left {
            let place = Int(likely[number])
            let slot = group.slot(WordGroup.key(title.bytes, place, width: width))
            if slot.count > 0 { compare(slot, title.bytes + place, title.count - place, &scratch.words) }
        }
    }

    /// Appends to `found` the words of `slot` that begin `text`.
    private func compare(_ slot: WordGroup.Slot, _ text: UnsafeRawPointer, _ count: Int, _ found: inout [Int32]) {
        words.withUnsafeBufferPointer { words in
            bytes.withUnsafeBytes { bytes in
                guard let bytes = bytes.baseAddress else { return }
                if slot.count <= WordGroup.crowd {
                    for number in slot.first..<slot.first &+ slot.count
                    where Self.begins(words[Int(number)], bytes, text, count) {
                        found.append(number)
                    }
                } else {
                    Self.search(words, bytes, slot, text, count, &found)
                }
            }
        }
    }

    /// Whether the text begins with a word. The last bytes are looked at first: the first ones are known to be alike.
    @inline(__always)
    private static func begins(_ word: Word, _ bytes: UnsafeRawPointer, _ text: UnsafeRawPointer, _ count: Int) -> Bool {
        let length = Int(word.length)
        guard length <= count else { return false }
        let last = text.loadUnaligned(fromByteOffset: max(0, length - 8), as: UInt64.self)
        return last &<< Word.unread(length) == word.last && common(word, bytes, text, count) == length
    }

    /// Appends the words of a crowd that begin the text, the longest first.
    ///
    /// In the order of bytes every word that begins the text also begins the last word that does not come behind the
    /// text, or is that word.
    private static func search(
        _ words: UnsafeBufferPointer<Word>, _ bytes: UnsafeRawPointer, _ slot: WordGroup.Slot,
        _ text: UnsafeRawPointer, _ count: Int, _ found: inout [Int32]
    ) {
        var last = Int(slot.first)
        var end = last + Int(slot.count)
        while end - last > 1 {
            let middle = (last + end) / 2
            if comesBehind(words[middle], bytes, text, count) { end = middle } else { last = middle }
        }
        let common = common(words[last], bytes, text, count)
        while last >= 0 {
            if words[last].length <= common { found.append(Int32(truncatingIfNeeded: last)) }
            last = Int(words[last].beginning)
        }
    }

    /// Whether a word comes behind the text in the order of bytes.
    private static func comesBehind(_ word: Word, _ bytes: UnsafeRawPointer, _ text: UnsafeRawPointer, _ count: Int)
        -> Bool
    {
        let common = common(word, bytes, text, count)
        if common == Int(word.length) { return false }
        if common == count { return true }
        return bytes.load(fromByteOffset: Int(word.start) + common, as: UInt8.self)
            > text.load(fromByteOffset: common, as: UInt8.self)
    }

    /// How many bytes a word and the text begin with in common. Reads up to seven bytes behind each.
    @inline(__always)
    private static func common(_ word: Word, _ bytes: UnsafeRawPointer, _ text: UnsafeRawPointer, _ count: Int) -> Int {
        let most = min(Int(word.length), count)
        let word = bytes + Int(word.start)
        var index = 0
        while index < most {
            let differing =
                word.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                ^ text.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            if differing != 0 { return min(most, index + differing.trailingZeroBitCount / 8) }
            index += 8
        }
        return most
    }
}
