import Maintenance

/// A handbook of the shape that the written procedure has.
enum HandbookFixture {
  static func text(_ french: String, _ english: String) -> LocalizedText {
    LocalizedText(french: french, english: english)
  }

  static var handbook: Handbook {
    Handbook(
      windows: [
        MaintenanceWindow(
          name: "night", label: text("la nuit", "at night"), span: .daily(from: 22 * 60, until: 5 * 60)),
        MaintenanceWindow(name: "immediate", label: text("sans attendre", "at once"), span: .any),
      ],
      contacts: [
        Contact(
          name: "system-administrator", role: text("Administrateur système", "System administrator"),
          responsibility: text("Les serveurs et leurs sauvegardes", "The servers and their backups"),
          addresses: [
            ContactAddress(channel: "email", address: .filled(LocalizedText("admin@nationsounds.invalid"))),
            ContactAddress(channel: "sms", address: .toFill),
          ]),
        Contact(
          name: "lead-developer", role: text("Développeur principal", "Lead developer"),
          responsibility: text("L’application et son déploiement", "The application and its deployment"),
          addresses: [ContactAddress(channel: "email", address: .filled(LocalizedText("dev@nationsounds.invalid")))]),
      ],
      channels: [
        NoticeChannel(
          name: "email", kind: .email, label: text("Courriel", "E-mail"), settings: "/etc/vigie/email.yaml"),
        NoticeChannel(name: "sms", kind: .sms, label: LocalizedText("SMS"), settings: "/etc/vigie/sms.yaml"),
      ],
      audiences: [
        Audience(
          name: "team", title: text("Équipe technique", "Technical team"),
          contacts: ["system-administrator", "lead-developer"]),
        Audience(name: "management", title: text("Direction", "Management"), address: .toFill),
      ],
      templates: [
        MessageTemplate(
          name: "planned", title: text("Maintenance planifiée", "Planned maintenance"),
          subject: text("[MAINTENANCE] {application} le {date}", "[MAINTENANCE] {application} on {date}"),
          body: text(
            "Bonjour,\n\nLe {date}, nous travaillerons sur {application}.\n",
            "Hello,\n\nOn {date} we shall work on {application}.\n"),
          placeholders: [TemplatePlaceholder(name: "date", meaning: text("le jour", "the day"))])
      ],
      updates: [
        UpdatePolicy(
          kind: .critical, title: text("Critique", "Critical"),
          purpose: text("Combler une faille grave", "Close a grave hole"), frequency: .asAvailable, window: "immediate",
          notice: .asSoonAsPossible, audiences: ["team", "management"], channels: ["email", "sms"]),
        UpdatePolicy(
          kind: .major, title: text("Majeure", "Major"), purpose: text("Fonctions nouvelles", "New functions"),
          frequency: .quarterly, window: "night", notice: .ahead(seconds: 14 * 86_400), audiences: ["team"],
          channels: ["email"]),
      ],
      updateRunbook: "update", runbooks: [update, recovery],
      duties: [
        Duty(
          name: "review", area: .documentation, title: text("Revoir la documentation", "Review the documentation"),
          cadence: .quarterly, owner: "lead-developer", task: "integrity"),
        Duty(name: "course", area: .training, title: text("Former l’équipe", "Train the team"), cadence: .yearly),
      ])
  }

  private static var update: Runbook {
    Runbook(
      name: "update", title: text("Mise à jour", "Update"),
      purpose: text(
        "Mettre à jour sans surprise, et pouvoir revenir à l’état d’avant en quelques minutes.",
        "Update without surprise, and be able to go back to the state before within minutes."),
      owner: "lead-developer", startCriteria: text("Une mise à jour est prête", "An update is ready"),
      rollbackCriteria: .toFill,
      references: [
        RunbookReference(
          name: "guide", title: text("Guide de déploiement", "Deployment guide"),
          place: .filled(LocalizedText("docs/deploy.md"))),
        RunbookReference(
          name: "script", title: text("Script de retour arrière", "Rollback script"), place: .toFill),
      ],
      stages: [
        RunbookStage(
          name: "before", title: text("Préparation", "Preparation"),
          steps: [
            RunbookStep(
              name: "impact", title: text("Estimer l’effet", "Estimate the impact"),
              detail: text("Ce que la mise à jour peut toucher", "What the update may touch"), reference: "guide"),
            RunbookStep(
              name: "backup", title: text("Sauver la base", "Back up the database"), action: .backup(.databaseFull),
              check: .backups, owner: "system-administrator"),
            RunbookStep(
              name: "tell", title: text("Prévenir", "Tell everyone"), action: .notice(template: "planned"),
              audiences: ["team"]),
          ]),
        RunbookStage(
          name: "during", title: text("Exécution", "Execution"),
          steps: [
            RunbookStep(
              name: "migrate", title: text("Migrer la base", "Migrate the database"),
              action: .command("php artisan migrate --force"),
              onlyIf: text("la version en apporte", "the version brings any")),
            RunbookStep(
              name: "restart", title: text("Redémarrer PHP", "Restart PHP"),
              action: .service(.restart, name: "php-fpm"), check: .services),
            RunbookStep(
              name: "ghost", title: text("Redémarrer le relais", "Restart the relay"),
              action: .service(.restart, name: "relay")),
          ]),
      ])
  }

  private static var recovery: Runbook {
    Runbook(
      name: "recovery", title: text("Reprise après sinistre", "Disaster recovery"),
      purpose: text("Rebâtir le service", "Rebuild the service"), owner: "system-administrator",
      stages: [
        RunbookStage(
          name: "all", title: text("Tout", "Everything"),
          steps: [
            RunbookStep(
              name: "restore", title: text("Restaurer la base", "Restore the database"), action: .restore(.database))
          ])
      ])
  }
}
