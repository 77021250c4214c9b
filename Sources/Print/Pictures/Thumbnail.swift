/// A small picture of a piece of evidence, encoded again. It contains only the visible pixels, so the place and the
/// device in the Exif data of a photograph are not included.
package struct Thumbnail: Hashable, Sendable {
    package let width: Int
    package let height: Int
    /// Baseline JPEG.
    package let jpeg: [UInt8]

    /// Pictures with more pixels than this are not decoded: 50 million, the maximum of a phone.
    package static let maximumPixels = 50_000_000
    /// Files larger than this are not decoded.
    package static let maximumBytes = 32 << 20
    /// The longer side of a thumbnail in pixels: 200 per inch at the printed size.
    static let longestSide = 360

    /// Reads a JPEG or a PNG. Nil if the file is neither, is broken, or is larger than `maximumPixels` or
    /// `maximumBytes`. The bytes are not trusted, so sizes are checked before anything is decoded.
    package init?(of bytes: [UInt8]) {
        guard bytes.count <= Self.maximumBytes else { return nil }
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
    return width > 0 && height > 0 && !overflow && pixels <= Thumbnail.maximumPixels
}
