import Maintenance

/// The plan of the sandbox: a small application of its own in the state folder, for whoever starts vigie without a plan.
/// It is YAML, read by the same loader as any other plan.
public enum SandboxPlan {
  /// The plan for a state folder.
  ///
  /// - Parameters:
  ///   - state: the state folder, an absolute path.
  ///   - vigie: the program that runs the site, an absolute path.
  ///   - port: where the site listens on loopback.
  ///   - language: the language of the person, for the application's name.
  ///   - timezone: the zone in which the times are meant.
  public static func load(
    state: String, vigie: String, port: Int, language: Language, timezone: String = "UTC"
  ) throws(PlanFaults) -> Plan {
    let placeholders = [
      "state": state, "vigie": vigie, "port": String(port), "timezone": timezone,
      "application": language == .french ? "Bac à sable" : "Sandbox",
    ]
    var plan = try PlanLoader.load(yaml: yaml, file: "sandbox.yaml", placeholders: placeholders).plan
    plan.isSandbox = true
    return plan
  }

  /// The text, with `{state}`, `{vigie}`, `{port}`, `{timezone}` and `{application}` in place of their values.
  public static let yaml = body + "\n" + handbook

  private static let body = """
    application: "{application}"
    timezone: "{timezone}"
    production: false

    services:
      site:
        label: {fr: "Site d’essai", en: "Sandbox site"}
        pidfile: "{state}/sandbox/run/site.pid"
        start: ["{vigie}", sandbox-site, --state, "{state}"]
        http: {url: "http://127.0.0.1:{port}/health", expect: 200, within: 2s}

    databases:
      main:
        engine: sqlite
        schema: "{state}/sandbox/database.sqlite"
        tables: [users, concerts, artists, bookings, sessions, jobs, job_batches]

    capacity:
      cpu:
        alert: "> 70% for 1h"
        critical: "> 85% for 15m"
        action: {fr: "Ajouter des vCPU", en: "Add vCPUs"}
      memory:
        alert: "> 80% for 1h"
        critical: "> 90% for 15m"
        action: {fr: "Ajouter de la RAM", en: "Add RAM"}
      disk:
        alert: "> 75%"
        critical: "> 90%"
        action: {fr: "Agrandir le stockage", en: "Add storage"}
      connections:
        alert: "> 80%"
        critical: "> 90%"
        action: {fr: "Optimiser la base, ou la faire grandir", en: "Optimise the database, or scale it"}

    backups:
      database.full: {at: "01:00", keep: 30d}
      files.full: {at: "03:00", keep: 90d}
      configuration.full: {on: change, weekly: "Sun 02:00", keep: 1y}

    folders:
      files: "{state}/sandbox/files"
      configuration: ["{state}/sandbox/config"]

    rounds:
      daily:
        - task: error-logs
          title: {fr: "Lire les erreurs des journaux", en: "Read the errors in the logs"}
          hint: {fr: "Une erreur nouvelle mérite un ticket.", en: "A new error deserves a ticket."}
          evidence: logs.errors
        - task: backups
          title: {fr: "Contrôler les sauvegardes", en: "Check the backups"}
          hint: {fr: "Chaque volet est-il frais ?", en: "Is every leg fresh?"}
          evidence: backups
        - task: metrics
          title: {fr: "Suivre les mesures de performance", en: "Watch the performance figures"}
          hint: {fr: "CPU, mémoire et disque face à leurs seuils.", en: "CPU, memory and disk against their thresholds."}
          evidence: capacity
        - task: active-alerts
          title: {fr: "Traiter les alertes en cours", en: "Deal with the active alerts"}
          hint: {fr: "Résolue, ou prise en charge.", en: "Resolved, or taken by someone."}
          evidence: alerts

    logs:
      laravel: {path: "{state}/sandbox/logs/laravel.log", format: laravel}
    """
}
