/// The label of a sample that is sent to a laboratory. It contains nothing about the shop, platform, price or buyer.
package enum BlindLabel {
    /// 32 digits and letters that are not confused with each other when they are read from a parcel.
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// Creates a label such as `S-7Q2M-X4KD` from five random bytes.
    package static func make(_ random: RandomSource) -> String {
        var value: UInt64 = 0
        for byte in random.bytes(5) { value = value << 8 | UInt64(byte) }
        var characters: [UInt8] = []
        for _ in 0..<8 {
            characters.append(alphabet[Int(value & 31)])
            value >>= 5
        }
        let text = String(decoding: characters, as: UTF8.self)
        return "S-" + text.prefix(4) + "-" + text.suffix(4)
    }
}
