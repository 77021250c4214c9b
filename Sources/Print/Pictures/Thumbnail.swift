/// A small picture of a piece of evidence, encoded anew: nothing of the original file but what can be seen, so that neither
/// the place nor the device in a photograph's particulars goes along.
package struct Thumbnail: Hashable, Sendable {
    package let width: Int
    package let height: Int
    /// Baseline JPEG.
    package let jpeg: [UInt8]

    /// Pictures with more pixels than this are not decoded: 50 million, as many as a telephone gives.
    package static let mostPixels = 50_000_000
    /// Files larger than this are not decoded.
    package static let mostBytes = 32 << 20
    /// The longer side of a thumbnail, in pixels: 200 a inch at the size it is printed.
    static let longestSide = 360

    /// Reads a JPEG or a PNG. Nil for what is neither, is broken, or is larger than `mostPixels` or `mostBytes`. The bytes
    /// come from strangers: sizes are read and refused before anything is decoded.
    package init?(of bytes: [UInt8]) {
        guard bytes.count <= Self.mostBytes else { return nil }
        let decoded: Raster?
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            decoded = JPEGPicture.decode(bytes)?.turned(by: ExifOrientation.of(bytes))
        } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            decoded = PNGPicture.decode(bytes)
        } else {
            decoded = nil
        }
        guard let small = decoded?.shrunk(to: Self.longestSide), let jpeg = JPEGPicture.encode(small) else {
            return nil
        }
        width = small.width
        height = small.height
        self.jpeg = jpeg
    }
}

/// Whether a picture of this size may be decoded.
func isDecodable(width: Int, height: Int) -> Bool {
    let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
    return width > 0 && height > 0 && !overflow && pixels <= Thumbnail.mostPixels
}
