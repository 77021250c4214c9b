/// What printed documents state about a laboratory. Nil for what is not recorded.
package struct LaboratoryDetails: Hashable, Sendable {
    /// The full name, as on the seal; the name of its tokens is often a short code.
    package var title: String?
    package var address: String?
    /// The number of its accreditation, with the kind of the mark: `CMA 231120341234`.
    package var accreditation: String?
    package var contact: Contact

    package init(
        title: String? = nil, address: String? = nil, accreditation: String? = nil, contact: Contact = Contact()
    ) {
        self.title = title
        self.address = address
        self.accreditation = accreditation
        self.contact = contact
    }

    /// Why a text cannot be recorded, in Chinese; nil if it can.
    package static func fault(of text: String) -> String? {
        if text.utf8.count > 300 { return "内容过长，最多300字节" }
        return text.holdsControlCharacters() ? "含有控制字符，请删除" : nil
    }
}

/// A person to ask, and the telephone number, for printed documents.
package struct Contact: Hashable, Sendable {
    package var person: String?
    package var phone: String?

    package init(person: String? = nil, phone: String? = nil) {
        self.person = person
        self.phone = phone
    }

    /// `联系人：王工，联系电话：0571-00000000。` What is not known is a line to fill in by hand.
    package func text(as role: String) -> String {
        "\(role)：\(person ?? "＿＿＿＿＿＿")，联系电话：\(phone ?? "＿＿＿＿＿＿＿＿")。"
    }
}
