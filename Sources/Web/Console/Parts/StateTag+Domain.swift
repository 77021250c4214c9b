internal import Domain
internal import Store

/// The tags of the states that the store knows.
extension StateTag {
    init(_ state: TakedownState) {
        self =
            switch state {
            case .proposed: .takedownProposed
            case .confirmed: .takedownConfirmed
            case .listed: .takedownListed
            case .withdrawn: .takedownWithdrawn
            }
    }

    init(_ state: RunList.State) {
        self =
            switch state {
            case .awaitsSeed: .runAwaitsSeed
            case .buying: .runBuying
            case .done: .runDone
            }
    }

    init(_ state: PurchaseTaskState) {
        self =
            switch state {
            case .open: .taskOpen
            case .purchased: .taskOrdered
            case .cancelled: .taskCancelled
            }
    }

    init(_ scope: ScopeState) {
        self =
            switch scope {
            case .missing: .scopeMissing
            case .recorded: .scopeRecorded
            case .waived: .scopeWaived
            }
    }

    /// What the platform answered; nil for no answer yet.
    init(_ receipt: ReceiptOutcome?) {
        self =
            switch receipt {
            case nil: .receiptWaiting
            case .removed: .receiptRemoved
            case .notFound: .receiptNotFound
            case .refused: .receiptRefused
            }
    }

    init(_ recheck: RecheckOutcome) {
        self =
            switch recheck {
            case .gone: .linkGone
            case .stillThere: .linkStillThere
            case .unknown: .linkUnknown
            }
    }

    init(_ verdict: Verdict) {
        self =
            switch verdict {
            case .meets: .meets
            case .fails: .fails
            case .cannotJudge: .cannotJudge
            }
    }

    init(_ hazard: HazardClass) {
        self = hazard == .serious ? .hazardSerious : .hazardGeneral
    }

    init(_ verdict: PullCertificate.Verdict) {
        self =
            switch verdict {
            case .complete: .pullComplete
            case .unproven: .pullUnproven
            case .short: .pullShort
            case .overlapCollapsed: .pullChanged
            case .incomplete: .pullGap
            }
    }

    init(_ state: JobState) {
        self =
            switch state {
            case .queued: .jobQueued
            case .running: .jobRunning
            case .done: .jobDone
            case .dead: .jobDead
            }
    }

    init(_ condition: EvidenceCondition) {
        self =
            switch condition {
            case .whole: .evidenceWhole
            case .missing: .evidenceMissing
            case .changed: .evidenceChanged
            case .orphaned, .stray: .evidenceUnknown
            }
    }

    init(_ alert: AlertKind) {
        self =
            switch alert {
            case .gap: .pullGap
            case .endUnproven: .pullUnproven
            case .shortTotal: .pullShort
            case .overlapCollapse: .pullChanged
            case .fieldsMissing: .recordUnreadable
            case .credentialsRefused: .pullRefused
            case .reportsHeld: .reportHeld
            }
    }
}
