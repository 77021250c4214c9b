/// The command line.
struct Options {
    struct Mistake: Error, CustomStringConvertible {
        let description: String
    }

    /// The folder of saved inputs and of the running processes' numbers.
    static let folder = ".fuzz"

    private(set) var seconds = 60
    private(set) var seed: UInt64 = 1
    private(set) var decoders = Decoder.allCases
    private(set) var replay: String?
    /// Set in the processes that this program starts: the number of the first input.
    private(set) var childFrom: UInt64?

    init(_ arguments: [String]) throws {
        var rest = arguments[...]
        while let name = rest.popFirst() {
            guard let value = rest.popFirst() else { throw Mistake(description: "\(name) needs a value") }
            switch name {
            case "--seconds": seconds = Int(try Self.number(value, name, 1...86_400))
            case "--seed": seed = try Self.number(value, name, 0...UInt64.max)
            case "--child-from": childFrom = try Self.number(value, name, 0...UInt64.max)
            case "--replay": replay = value
            case "--decoder":
                guard let decoder = Decoder(rawValue: value) else {
                    let known = Decoder.allCases.map(\.rawValue).joined(separator: ", ")
                    throw Mistake(description: "there is no decoder “\(value)”; there are \(known)")
                }
                decoders = [decoder]
            default: throw Mistake(description: "unknown option \(name)")
            }
        }
    }

    private static func number(_ text: String, _ name: String, _ range: ClosedRange<UInt64>) throws -> UInt64 {
        guard let number = UInt64(text), range.contains(number) else {
            throw Mistake(description: "\(name) takes a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }
}
