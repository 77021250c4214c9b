/// The Chinese sentences about text that cannot be stored unchanged.
extension UploadWording {
    static let rowTooLong = "该行过长，最多64 KiB；如有未配对的双引号，请补上"
    static let halfCharacter = "含有不完整的字符（单独的\\u代理项），请改正后重新上传"
}
