import Host
import Maintenance

/// The configuration of the sandbox's application, as a server's would look. Nothing reads it, and no secret is in it.
enum SandboxConfiguration {
  /// Everything below `config/`.
  static func tree(_ state: StateFolder, zone: Zone) -> [FileTree] {
    let folder = SandboxFolder(state)
    return [
      .file(
        "app.env",
        """
        APP_NAME="Sandbox"
        APP_ENV=production
        APP_KEY=base64:dGhpcy1pcy1hLXNhbmRib3gtYW5kLW5vdC1hLWtleSEh
        APP_DEBUG=false
        APP_TIMEZONE="\(zone.name)"
        DB_CONNECTION=sqlite
        DB_DATABASE="\(folder.database)"
        SESSION_DRIVER=database
        QUEUE_CONNECTION=database
        LOG_CHANNEL=single

        """),
      .file(
        "site.conf",
        """
        server {
            listen 127.0.0.1:80;
            server_name sandbox.invalid;
            root "\(folder.files)/public";
            index index.php;
            client_max_body_size 16m;
            location / { try_files $uri $uri/ /index.php?$query_string; }
        }

        """, mode: 0o400),
      .file(
        "php.ini",
        """
        memory_limit = 256M
        upload_max_filesize = 16M
        max_execution_time = 30
        date.timezone = "\(zone.name)"
        opcache.enable = 1

        """),
      .file(
        "worker.service",
        """
        [Unit]
        Description=Queue worker of the sandbox
        After=network.target

        [Service]
        ExecStart=/usr/bin/php artisan queue:work --tries=3
        Restart=on-failure

        [Install]
        WantedBy=multi-user.target

        """),
    ]
  }
}
