using System.Security.Cryptography.X509Certificates;
using HonourWall.Admin.Data;
using HonourWall.Admin.Operations;
using HonourWall.Admin.Tests.Support;
using Npgsql;
using Xunit;

namespace HonourWall.Admin.Tests.Data;

/// <summary>How PostgreSQL knows the room, as docs/admin-operations.md sets it up: by its Unix user on this machine, by a certificate from another one, and by no password.</summary>
public sealed class DatabaseAccountTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("hwacct").FullName;
    private readonly string _cluster = Path.Combine("/tmp", "hwacct-" + Guid.NewGuid().ToString("N")[..8]);
    private bool _runs;

    [Fact]
    public async Task PostgreSQL_knows_the_room_by_its_Unix_user_or_its_certificate_and_a_password_opens_nothing()
    {
        using var authority = new Certificates();
        using var theirs = authority.Issue("db.example.org");
        using var own = authority.Issue("honourwall");
        var port = StartCluster(authority, theirs);
        await File.WriteAllTextAsync(Path.Combine(_root, "ca.pem"), authority.AuthorityPem, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_root, "own.pem"), own.ExportCertificatePem(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_root, "own.key"), own.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem(), TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Path.Combine(_root, "own.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var peer = $"Host={_cluster};Port={port};Username=honourwall;Database=honourwall";
        var verified = $"Host=127.0.0.1;Port={port};Username=honourwall;Database=honourwall;SSL Mode=VerifyFull;Root Certificate={_root}/ca.pem";

        foreach (var (connection, number) in ((string, int)[])[(peer, 1), ($"{verified};SSL Certificate={_root}/own.pem;SSL Key={_root}/own.key", 2)])
        {
            var folder = DataFolder.Open(Path.Combine(_root, "data"));
            var address = DatabaseAddress.From(connection, folder);
            Assert.False(address.UsesPassword);
            var room = await Room.OpenAsync(folder, address, TimeProvider.System, TestContext.Current.CancellationToken);
            Assert.Equal(number == 1, (await room.MigrateAsync(cancel: TestContext.Current.CancellationToken)).Count > 0);
            // Its tools come in by the same way.
            await DatabaseCopy.WriteAsync(address, Path.Combine(_root, "dump" + number), TestContext.Current.CancellationToken);
        }

        foreach (var connection in (string[])[verified, verified + ";Password=secret", peer.Replace("Username=honourwall", "Username=postgres", StringComparison.Ordinal) + ";Password=secret"])
        {
            await using var refused = new NpgsqlConnection(connection + ";Pooling=false");
            await Assert.ThrowsAnyAsync<NpgsqlException>(() => refused.OpenAsync(TestContext.Current.CancellationToken));
        }
        Assert.True(DatabaseAddress.From(peer + ";Password=secret", DataFolder.Open(Path.Combine(_root, "data"))).UsesPassword);
    }

    public void Dispose()
    {
        NpgsqlConnection.ClearAllPools();
        if (_runs) PostgresCluster.Run(Path.Combine(PostgresCluster.Bin, "pg_ctl"), "-D", _cluster + "/data", "-m", "immediate", "stop");
        if (Directory.Exists(_cluster)) Directory.Delete(_cluster, recursive: true);
        Directory.Delete(_root, recursive: true);
    }

    private int StartCluster(Certificates authority, X509Certificate2 certificate)
    {
        PostgresCluster.Run("mkdir", "-p", _cluster);
        PostgresCluster.Run(Path.Combine(PostgresCluster.Bin, "initdb"), "-D", _cluster + "/data", "-A", "peer", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync");
        File.WriteAllText(_cluster + "/data/pg_hba.conf", "local all all peer map=room\nhostssl all all 127.0.0.1/32 cert\n");
        File.WriteAllText(_cluster + "/data/pg_ident.conf", $"room {Environment.UserName} honourwall\nroom postgres postgres\n");
        File.WriteAllText(_cluster + "/data/ca.pem", authority.AuthorityPem);
        File.WriteAllText(_cluster + "/data/server.crt", certificate.ExportCertificatePem());
        // Owned by the server's user from the first byte on.
        PostgresCluster.Run("install", "-m", "600", "/dev/null", _cluster + "/data/server.key");
        File.WriteAllText(_cluster + "/data/server.key", certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        var port = FreePort.Next();
        PostgresCluster.Run(Path.Combine(PostgresCluster.Bin, "pg_ctl"), "-D", _cluster + "/data", "-l", _cluster + "/log", "-w", "-o", $"-k {_cluster} -p {port} -c listen_addresses=127.0.0.1 -c fsync=off -c ssl=on -c ssl_ca_file=ca.pem", "start");
        _runs = true;
        foreach (var sql in (string[])["CREATE ROLE honourwall LOGIN", "CREATE DATABASE honourwall OWNER honourwall"]) PostgresCluster.Run(Path.Combine(PostgresCluster.Bin, "psql"), "-h", _cluster, "-p", port.ToString(System.Globalization.CultureInfo.InvariantCulture), "-c", sql, "postgres");
        return port;
    }
}
