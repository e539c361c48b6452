/// What a problem is about.
public enum Subject: Codable, Sendable, Hashable {
  case service(String)
  case resource(Resource)
  case backup(BackupLeg)
  case round(Period)
  case operation(String)
  case register
  case agent
}
