using System.Text;
using System.Text.Json;

namespace RmsOrleans.Storage.Exports;

/// <summary>An authority of the register.</summary>
internal sealed class AuthorityRecord
{
    public const string Select = "select code as Code, name as Name, short_name as ShortName, kind as Kind, parent as Parent, time_zone as TimeZone from authorities";

    public const string Insert = """
        insert into authorities (code, name, short_name, kind, parent, time_zone) values (@Code, @Name, @ShortName, @Kind, @Parent, @TimeZone)
        """;

    public string Code { get; init; } = "";

    public string Name { get; init; } = "";

    public string ShortName { get; init; } = "";

    public string Kind { get; init; } = "";

    public string? Parent { get; init; }

    public string TimeZone { get; init; } = "";

    public static AuthorityRecord Read(JsonElement json) => new()
    {
        Code = json.Text("code"),
        Name = json.Text("name"),
        ShortName = json.Text("shortName"),
        Kind = json.Text("kind"),
        Parent = json.Of("parent").GetString(),
        TimeZone = json.Text("timeZone"),
    };

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("code", Code);
        json.WriteString("name", Name);
        json.WriteString("shortName", ShortName);
        json.WriteString("kind", Kind);
        json.WriteString("parent", Parent);
        json.WriteString("timeZone", TimeZone);
    }
}

/// <summary>A year of the production calendar that was loaded.</summary>
internal sealed class CalendarRecord
{
    public const string Select = """
        select revision as Revision, year as Year, days as Days, loaded_at as LoadedAt, subject as Subject, name as Name from calendar_loads order by revision
        """;

    public const string Insert = """
        insert into calendar_loads (revision, year, days, loaded_at, subject, name) values (@Revision, @Year, @Days, @LoadedAt, @Subject, @Name)
        """;

    public long Revision { get; init; }

    public int Year { get; init; }

    /// <summary>JSON, as it is stored.</summary>
    public string Days { get; init; } = "";

    public DateTimeOffset LoadedAt { get; init; }

    public string Subject { get; init; } = "";

    public string Name { get; init; } = "";

    public static CalendarRecord Read(JsonElement json) => new()
    {
        Revision = json.Of("revision").GetInt64(),
        Year = json.Of("year").GetInt32(),
        Days = json.Of("days").GetRawText(),
        LoadedAt = json.Time("loadedAt"),
        Subject = json.Text("subject"),
        Name = json.Text("name"),
    };

    public void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("revision", Revision);
        json.WriteNumber("year", Year);
        json.WritePropertyName("days");
        json.WriteRawValue(Days);
        json.WriteString("loadedAt", ExportFile.Time(LoadedAt));
        json.WriteString("subject", Subject);
        json.WriteString("name", Name);
    }
}

/// <summary>An edition of a classifier that was loaded.</summary>
internal sealed class ClassifierRecord
{
    public const string Select = """
        select revision as Revision, classifier as Classifier, rows as Rows, loaded_at as LoadedAt, subject as Subject, name as Name
        from classifier_loads order by revision
        """;

    public const string Insert = """
        insert into classifier_loads (revision, classifier, rows, loaded_at, subject, name)
        values (@Revision, @Classifier, @Rows, @LoadedAt, @Subject, @Name)
        """;

    public long Revision { get; init; }

    public string Classifier { get; init; } = "";

    /// <summary>CSV, as it is stored.</summary>
    public string Rows { get; init; } = "";

    public DateTimeOffset LoadedAt { get; init; }

    public string Subject { get; init; } = "";

    public string Name { get; init; } = "";

    public static ClassifierRecord Read(JsonElement json) => new()
    {
        Revision = json.Of("revision").GetInt64(),
        Classifier = json.Text("classifier"),
        Rows = json.Text("rows"),
        LoadedAt = json.Time("loadedAt"),
        Subject = json.Text("subject"),
        Name = json.Text("name"),
    };

    public void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("revision", Revision);
        json.WriteString("classifier", Classifier);
        json.WriteString("rows", Rows);
        json.WriteString("loadedAt", ExportFile.Time(LoadedAt));
        json.WriteString("subject", Subject);
        json.WriteString("name", Name);
    }
}

/// <summary>That an authority has loaded the directory up to a revision.</summary>
internal sealed class AcknowledgementRecord
{
    public const string Select = """
        select authority as Authority, revision as Revision, at as At, actor as Actor from directory_acknowledgements where revision <= @last
        """;

    public const string Insert = "insert into directory_acknowledgements (authority, revision, at, actor) values (@Authority, @Revision, @At, @Actor)";

    public string Authority { get; init; } = "";

    public long Revision { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>JSON, as it is stored.</summary>
    public byte[] Actor { get; init; } = [];

    public static AcknowledgementRecord Read(JsonElement json) => new()
    {
        Authority = json.Text("authority"),
        Revision = json.Of("revision").GetInt64(),
        At = json.Time("at"),
        Actor = Encoding.UTF8.GetBytes(json.Of("actor").GetRawText()),
    };

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("authority", Authority);
        json.WriteNumber("revision", Revision);
        json.WriteString("at", ExportFile.Time(At));
        json.WritePropertyName("actor");
        json.WriteRawValue(Actor);
    }
}
