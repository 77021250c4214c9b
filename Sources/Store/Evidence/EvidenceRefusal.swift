package import Domain

/// Why an evidence upload is refused.
package enum EvidenceRefusal: Error, Hashable, Sendable {
    /// No sample of this laboratory has the label. A sample of another laboratory gets the same answer.
    case unknownSample(String)
    /// The file is larger than allowed.
    case tooLarge(limit: Int64)
    case tooManyOpen(limit: Int)
    case tooManyThisHour(limit: Int)
    /// The laboratory's files and open uploads would exceed its quota.
    case overQuota(limit: Int64)
    /// The disk has no space for the file.
    case noRoom
    /// There is no such upload of this laboratory.
    case unknownUpload
    /// The upload was cancelled, refused, or has expired.
    case ended(UploadState)
    /// Another request is writing to it.
    case busy
    /// The offset of the request is not the end of the received bytes.
    case otherOffset(expected: Int64)
    /// The request would exceed the announced length.
    case beyondLength(Int64)
    /// The content is complete but not what was announced.
    case otherContent(found: String)
    /// The content is complete but its type is not accepted.
    case typeNotTaken(String)
    /// The type is accepted, but not for this kind of evidence.
    case otherType(EvidenceType, EvidenceKind)
    /// The sample has the same content as another kind of evidence.
    case keptAs(EvidenceKind)
    /// The bytes received before are missing.
    case lost
}
