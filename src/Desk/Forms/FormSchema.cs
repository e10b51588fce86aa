using System.Collections.Concurrent;
using System.Text.Json.Serialization.Metadata;
using RmsOrleans.Api.Json;

namespace RmsOrleans.Desk.Forms;

/// <summary>A member of a command, as a form asks for it. Its name and those of what it stands in make the JSON pointer of its value, and of its faults.</summary>
/// <param name="Path">The members that lead to it, without the places in lists: <c>/content/measures/code</c>.</param>
public abstract record FormField(string Name, string Path, bool IsRequired);

/// <summary>One value.</summary>
/// <param name="Choices">The codes that it may have, of a choice; else none.</param>
public sealed record ValueField(string Name, string Path, bool IsRequired, ValueKind Kind, ImmutableArray<string> Choices) : FormField(Name, Path, IsRequired);

/// <summary>A list of texts.</summary>
public sealed record TextsField(string Name, string Path, bool IsRequired) : FormField(Name, Path, IsRequired);

/// <summary>A list of things that have fields.</summary>
public sealed record RowsField(string Name, string Path, bool IsRequired, ImmutableArray<FormField> Fields) : FormField(Name, Path, IsRequired);

/// <summary>One thing that has fields.</summary>
public sealed record GroupField(string Name, string Path, bool IsRequired, ImmutableArray<FormField> Fields) : FormField(Name, Path, IsRequired);

public enum ValueKind
{
    Text,
    Choice,
    YesNo,
    Whole,
    Day,
    Time,
    Authority,
}

/// <summary>The fields of a command, from its record: a command that gains a member gains a field.</summary>
public sealed class FormSchema
{
    private static readonly ConcurrentDictionary<Type, FormSchema> known = new();

    private FormSchema(ImmutableArray<FormField> fields) => Fields = fields;

    public ImmutableArray<FormField> Fields { get; }

    public static FormSchema Of(Type command) => known.GetOrAdd(command, type => new FormSchema(FieldsOf(type, "")));

    /// <summary>With those of its first fields only that are wanted here.</summary>
    public FormSchema Only(Func<FormField, bool> wanted) => new([.. Fields.Where(wanted)]);

    /// <summary>With the first field of this path behind all others.</summary>
    public FormSchema WithLast(string path) => new([.. Fields.OrderBy(field => field.Path == path)]);

    /// <summary>Without the field of this path, wherever it stands.</summary>
    public FormSchema Without(string path) => new(Without(Fields, path));

    private static ImmutableArray<FormField> Without(ImmutableArray<FormField> fields, string path) =>
        [.. fields.Where(field => field.Path != path).Select(field => field is GroupField group ? group with { Fields = Without(group.Fields, path) } : field)];

    private static ImmutableArray<FormField> FieldsOf(Type type, string path) =>
        [.. CommandJson.Options.GetTypeInfo(type).Properties.Where(member => member.Set is not null || member.AssociatedParameter is not null).Select(member => Field(member, path))];

    private static FormField Field(JsonPropertyInfo member, string path)
    {
        var type = Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType;
        var at = $"{path}/{member.Name}";
        if (KindOf(type) is { } kind)
            return new ValueField(member.Name, at, member.IsRequired, kind, kind == ValueKind.Choice ? [.. CommandJson.NamesOf(type)] : []);
        if (!IsList(type, out var item))
            return new GroupField(member.Name, at, member.IsRequired, FieldsOf(type, at));
        return item == typeof(string) ? new TextsField(member.Name, at, member.IsRequired) : new RowsField(member.Name, at, member.IsRequired, FieldsOf(item, at));
    }

    private static bool IsList(Type type, out Type item)
    {
        var isList = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>);
        item = isList ? type.GenericTypeArguments[0] : typeof(object);
        return isList;
    }

    private static ValueKind? KindOf(Type type) =>
        type == typeof(string) || type == typeof(RegistrationNumber) ? ValueKind.Text
        : type == typeof(bool) ? ValueKind.YesNo
        : type == typeof(int) ? ValueKind.Whole
        : type == typeof(DateOnly) ? ValueKind.Day
        : type == typeof(DateTimeOffset) ? ValueKind.Time
        : type == typeof(AuthorityCode) ? ValueKind.Authority
        : type.IsEnum ? ValueKind.Choice
        : null;
}
