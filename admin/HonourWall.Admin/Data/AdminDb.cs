using System.Text.Json;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Audit;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace HonourWall.Admin.Data;

/// <summary>
/// The private database, as one actor may see it. Every <see cref="IScoped"/> table is limited to the actor's subtree for reading and writing,
/// and each save writes its audit entries in the same transaction. A feature adds its tables with an <c>IEntityTypeConfiguration</c> of its own.
/// </summary>
public sealed class AdminDb(DbContextOptions<AdminDb> options, Actor actor, AuditChain audit) : DbContext(options)
{
    private readonly List<AuditNote> _notes = [];

    public Actor Actor => actor;

    public DatabaseKind Kind => Database.IsSqlite() ? DatabaseKind.Sqlite : DatabaseKind.PostgreSql;

    public DbSet<Organisation> Organisations => Set<Organisation>();

    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<AccountRole> AccountRoles => Set<AccountRole>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<Person> Persons => Set<Person>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <summary>Bounds of the actor's subtree, read by the query filters at each query.</summary>
    public string ScopeLow => actor.Scope.Low;

    public string ScopeHigh => actor.Scope.High;

    /// <summary>Puts something on record with the next save.</summary>
    public void Note(AuditNote note) => _notes.Add(note);

    /// <summary>Drops what was changed or noted and not saved.</summary>
    public void Forget()
    {
        ChangeTracker.Clear();
        _notes.Clear();
    }

    /// <summary>Saves the changes, an audit entry for each changed row, and the notes: all or nothing.</summary>
    /// <exception cref="ScopeException">A row lies outside the actor's subtree.</exception>
    /// <exception cref="DbUpdateConcurrencyException">Somebody else was faster.</exception>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        ChangeTracker.DetectChanges();
        var changed = ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList();
        foreach (var entry in changed) GuardScope(entry);
        List<AuditNote> notes = [.. changed.Where(e => e.Entity is not IUnaudited).Select(Describe), .. _notes];
        if (changed.Count == 0 && notes.Count == 0) return 0;

        var own = Database.CurrentTransaction is null ? await Database.BeginTransactionAsync(cancellationToken) : null;
        try
        {
            var count = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
            await audit.AppendAsync(this, notes, cancellationToken);
            if (own is not null) await own.CommitAsync(cancellationToken);
            _notes.Clear();
            return count;
        }
        finally
        {
            if (own is not null) await own.DisposeAsync();
        }
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new NotSupportedException("Save with SaveChangesAsync.");

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
        configurationBuilder.Properties<ProtectedText>().HaveConversion<StoredText>();
        configurationBuilder.Properties<Money>().HaveConversion<WholeFen>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AdminDb).Assembly);
        foreach (var type in modelBuilder.Model.GetEntityTypes().ToList())
        {
            foreach (var property in type.GetProperties())
            {
                if (property.FindAnnotation(RelationalAnnotationNames.ColumnName) is null) property.SetColumnName(SnakeCase(property.Name));
            }
            if (typeof(IScoped).IsAssignableFrom(type.ClrType))
                _ = typeof(AdminDb).GetMethod(nameof(LimitToScope), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!.MakeGenericMethod(type.ClrType).Invoke(this, [modelBuilder]); // ! : the method below
        }
    }

    // EF Core turns CompareTo into the database's own comparison of bytes.
#pragma warning disable CA1310, CA1309
    private void LimitToScope<T>(ModelBuilder builder) where T : class, IScoped =>
        builder.Entity<T>().HasQueryFilter(row => row.OrganisationPath.CompareTo(ScopeLow) >= 0 && row.OrganisationPath.CompareTo(ScopeHigh) < 0);
#pragma warning restore CA1310, CA1309

    private void GuardScope(EntityEntry entry)
    {
        if (entry.Entity is AuditEntry) throw new ScopeException("Audit entries are written by the chain only.");
        if (entry.Entity is not IScoped) return;
        var path = entry.Property(nameof(IScoped.OrganisationPath));
        var inside = (entry.State == EntityState.Added || actor.Scope.Contains((string)path.OriginalValue!)) // ! : the column is not null
            && (entry.State == EntityState.Deleted || actor.Scope.Contains((string)path.CurrentValue!)); // ! : as above
        if (!inside) throw new ScopeException($"A row of {entry.Metadata.GetTableName()} lies outside the actor's organisations.");
    }

    // Which columns, and keyed digests of what they held and hold: enough to prove a change, nothing to read.
    private AuditNote Describe(EntityEntry entry)
    {
        var table = entry.Metadata.GetTableName() ?? entry.Metadata.Name;
        var id = string.Join('/', entry.Metadata.FindPrimaryKey()!.Properties.Select(p => Text(entry.Property(p.Name).CurrentValue))); // ! : every table has a key
        var columns = entry.Properties
            .Where(p => !p.Metadata.IsPrimaryKey() && (entry.State != EntityState.Modified || p.IsModified))
            .ToDictionary(p => p.Metadata.GetColumnName(), p => new[]
            {
                audit.Digest(table + "." + p.Metadata.GetColumnName(), entry.State == EntityState.Added ? null : Text(p.OriginalValue)),
                audit.Digest(table + "." + p.Metadata.GetColumnName(), entry.State == EntityState.Deleted ? null : Text(p.CurrentValue)),
            }, StringComparer.Ordinal);
        var action = entry.State switch { EntityState.Added => AuditAction.Created, EntityState.Deleted => AuditAction.Removed, _ => AuditAction.Changed };
        return new(action, table, id, Detail: JsonSerializer.Serialize(columns));
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        ProtectedText sealed_ => sealed_.Stored,
        DateTimeOffset time => time.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static string SnakeCase(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));

    /// <summary>An instant as UTC milliseconds: the same number on both databases, and it sorts.</summary>
    private sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(time => time.ToUnixTimeMilliseconds(), value => DateTimeOffset.FromUnixTimeMilliseconds(value));

    /// <summary>An amount as whole 分.</summary>
    private sealed class WholeFen() : ValueConverter<Money, long>(money => money.Fen, fen => new(fen));

    private sealed class StoredText() : ValueConverter<ProtectedText, string>(value => value.Stored, text => ProtectedText.FromStored(text));
}
