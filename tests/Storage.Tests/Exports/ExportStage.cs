using RmsOrleans.Storage.Exports;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests.Exports;

/// <summary>What the commands <c>export</c> and <c>import</c> do, with files in a folder of the test.</summary>
internal sealed class ExportStage : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("rms-export-").FullName;

    public string File(string name) => Path.Combine(folder, name);

    public async Task<byte[]> Export(Store store, string name)
    {
        using var file = new ExportFile(File(name), StoreImport.Kind);
        using var webhooks = new ExportFile(File($"{name}.secrets"), WebhookSecrets.Kind);
        using var reads = new ExportFile(File($"{name}.reads"), ReadLogFile.Kind);
        await new StoreExport(store.Database, new NoDisplay()).Write(file, default);
        await WebhookSecrets.Write(store.Database, webhooks, default);
        await ReadLogFile.Write(store.Database, reads, default);
        file.CompleteWith(webhooks, reads);
        return await System.IO.File.ReadAllBytesAsync(File(name));
    }

    public async Task Import(IStage stage, string name)
    {
        await using var loading = await stage.BeginLoading();
        await new StoreImport(loading, new NoDisplay()).Read(File(name), default);
        await WebhookSecrets.Read(File($"{name}.secrets"), loading, new NoDisplay(), default);
        await ReadLogFile.Read(File($"{name}.reads"), loading, new NoDisplay(), default);
        await loading.Complete(default);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
