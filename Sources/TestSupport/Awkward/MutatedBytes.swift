/// `bytes` with one to eight random faults: flipped bits, inserted, removed or doubled bytes, or a truncated end.
package func mutated(_ bytes: [UInt8], _ chance: inout SeededGenerator) -> [UInt8] {
    // Characters with a meaning for a parser cause more failures than others.
    let sharp = Array("\"\\{}[],:;=\r\n-+.eE0\u{FEFF}".utf8) + [0x00, 0xC3, 0xFF]
    var result = bytes
    for _ in 0..<Int.random(in: 1...8, using: &chance) where !result.isEmpty {
        let place = Int.random(in: 0..<result.count, using: &chance)
        switch Int.random(in: 0..<6, using: &chance) {
        case 0: result[place] ^= 1 << UInt8.random(in: 0..<8, using: &chance)
        case 1: result[place] = sharp.randomElement(using: &chance) ?? 0
        case 2: result.insert(sharp.randomElement(using: &chance) ?? 0, at: place)
        case 3: result.removeSubrange(place..<min(result.count, place + Int.random(in: 1...40, using: &chance)))
        case 4:
            let piece = result[place..<min(result.count, place + Int.random(in: 1...40, using: &chance))]
            result.insert(contentsOf: piece, at: Int.random(in: 0...result.count, using: &chance))
        default:
            if Bool.random(using: &chance) { result.removeSubrange(place...) }
        }
    }
    return result
}
