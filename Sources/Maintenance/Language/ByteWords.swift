/// Sizes in powers of 1024, as `free -h` and `df -h` count: `980 Mo`, `1,4 Go`; `980 MB`, `1.4 GB`.
public enum ByteWords {
  private static let french = ["o", "Ko", "Mo", "Go", "To", "Po", "Eo"]
  private static let english = ["B", "KB", "MB", "GB", "TB", "PB", "EB"]

  /// The words for so many bytes.
  public static func text(_ bytes: UInt64, in language: Language) -> String {
    var value = Double(bytes)
    var step = 0
    while value >= 999.5 && step < 6 {
      value /= 1024
      step += 1
    }
    let tenths = Int((value * 10).rounded())
    let number =
      step == 0 || value >= 9.95
      ? String(Int(value.rounded())) : "\(tenths / 10)\(language == .french ? "," : ".")\(tenths % 10)"
    return number + "\u{A0}" + (language == .french ? french : english)[step]
  }

  /// The words for so many bytes, in every language.
  public static func text(_ bytes: UInt64) -> LocalizedText {
    LocalizedText(french: text(bytes, in: .french), english: text(bytes, in: .english))
  }
}
