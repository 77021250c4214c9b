internal import Foundation

/// Finds in a platform's own parameters which page of which query is asked for.
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
        case "douyin-live": douyin(parameters["param_json"] ?? "")
        default: nil
        }
    }

    private static func place(_ query: String?, _ page: String?) -> Place? {
        guard let query, let page = page.flatMap({ Int($0) }), query.allSatisfy(\.isNumber) else { return nil }
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

    private static func douyin(_ json: String) -> Place? {
        let read = try? JSONDecoder().decode([String: String].self, from: Data(json.utf8))
        return place(read?["room_id"], read?["page"])
    }
}
