internal import Synchronization

/// What the members of objects looked like last time. Feeds repeat themselves: the names of one record are the names of
/// the next, in the same order, and mostly with values of the same shape.
final class TokenMemory {
    /// One member, by its name and by the tokens from the name's opening quote to the comma or brace behind its value.
    struct Member {
        /// The name with its closing quote, and which bits of the words belong to it.
        var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
        var masks: (UInt64, UInt64, UInt64) = (0, 0, 0)
        /// The first eight tokens, and which bits belong to them.
        var shape: UInt64 = 0
        var shapeMask: UInt64 = 0
        /// Number of tokens; 0 where nothing is expected.
        var tokens = 0
        /// Bytes of the name.
        var count = 0
        /// Where the value goes; −1 for nowhere.
        var slot = -1
    }

    /// Members of one object that are remembered, the longest name, and the most tokens.
    static let mostMembers = 48
    static let longestName = 23
    static let mostTokens = 120

    let members: UnsafeMutablePointer<Member>
    /// `mostTokens` and eight bytes for each member.
    private let shapes: UnsafeMutablePointer<UInt8>
    private let count: Int
    private static let stride = mostTokens + 8

    init(nodes: Int) {
        count = nodes * Self.mostMembers
        members = .allocate(capacity: count)
        members.initialize(repeating: Member(), count: count)
        shapes = .allocate(capacity: count * Self.stride)
        shapes.initialize(repeating: 0, count: count * Self.stride)
    }

    deinit {
        members.deallocate()
        shapes.deallocate()
    }

    /// Whether the member with this name and shape comes next. Reads past neither by more than eight bytes.
    @inline(__always)
    func expects(_ number: Int, _ name: UnsafePointer<UInt8>, _ kinds: UnsafePointer<UInt8>) -> Bool {
        let member = members + number
        let bytes = UnsafeRawPointer(name)
        let first = UnsafeRawPointer(kinds).loadUnaligned(as: UInt64.self)
        guard (first ^ member.pointee.shape) & member.pointee.shapeMask == 0, member.pointee.tokens > 0,
            (bytes.loadUnaligned(as: UInt64.self) ^ member.pointee.words.0) & member.pointee.masks.0 == 0
        else { return false }
        if member.pointee.count >= 8 {
            guard
                (bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self) ^ member.pointee.words.1)
                    & member.pointee.masks.1 == 0
            else { return false }
            if member.pointee.count >= 16,
                (bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self) ^ member.pointee.words.2)
                    & member.pointee.masks.2 != 0
            {
                return false
            }
        }
        return member.pointee.tokens <= 8 || hasSameRest(number, kinds)
    }

    /// Whether all tokens from the ninth on are those of member `number`.
    private func hasSameRest(_ number: Int, _ kinds: UnsafePointer<UInt8>) -> Bool {
        let count = members[number].tokens
        let known = UnsafeRawPointer(shapes + number * Self.stride)
        let seen = UnsafeRawPointer(kinds)
        var index = 8
        while index < count {
            let difference =
                known.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                ^ seen.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            if difference & Self.mask(count - index) != 0 { return false }
            index += 8
        }
        return true
    }

    /// Remembers a member of `tokens` tokens, or forgets what was expected where it is too long.
    func remember(
        _ number: Int, _ name: UnsafePointer<UInt8>, count: Int, _ kinds: UnsafePointer<UInt8>, tokens: Int, slot: Int
    ) {
        guard (1...Self.longestName).contains(count), tokens <= Self.mostTokens else {
            members[number].tokens = 0
            return
        }
        let bytes = UnsafeRawPointer(name)
        // The closing quote belongs to what is compared.
        let masks = (Self.mask(count + 1), Self.mask(count - 7), Self.mask(count - 15))
        func word(_ number: Int, _ mask: UInt64) -> UInt64 {
            mask == 0 ? 0 : bytes.loadUnaligned(fromByteOffset: number * 8, as: UInt64.self)
        }
        let shape = shapes + number * Self.stride
        shape.update(from: kinds, count: tokens)
        members[number] = Member(
            words: (word(0, masks.0), word(1, masks.1), word(2, masks.2)), masks: masks,
            shape: UnsafeRawPointer(shape).loadUnaligned(as: UInt64.self), shapeMask: Self.mask(tokens),
            tokens: tokens, count: count, slot: slot)
    }

    /// The lowest `bytes` bytes of a word.
    @inline(__always)
    private static func mask(_ bytes: Int) -> UInt64 {
        bytes >= 8 ? .max : bytes <= 0 ? 0 : (1 << UInt64(bytes * 8)) - 1
    }
}

/// What readers of one feed need for walking over tokens, kept from one part of a file to the next: the memory, which is
/// much to ask for, and the names and shapes that were seen last.
final class TokenBuffers: Sendable {
    /// `@unchecked Sendable`: one reader at a time uses it. It is made or taken out of `free` under the lock, put back when
    /// its reader has ended, and no one else keeps a reference to what it holds.
    struct Room: @unchecked Sendable {
        let memory: TokenMemory
        let lines: LineBuffer
    }

    private let free = Mutex<[Room]>([])

    /// - Parameter plan: always the same.
    func take(_ plan: FieldPlan) -> Room {
        free.withLock { $0.popLast() } ?? Room(memory: TokenMemory(nodes: plan.nodes.count), lines: LineBuffer())
    }

    func give(back room: Room) {
        free.withLock { $0.append(room) }
    }
}
