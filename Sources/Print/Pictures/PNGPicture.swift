internal import CPictures

/// PNG by libpng's simplified API, which reports a broken file by a code.
enum PNGPicture {
    static func decode(_ bytes: [UInt8]) -> Raster? {
        // libpng keeps the pointer during the whole reading.
        bytes.withUnsafeBufferPointer(decode)
    }

    private static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> Raster? {
        guard let start = bytes.baseAddress else { return nil }
        var image = png_image()
        image.version = png_uint_32(PNG_IMAGE_VERSION)
        defer { png_image_free(&image) }
        guard
            png_image_begin_read_from_memory(&image, start, bytes.count) != 0,
            isDecodable(width: Int(image.width), height: Int(image.height))
        else { return nil }
        image.format = png_uint_32(PNG_FORMAT_FLAG_COLOR)
        var pixels = [UInt8](repeating: 0, count: Int(image.width) * Int(image.height) * 3)
        // Transparent pixels become white, as on paper.
        var white = png_color(red: 255, green: 255, blue: 255)
        guard png_image_finish_read(&image, &white, &pixels, 0, nil) != 0 else { return nil }
        return Raster(width: Int(image.width), height: Int(image.height), pixels: pixels)
    }
}
