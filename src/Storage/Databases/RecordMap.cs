using System.Reflection;

namespace RmsOrleans.Storage.Databases;

/// <summary>Has Dapper fill the properties of a record by their names; by itself it wants a constructor that takes the columns as they come.</summary>
internal sealed class RecordMap(Type record) : SqlMapper.ITypeMap
{
    private readonly DefaultTypeMap properties = new(record);

    /// <summary>Whether it is a record of positional properties, or another class that can only be made whole.</summary>
    public static bool Fits(Type type) => type.IsClass && type.GetConstructors() is [{ } only] && only.GetParameters().Length > 0;

    public ConstructorInfo? FindConstructor(string[] names, Type[] types) => null;

    public ConstructorInfo? FindExplicitConstructor() => record.GetConstructors()[0];

    public SqlMapper.IMemberMap? GetConstructorParameter(ConstructorInfo constructor, string columnName) => null;

    public SqlMapper.IMemberMap? GetMember(string columnName) => properties.GetMember(columnName);
}
