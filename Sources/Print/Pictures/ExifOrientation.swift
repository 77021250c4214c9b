/// The orientation in the Exif data of a JPEG: 1 upright, 3 upside down, 6 and 8 on its sides (TIFF 6.0, tag 274).
/// TurboJPEG does not turn the pixels.
enum ExifOrientation {
    /// 1 if there is no readable orientation.
    static func of(_ bytes: [UInt8]) -> Int {
        var place = 2
        // The segments before the picture itself: each has a marker and a length that includes its own two bytes.
        while place + 4 <= bytes.count, bytes[place] == 0xFF, bytes[place + 1] != 0xDA {
            let length = Int(bytes[place + 2]) << 8 | Int(bytes[place + 3])
            guard length >= 2, place + 2 + length <= bytes.count else { return 1 }
            let content = bytes[(place + 4)..<(place + 2 + length)]
            if bytes[place + 1] == 0xE1, content.starts(with: Array("Exif".utf8) + [0, 0]) {
                return read(Array(content.dropFirst(6)))
            }
            place += 2 + length
        }
        return 1
    }

    private static func read(_ tiff: [UInt8]) -> Int {
        let isLittle = tiff.starts(with: Array("II".utf8))
        guard isLittle || tiff.starts(with: Array("MM".utf8)) else { return 1 }
        func number(_ place: Int, _ size: Int) -> Int? {
            guard place >= 0, place + size <= tiff.count else { return nil }
            let part = tiff[place..<(place + size)]
            return (isLittle ? Array(part.reversed()) : Array(part)).reduce(0) { $0 << 8 | Int($1) }
        }
        guard let directory = number(4, 4), let count = number(directory, 2) else { return 1 }
        for index in 0..<count {
            let entry = directory + 2 + index * 12
            guard let tag = number(entry, 2) else { return 1 }
            if tag == 274 { return number(entry + 8, 2).flatMap { (1...8).contains($0) ? $0 : nil } ?? 1 }
        }
        return 1
    }
}
