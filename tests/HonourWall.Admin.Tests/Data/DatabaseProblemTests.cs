using HonourWall.Admin.Data;
using HonourWall.Admin.Tests.Support;
using Npgsql;
using Xunit;

namespace HonourWall.Admin.Tests.Data;

/// <summary>A database that does not open is told of with what to do.</summary>
public sealed class DatabaseProblemTests
{
    [Theory]
    [InlineData("nobody", "createdb")]
    [InlineData("postgres;Username=stranger", "Username")]
    [InlineData("postgres;Host=127.0.0.1;Port=1", "Port")]
    public async Task What_does_not_open_is_told_with_what_to_do(string database, string todo)
    {
        await using var connection = new NpgsqlConnection(PostgresCluster.Instance.ConnectionString(database) + ";Pooling=false");
        var problem = await Assert.ThrowsAnyAsync<NpgsqlException>(() => connection.OpenAsync(TestContext.Current.CancellationToken));
        Assert.Contains(todo, DatabaseProblem.Words(problem), StringComparison.Ordinal);
    }
}
