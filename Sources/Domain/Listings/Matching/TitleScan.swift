extension TitlePatterns {
    /// Calls `hit` with the identifier and the place, in bytes of the normal form, of every word that occurs in the title,
    /// once for each occurrence.
    ///
    /// - Parameter title: valid UTF-8, followed by at least `TitleScratch.padding` readable bytes after `count`. ASCII
    ///   case is ignored.
    package func scan(
        _ title: UnsafeRawBufferPointer, count: Int, _ hit: (_ identifier: Int32, _ place: Range<Int>) -> Void
    ) {
        var scratch = TitleScratch()
        _ = scan(UnsafeRawBufferPointer(rebasing: title[..<count]), readable: title.count - count, &scratch)
        for found in scratch.found {
            let word = words[Int(found.number)]
            for index in Int(word.first)..<Int(word.first + word.count) {
                hit(identifiers[index], Int(found.start)..<Int(found.end))
            }
        }
    }

    /// Sets `scratch.found` to the words that occur in the title, once for each occurrence, in no order. Returns the
    /// title in its normal form, which is valid until the next scan.
    ///
    /// - Parameter readable: the number of readable bytes after the title. If it is less than `TitleScratch.padding`,
    ///   the title is copied.
    @inline(__always)
    func scan(
        _ title: UnsafeRawBufferPointer, readable: Int, _ scratch: inout TitleScratch
    ) -> TitleScratch.Prepared {
        let prepared = scratch.prepare(title, readable: readable)
        guard prepared.count > 0 else { return prepared }
        if !nine.isEmpty || !six.isEmpty {
            let text = prepared.bytes
            let wordStartCount = pairs.narrow(scratch.starts, prepared.starts, into: scratch.wordStarts) {
                WordGroup.key(text, $0, width: 6)
            }
            if wordStartCount > 0 {
                look(nine, width: 9, prepared, scratch.wordStarts, wordStartCount, &scratch)
                look(six, width: 6, prepared, scratch.wordStarts, wordStartCount, &scratch)
            }
        }
        look(three, width: 3, prepared, scratch.starts, prepared.starts, &scratch)
        look(one, width: 1, prepared, scratch.starts, prepared.starts, &scratch)
        return prepared
    }

    /// Adds the words of one character that `scan` left out, and the breaks of the title.
    func lookAgain(_ title: TitleScratch.Prepared, _ scratch: inout TitleScratch) {
        for number in 0..<title.starts {
            let place = Int(scratch.starts[number])
            let entry = characters.entry(title.bytes, place)
            switch entry.separates {
            case .none: break
            case .always: scratch.breaks.append(Int32(place))
            case .notInWords:
                let next = number &+ 1 < title.starts ? Int(scratch.starts[number &+ 1]) : title.count
                let joins =
                    place > 0 && next < title.count && Self.isLetterOrDigit(title.bytes, place &- 1)
                    && Self.isLetterOrDigit(title.bytes, next)
                if !joins { scratch.breaks.append(Int32(place)) }
            }
            if entry.word >= 0 {
                let word = words[Int(entry.word)]
                scratch.found.append(
                    FoundWord(
                        number: entry.word, start: Int32(place), end: Int32(place) &+ word.length, traits: word.traits))
            }
        }
    }

    /// Whether the byte is an ASCII letter in lower case or a digit.
    private static func isLetterOrDigit(_ title: UnsafeRawPointer, _ place: Int) -> Bool {
        switch title.load(fromByteOffset: place, as: UInt8.self) {
        case 0x30...0x39, 0x61...0x7A: true
        default: false
        }
    }

    /// Searches `places` for the words of `group`. Its width is a parameter, so that the compiler can specialise the
    /// code.
    @inline(__always)
    private func look(
        _ group: borrowing WordGroup, width: Int, _ title: TitleScratch.Prepared,
        _ places: UnsafeMutablePointer<UInt32>, _ count: Int, _ scratch: inout TitleScratch
    ) {
        if group.isEmpty { return }
        let candidates = scratch.places
        let left = group.filter.narrow(places, count, into: candidates) { WordGroup.key(title.bytes, $0, width: width) }
        for number in 0..<left {
            let place = Int(candidates[number])
            let slot = group.slot(WordGroup.key(title.bytes, place, width: width))
            if slot.count > 0 { compare(slot, title, place, &scratch) }
        }
    }

    /// Adds the words of `slot` that occur in the title with their anchors at `place`.
    private func compare(
        _ slot: WordGroup.Slot, _ title: TitleScratch.Prepared, _ place: Int, _ scratch: inout TitleScratch
    ) {
        words.withUnsafeBufferPointer { words in
            bytes.withUnsafeBytes { bytes in
                guard let bytes = bytes.baseAddress else { return }
                for number in slot.first..<slot.first &+ slot.count {
                    let word = words[Int(number)]
                    let start = place &- Int(word.anchor)
                    guard start >= 0, start &+ Int(word.length) <= title.count else { continue }
                    guard Self.begins(word, bytes, title.bytes + start) else { continue }
                    scratch.traits.formUnion(word.traits)
                    scratch.found.append(
                        FoundWord(
                            number: number, start: Int32(start), end: Int32(start) &+ word.length, traits: word.traits))
                }
            }
        }
    }

    /// Whether `text` begins with the word. The text must be at least as long as the word.
    @inline(__always)
    private static func begins(_ word: Word, _ bytes: UnsafeRawPointer, _ text: UnsafeRawPointer) -> Bool {
        let length = Int(word.length)
        let last = text.loadUnaligned(fromByteOffset: max(0, length &- 8), as: UInt64.self) &<< Word.unread(length)
        guard last == word.last else { return false }
        let word = bytes + Int(word.start)
        var index = 0
        // The last eight bytes are already known to be equal.
        while index < length &- 8 {
            let eight = word.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            guard eight == text.loadUnaligned(fromByteOffset: index, as: UInt64.self) else { return false }
            index &+= 8
        }
        return true
    }
}
