/// Words of titles, shops and attributes. No word contains a digit or a pack size, and a product word is always followed by
/// a space. The words of the criteria are product words with a suffix, so they occur in no title.
struct Vocabulary {
    let brands = words(
        """
        青禾样牌 乐样 童趣样牌 蓝样 电小样 积样 山岚样牌 云杉样 北辰样牌 小满样 禾木样牌 星野样 白鹿样牌 南屿样 知夏样牌 暖阳样 \
        竹里样牌 松风样 海棠样牌 浅川样 初禾样牌 明溪样 半亩样牌 晴川样 西塘样牌 拾光样 木槿样牌 清欢样 远山样牌 闲庭样 橙子样牌 柚木样
        """)
    let styles = words(
        """
        加厚保暖 轻薄透气 简约百搭 复古文艺 防滑耐磨 柔软亲肤 宽松舒适 时尚休闲 可爱卡通 便携折叠 静音省电 防水防泼 大容量 小巧迷你 \
        家用厨房 户外露营 办公宿舍 学生开学 旅行出差 居家日用 网红同款 日系清新 北欧风格 国风刺绣 高颜值 多功能 可水洗 易收纳 耐高温 \
        抗静电 不起球 不掉色
        """)
    let seasons = words("秋冬新款 春夏新款 四季通用 早秋上新 冬季加绒 夏季薄款 开学季 年货节 新品上市 现货速发 工厂直发 包邮")
    let audiences = words("男女同款 男童女童 宝宝婴幼儿 中大童 成人学生 老人家用 情侣款 亲子款 女士 男士 通用 小学生")
    let materials = words(
        "纯棉 硅胶 不锈钢 竹纤维 陶瓷 玻璃 羊毛 牛津布 帆布 珊瑚绒 实木 塑料 乳胶 亚麻 真丝 铝合金 灯芯绒 法兰绒 食品级 莫代尔")
    let nouns = words("卫衣 水杯 书包 拖鞋 台灯 抱枕 积木 围巾 雨伞 餐盒 毛毯 袜子 玩偶 充电器 手套 床单 滑板车 电热毯 头盔 数据线")
    let shopKinds = words("旗舰店 专营店 专卖店 企业店 百货店 工厂店 母婴店 生活馆")
    let colours = words("雾霾蓝 燕麦色 樱花粉 墨绿色 奶白色 炭黑色 焦糖色 香芋紫")
    let sizes = words("均码 加大 标准 小号 中号 大号 特大 加长")
    let places = words("浙江金华 浙江嘉兴 浙江杭州 浙江台州 广东汕头 广东东莞 福建泉州 江苏南通 山东临沂 河北保定")
    /// Suffixes: a word of the criteria is a product word with one of these.
    let endings = words("册 匣 筐 钮 骨架 衬片 托座 外壳 补丁 样册 辅料 半成品")
}
