// swift-tools-version: 6.2
import PackageDescription

/// The data of the measurements. A package of its own: nothing here is part of the program.
let package = Package(
    name: "sushai-benchmarks",
    targets: [
        .executableTarget(
            name: "bench-data",
            swiftSettings: [
                .treatAllWarnings(as: .error),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .enableUpcomingFeature("InternalImportsByDefault"),
            ])
    ],
    swiftLanguageModes: [.v6]
)
