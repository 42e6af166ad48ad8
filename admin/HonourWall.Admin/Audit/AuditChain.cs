using System.Data.Common;
using System.Text;
using HonourWall.Admin.Data;
using HonourWall.Admin.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace HonourWall.Admin.Audit;

/// <summary>Appends to the audit inside the caller's transaction: the change and its entry are saved together or not at all.</summary>
public sealed class AuditChain(KeyRing ring, TimeProvider clock)
{
    // SQLite finds each parameter by its name, along all that come before it: with 500 rows a command, a list of 5,000 people cost 23 s of CPU and not 9, and nobody
    // else wrote meanwhile.
    private const int RowsPerCommand = 40;

    private static readonly string[] Columns =
        ["sequence", "at", "actor_id", "actor_name", "organisation_path", "address", "action", "subject", "subject_id", "result", "detail", "key_id", "hash"];

    /// <summary>The digest of a value in an entry that is about to be written.</summary>
    public string Digest(string place, string? value) => value is null ? "-" : AuditHash.Digest(ring.Active(KeyPurpose.Audit), place, value);

    /// <summary>Appends the notes. The head row stays locked until the transaction ends, which keeps the sequence without gaps.</summary>
    public async Task AppendAsync(AdminDb db, IReadOnlyList<AuditNote> notes, CancellationToken cancel)
    {
        if (notes.Count == 0) return;
        var transaction = db.Database.CurrentTransaction?.GetDbTransaction() ?? throw new InvalidOperationException("The audit is written inside a transaction.");
        var connection = db.Database.GetDbConnection();
        var (sequence, previous) = await LockHeadAsync(connection, transaction, cancel);
        var key = ring.Active(KeyPurpose.Audit);
        var entries = new List<AuditEntry>(notes.Count);
        // Read once: an entry is made twice, for its hash and with it, and a clock that ticks in between would break the chain.
        var at = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        foreach (var note in notes)
        {
            sequence++;
            var entry = Entry(sequence, at, db.Actor, note, key.Id, "");
            previous = AuditHash.Of(key, previous, entry);
            entries.Add(Entry(sequence, at, db.Actor, note, key.Id, previous));
        }
        foreach (var chunk in entries.Chunk(RowsPerCommand)) await InsertAsync(connection, transaction, db.Kind, chunk, cancel);
        await using var head = connection.CreateCommand();
        head.Transaction = transaction;
        head.CommandText = "UPDATE audit_head SET sequence = @sequence, hash = @hash";
        Add(head, "@sequence", sequence);
        Add(head, "@hash", previous);
        await head.ExecuteNonQueryAsync(cancel);
    }

    private static AuditEntry Entry(long sequence, DateTimeOffset at, Actor actor, AuditNote note, string keyId, string hash) => new()
    {
        Sequence = sequence,
        At = at,
        ActorId = actor.AccountId,
        ActorName = actor.Name,
        OrganisationPath = actor.AuditPath,
        Address = actor.Address,
        Action = note.Action.ToString(),
        Subject = note.Subject,
        SubjectId = note.SubjectId,
        Result = note.Result,
        Detail = note.Detail,
        KeyId = keyId,
        Hash = hash,
    };

    // An update that changes nothing takes the lock on both databases.
    private static async Task<(long Sequence, string Hash)> LockHeadAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "UPDATE audit_head SET sequence = sequence RETURNING sequence, hash";
        await using var reader = await command.ExecuteReaderAsync(cancel);
        if (!await reader.ReadAsync(cancel)) throw new InvalidOperationException("The audit has no head.");
        return (reader.GetInt64(0), reader.GetString(1));
    }

    private static async Task InsertAsync(DbConnection connection, DbTransaction transaction, DatabaseKind kind, AuditEntry[] entries, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        var sql = new StringBuilder($"INSERT INTO audit_entries ({string.Join(", ", Columns)}) VALUES ");
        for (var row = 0; row < entries.Length; row++)
        {
            sql.Append(row == 0 ? "(" : ", (").AppendJoin(", ", Columns.Select((_, column) => $"@p{row}_{column}")).Append(')');
            var entry = entries[row];
            object?[] values =
            [
                entry.Sequence, entry.At.ToUnixTimeMilliseconds(), Id(entry.ActorId), entry.ActorName, entry.OrganisationPath, entry.Address, entry.Action,
                entry.Subject, entry.SubjectId, entry.Result, entry.Detail, entry.KeyId, entry.Hash,
            ];
            for (var column = 0; column < values.Length; column++) Add(command, $"@p{row}_{column}", values[column]);
        }
        command.CommandText = sql.ToString();
        await command.ExecuteNonQueryAsync(cancel);

        // As EF Core writes them: upper-case text on SQLite.
        object? Id(Guid? id) => id is null ? null : kind == DatabaseKind.Sqlite ? id.Value.ToString().ToUpperInvariant() : id;
    }

    private static void Add(DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
    }
}
