internal import ArgumentParser
internal import Domain
internal import Store
internal import Terminal
internal import Web

struct LabSet: Command {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "设置或查看承检机构的复核方式，以及印在报告和告知书上的机构信息。",
        discussion: """
            --four-eyes on 表示双人复核：上传后须由本机构另一名复核人同意，报告才会接收。未给出的机构信息保持不变，\
            给出空文字则删除。

            示例
              sushai lab set --laboratory LAB-01 --four-eyes on
              sushai lab set --laboratory LAB-01 --title 浙江省某某检验检测院 --accreditation "CMA 231100000000"
            """)

    @Option(help: "承检机构。")
    var laboratory: String
    @Option(help: "双人复核：on 或 off；省略则只查看。")
    var fourEyes: String?
    @Option(help: "机构全称，与印章一致。")
    var title: String?
    @Option(help: "机构地址。")
    var address: String?
    @Option(help: "资质认定或认可编号，连同标志种类，例如“CMA 231100000000”。")
    var accreditation: String?
    @Option(help: "机构联系人。")
    var contact: String?
    @Option(help: "机构联系电话。")
    var phone: String?
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let laboratory = try LabName.checked(laboratory)
        let store = try session.openStore()
        if let fourEyes {
            guard let known = ["on": true, "off": false][fourEyes] else {
                throw InputMistake("--four-eyes \(fourEyes) 不可用，可用：on、off")
            }
            try await store.setLaboratory(laboratory, fourEyes: known, by: .operator)
        }
        let before = try await store.laboratoryDetails(laboratory)
        let details = try changed(before)
        if details != before { try await store.setLaboratory(laboratory, details: details, by: .operator) }
        var table = Table([
            .init("laboratory", "承检机构"), .init("fourEyes", "双人复核"), .init("title", "全称"), .init("address", "地址"),
            .init("accreditation", "资质编号"), .init("contact", "联系人"), .init("phone", "联系电话"),
        ])
        table.add([
            .text(laboratory), .boolean(try await store.hasFourEyes(laboratory)), .init(details.title),
            .init(details.address), .init(details.accreditation), .init(details.contact.person),
            .init(details.contact.phone),
        ])
        output.print(table)
    }

    private func changed(_ before: LaboratoryDetails) throws -> LaboratoryDetails {
        func text(_ given: String?, _ option: String, _ old: String?) throws -> String? {
            guard let given else { return old }
            guard let fault = LaboratoryDetails.fault(of: given) else { return given.isEmpty ? nil : given }
            throw InputMistake("\(option)：\(fault)")
        }
        return LaboratoryDetails(
            title: try text(title, "--title", before.title), address: try text(address, "--address", before.address),
            accreditation: try text(accreditation, "--accreditation", before.accreditation),
            contact: Contact(
                person: try text(contact, "--contact", before.contact.person),
                phone: try text(phone, "--phone", before.contact.phone)))
    }
}
