/// One thing that a person may read or do. The person's region, laboratory, platform or tasks limit it further.
package enum Permission: String, CaseIterable, Sendable {
    /// Listings with their flags, reasons, prices and sales.
    case readListings
    /// Decide a flag: buy, ignore with a reason, watch.
    case reviewFlags
    /// Sampling runs, purchase tasks and samples.
    case readSampling
    /// Plan and draw sampling runs, assign and cancel purchase tasks.
    case manageSampling
    /// Reports of all laboratories with the judgement of each item, and their evidence.
    case readReports
    /// Notices, reminders, leads and takedowns with their history.
    case readCases
    /// Record the service of notices, and follow reminders and leads.
    case manageCases
    /// Confirm a takedown with its legal basis, or withdraw it.
    case decideTakedowns
    /// Quality, scope and settings of laboratories.
    case readLaboratories
    /// Set scope, review and particulars of laboratories, and record blind duplicates.
    case manageLaboratories
    /// Pulls, their completeness, alerts, and records in quarantine.
    case readFeeds
    /// Release held pulls, replay the quarantine, resolve alerts.
    case manageFeeds
    /// Criteria, the differences of their editions, and trials on past results.
    case readCriteria

    /// The own purchase tasks: record order, parcel and evidence.
    case recordPurchases

    /// The own laboratory's blind samples: what must be declared, their receipt, the empty form.
    case receiveSamples
    /// Upload the own laboratory's results and evidence, and correct its held rows.
    case uploadReports
    /// The own laboratory's reports with their verdicts.
    case readOwnReports
    /// Approve or reject what another person of the own laboratory uploaded, and withdraw its reports.
    case reviewReports

    /// The own platform's takedown list.
    case readOwnTakedowns
    /// Report what the own platform did with an entry.
    case fileReceipts
    /// The tokens of the own platform.
    case manageOwnTokens

    /// Reminders and leads of the own region.
    case readReferrals
    /// Report what the bureau did about a reminder or a lead.
    case answerReferrals

    /// The event log: when, who, which kind, on which record; and the proof of its chain.
    case readEvents
    /// The particulars of an event about listings, samples, reports and cases.
    case readEventDetails
    /// The jobs of the queue.
    case readJobs
    /// Revive jobs that were set aside.
    case manageJobs
    /// The size of the database and of the evidence, and what is kept how long.
    case readStorage
    /// Create, reset, disable and enable accounts.
    case manageAccounts
    /// Create and revoke tokens.
    case manageTokens
    /// The metrics of the program.
    case readMetrics
}

extension Role {
    /// What the role may do. This is the only table; API, pages and documents read it.
    package var permissions: Set<Permission> {
        switch self {
        case .officer:
            Self.reading.union([
                .reviewFlags, .manageSampling, .manageCases, .decideTakedowns, .manageLaboratories, .manageFeeds,
            ])
        case .auditor: Self.reading
        // A reviewer has one permission more, see `LaboratoryDuty.permissions`.
        case .laboratory: [.receiveSamples, .uploadReports, .readOwnReports]
        case .platform: [.readOwnTakedowns, .fileReceipts, .manageOwnTokens]
        case .buyer: [.recordPurchases]
        case .bureau: [.readReferrals, .answerReferrals]
        // Events without their particulars: the administrator sees no content of a case.
        case .administrator: [.readEvents, .readJobs, .manageJobs, .readStorage, .manageAccounts, .manageTokens]
        case .monitor: [.readMetrics]
        }
    }

    /// What officers and auditors read.
    private static let reading: Set<Permission> = [
        .readListings, .readSampling, .readReports, .readCases, .readLaboratories, .readFeeds, .readCriteria,
        .readEvents, .readEventDetails, .readJobs, .readStorage,
    ]
}

extension LaboratoryDuty {
    /// What the duty adds to the permissions of the laboratory.
    package var permissions: Set<Permission> {
        switch self {
        case .analyst: []
        case .reviewer: [.reviewReports]
        }
    }
}

extension Principal {
    package var permissions: Set<Permission> {
        role.permissions.union(duty?.permissions ?? [])
    }

    package func may(_ permission: Permission) -> Bool {
        permissions.contains(permission)
    }
}
