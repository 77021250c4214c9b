import CoreMetrics
import HTTPTypes
import Store
import TestSupport
import Testing

@testable import Web

@Suite struct MetricsTests {
    @Test("metrics are written in Prometheus' text format")
    func metrics() {
        let registry = PrometheusRegistry()
        let counter = registry.makeCounter(label: "sushai.jobs-done", dimensions: [("kind", "ju\"dge")])
        counter.increment(by: 2)
        counter.increment(by: 3)
        let timer = registry.makeTimer(label: "request", dimensions: [])
        timer.recordNanoseconds(1_500_000_000)
        registry.makeMeter(label: "depth", dimensions: []).set(Double(4))
        let lines = registry.text.split(separator: "\n").map(String.init)
        #expect(lines.contains("sushai_jobs_done{kind=\"ju\\\"dge\"} 5"))
        #expect(lines.contains("# TYPE sushai_jobs_done counter"))
        #expect(lines.contains("request_seconds_count 1"))
        #expect(lines.contains("request_seconds_sum 1.5"))
        #expect(lines.contains("depth 4"))
    }

    @Test("/metrics contains the served requests and the waiting jobs")
    func metricsRoute() async throws {
        let web = try await WebCase()
        try await web.store.enqueue(.judge(report: 1))
        let answer = try await web.call(.get, "/metrics", as: "monitor")
        #expect(answer.status == 200)
        #expect(answer.text.contains("sushai_jobs_waiting{kind=\"judge\"} 1"))
    }
}
