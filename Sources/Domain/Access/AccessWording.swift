/// The Chinese words of roles, permissions and accounts, for commands, pages and documents.
package enum AccessWording {
    package static func role(_ role: Role) -> String {
        switch role {
        case .officer: "执法人员"
        case .laboratory: "承检机构"
        case .platform: "平台"
        case .monitor: "监控程序"
        case .buyer: "抽样人员"
        case .bureau: "属地局"
        case .auditor: "审计人员"
        case .administrator: "管理员"
        }
    }

    package static func duty(_ duty: LaboratoryDuty) -> String {
        switch duty {
        case .analyst: "检测员"
        case .reviewer: "复核员"
        }
    }

    package static func permission(_ permission: Permission) -> String {
        switch permission {
        case .readListings: "查看商品、标记及其理由、价格和销量"
        case .reviewFlags: "研判标记：列入采样、忽略、持续关注"
        case .readSampling: "查看抽样批次、购买任务和样品"
        case .manageSampling: "安排和抽取抽样批次，分派和取消购买任务"
        case .readReports: "查看各承检机构的报告、逐项判定和证据"
        case .readCases: "查看告知书、提醒、案件线索和下架"
        case .manageCases: "登记送达，跟进提醒和案件线索"
        case .decideTakedowns: "确认和撤回下架"
        case .readLaboratories: "查看承检机构的工作质量、检测能力和设置"
        case .manageLaboratories: "设置承检机构的检测能力、复核和名称地址，登记盲样平行样"
        case .readFeeds: "查看采集、完整性、告警和未能读取的记录"
        case .manageFeeds: "放行暂停的批次，重读记录，办结告警"
        case .readCriteria: "查看实施细则和各版的差异，用以往结果试算"
        case .recordPurchases: "办理本人的采样任务：登记订单、包裹和证据"
        case .receiveSamples: "查看本机构的盲样和须申报的内容，登记到样，下载空白表"
        case .uploadReports: "上传本机构的检测结果和证据，修改待修改的报告"
        case .readOwnReports: "查看本机构的报告和结论"
        case .reviewReports: "复核本机构其他人上传的报告，撤回报告"
        case .readOwnTakedowns: "查看本平台的下架清单"
        case .fileReceipts: "提交本平台的处理回执"
        case .manageOwnTokens: "管理本平台的接口密钥"
        case .readReferrals: "查看本属地的提醒和案件线索"
        case .answerReferrals: "反馈本属地的提醒和案件线索"
        case .readEvents: "查看事件日志：时间、操作者、种类、对象，及其校验"
        case .readEventDetails: "查看事件中商品、样品、报告和案件的内容"
        case .readJobs: "查看后台工作"
        case .manageJobs: "将搁置的工作重新排队"
        case .readStorage: "查看存储空间和保存期限"
        case .manageAccounts: "新建、重置、停用和启用账号"
        case .manageTokens: "制作和吊销接口密钥"
        case .readMetrics: "读取运行指标"
        }
    }

    package static func state(_ account: Account) -> String {
        if account.isDisabled { return "已停用" }
        return account.mustChangePassword ? "待首次登录" : "有效"
    }

    /// What is wrong with a new password, and what to do.
    package static func sentence(_ fault: PasswordRule.Fault) -> String {
        switch fault {
        case .tooShort(let characters):
            "密码至少\(PasswordRule.fewestCharacters)个字符，现为\(characters)个。可用几个互不相关的词连成一句，好记又难猜"
        case .tooLong(let bytes): "密码最多\(PasswordRule.mostBytes)字节（一个汉字为3字节），现为\(bytes)字节。请缩短"
        case .controlCharacters: "密码含有看不见的控制字符。请改用键盘上能输入的字符"
        case .onlyDigits: "密码不能只用数字：电话、日期和证件号码容易被猜到。请加入几个词"
        case .containsAccountName: "密码不能包含账号名。请换用与账号无关的词"
        case .repeated: "密码由同一组字符反复组成。请换用几个互不相关的词"
        case .sequence: "密码大部分是相邻的按键，或连续的数字、字母。请换用几个互不相关的词"
        case .common: "密码是最常用的密码之一，最先被人试到。请换用几个互不相关的词"
        case .unchanged: "新密码与原密码相同。请另设一个"
        }
    }

    package static func sentence(_ fault: AccountFault) -> String {
        switch fault {
        case .roleOfTokens(let role): "\(self.role(role))没有账号，请制作令牌"
        case .regionMissing(let role): "\(self.role(role))的账号须写明区域，即 GB/T 2260 六位代码，例如 330400"
        case .regionNotAllowed(let role): "\(self.role(role))的账号没有区域"
        case .organisationMissing(let role): "\(self.role(role))的账号须写明所属的\(self.role(role))"
        case .organisationNotAllowed(let role): "\(self.role(role))的账号不属于承检机构或平台"
        case .dutyMissing: "承检机构的账号须写明职责：检测员或复核员"
        case .dutyNotAllowed(let role): "\(self.role(role))的账号没有职责"
        case .principalDiffers: "账号名与身份不一致"
        }
    }

    package static let nameRule = "账号名应为3至40个小写字母、数字、点、下划线或连字符，以字母或数字开头"
}
