using System.Text;
using Npgsql;
using NpgsqlTypes;
using RmsOrleans.Api.Http;
using RmsOrleans.Benchmarks.Blocks;

namespace RmsOrleans.Benchmarks.Compared;

/// <summary>The usual way: a counter row and an insert in one transaction of PostgreSQL, pooled connections, prepared statements, no token.</summary>
internal static class UsualWay
{
    private const string Schema = """
        CREATE TABLE counter (authority text PRIMARY KEY, n bigint NOT NULL);
        CREATE TABLE submission (authority text NOT NULL, number bigint NOT NULL, body jsonb NOT NULL, at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (authority, number));
        """;

    private const string NextNumber = "UPDATE counter SET n = n + 1 WHERE authority = $1 RETURNING n";
    private const string Insert = "INSERT INTO submission (authority, number, body) VALUES ($1, $2, $3)";

    public static async Task<int> Serve(Arguments arguments)
    {
        var urls = arguments.Text("urls", "http://127.0.0.1:0");
        var builder = new NpgsqlDataSourceBuilder(arguments.Text("postgres", "")) { ConnectionStringBuilder = { MaxAutoPrepare = 10, AutoPrepareMinUsages = 2 } };
        var authorities = arguments.Text("authorities", "").Split(',');
        arguments.NoOthers();

        await using var database = builder.Build();
        await using (var create = database.CreateCommand(Schema))
            await create.ExecuteNonQueryAsync();
        foreach (var authority in authorities)
        {
            await using var counter = database.CreateCommand("INSERT INTO counter VALUES ($1, 0)");
            counter.Parameters.Add(new NpgsqlParameter { Value = authority });
            await counter.ExecuteNonQueryAsync();
        }
        await ComparedServer.Run(urls, http => Submit(http, database));
        return 0;
    }

    private static async Task Submit(HttpContext http, NpgsqlDataSource database)
    {
        using var body = await RequestBody.Read(http);
        var submission = ComparedServer.Parse(body);
        var number = await Keep(database, submission.Authority.Value, body.Bytes);

        var answer = Encoding.UTF8.GetBytes($$"""{"number":"00/{{submission.Authority.Leading(5)}}/{{number:00000}}","version":1,"status":"UnderConsideration"}""");
        ComparedServer.Answer(http.Response, answer);
    }

    private static async Task<long> Keep(NpgsqlDataSource database, string authority, ReadOnlyMemory<byte> body)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();

        await using var count = new NpgsqlCommand(NextNumber, connection, transaction) { Parameters = { new() { Value = authority } } };
        var number = (long)(await count.ExecuteScalarAsync())!;

        await using var insert = new NpgsqlCommand(Insert, connection, transaction)
        {
            Parameters = { new() { Value = authority }, new() { Value = number }, new() { Value = body, NpgsqlDbType = NpgsqlDbType.Jsonb } },
        };
        await insert.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        return number;
    }
}
