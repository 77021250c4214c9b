import Domain
import TestSupport
import Testing

@testable import Store

@Suite("Listings by change: the packed form of sets and changes")
struct PackedTests {
    @Test("a set is read back, however its numbers lie", arguments: UInt64(1)...50)
    func sets(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let range: ClosedRange<Int64> = [1...40, 1...2_000, 1...9_000_000_000][Int(seed % 3)]
        let set = Set(
            (0..<Int.random(in: 0...60, using: &generator)).map { _ in Int64.random(in: range, using: &generator) })
        let packed = ListingSet.packed(set)
        #expect(try ListingSet.listings(packed) == set.sorted())
        #expect(try ListingSet.count(packed) == set.count)
    }

    @Test("neighbouring numbers take a few bytes, and scattered ones two or three each")
    func sizes() {
        #expect(ListingSet.packed(5_000_000..<5_000_100).count <= 6)
        #expect(ListingSet.packed((1...100).map { $0 * 3_000 }).count <= 200)
    }

    @Test("a set in memory counts and compares like a Swift set", arguments: UInt64(1)...20)
    func seen(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var (sets, seen): ([Set<Int64>], [SeenListings]) = ([[], []], [SeenListings(), SeenListings()])
        for _ in 0..<400 {
            let side = Int.random(in: 0...1, using: &generator)
            let listing = Int64.random(in: 1...30_000, using: &generator) % (seed % 2 == 0 ? 100 : 30_000)
            if Bool.random(using: &generator) {
                #expect(seen[side].insert(listing) == sets[side].insert(listing).inserted)
            } else {
                #expect(seen[side].remove(listing) == (sets[side].remove(listing) != nil))
            }
            #expect(seen[side].contains(listing) == sets[side].contains(listing))
        }
        #expect(seen.map(\.count) == sets.map { Int64($0.count) })
        #expect(seen[0].common(seen[1]) == Int64(sets[0].intersection(sets[1]).count))
    }

    private func state(_ generator: inout SeededGenerator, page: Int64) -> ListingState {
        func number(_ range: ClosedRange<Int64>, known: Int) -> Int64? {
            Int.random(in: 0..<100, using: &generator) < known ? Int64.random(in: range, using: &generator) : nil
        }
        let price = Int64.random(in: 1...1_000_000_000, using: &generator)
        let coupon = number(1...price, known: 50)
        return ListingState(
            changedIn: page, version: Int64.random(in: 1...5, using: &generator) * 1_000_000,
            product: [nil, "toys", "儿童灯"][Int.random(in: 0...2, using: &generator)], price: price,
            priceUpper: number(0...500, known: 70).map { price + $0 }, priceAfterCoupon: coupon,
            priceAfterCouponUpper: coupon.flatMap { coupon in number(0...9, known: 70).map { coupon + $0 } },
            sales: number(1...900_000, known: 80), changedAt: number(-5_000_000_000_000...5_000_000_000_000, known: 50))
    }

    @Test("the state before is read back from the state after", arguments: UInt64(1)...100)
    func changes(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var changes = StateChanges()
        var expected: [Int64: (before: ListingState, after: ListingState)] = [:]
        for _ in 0..<Int.random(in: 0...30, using: &generator) {
            let listing = Int64.random(in: 1...1_000_000, using: &generator)
            let before = state(&generator, page: Int64.random(in: 1...8_999, using: &generator))
            var after = state(&generator, page: 9_000)
            if Bool.random(using: &generator) {
                after = before
                after.changedIn = 9_000
                after.price += 1
            }
            changes.set(listing, before: before, after: after)
            expected[listing] = (before, after)
        }
        let all = try StateChanges(changes.packed)
        for (listing, pair) in expected {
            #expect(try all.before(pair.after, of: listing) == pair.before)
            #expect(try StateChanges(changes.packed, only: listing).before(pair.after, of: listing) == pair.before)
        }
        let stranger = try #require((1...).first { expected[$0] == nil })
        #expect(try all.before(state(&generator, page: 9_000), of: stranger) == nil)
    }

    @Test("damaged bytes are an error or another value, never a crash", arguments: UInt64(1)...200)
    func damaged(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var changes = StateChanges()
        let after = state(&generator, page: 9_000)
        for listing in Int64(1)...5 {
            changes.set(listing * 7, before: state(&generator, page: 8_000), after: after)
        }
        for packed in [changes.packed, ListingSet.packed((1...40).map { $0 * 3 })] {
            var bytes = packed
            for _ in 0..<3 {
                let place = Int.random(in: bytes.indices, using: &generator)
                if Bool.random(using: &generator) {
                    bytes[place] = UInt8.random(in: 0...255, using: &generator)
                } else {
                    bytes.remove(at: place)
                }
            }
            _ = try? ListingSet.listings(bytes)
            guard let read = try? StateChanges(bytes) else { continue }
            for listing in Int64(1)...40 { _ = try? read.before(after, of: listing) }
        }
    }

    @Test("a state that cannot be read is reported, not guessed")
    func refused() {
        #expect(throws: StoreError.self) { try ListingSet.listings([0x80]) }
        #expect(throws: StoreError.self) { try ListingSet.listings([0x03]) }
        #expect(throws: StoreError.self) { try ListingSet.listings([UInt8](repeating: 0xFF, count: 12)) }
        #expect(throws: StoreError.self) { try StateChanges([0x01, 0x05, 0x01]) }
    }
}
