package import Domain
internal import Logging
internal import Synchronization

/// Keeps the pace for every host that a client requests. `HostPace` decides and this type waits.
package final class Pacer: Sendable {
    private final class Host: Sendable {
        let slots = Slots()
        let pace = Mutex(HostPace())
    }

    private let environment: Environment
    private let hosts = Mutex<[Origin: Host]>([:])

    package init(_ environment: Environment) {
        self.environment = environment
    }

    /// Runs `send` when a request to `origin` is allowed, and learns from the answer before the next request begins.
    ///
    /// - Parameter platformError: reads the answer's body, which may be an error of the platform.
    /// - Throws: `.throttled`, without sending a request, if the host asked for a longer pause than a request may wait.
    package func run(
        _ origin: Origin, _ pace: Pace, _ send: () async throws(FetchError) -> FetchResponse,
        platformError: (inout FetchResponse) -> FetchError? = { _ in nil }
    ) async throws(FetchError) -> FetchResponse {
        let host = host(origin)
        do {
            try await host.slots.acquire(limit: pace.concurrency)
        } catch {
            throw .cancelled
        }
        defer { host.slots.release() }
        let started = try await waitForStart(host, pace)
        var response = try await send()
        let error = platformError(&response)
        let now = environment.clock.now()
        let sign = HostPace.Sign(response, at: now, error: error)
        let learned = host.pace.withLock {
            $0.answered(sign, startedAt: started, under: pace, at: now.milliseconds)
            return $0.learned.rate
        }
        log(sign, response.status, of: origin, rate: learned, at: now)
        return response
    }

    private func log(_ sign: HostPace.Sign, _ status: Int, of origin: Origin, rate: Double?, at now: Timestamp) {
        guard sign.isThrottled || sign.pausedUntil != nil else { return }
        environment.logger.info(
            "host asks for a slower pace",
            metadata: [
                "host": "\(origin.host)", "status": "\(status)",
                "pause-ms": "\(sign.pausedUntil.map { $0 - now.milliseconds } ?? 0)",
                "requests-per-second": "\(rate.map { String(($0 * 100).rounded() / 100) } ?? "as configured")",
            ])
    }

    /// Sleeps, and records for `origin` that the time has passed.
    package func sleep(_ milliseconds: Int64, before origin: Origin) async throws(FetchError) {
        let host = host(origin)
        let now = host.pace.withLock { $0.observe(environment.clock.now().milliseconds) }
        try await sleep(milliseconds)
        host.pace.withLock { _ = $0.observe(now + milliseconds) }
    }

    private func waitForStart(_ host: Host, _ pace: Pace) async throws(FetchError) -> Int64 {
        let longest = RetryPolicy.longestWaitSeconds * 1000
        var (now, start) = host.pace.withLock { state in
            let now = state.observe(environment.clock.now().milliseconds)
            return (now, state.reserve(pace, at: now, before: now + longest))
        }
        while start > now {
            guard start - now <= longest else {
                throw .throttled(retryAfterSeconds: (start - now + 999) / 1000)
            }
            environment.logger.trace("request waits for its start", metadata: ["wait-ms": "\(start - now)"])
            try await sleep(start - now)
            (now, start) = host.pace.withLock { state in
                (state.observe(max(environment.clock.now().milliseconds, start)), state.postponed(start))
            }
        }
        let started = now
        host.pace.withLock { $0.started(at: started) }
        return started
    }

    private func sleep(_ milliseconds: Int64) async throws(FetchError) {
        do {
            try await environment.sleep(milliseconds)
        } catch {
            throw .cancelled
        }
    }

    private func host(_ origin: Origin) -> Host {
        hosts.withLock { hosts in
            if let host = hosts[origin] { return host }
            let host = Host()
            hosts[origin] = host
            return host
        }
    }
}
