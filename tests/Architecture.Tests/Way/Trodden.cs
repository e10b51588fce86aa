using System.IO.MemoryMappedFiles;

namespace RmsOrleans.Architecture.Tests.Way;

/// <summary>A byte for each source file, in memory that the program and the test share: whether a line of the file was executed.</summary>
public sealed class Trodden : IDisposable
{
    public const string Variable = "RMS_TRODDEN";
    public const int MostFiles = 4096;

    private static readonly Lazy<Trodden> ofThisProcess = new(() => new Trodden(Environment.GetEnvironmentVariable(Variable)!));

    private readonly MemoryMappedFile memory;
    private readonly MemoryMappedViewAccessor bytes;

    public Trodden(string path)
    {
        memory = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, MostFiles);
        bytes = memory.CreateViewAccessor();
    }

    /// <summary>Each method of the program calls it first.</summary>
    public static void Here(int file) => ofThisProcess.Value.bytes.Write(file, (byte)1);

    public void Clear() => bytes.WriteArray(0, new byte[MostFiles], 0, MostFiles);

    public IEnumerable<int> Files() => Enumerable.Range(0, MostFiles).Where(file => bytes.ReadByte(file) == 1);

    public void Dispose()
    {
        bytes.Dispose();
        memory.Dispose();
    }
}
