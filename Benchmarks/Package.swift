// swift-tools-version: 6.2
import PackageDescription

/// The data of the benchmarks. A separate package: nothing in it is part of the program.
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
