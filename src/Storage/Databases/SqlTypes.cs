using System.Data;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Data.Sqlite;
using RmsOrleans.Grains.Kernel.Terms;
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
        SqlMapper.AddTypeHandler(new DraftIdType());
        SqlMapper.AddTypeHandler(new ProfileIdType());
        SqlMapper.AddTypeHandler(new AuthorityCodeType());
        SqlMapper.AddTypeHandler(new RegistrationNumberType());
        SqlMapper.AddTypeHandler(new SequenceKeyType());
        SqlMapper.AddTypeHandler(new JsonType<Deadline>(StoredDraft.Json.Deadline));
        SqlMapper.AddTypeHandler(new JsonType<DecisionPaper>(StoredProfile.Json.DecisionPaper));

        // Dapper knows these types already and would not ask a handler.
        foreach (var known in (Type[])[typeof(DateTimeOffset), typeof(DateTimeOffset?), typeof(Guid), typeof(Guid?), typeof(DateOnly), typeof(DateOnly?)])
            SqlMapper.RemoveTypeMap(known);
        SqlMapper.AddTypeHandler(new MomentType());
        SqlMapper.AddTypeHandler(new IdType());
        SqlMapper.AddTypeHandler(new DayType());
        SqlMapper.SetTypeMap(typeof(RegisterEntry), new RecordMap(typeof(RegisterEntry)));
        return true;
    }

    /// <summary>PostgreSQL: uuid. SQLite: its 16 bytes, big-endian, so that time-ordered ids sort alike on both.</summary>
    private abstract class SubjectIdType<T> : SqlMapper.TypeHandler<T>
    {
        public override void SetValue(IDbDataParameter parameter, T? value) =>
            parameter.Value = parameter is SqliteParameter ? Of(value!).ToByteArray(bigEndian: true) : Of(value!);

        public override T Parse(object value) => From(value is byte[] bytes ? new Guid(bytes, bigEndian: true) : (Guid)value);

        protected abstract Guid Of(T id);

        protected abstract T From(Guid id);
    }

    private sealed class IdType : SubjectIdType<Guid>
    {
        protected override Guid Of(Guid id) => id;

        protected override Guid From(Guid id) => id;
    }

    private sealed class DraftIdType : SubjectIdType<DraftId>
    {
        protected override Guid Of(DraftId id) => id.Value;

        protected override DraftId From(Guid id) => new(id);
    }

    private sealed class ProfileIdType : SubjectIdType<ProfileId>
    {
        protected override Guid Of(ProfileId id) => id.Value;

        protected override ProfileId From(Guid id) => new(id);
    }

    private sealed class AuthorityCodeType : SqlMapper.TypeHandler<AuthorityCode>
    {
        public override void SetValue(IDbDataParameter parameter, AuthorityCode value) => parameter.Value = value.Value;

        public override AuthorityCode Parse(object value) => new((string)value);
    }

    private sealed class RegistrationNumberType : SqlMapper.TypeHandler<RegistrationNumber>
    {
        public override void SetValue(IDbDataParameter parameter, RegistrationNumber value) => parameter.Value = value.ToString();

        public override RegistrationNumber Parse(object value) =>
            RegistrationNumber.TryParse((string)value, out var number) ? number : throw new DataException($"'{value}' is not a registration number.");
    }

    private sealed class SequenceKeyType : SqlMapper.TypeHandler<SequenceKey>
    {
        public override void SetValue(IDbDataParameter parameter, SequenceKey value) => parameter.Value = value.Value;

        public override SequenceKey Parse(object value) => new((string)value);
    }

    private sealed class DayType : SqlMapper.TypeHandler<DateOnly>
    {
        public override void SetValue(IDbDataParameter parameter, DateOnly value) => parameter.Value = value.ToString("O", CultureInfo.InvariantCulture);

        public override DateOnly Parse(object value) => DateOnly.ParseExact((string)value, "O", CultureInfo.InvariantCulture);
    }

    private sealed class JsonType<T>(JsonTypeInfo<T> json) : SqlMapper.TypeHandler<T> where T : class
    {
        public override void SetValue(IDbDataParameter parameter, T? value) => parameter.Value = JsonSerializer.Serialize(value!, json);

        public override T? Parse(object value) => JsonSerializer.Deserialize((string)value, json);
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
