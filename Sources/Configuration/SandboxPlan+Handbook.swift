extension SandboxPlan {
  /// What people read in the sandbox's plan: a small house with two roles, whose channels are off as everywhere.
  static let handbook = """
    windows:
      immediate: {hours: any, label: {fr: "Sans attendre", en: "At once"}}
      night: {hours: "22:00-05:00", label: {fr: "Nuit", en: "Night"}}

    contacts:
      operator:
        role: {fr: "Astreinte", en: "On-call engineer"}
        responsibility: {fr: "Le site et ses sauvegardes", en: "The site and its backups"}
        reach: {email: on-call@sandbox.invalid}
      developer:
        role: {fr: "Développeur", en: "Developer"}
        responsibility: {fr: "L’application", en: "The application"}
        reach: {email: developer@sandbox.invalid}

    audiences:
      team: {title: {fr: "Équipe", en: "Team"}, contacts: [operator, developer]}

    channels:
      email: {kind: email, label: {fr: "Courriel", en: "E-mail"}, settings: "{state}/sandbox/email.yaml"}

    templates:
      planned-maintenance:
        title: {fr: "Annonce d’une maintenance", en: "Announcement of a maintenance"}
        subject: {fr: "Maintenance le {date}", en: "Maintenance on {date}"}
        body:
          fr: |
            Le {date}, de {start} à {end}, le site du bac à sable pourra être coupé.
          en: |
            On {date}, from {start} to {end}, the site of the sandbox may be away.
        placeholders:
          date: {fr: "Le jour", en: "The day"}
          start: {fr: "L’heure du début", en: "The time of the start"}
          end: {fr: "L’heure de la fin", en: "The time of the end"}

    updates:
      process: update
      critical:
        title: {fr: "Critique", en: "Critical"}
        purpose: {fr: "Combler une faille de sécurité", en: "Close a security hole"}
        frequency: as-available
        window: immediate
        notice: asap
        audiences: [team]
        channels: [email]
      minor:
        title: {fr: "Mineure", en: "Minor"}
        purpose: {fr: "Petites corrections", en: "Small corrections"}
        frequency: monthly
        window: night
        notice: 48h
        audiences: [team]
        channels: [email]

    runbooks:
      update:
        title: {fr: "Mise à jour", en: "Update"}
        purpose: {fr: "Changer l’application et pouvoir revenir", en: "Change the application and be able to go back"}
        owner: developer
        rollback: {fr: "Le site ne répond plus", en: "The site does not answer any more"}
        references:
          deployment-guide: {title: {fr: "Guide de déploiement", en: "Deployment guide"}, place: docs/deployment.md}
          rollback-script: {title: {fr: "Retour arrière", en: "Rollback"}, place: vigie restore database}
        stages:
          before:
            title: {fr: "Avant", en: "Before"}
            steps:
              recent: {title: {fr: "Vérifier les sauvegardes", en: "Check the backups"}, check: backups}
              backup: {title: {fr: "Sauvegarder juste avant", en: "Back up right before"}, backup: database.full}
          change:
            title: {fr: "Changement", en: "Change"}
            steps:
              deploy: {title: {fr: "Déployer", en: "Deploy"}, reference: deployment-guide}
              restart: {title: {fr: "Redémarrer le site", en: "Restart the site"}, service: restart site}
              check: {title: {fr: "Vérifier que le site répond", en: "Check that the site answers"}, check: services}
      restore:
        title: {fr: "Restauration de la base", en: "Restore of the database"}
        purpose: {fr: "Ramener la base d’une sauvegarde", en: "Bring the database back from a backup"}
        owner: operator
        when: {fr: "La base est perdue ou douteuse", en: "The database is lost or doubtful"}
        stages:
          restore:
            title: {fr: "Restauration", en: "Restore"}
            steps:
              stop: {title: {fr: "Arrêter le site", en: "Stop the site"}, service: stop site}
              database: {title: {fr: "Restaurer la base", en: "Restore the database"}, restore: database}
              start: {title: {fr: "Démarrer le site", en: "Start the site"}, service: start site}
              check: {title: {fr: "Vérifier que le site répond", en: "Check that the site answers"}, check: services}
    """
}
