internal import CScan
internal import Synchronization

/// The names and tokens of the members of the last record. The next record usually has the same names in the same
/// order, with values of the same shape.
final class TokenCache {
    /// One member: its name, and the tokens from the opening quote of the name to the comma or brace after its value.
    struct Member {
        /// The name with its closing quote, and a mask of the bits that belong to it.
        var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
        var masks: (UInt64, UInt64, UInt64) = (0, 0, 0)
        /// The first eight tokens, and a mask of the bits that belong to them.
        var shape: UInt64 = 0
        var shapeMask: UInt64 = 0
        /// Number of tokens; 0 if no member is expected.
        var tokens = 0
        /// The slot of the value; −1 for a value that is not mapped.
        var slot = -1
    }

    /// Maximum number of members of one object, of bytes of a name, and of tokens of a member that are kept.
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

    /// Whether the member with this name and these tokens comes next. Reads 24 bytes of the text.
    @inline(__always)
    func expects(_ number: Int, _ name: UnsafePointer<UInt8>, _ kinds: UnsafePointer<UInt8>) -> Bool {
        let member = members + number
        let bytes = UnsafeRawPointer(name)
        let first = UnsafeRawPointer(kinds).loadUnaligned(as: UInt64.self)
        let (words, masks) = (member.pointee.words, member.pointee.masks)
        guard (first ^ member.pointee.shape) & member.pointee.shapeMask == 0, member.pointee.tokens > 0,
            (bytes.loadUnaligned(as: UInt64.self) ^ words.0) & masks.0 == 0,
            (bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self) ^ words.1) & masks.1 == 0,
            (bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self) ^ words.2) & masks.2 == 0
        else { return false }
        return member.pointee.tokens <= 8 || hasSameRest(number, kinds)
    }

    /// Whether all tokens from the ninth on are those of member `number`.
    private func hasSameRest(_ number: Int, _ kinds: UnsafePointer<UInt8>) -> Bool {
        let count = members[number].tokens
        let known = UnsafeRawPointer(shapes + number * Self.stride)
        let found = UnsafeRawPointer(kinds)
        var index = 8
        while index < count {
            let difference =
                known.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                ^ found.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            if difference & Self.mask(count - index) != 0 { return false }
            index += 8
        }
        return true
    }

    /// Stores a member of `tokens` tokens. If it is too long, the stored member at its position is removed.
    func store(
        _ number: Int, _ name: UnsafePointer<UInt8>, count: Int, _ kinds: UnsafePointer<UInt8>, tokens: Int, slot: Int
    ) {
        guard (1...Self.longestName).contains(count), tokens <= Self.mostTokens else {
            members[number].tokens = 0
            return
        }
        let bytes = UnsafeRawPointer(name)
        // The comparison includes the closing quote.
        let masks = (Self.mask(count + 1), Self.mask(count - 7), Self.mask(count - 15))
        func word(_ number: Int, _ mask: UInt64) -> UInt64 {
            mask == 0 ? 0 : bytes.loadUnaligned(fromByteOffset: number * 8, as: UInt64.self)
        }
        let shape = shapes + number * Self.stride
        shape.update(from: kinds, count: tokens)
        members[number] = Member(
            words: (word(0, masks.0), word(1, masks.1), word(2, masks.2)), masks: masks,
            shape: UnsafeRawPointer(shape).loadUnaligned(as: UInt64.self), shapeMask: Self.mask(tokens),
            tokens: tokens, slot: slot)
    }

    /// The lowest `bytes` bytes of a word.
    @inline(__always)
    private static func mask(_ bytes: Int) -> UInt64 {
        bytes >= 8 ? .max : bytes <= 0 ? 0 : (1 << UInt64(bytes * 8)) - 1
    }
}

/// The buffers of the token parsers of one feed. They are reused for each page and part of a file, because they are large
/// and the cache contains the names and tokens of the last record.
final class TokenBufferPool: Sendable {
    /// `@unchecked Sendable`: one parser at a time uses a buffer. A buffer is created or removed from `free` under the
    /// lock and returned when its parser has ended. Nothing else keeps a reference to its content.
    struct Buffers: @unchecked Sendable {
        let cache: TokenCache
        let index: IndexBuffer
        let way: sushai_index_way
    }

    private let free = Mutex<[Buffers]>([])

    /// Buffers until `release`; nil if `indexing` makes no index.
    ///
    /// - Parameters:
    ///   - plan: the same at each call, as `indexing` is.
    func take(_ plan: FieldPlan, _ indexing: TokenIndexing) -> Buffers? {
        guard let way = indexing.way else { return nil }
        return free.withLock { $0.popLast() }
            ?? Buffers(cache: TokenCache(nodes: plan.nodes.count), index: IndexBuffer(), way: way)
    }

    func release(_ buffers: Buffers?) {
        if let buffers { free.withLock { $0.append(buffers) } }
    }
}
