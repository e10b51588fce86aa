using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Authorities;

public sealed class RegisterAtStartTests
{
    [Fact]
    public async Task The_stored_register_is_read_before_the_first_service_starts()
    {
        var folder = Directory.CreateTempSubdirectory("rms-api-").FullName;
        try
        {
            int known;
            await using (var first = new TheProgram(folder, AClock()))
                known = first.Services.GetRequiredService<IReferenceData>().Current.Authorities.All.Length;

            await using var second = new WithAFirstService(folder);

            Assert.NotEqual(0, known);
            Assert.Equal(known, second.Found.Authorities);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static HandClock AClock() => new(new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero));

    private sealed class WithAFirstService(string folder) : TheProgram(folder, AClock())
    {
        /// <summary>What the service found that started before all others, an engine among them.</summary>
        public FirstService Found => Services.GetServices<IHostedService>().OfType<FirstService>().Single();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.Insert(0, ServiceDescriptor.Singleton<IHostedService, FirstService>()));
        }
    }

    private sealed class FirstService(IReferenceData reference) : IHostedService
    {
        public int Authorities { get; private set; }

        public Task StartAsync(CancellationToken cancellationToken)
        {
            Authorities = reference.Current.Authorities.All.Length;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
