import TestSupport

/// Damage that transfers, disks and attackers cause.
enum Mutation {
    private static let sharp = Array("<>&\"'/= 0123456789-eE:AZrst".utf8) + [0x00, 0x7F, 0xC3, 0xFF]

    static func of(_ bytes: [UInt8], _ chance: inout SeededGenerator) -> [UInt8] {
        var result = bytes
        for _ in 0..<Int.random(in: 1...4, using: &chance) where !result.isEmpty {
            let place = Int.random(in: 0..<result.count, using: &chance)
            let end = min(result.count, place + Int.random(in: 1...24, using: &chance))
            switch Int.random(in: 0..<6, using: &chance) {
            case 0: result[place] ^= 1 << UInt8.random(in: 0..<8, using: &chance)
            case 1: result[place] = sharp.randomElement(using: &chance) ?? 0
            case 2: result.insert(sharp.randomElement(using: &chance) ?? 0, at: place)
            case 3: result.removeSubrange(place..<end)
            case 4: result.insert(contentsOf: Array(result[place..<end]), at: place)
            default: if Int.random(in: 0..<8, using: &chance) == 0 { result.removeSubrange(place...) }
            }
        }
        return result
    }

    /// One damaged part in a sound zip, so that the damage reaches the XML.
    static func ofParts(_ parts: [(name: String, text: String)], _ chance: inout SeededGenerator) throws -> [UInt8] {
        let chosen = Int.random(in: 1..<parts.count, using: &chance)
        var zip = ZipBuilder()
        for (index, part) in parts.enumerated() {
            let bytes = Array(part.text.utf8)
            try zip.add(part.name, index == chosen ? of(bytes, &chance) : bytes)
        }
        return zip.bytes
    }
}
