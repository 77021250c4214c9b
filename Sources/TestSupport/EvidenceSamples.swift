package import Domain

/// The first bytes of files of every accepted evidence type, and of some refused types.
package enum EvidenceSamples {
    package struct Sample: Sendable, NamedSample {
        package let type: EvidenceType
        package let bytes: [UInt8]

        package var name: String {
            type.rawValue
        }
    }

    package struct Refused: Sendable, NamedSample {
        package let name: String
        package let bytes: [UInt8]
    }

    package static let taken: [Sample] = [
        Sample(type: .png, bytes: png), Sample(type: .jpeg, bytes: jpeg()), Sample(type: .webp, bytes: webp),
        Sample(type: .heic, bytes: box("heic", ["mif1", "heic"])), Sample(type: .heif, bytes: box("mif1", ["mif1"])),
        Sample(type: .mp4, bytes: video()), Sample(type: .m4v, bytes: box("M4V ", ["M4V "])),
        Sample(type: .quickTime, bytes: box("qt  ", ["qt  "])), Sample(type: .matroska, bytes: matroska("matroska")),
        Sample(type: .webm, bytes: matroska("webm")), Sample(type: .pdf, bytes: Array("%PDF-1.7\n%....\n".utf8)),
        Sample(type: .csv, bytes: Array("时间,温度\n1,23.5\n2,24\n3,24.5\n".utf8)),
        Sample(type: .text, bytes: Array("保留时间  4.31  峰面积  1290\n".utf8)),
        // GB18030, which many instruments write.
        Sample(type: .text, bytes: [0xCA, 0xB1, 0xBC, 0xE4, 0x20, 0xCE, 0xC2, 0xB6, 0xC8, 0x0A]),
        Sample(type: .text, bytes: Array(String(repeating: "文", count: 30_000).utf8)),
        Sample(type: .text, bytes: Array("<0.01 mg/kg\n".utf8)),
    ]

    package static let refused: [Refused] = [
        Refused(name: "HTML", bytes: Array("<!DOCTYPE html><html><body></body></html>".utf8)),
        Refused(name: "script in HTML", bytes: Array("<script>alert(1)</script>".utf8)),
        Refused(name: "markup", bytes: Array("\u{FEFF}\n <iframe src=x></iframe>".utf8)),
        Refused(name: "SVG", bytes: Array("<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>".utf8)),
        Refused(name: "XML", bytes: Array("<?xml version=\"1.0\"?><a/>".utf8)),
        Refused(name: "shell script", bytes: Array("#!/bin/sh\nrm -rf x\n".utf8)),
        Refused(
            name: "ELF",
            bytes: [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + [UInt8](repeating: 0, count: 9) + [3, 0, 0x3E, 0, 1, 0, 0, 0]),
        Refused(name: "MZ", bytes: Array("MZ".utf8) + [UInt8](repeating: 0, count: 100)),
        Refused(name: "zip", bytes: Array("PK".utf8) + [3, 4, 20, 0] + [UInt8](repeating: 0, count: 30)),
        Refused(name: "gzip", bytes: [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0]),
        Refused(name: "JSON", bytes: Array("{\"a\": 1}".utf8)),
        Refused(name: "text with NULs", bytes: Array("温度 23.5\u{0}\u{0} 24\n".utf8)),
        Refused(name: "nothing known", bytes: [0xC3, 0x28, 0x00, 0x01, 0x02]),
        Refused(name: "a PNG header and no picture", bytes: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0]),
    ]

    package static let png: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D] + Array("IHDR".utf8)
        + [0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0, 0x90, 0x77, 0x53, 0xDE]

    /// A JPEG. Different values of `number` give different content.
    package static func jpeg(_ number: Int = 0, bytes: Int = 64) -> [UInt8] {
        padded([0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10] + Array("JFIF".utf8) + [0, 1, 1, 0, 0, 1, 0, 1, 0, 0], number, bytes)
    }

    /// An MP4 of `bytes` bytes. Different values of `number` give different content.
    package static func video(_ number: Int = 0, bytes: Int = 64) -> [UInt8] {
        padded(box("isom", ["isom", "mp41"]), number, bytes)
    }

    private static func padded(_ head: [UInt8], _ number: Int, _ bytes: Int) -> [UInt8] {
        var result = head + Array("\(number) ".utf8)
        let pattern = (0..<4093).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ number) }
        while result.count < bytes { result += pattern.prefix(bytes - result.count) }
        return result
    }

    private static let webp =
        Array("RIFF".utf8) + [0x24, 0, 0, 0] + Array("WEBPVP8 ".utf8) + [UInt8](repeating: 1, count: 30)

    private static func box(_ brand: String, _ compatible: [String]) -> [UInt8] {
        let brands = compatible.flatMap { Array($0.utf8) }
        return [0, 0, 0, UInt8(16 + brands.count)] + Array("ftyp".utf8) + Array(brand.utf8) + [0, 0, 2, 0] + brands
    }

    private static func matroska(_ kind: String) -> [UInt8] {
        [
            0x1A, 0x45, 0xDF, 0xA3, 1, 0, 0, 0, 0, 0, 0, 0x1F, 0x42, 0x86, 0x81, 1, 0x42, 0xF7, 0x81, 1, 0x42, 0xF2,
            0x81, 4,
        ]
            + [0x42, 0xF3, 0x81, 8, 0x42, 0x82, 0x80 + UInt8(kind.utf8.count)] + Array(kind.utf8)
    }
}

/// A value that is printed as its name in test output.
package protocol NamedSample: CustomStringConvertible {
    var name: String { get }
}

extension NamedSample {
    package var description: String {
        name
    }
}
