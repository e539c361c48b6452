import CCurl
import Glibc
import Maintenance

/// One handle of libcurl with the room for its answer; used for one question after another, by one thread.
final class WebTransfer {
  /// At most so much of a body is read.
  static let bodyLimit = 1 << 20

  let handle: UnsafeMutableRawPointer
  private let body = UnsafeMutablePointer<ccurl_body>.allocate(capacity: 1)
  private let message = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

  /// `nil` when there is no memory.
  init?() {
    guard let handle = ccurl_easy_init() else { return nil }
    self.handle = handle
    body.initialize(to: ccurl_body())
  }

  deinit {
    ccurl_easy_cleanup(handle)
    free(body.pointee.bytes)
    body.deallocate()
    message.deallocate()
  }

  /// Sets the handle up for a question.
  func prepare(_ question: WebQuestion) {
    ccurl_easy_reset(handle)
    message[0] = 0
    free(body.pointee.bytes)
    body.pointee = ccurl_body()
    body.pointee.limit = Self.bodyLimit
    if question.keepsBody { body.pointee.bytes = malloc(Self.bodyLimit)?.assumingMemoryBound(to: CChar.self) }

    text(CURLOPT_URL, question.url)
    text(CURLOPT_PROXY, "")
    text(CURLOPT_NOPROXY, "*")
    text(CURLOPT_USERAGENT, "vigie")
    _ = ccurl_easy_only_web(handle)
    number(CURLOPT_NOSIGNAL, 1)
    number(CURLOPT_TIMEOUT_MS, Int(max(1, question.limitSeconds * 1000)))
    number(CURLOPT_CONNECTTIMEOUT_MS, Int(max(1, question.limitSeconds * 1000)))
    number(CURLOPT_FRESH_CONNECT, 1)
    number(CURLOPT_FORBID_REUSE, 1)
    number(CURLOPT_SSL_SESSIONID_CACHE, 0)
    // Do not wait for a name server that hangs; libraries before 7.87 do not know the option and say so, harmlessly.
    number(CURLOPT_QUICK_EXIT, 1)
    number(CURLOPT_CONNECT_ONLY, question.connectsOnly ? 1 : 0)
    number(CURLOPT_CERTINFO, question.url.prefix(6).lowercased() == "https:" ? 1 : 0)
    if let authorities = question.authorities { text(CURLOPT_CAINFO, authorities) }
    _ = ccurl_easy_set_pointer(handle, CURLOPT_ERRORBUFFER, message)
    _ = ccurl_easy_collect(handle, body)
  }

  /// What came of the question, once libcurl is done with it.
  func outcome(_ code: CURLcode, of question: WebQuestion) -> WebOutcome {
    var status = 0
    var microseconds: curl_off_t = 0
    _ = ccurl_easy_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
    _ = ccurl_easy_get_offset(handle, CURLINFO_TOTAL_TIME_T, &microseconds)
    var outcome = WebOutcome(
      ending: ending(code, of: question), status: status == 0 ? nil : status, seconds: Double(microseconds) / 1_000_000)
    if let bytes = body.pointee.bytes {
      outcome.body = Array(UnsafeRawBufferPointer(start: bytes, count: body.pointee.count))
    }
    if let end = ccurl_easy_certificate_end(handle) {
      outcome.certificateEnds = parseCertificateEnd(String(cString: end))
    }
    return outcome
  }

  private func ending(_ code: CURLcode, of question: WebQuestion) -> WebOutcome.Ending {
    switch code {
    case CURLE_OK: return .answered
    case CURLE_WRITE_ERROR where body.pointee.is_cut != 0: return .answered
    case CURLE_OPERATION_TIMEDOUT: return .timedOut
    case CURLE_URL_MALFORMAT: return .badAddress(words(code))
    // The same code stands for a server that does not speak HTTP/1.
    case CURLE_UNSUPPORTED_PROTOCOL where !isOfTheWeb(question.url): return .badAddress(words(code))
    case CURLE_COULDNT_CONNECT:
      var number = 0
      _ = ccurl_easy_get_long(handle, CURLINFO_OS_ERRNO, &number)
      return number == Int(ECONNREFUSED) ? .refused : .failed(words(code))
    default: return .failed(words(code))
    }
  }

  private func isOfTheWeb(_ url: String) -> Bool {
    let start = url.prefix(8).lowercased()
    return start.hasPrefix("http://") || start.hasPrefix("https://")
  }

  /// What libcurl says about a failure, in its own words.
  private func words(_ code: CURLcode) -> String {
    let text = message[0] == 0 ? String(cString: ccurl_easy_strerror(code)) : String(cString: message)
    return Printable.text(text.utf8, limit: 200)
  }

  private func text(_ option: CURLoption, _ value: String) { _ = ccurl_easy_set_text(handle, option, value) }
  private func number(_ option: CURLoption, _ value: Int) { _ = ccurl_easy_set_long(handle, option, value) }
}
