/// Criteria files that together use every key of the format, without a mistake or a warning.
enum WholeCriteria {
    static let all = [classes, transition]

    private static let head = """
        product: whole
        name: 台灯
        class: {code: "305.2", system: 产品质量监督抽查产品分类, version: "2019"}
        matching:
          titleWords: [台灯]
          combinations: [{words: [儿童灯], with: [护眼, 学习]}]
          exceptWords: [灯罩]
          accessoryWords: [灯座]
          qualifierWords: [宠物]
          yieldsTo: [desk]
          categories: {taobao: ["1", "2"]}
          specifications: [{name: 小号, words: [小号, 迷你]}, {name: 大号, words: [大号], measured: {unit: W, from: "9.5", until: "30"}}]
          unit: piece
          unitName: 包
        flagging:
          lowPriceZ: "-3.0"
          minimumListings: 30
          burstUnitsPerDay: 500
          livestream: true
          floorPrice: {yuan: "9.90", source: {confidence: S, note: seen}}
          grade: {is: 1, source: {confidence: S, note: seen}}
          certificates:
            ccc: {required: true, from: "2024-08-01", categories: ["0901"], source: {confidence: S, note: seen}}
            licence: {required: true, from: "2026-12-01", source: {confidence: S, note: seen}}

        """

    static let classes =
        head + """
            declares:
              variant: {name: 类别, values: {A: 婴幼儿, B: 其他}}
              material: {name: 材料, values: {plastic: 塑料, metal: 金属}}
              ratedVoltage: {name: 额定电压, unit: V}
              declaredLead: {name: 明示铅含量, unit: mg/kg}
            editions:
              - edition: "GB 1-2014"
                produced: {from: "2014-01-01", until: "2026-10-31"}
                sold: {from: "2014-01-01", until: "2026-10-31"}
                specimens: {n: 2, Ac: 0, Re: 1}
                escalation:
                  groups: [{hazardGroup: chemical, items: 2, basis: 方案第四条}]
                  repeat: {findings: 1, days: 365, basis: 方案第五条}
                items:
                  - code: PB
                    name: 铅
                    unit: mg/kg
                    standard: GB 1-2014
                    clause: "4.3"
                    method: [GB/T 2-2014, GB/T 3-2014]
                    limits:
                      plastic: {max: "90", comparison: rounded}
                      metal: {below: "50", source: {confidence: M, note: recalled}}
                    by: material
                    decision: {rule: guardedRejection, uncertainty: "10", as: percent}
                    detection: {rule: bounds, limit: "5"}
                    declaredRequirement: {name: declaredLead, force: mandatory}
                    hazard: general
                    hazardBasis: 长期接触可致慢性中毒
                    failing: {rank: 1, note: a page of the provincial bureau}
                    hazardGroup: chemical
                    escalate: {multiple: "3", guarded: true, basis: 方案第四条}
                    source: {confidence: S, note: two pages, confirmed: {on: "2026-11-30", by: 张三}}
                    ifUnverified: list
                  - code: V
                    name: 输出电压
                    unit: V
                    standard: GB 1-2014
                    method: GB/T 4-2014
                    tolerance: {of: ratedVoltage, minus: "5", plus: "5", as: percent}
                    comparison: rounded
                    roundTo: {significantDigits: 3}
                    specimens: {n: 5, Ac: 1, Re: 2}
                    hazard: general
                    hazardGroup: chemical
                    source: {confidence: S}
                  - code: CASES
                    name: 多种情形
                    unit: mg/kg
                    standard: GB 1-2014
                    method: GB/T 4-2014
                    cases:
                      - {when: {material: plastic, variant: [A, B]}, limit: {min: "1", max: "9", undecidedAt: ["9", {from: "1", below: "2"}, {above: "4", until: "5"}]}}
                      - {when: {material: metal, variant: A}, absent: true, source: {confidence: V, note: clause 5}}
                      - {when: {material: metal, variant: B}, notApplicable: true}
                    hazard: serious
                    source: {confidence: S}
                  - code: GRADES
                    name: 色牢度
                    unit: 级
                    standard: GB 1-2014
                    method: GB/T 4-2014
                    gradesAtLeast: {A: "3-4"}
                    appliesTo: {variant: A}
                    hazard: general
                    source: {confidence: S}
                  - code: MORE
                    name: 更多情形
                    unit: 级
                    standard: GB 1-2014
                    method: GB/T 4-2014
                    cases:
                      - {when: {material: plastic}, gradeAtLeast: "3"}
                      - {when: {material: metal}, passFail: true}
                    hazard: general
                    source: {confidence: S}

            """

    static let transition =
        head + """
            editions:
              - edition: "GB 1-2014"
                produced: {until: "2026-10-31"}
                sold: {until: "2027-10-31"}
                items:
                  - {code: CAP, name: 笔套, standard: GB 1, anyOf: [LEN, FLOW], hazard: serious, source: {confidence: S}}
                  - code: LEN
                    name: 长度
                    unit: mm
                    standard: GB 1
                    method: GB 1
                    limit: {min: "16"}
                    hazard: serious
                    source: {confidence: S}
                  - code: FLOW
                    name: 通气量
                    unit: L/min
                    standard: GB 1
                    method: GB 1
                    limit: {above: "8"}
                    comparison: rounded
                    roundTo: {interval: "0.5"}
                    allowsNotApplicable: true
                    hazard: serious
                    source: {confidence: S}
                  - code: SUM
                    name: 合计
                    unit: "%"
                    standard: GB 1
                    clause: "5"
                    sumOf: [A, B]
                    limit: {max: "0.1"}
                    detection: {rule: zero}
                    hazard: serious
                    source: {confidence: S}
                  - {code: A, name: 甲, unit: "%", standard: GB 1, method: GB 1, reportOnly: true, hazard: serious, source: {confidence: S}}
                  - {code: B, name: 乙, unit: mg/kg, standard: GB 1, method: GB 1, reportOnly: true, hazard: serious, source: {confidence: S}}
              - edition: "GB 1-2025"
                applies:
                  - produced: {from: "2026-11-01"}
                  - {produced: {until: "2026-10-31"}, sold: {from: "2027-11-01"}}
                items:
                  - {code: CAPACITY, name: 容量, unit: mAh, standard: GB 1, method: GB 1, atLeastDeclared: ratedCapacity, hazard: general, source: {confidence: S}}
                  - {code: FAST, name: 色牢度, unit: 级, standard: GB 1, method: GB 1, gradeAtLeast: "3-4", hazard: general, source: {confidence: S}}
                  - {code: GERM, name: 致病菌, standard: GB 1, method: GB 1, absent: true, hazard: serious, source: {confidence: S}}
                  - {code: LBL, name: 标识, standard: GB 1, method: GB 1, passFail: true, hazard: general, source: {confidence: X, note: to be looked up}}

            """
}
