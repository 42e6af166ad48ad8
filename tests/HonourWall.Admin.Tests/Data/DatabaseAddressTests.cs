using HonourWall.Admin.Data;
using HonourWall.Admin.Tests.Support;
using Xunit;

namespace HonourWall.Admin.Tests.Data;

/// <summary>A database on another machine is reached with TLS and a certificate that was looked at, or not at all.</summary>
public class DatabaseAddressTests
{
    [Theory]
    [InlineData("Host=db.example.org;Username=u;Database=d")]
    [InlineData("Host=10.0.0.7;SSL Mode=Require")]
    [InlineData("Host=localhost,db2.example.org;SSL Mode=VerifyCA")]
    public async Task Another_machine_without_a_verified_certificate_is_refused_with_what_to_do(string connection)
    {
        await using var room = await TestRoom.OpenAsync(DatabaseKind.Sqlite);
        Assert.Contains("SSL Mode=VerifyFull", Assert.Throws<DatabaseAddressException>(() => DatabaseAddress.From(connection, room.Folder)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=db.example.org;SSL Mode=VerifyFull")]
    [InlineData("Host=/var/run/postgresql")]
    [InlineData("Host=127.0.0.1:5433")]
    [InlineData("Host=localhost")]
    public async Task This_machine_and_a_verified_one_are_taken(string connection)
    {
        await using var room = await TestRoom.OpenAsync(DatabaseKind.Sqlite);
        Assert.Equal(DatabaseKind.PostgreSql, DatabaseAddress.From(connection, room.Folder).Kind);
    }

    [Fact]
    public async Task What_is_no_address_is_said_to_be_none()
    {
        await using var room = await TestRoom.OpenAsync(DatabaseKind.Sqlite);
        Assert.Contains("ConnectionStrings__Admin", Assert.Throws<DatabaseAddressException>(() => DatabaseAddress.From("postgres://u@h/d", room.Folder)).Message, StringComparison.Ordinal);
    }
}
