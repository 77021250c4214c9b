package import Domain
internal import Synchronization

/// Keeps the pace of every host that one client asks: performs what `HostPace` decides.
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

    /// Runs `send` when `origin` may be asked, and learns from its answer.
    ///
    /// - Throws: `.throttled` without asking where the host wants to be left alone for longer than anybody waits in
    ///   place.
    package func run(
        _ origin: Origin, _ pace: Pace, _ send: () async throws(FetchError) -> FetchResponse
    ) async throws(FetchError) -> FetchResponse {
        let host = host(origin)
        try await host.slots.acquire(limit: pace.concurrency)
        defer { host.slots.release() }
        let started = try await waitForStart(host, pace)
        let response = try await send()
        let now = environment.clock.now()
        host.pace.withLock {
            $0.answered(HostPace.Sign(response, at: now), startedAt: started, under: pace, at: now.milliseconds)
        }
        return response
    }

    /// Sleeps, and lets `origin` know that the time has passed.
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
