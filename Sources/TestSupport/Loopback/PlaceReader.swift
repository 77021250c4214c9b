internal import Foundation

/// Finds the requested query and page in the parameters of each platform.
enum PlaceReader {
    struct Place {
        let query: String
        let page: Int
    }

    static func place(in parameters: [String: String], crawler: String) -> Place? {
        switch crawler {
        case "taobao-top": place(parameters["cat"], parameters["page_no"])
        case "pdd-ddk": place(parameters["cat_id"], parameters["page"])
        case "jd-union": jd(parameters["360buy_param_json"] ?? "")
        case "douyin-live": douyin(parameters["param_json"] ?? "", query: "room_id")
        case "douyin-goods": douyin(parameters["param_json"] ?? "", query: "first_cid")
        case "kuaishou": kuaishou(parameters["param"] ?? "")
        case "ali-1688": place(parameters["productID"], "1")
        case "xiaohongshu": place("all", parameters["pageNo"])
        case "shopify", "woocommerce": place("all", parameters["page"])
        case "google-merchant": place("all", "1")
        case "schema-org": place(parameters["page"], "1")
        default: nil
        }
    }

    private static func place(_ query: String?, _ page: String?) -> Place? {
        guard let query, let page = page.flatMap({ Int($0) }), query.allSatisfy(isPlain) else { return nil }
        return Place(query: query, page: page)
    }

    private struct JDParameters: Decodable {
        struct Request: Decodable {
            let cid3: Int
            let pageIndex: Int
        }

        let goodsReqDTO: Request
    }

    private static func jd(_ json: String) -> Place? {
        let read = try? JSONDecoder().decode(JDParameters.self, from: Data(json.utf8))
        return read.map { Place(query: String($0.goodsReqDTO.cid3), page: $0.goodsReqDTO.pageIndex) }
    }

    /// Excludes characters with which a path could leave the folder of pages.
    private static func isPlain(_ character: Character) -> Bool {
        character.isASCII && (character.isNumber || character.isLetter || character == "-")
    }

    private static func douyin(_ json: String, query: String) -> Place? {
        let read = try? JSONDecoder().decode([String: String].self, from: Data(json.utf8))
        return place(read?[query], read?["page"])
    }

    private static func kuaishou(_ json: String) -> Place? {
        let read = try? JSONDecoder().decode([String: Int].self, from: Data(json.utf8))
        return place(read?["categoryId"].map { String($0) }, read?["pageNumber"].map { String($0) })
    }
}
