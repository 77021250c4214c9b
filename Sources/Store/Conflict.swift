package import Domain

/// Why the store refuses a change that the current state does not allow.
///
/// `description` is for logs and developers; `sentence` is for the people who use the program.
package enum Conflict: Hashable, Sendable {
    // Pulls and flagging
    case pullNotComplete(pull: Int64)
    case pullNotHeld(pull: Int64)
    /// The rules of retention removed the listings of its pages.
    case sightingsRemoved(pull: Int64)
    /// The rules of retention removed the bytes of the record, which was read before.
    case quarantinedBytesRemoved(record: Int64)
    /// Someone decided on the flags of the listing after the person had looked.
    case reviewOvertaken(listing: Int64, FlagDecision, by: Actor, at: Timestamp)
    /// The listing was flagged again after the person had looked.
    case flaggedAgain(listing: Int64)
    case nothingToUndo(listing: Int64)

    // Lists
    case tooManyViews(most: Int)

    // Accounts
    case accountExists
    /// The session ended, or its next step was done in another window.
    case sessionMovedOn

    // Sampling
    case runExists(name: String)
    case nothingToDraw(products: [String])
    case runDrawn(name: String)
    case purchaseWithoutEvidence
    case orderDiffers(order: String, [PurchaseParticular])
    case taskNotOpen(task: Int64, PurchaseTaskState)
    case custody(CustodyFault)

    // Laboratories
    case personSpelledDifferently(laboratory: String, known: String)
    case personRequired(laboratory: String)
    case reviewerRequired(laboratory: String)
    case authorCannotReview(upload: Int64)
    case authorCannotWithdraw(report: String)
    case uploadNotPending(upload: Int64, ReviewState)
    case uploadNotRead(upload: Int64)
    case rowNotHeld(row: Int64, IntakeRowState)
    case sampleReceived(label: String, on: CalendarDay)
    case receivedBeforePurchase(label: String, on: CalendarDay)
    case sameLaboratory(label: String, other: String)
    case differentProducts(label: String, other: String)

    // Reports
    case reportNotJudged
    case sampleHeld
    case reportAmbiguous(number: String)

    // Notices and takedowns
    case noticeWithdrawn(number: String)
    case noticeServed(number: String)
    case takedownNotProposed(takedown: Int64, TakedownState)
}

extension Conflict: CustomStringConvertible {
    package var description: String {
        switch self {
        case .pullNotComplete(let pull): "pull \(pull) is not complete; run `sushai pull` again first"
        case .pullNotHeld(let pull): "pull \(pull) is not held; its flagging needs no release"
        case .sightingsRemoved(let pull):
            "the listings of pull \(pull) are removed after their time of retention; it can be neither changed nor read again"
        case .quarantinedBytesRemoved(let record):
            "the bytes of quarantined record \(record) are removed after their time of retention; it was read before"
        case .reviewOvertaken(let listing, let decision, let actor, let moment):
            "\(actor.text) decided on listing \(listing) at \(moment.utc) (\(decision.rawValue)), after this page was read"
        case .flaggedAgain(let listing): "listing \(listing) was flagged again after this page was read"
        case .tooManyViews(let most): "a person has at most \(most) saved views on a page; remove one first"
        case .nothingToUndo(let listing): "listing \(listing) has no decision that could be taken back"
        case .accountExists: "an account with this name exists"
        case .sessionMovedOn: "the session ended, or its next step was done in another window"
        case .runExists(let name):
            "the run “\(name)” exists with another plan; a frozen frame is not changed, use another name"
        case .nothingToDraw(let products):
            "there is no flagged listing of \(products.joined(separator: ", ")); run `sushai pull` and `sushai screen` first"
        case .runDrawn(let name): "the run “\(name)” has been drawn; a draw is not repeated"
        case .purchaseWithoutEvidence:
            "a purchase needs at least one evidence file: there is no back-up sample, the record is the only proof"
        case .orderDiffers(let order, let particulars):
            "the order \(order) has been recorded with other particulars ("
                + particulars.map(\.rawValue).joined(separator: ", ") + "); a record is not overwritten"
        case .taskNotOpen(let task, let state): "purchase task \(task) is \(state.rawValue), not open"
        case .custody(.missing(let step)): "the step \(step.rawValue) is not recorded yet; record it first"
        case .custody(.withoutEvidence(let step)): "the step \(step.rawValue) has no picture of its own"
        case .custody(.withoutNumber(let step)): "the step \(step.rawValue) needs a number"
        case .custody(.differs(let step, let known)):
            "the step \(step.rawValue) is recorded with the number \(known); a correction needs a reason"
        case .personSpelledDifferently(let laboratory, let known):
            "\(laboratory) has this person as “\(known)”; use the same spelling"
        case .personRequired(let laboratory):
            "\(laboratory) requires review by a second person, and this token does not name a person; "
                + "use a token created with `token create --person`"
        case .reviewerRequired(let laboratory): "only a reviewer of \(laboratory) may do this"
        case .authorCannotReview(let upload): "upload \(upload) was uploaded or corrected by the same person"
        case .authorCannotWithdraw(let report): "report \(report) was uploaded or corrected by the same person"
        case .uploadNotPending(let upload, let state): "upload \(upload) does not wait for a review (\(state.rawValue))"
        case .uploadNotRead(let upload): "upload \(upload) was interrupted; upload the same file again first"
        case .rowNotHeld(let row, let state): "row \(row) is \(state.rawValue), not held"
        case .sampleReceived(let label, let day):
            "sample \(label) was received on \(day.text); a receipt is not overwritten"
        case .receivedBeforePurchase(let label, let day): "sample \(label) cannot have been received on \(day.text)"
        case .sameLaboratory(let label, let other):
            "\(label) and \(other) went to the same laboratory; blind duplicates need two laboratories"
        case .differentProducts(let label, let other): "\(label) and \(other) are different products"
        case .reportNotJudged: "the report has not been judged yet; `sushai judge` or the worker does that"
        case .sampleHeld: "another report of the sample is held; it must be filed or dismissed first"
        case .reportAmbiguous(let number): "several laboratories have a report \(number); use the label of the sample"
        case .noticeWithdrawn(let number): "notice \(number) has been withdrawn"
        case .noticeServed(let number): "notice \(number) has been served with another proof"
        case .takedownNotProposed(let takedown, let state): "takedown \(takedown) is \(state.rawValue), not proposed"
        }
    }
}
