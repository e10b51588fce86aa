namespace Orleans.Embedded;

/// <summary>The tables of the engine, the same text for SQLite and PostgreSQL. The host applies it with its own scripts.</summary>
public static class EmbeddedSchema
{
    private const string Resource = "Orleans.Embedded.schema.sql";

    /// <summary>May be run again: it makes only what is not there.</summary>
    public static string Script { get; } = Read();

    private static string Read()
    {
        using var reader = new StreamReader(typeof(EmbeddedSchema).Assembly.GetManifestResourceStream(Resource)!);
        return reader.ReadToEnd();
    }
}
