/// Random numbers that are the same on every machine.
struct StableRandom {
    private var state: UInt64 = 20_261_101

    init() {}

    /// Those of one of many things. The numbers of neighbours have nothing in common.
    init(of number: Int, _ purpose: UInt64 = 0) {
        state = (UInt64(number) &+ 1) &* 0x9E37_79B9_7F4A_7C15 ^ purpose &* 0xD1B5_4A32_D192_ED03
        _ = next(1)
        state ^= state >> 31
    }

    mutating func next(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % limit
    }

    mutating func one<Element>(of all: [Element]) -> Element {
        all[next(all.count)]
    }
}
