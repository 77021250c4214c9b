/// Crawler files that together use every key of the grammar.
enum WholeCrawlers {
    static let all = [page, cursor, lines, offset, xml, linked]

    static let page = """
        crawler: whole
        platform: lamp
        name: 台灯
        endpoint: {url: "https://example.com/openapi/goods", environment: LAMP_ENDPOINT}
        every: 30m
        request:
          method: GET
          parameters: {app_key: "${appKey}", page: "${page}", size: "${pageSize}", kind: "${query}", v: 2}
          headers: {X-Application: "${appKey}", Accept: application/json}
          credentials: {appKey: LAMP_APP_KEY}
          authorization:
            oauth:
              tokenEndpoint: {url: "https://example.com/token", environment: LAMP_TOKEN_ENDPOINT}
              client: LAMP_CLIENT
              secret: LAMP_CLIENT_SECRET
              scope: goods.read
          sign:
            algorithm: hmac-sha1
            secret: LAMP_SECRET
            text: "${path.1}${pairs}${parameter.v}"
            pair: "${name}=${value}"
            between: "&"
            letters: upper
            parameter: sign
            over: [app_key, page]
          requestsPerSecond: 7
          concurrency: 3
          timeouts: {connect: 2, silence: 3, total: 40}
          attempts: 2
          maximumMegabytes: 8
        paging: {by: page, first: 0, size: 50, maximumPages: 9, total: data.total, hasMore: data.more.has}
        queries: [lamps, torches]
        format:
          json: {records: [data.list, data.more], error: error, success: {path: code, equals: "0"}, encoding: GB18030}
        errors:
          code: [sub.code, code]
          message: [sub.text, text]
          throttled: ["7", limited.*]
          credentials: ["27"]
          gone: [room-closed]
          wait: {path: sub.text, unit: seconds, after: wait for}
        fields:
          item: {from: [id, number], pattern: ["[0-9]{6,20}", "SKU-[0-9A-Za-z_]+"]}
          title: title
          price:
            from:
              - {path: p.sale, upTo: p.most, validity: p.days, validFrom: p.since, validUntil: p.until, currency: p.iso}
              - {path: skus.price, over: all}
              - p.list
            unit: minor
            digits: p.digits
            currency: p.code
          priceAfterCoupon: {from: p.coupon, unit: fen}
          sales: {from: sold, window: 30d}
          shopName: {from: [shop.name, shop.nick], default: 无名}
          shopIdentifier: shop.id
          category: {default: lamps}
          link: url
          image: [images, image]
          room: $.data.room
          streamer: $.data.streamer
          maker: maker.name
          makerAddress: maker.address
          certificate: ccc
          licence: xk
          creditCode: uscc
          changedAt: {from: changed, format: yyyy-MM-dd HH:mm:ss, zone: "-03:30"}
        watch: {item: 1%, title: 2%, price: 5%, sales: 50%, room: 0%, refused: 7%}
        recheck:
          endpoint: {url: "https://example.com/item", environment: LAMP_ITEM_ENDPOINT}
          parameters: {id: "${item}"}
          goneStatus: [404, 410, 451]
          goneText: [已下架]

        """

    static let cursor = """
        crawler: whole
        platform: lamp
        name: 台灯
        endpoint: {environment: LAMP_ENDPOINT}
        every: 24h
        request:
          method: POST
          json: '{"after":"${cursor}","limit":${pageSize}}'
          authorization: {bearer: LAMP_TOKEN}
          timeoutSeconds: 60
        paging:
          by: cursor
          first: ""
          next: $.next
          size: 100
          ends: {path: $.next, equals: ["no_more", "-1", ""], status: [404, 416]}
        format:
          json: {records: list}
        fields:
          item: id
          title: title
          price: {from: price, unit: fen}

        """

    static let lines = """
        crawler: whole
        platform: lamp
        name: 台灯
        endpoint: {environment: LAMP_ENDPOINT}
        every: 24h
        request: {}
        format:
          ndjson: {encoding: UTF-8, end: {line: "#END"}}
        fields:
          item: id
          title: title
          price: {from: price, unit: fen, currency: {from: iso}}

        """

    static let offset = """
        crawler: whole
        platform: lamp
        name: 台灯
        endpoint: {environment: LAMP_ENDPOINT}
        every: 24h
        request:
          parameters: {from: "${offset}"}
        paging: {by: offset, first: 1, size: 500}
        format:
          csv: {encoding: Big5, separator: "|", end: connection}
        fields:
          item: 编号.1
          title: 名称
          price: {from: 售价(元), unit: yuan}

        """

    static let xml = """
        crawler: whole
        platform: lamp
        name: 台灯
        endpoint: {environment: LAMP_ENDPOINT}
        every: 24h
        request: {}
        paging: {by: nextLink, next: feed.next.@href}
        format:
          xml: {records: feed.entry, error: feed.error, encoding: UTF-16}
        fields:
          item: g:id
          title: title.#text
          price: {from: g:price, unit: yuan, currency: {inPrice: true}}
          changedAt: {from: updated, format: unix-milliseconds}

        """

    static let linked = """
        crawler: whole
        platform: lamp
        name: 台灯
        endpoint: {environment: LAMP_ENDPOINT}
        every: 24h
        request: {}
        paging: {by: linkHeader}
        format:
          jsonLD: {type: Offer, encoding: UTF-8}
        fields:
          item: "@id"
          title: name
          price: {from: price, unit: yuan, currency: {default: CNY}}

        """
}
