/// Uploads in parts for the pictures and videos of a purchase.
enum PurchaseUploadStep {
    static let statements = """
        -- The purchase that the file belongs to; null for evidence of a laboratory. With it, `laboratory` has the actor
        -- who uploads: `buyer:…`.
        ALTER TABLE evidenceUpload ADD COLUMN purchaseId INTEGER REFERENCES purchase (id);
        -- The step of the goods that the file shows; null for the order.
        ALTER TABLE evidenceUpload ADD COLUMN step TEXT CHECK (step <> '');
        CREATE INDEX evidenceUploadByPurchase ON evidenceUpload (purchaseId) WHERE purchaseId IS NOT NULL;
        """
}
