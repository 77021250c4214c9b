package import Domain

/// Why an evidence upload is refused.
package enum EvidenceRefusal: Error, Hashable, Sendable {
    /// No sample of this laboratory has the label. The answer is the same for a sample of another laboratory.
    case unknownSample(String)
    /// The file is larger than allowed.
    case tooLarge(limit: Int64)
    case tooManyOpen(limit: Int)
    case tooManyThisHour(limit: Int)
    /// The laboratory's files and open uploads would exceed its quota.
    case overQuota(limit: Int64)
    /// The disk has too little space for the file.
    case noSpace
    /// This laboratory has no such upload.
    case unknownUpload
    /// The upload was cancelled, refused, or has expired.
    case ended(UploadState)
    /// Another request is writing to the upload.
    case busy
    /// The offset of the request is not the number of received bytes.
    case otherOffset(expected: Int64)
    /// The request would exceed the announced length.
    case beyondLength(Int64)
    /// The content is complete but differs from the announced content.
    case otherContent(found: String)
    /// The content is complete but its type is not accepted.
    case typeNotTaken(String)
    /// The type is accepted for other kinds of evidence only.
    case otherType(EvidenceType, EvidenceKind)
    /// The sample already has the same content as another kind of evidence.
    case keptAs(EvidenceKind)
    /// Bytes that were received before are missing.
    case lost
}
