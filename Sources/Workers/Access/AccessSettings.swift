/// What the accounts of people need in addition to the store.
package struct AccessSettings: Sendable {
    package let keyFile: SecretKeyFile
    package let passwords: PasswordHasher

    package init(keyFile: SecretKeyFile, passwords: PasswordHasher = PasswordHasher()) {
        self.keyFile = keyFile
        self.passwords = passwords
    }
}

/// Why an account cannot be used although the person did nothing wrong.
package enum AccessFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// Secrets are sealed, but the file with their key is missing.
    case keyMissing(path: String)
    /// The file does not contain a key, or cannot be read or created.
    case keyUnusable(path: String, why: String)
    /// The key is not the one that sealed the secret.
    case keyWrong(path: String)
    case hashing(code: Int32)

    /// For logs.
    package var description: String {
        switch self {
        case .keyMissing(let path): "the key file \(path) is missing, but the database has secrets sealed with it"
        case .keyUnusable(let path, let why): "the key file \(path) cannot be used: \(why)"
        case .keyWrong(let path): "the key file \(path) does not have the key that sealed the secret"
        case .hashing(let code): "libargon2 reports error \(code)"
        }
    }

    /// The Chinese sentence for operators.
    package var sentence: String {
        switch self {
        case .keyMissing(let path):
            "密钥文件 \(path) 不存在，而数据库中有用它加密的动态口令密钥。请从备份恢复该文件，或把 SUSHAI_KEY_FILE 指向它；"
                + "确已丢失的，用 sushai user reset 重置有动态口令的账号"
        case .keyUnusable(let path, let why): "密钥文件 \(path) 不能使用（\(why)）"
        case .keyWrong(let path):
            "密钥文件 \(path) 不是加密时所用的文件。请从备份恢复原文件；确已丢失的，用 sushai user reset 重置账号"
        case .hashing(let code): "密码无法计算（libargon2 错误 \(code)），可能内存不足；请稍后再试"
        }
    }
}
