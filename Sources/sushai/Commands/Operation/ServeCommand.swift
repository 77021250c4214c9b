internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Logging
internal import Metrics
internal import ServiceLifecycle
internal import Store
internal import UnixSignals
internal import Web
internal import Workers

struct ServeCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "提供 HTTP 接口，并在同一进程中处理后台工作。",
        discussion: """
            监听 SUSHAI_HOST 和 SUSHAI_PORT。控制台在 /console/，用账号登录（sushai user create）；\
            没有 SUSHAI_ORIGIN 时只在本机可用。除 /healthz 和 /readyz 外，接口的每个路径都需要令牌（sushai token create），\
            说明见 /v1/openapi.json。

            示例
              SUSHAI_PORT=8080 sushai serve
            """)

    @ArgumentParser.Flag(help: "只提供接口；后台工作由其他进程处理（sushai work）。")
    var noWorkers = false

    @ArgumentParser.Flag(help: "标准输入结束时停止，使本进程不晚于其父进程退出。")
    var stopWithInput = false

    static let logLevel = Logger.Level.info

    func execute(_ session: Session) async throws {
        let context = try session.openContext()
        session.logStart("serve")
        try await session.settleConfirmations(context.store)
        defer { session.logger.notice("stopped") }
        let metrics = PrometheusRegistry()
        MetricsSystem.bootstrap(metrics)
        let hint = try await context.store.hasAdministrator() ? nil : Wording.firstAdministrator
        let host = session.settings.host
        let application = WebService(context, metrics: metrics).application(
            host: host, port: session.settings.port
        ) { port in
            Output.line("listening on http://\(host):\(port)")
            if let hint { Output.line(hint) }
        }
        var services: [ServiceGroupConfiguration.ServiceConfiguration] = []
        if !noWorkers { services.append(.init(service: WorkerService(context))) }
        services.append(.init(service: application))
        if stopWithInput {
            services.append(
                .init(service: InputWatch(), successTerminationBehavior: .gracefullyShutdownGroup))
        }
        var configuration = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: session.logger)
        // An intentionally slow client must not prevent the process from ending.
        configuration.maximumGracefulShutdownDuration = .seconds(10)
        configuration.maximumCancellationDuration = .seconds(5)
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch  where String(describing: error).contains("bind(") {
            throw StartFailure.cannotListen(host: host, port: session.settings.port)
        }
    }
}

/// Ends when standard input ends.
private struct InputWatch: Service {
    func run() async throws {
        let ended = AsyncStream<Void>.makeStream()
        // Reading blocks, so it has its own thread. The process may end before this thread.
        Thread.detachNewThread {
            while !FileHandle.standardInput.availableData.isEmpty {}
            ended.continuation.finish()
        }
        await cancelWhenGracefulShutdown {
            for await _ in ended.stream {}
        }
    }
}
