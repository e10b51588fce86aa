#!/bin/sh
# Starts the dashboard of .NET Aspire on this machine, without docker, and shows what the program exports to it:
#
#   ops/dashboard.sh &
#   OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4317 dotnet run --project src/Silo
#
# Whoever is on this machine can look at it and send to it, and it forgets everything when it ends: for trying out, not for an installation.
# DASHBOARD_URL, OTLP_GRPC_URL and OTLP_HTTP_URL move it to other ports.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
package=Aspire.Dashboard.Sdk.linux-x64
version=$(sed -n "s|.*Include=\"$package\" Version=\"\([^\"]*\)\".*|\1|p" "$root/Directory.Packages.props")
cache=${XDG_CACHE_HOME:-$HOME/.cache}/rms-orleans
tools=$cache/packages/$(echo "$package" | tr '[:upper:]' '[:lower:]')/$version/tools

if [ ! -e "$tools/Aspire.Dashboard" ]; then
  mkdir -p "$cache/fetch"
  cat > "$cache/fetch/fetch.csproj" <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup><PackageDownload Include="$package" Version="[$version]" /></ItemGroup>
</Project>
PROJECT
  # Where packages come from, the machine's own settings say.
  dotnet restore "$cache/fetch/fetch.csproj" --packages "$cache/packages" --verbosity quiet
  chmod +x "$tools/Aspire.Dashboard"
fi

export ASPNETCORE_URLS="${DASHBOARD_URL:-http://127.0.0.1:18888}"
export ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL="${OTLP_GRPC_URL:-http://127.0.0.1:4317}"
export ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL="${OTLP_HTTP_URL:-http://127.0.0.1:4318}"
export ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS=true
cd "$tools"
exec ./Aspire.Dashboard
