internal import CPictures

/// JPEG by TurboJPEG.
enum JPEGPicture {
    /// Decodes at the smallest scale that a thumbnail needs, and at least at one eighth.
    static func decode(_ bytes: [UInt8]) -> Raster? {
        guard let decoder = tjInitDecompress() else { return nil }
        defer { tjDestroy(decoder) }
        var width: Int32 = 0
        var height: Int32 = 0
        var sampling: Int32 = 0
        var space: Int32 = 0
        guard
            tjDecompressHeader3(decoder, bytes, UInt(bytes.count), &width, &height, &sampling, &space) == 0,
            isDecodable(width: Int(width), height: Int(height))
        else { return nil }
        let eighths = scale(longer: Int(max(width, height)))
        let newWidth = (Int(width) * eighths + 7) / 8
        let newHeight = (Int(height) * eighths + 7) / 8
        var pixels = [UInt8](repeating: 0, count: newWidth * newHeight * 3)
        // A progressive picture may contain thousands of scans. No camera makes more than five hundred.
        let status = tjDecompress2(
            decoder, bytes, UInt(bytes.count), &pixels, Int32(newWidth), 0, Int32(newHeight), Int32(TJPF_RGB.rawValue),
            TJFLAG_LIMITSCANS | TJFLAG_STOPONWARNING)
        return status == 0 ? Raster(width: newWidth, height: newHeight, pixels: pixels) : nil
    }

    static func encode(_ raster: Raster) -> [UInt8]? {
        guard let encoder = tjInitCompress() else { return nil }
        defer { tjDestroy(encoder) }
        var output: UnsafeMutablePointer<UInt8>?
        var count: UInt = 0
        defer { tjFree(output) }
        let status = tjCompress2(
            encoder, raster.pixels, Int32(raster.width), 0, Int32(raster.height), Int32(TJPF_RGB.rawValue), &output,
            &count, Int32(TJSAMP_420.rawValue), 82, TJFLAG_ACCURATEDCT)
        guard status == 0, let output else { return nil }
        return Array(UnsafeBufferPointer(start: output, count: Int(count)))
    }

    /// The scale in eighths at which the longer side is at least that of a thumbnail.
    private static func scale(longer: Int) -> Int {
        [1, 2, 4].first { longer * $0 / 8 >= Thumbnail.longestSide } ?? 8
    }
}
