# The program:            docker build -t rms-orleans .
# The same for backups:   docker build --target backup -t rms-orleans:backup .
# It writes nowhere but /data (backups: /backups) and /tmp, so it runs with a read-only root: docker run --read-only --tmpfs /tmp …

ARG SdkVersion=10.0.401-noble
ARG RuntimeVersion=10.0.12-noble

FROM mcr.microsoft.com/dotnet/sdk:${SdkVersion} AS build
WORKDIR /source

# Packages first: they change less often than the code.
COPY global.json Directory.Build.props Directory.Build.targets Directory.Packages.props .editorconfig ./
COPY src/Declarations/Declarations.csproj src/Declarations/
COPY src/Grains/Grains.csproj src/Grains/
COPY src/Storage/Storage.csproj src/Storage/
COPY src/Api/Api.csproj src/Api/
COPY src/Desk/Desk.csproj src/Desk/
COPY src/Silo/Silo.csproj src/Silo/
RUN dotnet restore src/Silo --use-current-runtime -p:PublishReadyToRun=true

COPY src/ src/
# Compiled ahead for this processor, the program starts in two thirds of the time.
RUN dotnet publish src/Silo -c Release --no-restore --use-current-runtime --self-contained false \
      -p:PublishReadyToRun=true -p:UseAppHost=false -o /program \
 && install -d /data

FROM mcr.microsoft.com/dotnet/aspnet:${RuntimeVersion} AS program
WORKDIR /program
COPY --from=build /program ./
# The only folder that is written to; a new volume mounted here takes over its owner.
COPY --from=build --chown=app:app /data /data
USER app
ENV ASPNETCORE_URLS=http://+:8080 \
    Data__Folder=/data \
    DOTNET_EnableDiagnostics=0
EXPOSE 8080
VOLUME /data
# The image has no curl; bash speaks enough HTTP to ask whether the program is ready.
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/ready HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r answer <&3 && [[ $answer == *' 200 '* ]]"]
ENTRYPOINT ["dotnet", "RmsOrleans.Silo.dll"]

# With PostgreSQL's client programs, which backup and restore call. pg_dump refuses a server that is newer than itself, and Ubuntu has an
# older one: so they come from PostgreSQL's own packages, in the server's major version.
FROM program AS backup
ARG PostgresVersion=17
USER root
ADD https://www.postgresql.org/media/keys/ACCC4CF8.asc /etc/apt/keyrings/postgresql.asc
RUN chmod 444 /etc/apt/keyrings/postgresql.asc \
 && . /etc/os-release \
 && echo "deb [signed-by=/etc/apt/keyrings/postgresql.asc] https://apt.postgresql.org/pub/repos/apt ${VERSION_CODENAME}-pgdg main" > /etc/apt/sources.list.d/postgresql.list \
 && apt-get update \
 && apt-get install --yes --no-install-recommends "postgresql-client-${PostgresVersion}" \
 && rm -rf /var/lib/apt/lists/* \
 && install -d -o app -g app -m 700 /backups
COPY --chmod=555 ops/backup.sh /usr/local/bin/rms-backup
USER app
VOLUME /backups
HEALTHCHECK --interval=30s --timeout=5s --start-period=1h --retries=1 CMD ["rms-backup", "check"]
ENTRYPOINT ["rms-backup"]

# The last one is what a build makes that names none.
FROM program
