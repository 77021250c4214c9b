/// Indexes for what grows without end: each of these was found by reading a whole table.
enum Schema0014 {
    static let indexes = """
        -- What is still open of a file, among millions of rows that became results.
        CREATE INDEX intakeRowUnresolved ON intakeRow (state, id) WHERE resolvedAt IS NULL;
        CREATE INDEX labUploadByLaboratory ON labUpload (laboratory, id);
        CREATE INDEX reportByLaboratory ON report (laboratory, id);
        CREATE INDEX reportByNumber ON report (number);
        CREATE INDEX conclusionUnrouted ON conclusion (id) WHERE routedAt IS NULL;
        CREATE INDEX sampleByProduct ON sample (product, id);
        CREATE INDEX purchaseEvidenceByHash ON purchaseEvidence (hash);
        CREATE INDEX noticeByProof ON notice (proofOfService) WHERE proofOfService IS NOT NULL;
        """
}
