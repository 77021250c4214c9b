internal import Domain
internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore
internal import Synchronization

/// Answers of forms that were sent, so that a second click on the same button gets the first one's page and does
/// nothing again. They are kept in memory for ten minutes.
final class OneTimeForms: Sendable {
    static let seconds: Int64 = 600
    static let mostAnswers = 2_000
    static let mostBytes = 16 << 20

    fileprivate enum Sent {
        /// The first request is at work; the others wait for it.
        case running([CheckedContinuation<Void, Never>])
        case answered(KeptAnswer, until: Timestamp)
    }

    fileprivate struct Memory {
        var sent: [String: Sent] = [:]
        /// The keys of the answered forms, oldest first.
        var order: [String] = []
        var bytes = 0
    }

    private enum Turn {
        case first
        case wait
        case again(KeptAnswer)
    }

    private let memory = Mutex(Memory())

    /// The answer of `work`, or the earlier answer to the same form.
    ///
    /// - Parameter key: the digest of the session, the page and everything in the form, with its one-time key. A form
    ///   that was changed is another form.
    func answer(to key: String, at now: Timestamp, _ work: () async throws -> Response) async throws -> Response {
        while true {
            switch turn(key, now) {
            case .again(let answer): return answer.response
            case .wait: await wait(for: key)
            case .first:
                do {
                    let response = try await work()
                    let (answer, passed) = try await KeptAnswer.keeping(response)
                    finish(key, answer, now)
                    return passed
                } catch {
                    finish(key, nil, now)
                    throw error
                }
            }
        }
    }

    private func turn(_ key: String, _ now: Timestamp) -> Turn {
        memory.withLock { memory in
            memory.removeExpired(now)
            switch memory.sent[key] {
            case .answered(let answer, _): return .again(answer)
            case .running: return .wait
            case nil:
                memory.sent[key] = .running([])
                return .first
            }
        }
    }

    private func wait(for key: String) async {
        await withCheckedContinuation { waiting in
            let isOver = memory.withLock { memory in
                guard case .running(let others) = memory.sent[key] else { return true }
                memory.sent[key] = .running(others + [waiting])
                return false
            }
            if isOver { waiting.resume() }
        }
    }

    private func finish(_ key: String, _ answer: KeptAnswer?, _ now: Timestamp) {
        let waiting: [CheckedContinuation<Void, Never>] = memory.withLock { memory in
            guard case .running(let waiting) = memory.sent[key] else { return [] }
            memory.sent[key] = nil
            if let answer { memory.keep(answer, key, until: now.adding(seconds: Self.seconds)) }
            return waiting
        }
        for one in waiting { one.resume() }
    }
}

extension OneTimeForms.Memory {
    fileprivate mutating func removeExpired(_ now: Timestamp) {
        while let oldest = order.first, case .answered(_, let until) = sent[oldest], until <= now { removeOldest() }
    }

    fileprivate mutating func keep(_ answer: KeptAnswer, _ key: String, until: Timestamp) {
        while !order.isEmpty,
            order.count >= OneTimeForms.mostAnswers || bytes + answer.bytes.count > OneTimeForms.mostBytes
        {
            removeOldest()
        }
        sent[key] = .answered(answer, until: until)
        order.append(key)
        bytes += answer.bytes.count
    }

    private mutating func removeOldest() {
        let key = order.removeFirst()
        if case .answered(let answer, _) = sent.removeValue(forKey: key) { bytes -= answer.bytes.count }
    }
}

/// An answer that can be sent again.
struct KeptAnswer: Sendable {
    let status: HTTPResponse.Status
    let headers: HTTPFields
    let bytes: [UInt8]

    var response: Response {
        Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// The answer to keep, and the answer to send. Only an answer that something was done is kept: a form with a
    /// mistake changed nothing, so it may be sent again. A long file is not kept either.
    static func keeping(_ response: Response) async throws -> (kept: KeptAnswer?, sent: Response) {
        guard response.status.kind == .successful || response.status.kind == .redirection,
            let length = response.body.contentLength, length <= 256 << 10
        else { return (nil, response) }
        let kept = KeptAnswer(status: response.status, headers: response.headers, bytes: try await bytes(of: response))
        return (kept, kept.response)
    }

    static func bytes(of response: Response) async throws -> [UInt8] {
        let collector = BodyCollector()
        try await response.body.write(collector)
        return collector.bytes
    }
}

/// Collects the bytes of an answer.
private final class BodyCollector: ResponseBodyWriter, Sendable {
    private let buffer = Mutex<[UInt8]>([])

    var bytes: [UInt8] {
        buffer.withLock { $0 }
    }

    func write(_ part: ByteBuffer) async throws {
        buffer.withLock { $0 += part.readableBytesView }
    }

    func finish(_: HTTPFields?) async throws {}
}
