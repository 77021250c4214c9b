/// Pixels, three bytes each: red, green, blue, row by row from the top.
struct Raster {
    let width: Int
    let height: Int
    let pixels: [UInt8]

    /// The picture with its longer side at most `side` pixels. Each pixel is the mean of the pixels that it covers.
    func shrunk(to side: Int) -> Raster {
        guard max(width, height) > side else { return self }
        let newWidth = max(1, width * side / max(width, height))
        let newHeight = max(1, height * side / max(width, height))
        var result: [UInt8] = []
        result.reserveCapacity(newWidth * newHeight * 3)
        for row in 0..<newHeight {
            let rows = row * height / newHeight..<max(row * height / newHeight + 1, (row + 1) * height / newHeight)
            for column in 0..<newWidth {
                let start = column * width / newWidth
                let columns = start..<max(start + 1, (column + 1) * width / newWidth)
                result += mean(rows, columns)
            }
        }
        return Raster(width: newWidth, height: newHeight, pixels: result)
    }

    private func mean(_ rows: Range<Int>, _ columns: Range<Int>) -> [UInt8] {
        var red = 0
        var green = 0
        var blue = 0
        for row in rows {
            for column in columns {
                let place = (row * width + column) * 3
                red += Int(pixels[place])
                green += Int(pixels[place + 1])
                blue += Int(pixels[place + 2])
            }
        }
        let count = rows.count * columns.count
        return [UInt8(red / count), UInt8(green / count), UInt8(blue / count)]
    }

    /// The picture turned upright; see `ExifOrientation`.
    func turned(by orientation: Int) -> Raster {
        guard (2...8).contains(orientation), width * height <= 4_000_000 else { return self }
        let isSwapped = orientation >= 5
        let newWidth = isSwapped ? height : width
        let newHeight = isSwapped ? width : height
        var result = [UInt8](repeating: 0, count: pixels.count)
        for y in 0..<newHeight {
            for x in 0..<newWidth {
                let (sourceX, sourceY) = source(x, y, orientation)
                let from = (sourceY * width + sourceX) * 3
                let to = (y * newWidth + x) * 3
                for channel in 0..<3 { result[to + channel] = pixels[from + channel] }
            }
        }
        return Raster(width: newWidth, height: newHeight, pixels: result)
    }

    /// The pixel of this picture that becomes `x`, `y` of the turned picture.
    private func source(_ x: Int, _ y: Int, _ orientation: Int) -> (Int, Int) {
        switch orientation {
        case 2: (width - 1 - x, y)
        case 3: (width - 1 - x, height - 1 - y)
        case 4: (x, height - 1 - y)
        case 5: (y, x)
        case 6: (y, height - 1 - x)
        case 7: (width - 1 - y, height - 1 - x)
        case 8: (width - 1 - y, x)
        default: (x, y)
        }
    }
}
