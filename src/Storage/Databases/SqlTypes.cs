using System.Data;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Data.Sqlite;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Grains.Profiles;

namespace RmsOrleans.Storage.Databases;

/// <summary>How the domain's types stand in a column, for Dapper.</summary>
internal static class SqlTypes
{
    private static readonly Lazy<bool> registered = new(Register);

    /// <summary>Dapper's list is one for the process; it is filled once.</summary>
    public static bool Use() => registered.Value;

    private static bool Register()
    {
        SqlMapper.AddTypeHandler(new IdType<DraftId>(id => id.Value, id => new(id)));
        SqlMapper.AddTypeHandler(new IdType<ProfileId>(id => id.Value, id => new(id)));
        SqlMapper.AddTypeHandler(new TextType<AuthorityCode>(code => code.Value, text => new(text)));
        SqlMapper.AddTypeHandler(new TextType<SequenceKey>(key => key.Value, text => new(text)));
        SqlMapper.AddTypeHandler(new TextType<RegistrationNumber>(
            number => number.ToString(),
            text => RegistrationNumber.TryParse(text, out var number) ? number : throw new DataException($"'{text}' is not a registration number.")));
        SqlMapper.AddTypeHandler(Json(StoredDraft.Json.Deadline));
        SqlMapper.AddTypeHandler(Json(StoredProfile.Json.DecisionPaper));
        SqlMapper.AddTypeHandler(Json(StoredControlJson.Json.CheckFindings));

        // Dapper knows these types already and would not ask a handler.
        foreach (var known in (Type[])[typeof(DateTimeOffset), typeof(DateTimeOffset?), typeof(Guid), typeof(Guid?), typeof(DateOnly), typeof(DateOnly?)])
            SqlMapper.RemoveTypeMap(known);
        SqlMapper.AddTypeHandler(new MomentType());
        SqlMapper.AddTypeHandler(new IdType<Guid>(id => id, id => id));
        SqlMapper.AddTypeHandler(new TextType<DateOnly>(DayText.Of, DayText.Read));
        SqlMapper.TypeMapProvider = type => RecordMap.Fits(type) ? new RecordMap(type) : new DefaultTypeMap(type);
        return true;
    }

    private static TextType<T> Json<T>(JsonTypeInfo<T> json) where T : class =>
        new(value => JsonSerializer.Serialize(value, json), text => JsonSerializer.Deserialize(text, json)!);

    /// <summary>PostgreSQL: uuid. SQLite: its 16 bytes, big-endian, so that time-ordered ids sort alike on both.</summary>
    private sealed class IdType<T>(Func<T, Guid> of, Func<Guid, T> from) : SqlMapper.TypeHandler<T>
    {
        public override void SetValue(IDbDataParameter parameter, T? value) =>
            parameter.Value = parameter is SqliteParameter ? of(value!).ToByteArray(bigEndian: true) : of(value!);

        public override T Parse(object value) => from(value is byte[] bytes ? new Guid(bytes, bigEndian: true) : (Guid)value);
    }

    private sealed class TextType<T>(Func<T, string> of, Func<string, T> from) : SqlMapper.TypeHandler<T>
    {
        public override void SetValue(IDbDataParameter parameter, T? value) => parameter.Value = of(value!);

        public override T Parse(object value) => from((string)value);
    }

    /// <summary>Milliseconds since 1970-01-01 UTC.</summary>
    private sealed class MomentType : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value.ToUnixTimeMilliseconds();
        }

        public override DateTimeOffset Parse(object value) =>
            DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(value, CultureInfo.InvariantCulture));
    }
}
