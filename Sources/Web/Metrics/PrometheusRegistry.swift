package import CoreMetrics
internal import Synchronization

/// A backend for swift-metrics that keeps the latest values and writes them in the Prometheus text format.
///
/// Counters are written as a sum, recorders and timers as count and sum (enough for rates and means), meters as their
/// value.
package final class PrometheusRegistry: MetricsFactory {
    struct Series: Hashable {
        let name: String
        let labels: String
    }

    struct Values {
        var counters: [Series: Double] = [:]
        var gauges: [Series: Double] = [:]
        var summaries: [Series: (count: Int64, sum: Double)] = [:]
    }

    let values = Mutex(Values())

    package init() {}

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        RegistryCounter(registry: self, series: Self.series(label, dimensions))
    }

    package func makeFloatingPointCounter(
        label: String, dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        RegistryCounter(registry: self, series: Self.series(label, dimensions))
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        RegistryMeter(registry: self, series: Self.series(label, dimensions))
    }

    package func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        RegistryRecorder(registry: self, series: Self.series(label, dimensions), factor: 1)
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        // Timers record nanoseconds; Prometheus uses seconds.
        RegistryRecorder(registry: self, series: Self.series(label + "_seconds", dimensions), factor: 1e-9)
    }

    // Handlers have no state, so nothing is released.
    package func destroyCounter(_: any CounterHandler) {}
    package func destroyFloatingPointCounter(_: any FloatingPointCounterHandler) {}
    package func destroyMeter(_: any MeterHandler) {}
    package func destroyRecorder(_: any RecorderHandler) {}
    package func destroyTimer(_: any TimerHandler) {}

    /// All series, sorted, with a TYPE line before the first of each name.
    package var text: String {
        let current = values.withLock { ($0.counters, $0.gauges, $0.summaries) }
        var lines: [String] = []
        func write(_ values: [Series: Double], as type: String) {
            var last = ""
            for (series, value) in values.sorted(by: { ($0.key.name, $0.key.labels) < ($1.key.name, $1.key.labels) }) {
                if series.name != last { lines.append("# TYPE \(series.name) \(type)") }
                last = series.name
                lines.append(series.name + series.labels + " " + Self.number(value))
            }
        }
        write(current.0, as: "counter")
        write(current.1, as: "gauge")
        var last = ""
        for (series, value) in current.2.sorted(by: { ($0.key.name, $0.key.labels) < ($1.key.name, $1.key.labels) }) {
            if series.name != last { lines.append("# TYPE \(series.name) summary") }
            last = series.name
            lines.append("\(series.name)_count\(series.labels) \(value.count)")
            lines.append("\(series.name)_sum\(series.labels) " + Self.number(value.sum))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
    }

    private static func series(_ label: String, _ dimensions: [(String, String)]) -> Series {
        let labels = dimensions.map { name(of: $0.0) + "=\"" + escaped($0.1) + "\"" }.joined(separator: ",")
        return Series(name: name(of: label), labels: labels.isEmpty ? "" : "{" + labels + "}")
    }

    /// Prometheus allows letters, digits and `_` in names.
    private static func name(of label: String) -> String {
        String(label.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }

    private static func escaped(_ value: String) -> String {
        value.flatMap { character -> [Character] in
            switch character {
            case "\\": ["\\", "\\"]
            case "\"": ["\\", "\""]
            case "\n": ["\\", "n"]
            default: [character]
            }
        }.map(String.init).joined()
    }
}

private final class RegistryCounter: CounterHandler, FloatingPointCounterHandler {
    private let registry: PrometheusRegistry
    private let series: PrometheusRegistry.Series

    init(registry: PrometheusRegistry, series: PrometheusRegistry.Series) {
        self.registry = registry
        self.series = series
    }

    func increment(by amount: Int64) {
        increment(by: Double(amount))
    }

    func increment(by amount: Double) {
        registry.values.withLock { $0.counters[series, default: 0] += amount }
    }

    func reset() {
        registry.values.withLock { $0.counters[series] = 0 }
    }
}

private final class RegistryMeter: MeterHandler {
    private let registry: PrometheusRegistry
    private let series: PrometheusRegistry.Series

    init(registry: PrometheusRegistry, series: PrometheusRegistry.Series) {
        self.registry = registry
        self.series = series
    }

    func set(_ value: Int64) {
        set(Double(value))
    }

    func set(_ value: Double) {
        registry.values.withLock { $0.gauges[series] = value }
    }

    func increment(by amount: Double) {
        registry.values.withLock { $0.gauges[series, default: 0] += amount }
    }

    func decrement(by amount: Double) {
        increment(by: -amount)
    }
}

private final class RegistryRecorder: RecorderHandler, TimerHandler {
    private let registry: PrometheusRegistry
    private let series: PrometheusRegistry.Series
    private let factor: Double

    init(registry: PrometheusRegistry, series: PrometheusRegistry.Series, factor: Double) {
        self.registry = registry
        self.series = series
        self.factor = factor
    }

    func record(_ value: Int64) {
        record(Double(value))
    }

    func record(_ value: Double) {
        registry.values.withLock { state in
            var summary = state.summaries[series] ?? (0, 0)
            summary.count += 1
            summary.sum += value * factor
            state.summaries[series] = summary
        }
    }

    func recordNanoseconds(_ duration: Int64) {
        record(duration)
    }
}
