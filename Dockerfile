# The program. GrainEngine is Orleans for a cluster (docker-compose.yml) or Embedded for a single process:
#   docker build --build-arg GrainEngine=Embedded -t rms-orleans .
# It writes nowhere but /data and /tmp, so it runs with a read-only root: docker run --read-only --tmpfs /tmp …

ARG SdkVersion=10.0.401-noble
ARG RuntimeVersion=10.0.12-noble

FROM mcr.microsoft.com/dotnet/sdk:${SdkVersion} AS build
ARG GrainEngine=Orleans
WORKDIR /source

# Packages first: they change less often than the code.
COPY global.json Directory.Build.props Directory.Build.targets Directory.Packages.props .editorconfig ./
COPY src/Orleans.Embedded/Orleans.Embedded.csproj src/Orleans.Embedded/
COPY src/Grains/Grains.csproj src/Grains/
COPY src/Api/Api.csproj src/Api/
COPY src/Silo/Silo.csproj src/Silo/
RUN dotnet restore src/Silo -p:GrainEngine=$GrainEngine

COPY src/ src/
RUN dotnet publish src/Silo -c Release --no-restore -p:GrainEngine=$GrainEngine -p:UseAppHost=false -o /program \
 && install -d /data

FROM mcr.microsoft.com/dotnet/aspnet:${RuntimeVersion}
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
