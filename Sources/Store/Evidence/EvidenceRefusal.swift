package import Domain

/// Why an upload of evidence is not begun, or not carried on.
package enum EvidenceRefusal: Error, Hashable, Sendable {
    /// No sample of this laboratory carries the label. A sample of another laboratory is answered the same way.
    case unknownSample(String)
    /// The piece is larger than one may be.
    case tooLarge(limit: Int64)
    case tooManyOpen(limit: Int)
    case tooManyThisHour(limit: Int)
    /// All that the laboratory has uploaded and announced would exceed its share.
    case overQuota(limit: Int64)
    /// The disk has no room for what was announced.
    case noRoom
    /// There is no such upload of this laboratory.
    case unknownUpload
    /// The upload has ended otherwise than by being kept.
    case ended(UploadState)
    /// Another request is adding to it.
    case busy
    /// It goes on at another place than the request says.
    case otherOffset(expected: Int64)
    /// The request holds more than was announced.
    case beyondLength(Int64)
    /// All of it arrived, and it is not what was announced.
    case otherContent(found: String)
    /// All of it arrived, and its type is not taken.
    case typeNotTaken(String)
    /// Its type is taken, but not as this kind.
    case otherType(EvidenceType, EvidenceKind)
    /// The same content is kept for the sample as another kind.
    case keptAs(EvidenceKind)
    /// What was received before is gone.
    case lost
}
