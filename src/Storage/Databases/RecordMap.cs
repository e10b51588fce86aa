using System.Reflection;

namespace RmsOrleans.Storage.Databases;

/// <summary>Has Dapper fill the properties of a record by their names; by itself it wants a constructor that takes the columns as they come.</summary>
internal sealed class RecordMap(Type record) : SqlMapper.ITypeMap
{
    private readonly DefaultTypeMap properties = new(record);

    public ConstructorInfo? FindConstructor(string[] names, Type[] types) => null;

    public ConstructorInfo? FindExplicitConstructor() => record.GetConstructors()[0];

    public SqlMapper.IMemberMap? GetConstructorParameter(ConstructorInfo constructor, string columnName) => null;

    public SqlMapper.IMemberMap? GetMember(string columnName) => properties.GetMember(columnName);
}
